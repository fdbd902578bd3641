"""Kills the writing of the drafts of a page at each of its steps on the disk, and tells what was left.

    python -m tests.importing.cutting_drafts FOLDER

As `tests.publish.cutting_changes`, which see. After each kill the next command is played: it ends what was begun, and
the page is imported again unless it is noted as brought here.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from sitegen.commands.import_pages.writing import Desk, brought_before
from sitegen.importing.known_site import KnownSite, Topics
from sitegen.importing.page import Known, Story
from sitegen.names.finder import table
from sitegen.publish.lock import locked
from tests.importing.structures import stories
from tests.publish.cutting import Cut, cut_short
from tests.publish.cutting_changes import go_on

PAGE, DIGEST = "saved/page.html", "a1b2"
STORIES = [
    Story(
        PAGE, None, None, "\n".join(told.paragraphs),
        headline=Known(told.headline, "stated", "og:title"), source=Known("The Lune Gazette", "stated", "og:site_name"),
    )
    for told in islice(stories(), 2)
]  # fmt: skip
FILES = (
    ".gitignore",
    "bridge-repairs-to-take-until-autumn.md",
    "bridge-repairs-to-take-until-autumn.txt",
    "ferries-stay-in-port.md",
    "ferries-stay-in-port.txt",
    "the-lune-gazette.md",
)


@dataclass(frozen=True)
class Ending:
    """What was left by a process that was killed at `event`, what stands there after the next command and whether the page
    is noted then, and what stands there when it was imported again.
    """

    event: str
    left: str
    then: str
    is_noted: bool
    last: str


def endings(folder: Path) -> list[Ending]:
    """Every way in which the writing ends when it is killed once."""
    cut = Cut()
    found: list[Ending] = []
    while True:
        root = folder / f"{len(found)}"
        root.mkdir()
        event, _ = cut_short(cut, "kill", len(found) + 1, partial(begin, root))
        if not event:
            return found
        left = state(root)
        go_on(root)
        then, is_noted = state(root), DIGEST in brought_before(root / ".cache", root)
        if not is_noted:
            begin(root)
        found.append(Ending(event, left, then, is_noted, state(root)))


def begin(root: Path) -> None:
    """What is killed."""
    known = KnownSite({}, {}, {}, table({}, ()), frozenset(), {}, Topics({}, {}), frozenset())
    with locked(root / ".cache"):
        desk = Desk(root, root / ".cache", known, set(), date(2026, 11, 28), "en")
        desk.write(PAGE, DIGEST, [(story, (), ()) for story in STORIES])


def state(root: Path) -> str:
    """What of the page stands there."""
    there = sorted(p.name for p in root.rglob("*") if p.is_file() and ".cache" not in p.parts)
    return {(): "nothing", FILES: "all"}.get(tuple(there), " ".join(there))


if __name__ == "__main__":
    sys.stdout.write(json.dumps([asdict(ending) for ending in endings(Path(sys.argv[1]))]))
