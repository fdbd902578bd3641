"""`pack` that is killed: what stands is what stood, or all that was asked for; and the next run is as if nothing had been."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from sitegen.packing import zim
from tests.packing.packed import files_in, pack, packed, site_at
from tests.publish.striking import announcements, run

WORDS = ("pack", "--jobs", "1")


def kept(root: Path) -> dict[str, bytes]:
    """The packages of a site; of the one that is never the same twice, and of the page with its sum, only that they are there."""
    found = files_in(root / "packs")
    return found | {name: b"" for name in ("site.zim", "index.html") if name in found}


def test_nothing_half_is_left(tmp_path: Path) -> None:
    """It is struck when it opens a file: while the site is made, while packages are, while they change places."""
    whole = announcements(run(site_at(tmp_path / "whole"), event="open", options=WORDS))
    new = kept(tmp_path / "whole")
    root = site_at(tmp_path / "site")
    packed(root, "zip")
    old = kept(root)
    for eighth in (4, 5, 6, 7, 8):
        killed = run(root, "SIGKILL", "open", whole * eighth // 8, options=WORDS)
        assert killed.returncode in (0, -signal.SIGKILL), killed.stderr
        assert kept(root) in (old, new)
    done = run(root, options=WORDS)
    assert done.returncode == 0, done.stderr
    assert kept(root) == new
    assert not (root / ".cache/work").exists()


def test_the_process_that_writes_the_file_for_kiwix_is_killed_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site_at(tmp_path / "site")
    before = files_in(packed(root, "zip"))
    monkeypatch.setattr(zim, "_add", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    assert pack(root, "zip", "zim") == 2
    said = capsys.readouterr().err
    assert "error: a process was ended by SIGKILL before its work was done\n  fix: " in said
    assert files_in(root / "packs") == before
    assert not (root / ".cache/work").exists()
