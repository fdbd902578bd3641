"""One build at a time for each site."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.faults import BuildRunning, EnvironmentFault
from sitegen.publish.lock import locked, work_dir

_HOLD = "import sys; from pathlib import Path; from sitegen.publish.lock import work_dir, locked\nwith locked(Path(sys.argv[1])):\n "
_TELL = "print('locked', flush=True); "


def _start(cache: Path, then: str) -> subprocess.Popen[str]:
    """Another process that holds the lock and then does something; returns once it has it."""
    command = [sys.executable, "-c", _HOLD + _TELL + then, str(cache)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "locked\n"
    return process


def test_a_second_build_is_told_which_process_is_at_work(tmp_path: Path) -> None:
    with _start(tmp_path, "sys.stdin.read()") as other:
        with pytest.raises(BuildRunning) as caught, locked(tmp_path):
            pass
        assert caught.value.pid == other.pid
        assert other.stdin is not None
        other.stdin.close()


def test_a_second_build_in_the_same_process_is_refused(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(BuildRunning) as caught, locked(tmp_path):
        pass
    assert caught.value.pid == os.getpid()


def test_a_disk_that_knows_no_locks_is_the_machine_s_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(EnvironmentFault, match="cannot lock"), locked(tmp_path):
        pass


def test_the_lock_is_free_after_a_build(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path):
            pass


def test_the_lock_of_a_killed_build_is_free(tmp_path: Path) -> None:
    with _start(tmp_path, "sys.stdin.read()") as other:
        other.kill()
    with locked(tmp_path):
        pass


def test_a_worker_that_outlives_its_build_does_not_keep_the_lock(tmp_path: Path) -> None:
    forking = "import os; os.fork() and os._exit(0); print('worker', flush=True); sys.stdin.read()"
    with _start(tmp_path, forking) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "worker\n"
        other.wait()
        with locked(tmp_path):
            pass
        other.stdin.close()


def test_two_sites_are_built_side_by_side(tmp_path: Path) -> None:
    with locked(tmp_path / "one"), locked(tmp_path / "two"):
        pass


def test_a_cache_folder_keeps_itself_out_of_git(tmp_path: Path) -> None:
    with locked(tmp_path / ".cache"):
        pass
    assert (tmp_path / ".cache/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_what_a_killed_build_left_of_that_is_mended(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes(b"")
    with locked(tmp_path):
        pass
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_the_working_folder_is_empty_before_and_after(tmp_path: Path) -> None:
    for _ in range(2):
        work_dir(tmp_path).mkdir()
        (work_dir(tmp_path) / "left by a dead build").write_bytes(b"")
        with locked(tmp_path):
            assert not work_dir(tmp_path).exists()
            work_dir(tmp_path).mkdir()
        assert not work_dir(tmp_path).exists()


def test_a_cache_folder_that_cannot_be_made_is_a_fault_of_the_environment(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="cannot make"), locked(tmp_path / "file/.cache"):
        pass
