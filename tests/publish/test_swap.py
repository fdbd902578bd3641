"""One folder in the place of another, and what a swap leaves that was cut short."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sitegen.publish import swap
from sitegen.publish.output_dirs import MARKER, MARKER_PATH, OutputDirs
from tests.publish.yard import tree


@pytest.fixture
def dirs(tmp_path: Path) -> OutputDirs:
    return OutputDirs(
        tmp_path / "out", tmp_path / "spare", tmp_path / "backup", tmp_path / "record", kept=True
    )


def _folder(path: Path, words: str) -> None:
    path.mkdir()
    (path / "page").write_text(words, encoding="utf-8")


def _state(dirs: OutputDirs) -> dict[str, bytes | None]:
    return {path.name: (path / "page").read_bytes() for path in dirs.out.parent.iterdir()}


def test_this_system_exchanges_two_folders_in_one_step(tmp_path: Path) -> None:
    _folder(tmp_path / "a", "a")
    _folder(tmp_path / "b", "b")
    assert swap.exchange(tmp_path / "a", tmp_path / "b")
    assert tree(tmp_path) == {"a": None, "a/page": b"b", "b": None, "b/page": b"a"}


def test_an_exchange_with_nothing_is_an_error_and_changes_nothing(tmp_path: Path) -> None:
    _folder(tmp_path / "a", "a")
    with pytest.raises(FileNotFoundError):
        swap.exchange(tmp_path / "a", tmp_path / "missing")
    assert tree(tmp_path) == {"a": None, "a/page": b"a"}


@pytest.mark.parametrize("steps", [1, 2])
def test_the_two_trees_change_places(dirs: OutputDirs, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if steps == 2:
        monkeypatch.setattr(swap, "exchange", lambda *_: False)
    _folder(dirs.out, "old")
    _folder(dirs.spare, "new")
    swap.swap(dirs)
    swap.recover(dirs)
    assert _state(dirs) == {"out": b"new", "spare": b"old"}


def test_the_first_site_moves_in(dirs: OutputDirs) -> None:
    _folder(dirs.spare, "new")
    swap.swap(dirs)
    assert _state(dirs) == {"out": b"new"}


def test_a_refused_second_step_undoes_the_first(dirs: OutputDirs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    _folder(dirs.out, "old")
    with pytest.raises(FileNotFoundError):
        swap.swap(dirs)
    assert _state(dirs) == {"out": b"old"}


def _refuse(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def exchange(_one: Path, other: Path) -> bool:
        raise OSError(code, os.strerror(code), str(other))

    monkeypatch.setattr(swap, "exchange", exchange)


@pytest.fixture
def _immovable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site's folder comes from the lower layer of a container image."""
    _refuse(monkeypatch, errno.EXDEV)


def _mark(folder: Path) -> None:
    (folder / MARKER_PATH).write_text(MARKER, encoding="utf-8")


@pytest.mark.usefixtures("_immovable")
def test_a_bare_folder_that_cannot_be_moved_is_removed(dirs: OutputDirs) -> None:
    dirs.out.mkdir()
    _mark(dirs.out)
    _folder(dirs.spare, "new")
    swap.swap(dirs)
    assert _state(dirs) == {"out": b"new"}


def test_a_bare_folder_that_the_disk_refuses_to_move_stays(
    dirs: OutputDirs, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuse(monkeypatch, errno.EIO)
    dirs.out.mkdir()
    _mark(dirs.out)
    _folder(dirs.spare, "new")
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        swap.swap(dirs)
    assert tree(dirs.out) == {MARKER_PATH: MARKER.encode()}


@pytest.mark.usefixtures("_immovable")
def test_a_site_that_cannot_be_moved_stays_as_it_is(dirs: OutputDirs) -> None:
    _folder(dirs.out, "old")
    _mark(dirs.out)
    _folder(dirs.spare, "new")
    with pytest.raises(OSError, match=os.strerror(errno.EXDEV)):
        swap.swap(dirs)
    assert tree(dirs.out) == {"page": b"old", MARKER_PATH: MARKER.encode()}


def test_healing_brings_the_old_site_back_after_the_first_step(dirs: OutputDirs) -> None:
    _folder(dirs.backup, "old")
    _folder(dirs.spare, "new")
    swap.recover(dirs)
    assert _state(dirs) == {"out": b"old", "spare": b"new"}


@pytest.mark.parametrize("half_made", [False, True], ids=["no other", "one half made"])
def test_healing_after_the_second_step_keeps_the_tree_that_was_swapped_out_last(
    dirs: OutputDirs, half_made: bool
) -> None:
    _folder(dirs.backup, "old")
    _folder(dirs.out, "new")
    if half_made:
        _folder(dirs.spare, "half")
    swap.recover(dirs)
    assert _state(dirs) == {"out": b"new", "spare": b"old"}
