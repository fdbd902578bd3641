"""Cuts changes of files short at each of their steps on the disk, in a process of its own, and tells what was left.

    python -m tests.publish.cutting_changes HOW FOLDER

As `tests.publish.cutting`, which see: HOW is "kill", or the name of an error. After each cut the next command is played:
it ends what was begun, under the lock, and may itself be cut ("kill" strikes it too, at its own first steps).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from sitegen.publish.file_changes import FileChange, change_files, changes_dir, recover
from sitegen.publish.lock import locked
from tests.publish.cutting import Cut, cut_short

BEFORE = {"content/a/old.md": b"old\r\n", "content/b.md": b"see old", "content/c.md": b"see old too"}
AFTER = {"content/a/new.md": b"new\r\n", "content/b.md": b"see new", "content/c.md": b"see new too"}
CHANGES = [
    FileChange(path, BEFORE.get(path), AFTER.get(path)) for path in sorted({*BEFORE, *AFTER}, reverse=True)
]


@dataclass(frozen=True)
class Ending:
    """How the process that was cut at `event` ended (an exit code, negative where it was killed), what stood there then,
    what the next command said, and what stands there after it.
    """

    event: str
    code: int
    left: str
    said: str
    then: str


def endings(how: str, folder: Path) -> list[Ending]:
    """Every way in which the changes end when they are cut once, at each of their steps in turn."""
    cut = Cut()
    found: list[Ending] = []
    while True:
        root = folder / f"{len(found)}"
        for path, content in BEFORE.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        event, code = cut_short(cut, how, len(found) + 1, partial(begin, root))
        if not event:
            return found
        left = state(root)
        for step in range(1, 4):
            cut_short(cut, "kill", step, partial(go_on, root))
        found.append(Ending(event, code, left, go_on(root), state(root)))


def begin(root: Path) -> None:
    """What is cut."""
    with locked(root / ".cache"):
        change_files(root, root / ".cache", "old is new", CHANGES)


def go_on(root: Path) -> str:
    """What every command does first."""
    if not changes_dir(root / ".cache").is_dir():
        with locked(root / ".cache"):
            return ""
    with locked(root / ".cache"):
        return recover(root, root / ".cache")


def state(root: Path) -> str:
    """Which of the two the files are."""
    there = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "content").rglob("*")
        if path.is_file()
    }
    return {str(BEFORE): "before", str(AFTER): "after"}.get(str(dict(sorted(there.items()))), "between")


if __name__ == "__main__":
    sys.stdout.write(json.dumps([asdict(ending) for ending in endings(sys.argv[1], Path(sys.argv[2]))]))
