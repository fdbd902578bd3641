"""A site of some two hundred pages that is edited to and fro: all bodies change, articles come, go and are renamed."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.chance import chances
from tests.faults.case import write_site

PAGES = 200
"""Articles and notes; what else the site has of pages comes on top."""

_WORDS = [
    "harbour",
    "ferry",
    "crew",
    "shift",
    "strike",
    "night",
    "quay",
    "storm",
    "cargo",
    "union",
    "mayor",
    "paper",
    "winter",
    "engine",
    "ticket",
    "island",
]


def write(root: Path, words: str) -> None:
    """Makes the site at `root` the "old" one or the "new" one."""
    shutil.rmtree(root / "content", ignore_errors=True)
    write_site(root, dict(_page(number, words) for number in range(PAGES)))


def _page(number: int, words: str) -> tuple[str, str]:
    """An article or a note: every tenth has another name in each site, the others only another text."""
    name = f"page-{number}-{words}" if number % 10 == 0 else f"page-{number}"
    chance = chances(f"{words} {number}")
    text = " ".join(_WORDS[int(next(chance) * len(_WORDS))] for _ in range(120))
    if number % 4 == 0:
        head = f"title: Note {number} of the {words} site\ntopics: [strike]\nupdated: 2024-03-10"
        return (
            f"content/notes/{name}.md",
            f"---\n{head}\n---\n\nIt rests on [@ferries-stand-still]: {text}.\n",
        )
    date = f"2024-{1 + number % 4:02}-{1 + number % 28:02}"
    head = f"title: Report {number} of the {words} site\ndate: {date}\nsource: gazette\ntopics: [strike]"
    return f"content/articles/{name}.md", f"---\n{head}\n---\n\nAnna Berg and the {words} {text}.\n"
