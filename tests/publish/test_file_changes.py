"""Several files of an editor's, changed all or none: also where the process is killed, or the disk refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.faults import EnvironmentFault
from sitegen.publish.file_changes import FileChange, change_files, changes_dir, recover
from sitegen.publish.lock import locked
from tests.publish.cutting_changes import AFTER, BEFORE, CHANGES, Ending, state


def endings(how: str, folder: Path) -> list[Ending]:
    command = [sys.executable, "-m", "tests.publish.cutting_changes", how, str(folder)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    found = [Ending(**row) for row in json.loads(ran.stdout)]
    assert {"open", "os.rename", "os.remove", "os.mkdir"} <= {ending.event for ending in found}
    return found


def test_what_a_killed_process_began_the_next_command_finishes_or_drops(tmp_path: Path) -> None:
    """Wherever it was killed, and wherever the next ones are: both states are met, and one between too."""
    found = endings("kill", tmp_path)
    assert {ending.left for ending in found} == {"before", "between", "after"}
    assert [ending for ending in found if ending.then not in ("before", "after")] == []
    assert [
        e
        for e in found
        if (e.left, e.then) not in (("before", "before"), ("after", "after")) and e.then != "after"
    ] == []
    told = {ending.said for ending in found if ending.left == "between"}
    assert told <= {"", "finished what a command that was killed had begun: old is new"}
    assert list(tmp_path.glob("*/.cache/changes")) == []
    assert list(tmp_path.glob("*/.cache/work")) == []


@pytest.mark.parametrize("how", ["EIO", "ENOSPC"])
def test_what_the_disk_refuses_is_put_back(how: str, tmp_path: Path) -> None:
    found = [
        ending for ending in endings(how, tmp_path) if ending.event != "shutil.rmtree"
    ]  # no call of the system
    assert {(ending.code, ending.left) for ending in found if ending.code} == {(2, "before")}
    assert {ending.then for ending in found if ending.code == 0} == {"after"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, content in BEFORE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def change(root: Path, changes: list[FileChange] = CHANGES) -> None:
    with locked(root / ".cache"):
        change_files(root, root / ".cache", "old is new", changes)


def test_a_file_that_is_not_what_was_read_is_left_and_the_others_are_put_back(root: Path) -> None:
    (root / "content/b.md").write_bytes(b"see old, and more")
    with pytest.raises(EnvironmentFault, match=r"content/b\.md was changed meanwhile"):
        change(root)
    assert (root / "content/b.md").read_bytes() == b"see old, and more"
    (root / "content/b.md").write_bytes(BEFORE["content/b.md"])
    assert state(root) == "before"


def test_a_file_that_somebody_changed_after_a_kill_is_left_and_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt_at(2, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        change(root)
    monkeypatch.undo()
    path = next(
        path for path in ("content/b.md", "content/c.md") if (root / path).read_bytes() == BEFORE[path]
    )
    (root / path).write_bytes(b"mine")
    with locked(root / ".cache"):
        said = recover(root, root / ".cache")
    assert said == (
        "finished what a command that was killed had begun: old is new; "
        f"changed by somebody else since, and left as it is: {path}"
    )
    assert (root / path).read_bytes() == b"mine"
    (root / path).write_bytes(AFTER[path])
    assert state(root) == "after"
    assert not changes_dir(root / ".cache").exists()


def interrupt_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends before the n-th file is put in its place."""
    replace, calls = os.replace, iter(range(1, 100))

    def interrupted(source: str, target: str) -> None:
        if next(calls) == number:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", interrupted)


def test_the_rights_of_a_file_stay(root: Path) -> None:
    (root / "content/b.md").chmod(0o640)
    change(root)
    assert (root / "content/b.md").stat().st_mode & 0o777 == 0o640
    assert state(root) == "after"
