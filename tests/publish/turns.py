"""A small real site that is edited to and fro: every edit writes, keeps, removes and renames pages."""

from __future__ import annotations

from pathlib import Path

from tests.faults.case import write_site

_ARTICLE = """\
---
title: Ferries {words}
date: 2024-03-05
source: gazette
topics: [strike]
---

The {words} crews.
"""
_ABOUT = """\
---
title: About
---

This site reads the {words} papers of a small town.
"""
_GOES, _COMES = "content/articles/ferries-went.md", "content/articles/ferries-return.md"
_ALONE = "content/events/crews-walk-out.md"
"""The only one of its kind: its folder comes and goes with it."""


def edit(root: Path, words: str) -> None:
    """Makes the site at `root` the "old" one, or the "new": an article has another address, an event comes or goes."""
    there, gone = (_GOES, _COMES) if words == "old" else (_COMES, _GOES)
    (root / gone).unlink(missing_ok=True)
    write_site(
        root, {there: _ARTICLE.format(words=words), "content/pages/about.md": _ABOUT.format(words=words)}
    )
    if words == "new":
        (root / _ALONE).unlink()


def other(words: str) -> str:
    """The other of the two."""
    return "new" if words == "old" else "old"


def beside(root: Path) -> set[str]:
    """Everything in the site's folder but its sources, the site, and second names of the site's own files."""
    site = {path.stat().st_ino for path in (root / "public").rglob("*") if path.is_file()}
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*")}
    return {
        name
        for name, path in found.items()
        if name.split("/")[0] not in ("public", "content")
        and (path.stat().st_ino not in site if path.is_file() else "/spare/" not in f"{name}/")
    }
