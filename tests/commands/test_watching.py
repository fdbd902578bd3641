"""When files count as changed: once two looks agree that nobody is writing any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.commands.watch import Watcher, changed


class Rests:
    """Time that passes only while the watcher rests; in each rest something is done."""

    def __init__(self, *deeds: Callable[[], object]) -> None:
        self.deeds = list(deeds)
        self.rests: list[float] = []

    def rest(self, seconds: float) -> None:
        self.rests.append(seconds)
        assert self.deeds, "it waits for something that does not come"
        self.deeds.pop(0)()


def nothing() -> None:
    pass


def test_a_save_is_seen_when_it_is_over(tmp_path: Path) -> None:
    note = tmp_path / "content/note.md"
    note.parent.mkdir()
    note.write_text("One")
    times = Rests(
        nothing, lambda: note.write_text("One and a half"), lambda: note.write_text("Two, whole"), nothing
    )
    watcher = Watcher({"content": note.parent}, clock=lambda: 0.0, rest=times.rest)
    built = watcher.look()
    seen = watcher.wait(built, tmp_path)
    assert changed(built, seen) == {"content/note.md"}
    assert times.deeds == []
    assert times.rests == [0.05] * 4


def test_what_is_new_gone_renamed_or_replaced_is_a_change(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    for name in ("kept.md", "gone.md", "old-name.md", "replaced.md"):
        (folder / name).write_text("text")
    watcher = Watcher({"content": folder})
    before = watcher.look()
    (folder / "gone.md").unlink()
    (folder / "old-name.md").rename(folder / "new-name.md")
    (folder / "fresh").write_text("text")
    (folder / "fresh").replace(folder / "replaced.md")  # as editors save
    assert changed(before, watcher.look()) == {
        f"content/{name}" for name in ("gone.md", "old-name.md", "new-name.md", "replaced.md")
    }


def test_a_folder_that_is_taken_away_and_comes_back_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "note.md").write_text("text")
    watcher = Watcher({"content": folder})
    folder.rename(tmp_path / "away")
    assert watcher.look() == {}
    (tmp_path / "away").rename(folder)
    assert watcher.look().keys() == {"content/note.md"}


def test_a_place_that_cannot_be_read_is_a_change_and_so_is_its_return(tmp_path: Path) -> None:
    """A file stands where the folder was: a build says that, and goes on when it is mended."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "note.md").write_text("text")
    watcher = Watcher({"content": folder, "layouts": tmp_path / "layouts"})
    before = watcher.look()
    folder.rename(tmp_path / "away")
    folder.write_text("no folder")
    assert changed(before, watcher.look()) == {"content/", "content/note.md"}
    folder.unlink()
    (tmp_path / "away").rename(folder)
    assert watcher.look() == before


def test_a_site_that_is_taken_away_is_missed_once_and_one_that_never_was_is_not(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    times = Rests(nothing, (tmp_path / "site").rmdir, nothing)
    watcher = Watcher({"content": tmp_path / "content"}, clock=lambda: 0.0, rest=times.rest)
    assert watcher.wait({}, tmp_path / "site") == {}
    assert times.deeds == []
    with pytest.raises(AssertionError, match="does not come"):
        watcher.wait({}, tmp_path / "site")


def test_a_minute_of_saves_is_one_change(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("")
    rounds = 10_000
    saves = [lambda length=length: note.write_text("x" * length) for length in range(1, rounds)]
    times = Rests(*saves, nothing)
    watcher = Watcher({"content": tmp_path}, clock=lambda: 0.0, rest=times.rest)
    built = watcher.look()
    assert changed(built, watcher.wait(built, tmp_path)) == {"content/note.md"}
    assert len(times.rests) == rounds


def test_a_branch_that_is_switched_file_by_file_is_one_change(tmp_path: Path) -> None:
    def switch(numbers: range) -> None:
        for number in numbers:
            (tmp_path / f"{number}.md").write_text("text")

    parts = [lambda first=first: switch(range(first, first + 100)) for first in range(0, 1000, 100)]
    watcher = Watcher({"content": tmp_path}, clock=lambda: 0.0, rest=Rests(*parts, nothing).rest)
    assert len(watcher.wait(watcher.look(), tmp_path)) == 1000


def test_where_a_look_takes_long_it_looks_less_often_until_something_happens(tmp_path: Path) -> None:
    times = Rests(nothing, lambda: (tmp_path / "note.md").write_text("text"), nothing)
    seconds = iter(range(100))
    watcher = Watcher({"content": tmp_path}, clock=lambda: float(next(seconds)), rest=times.rest)
    watcher.wait(watcher.look(), tmp_path)
    assert times.rests == [10.0, 10.0, 0.05]
