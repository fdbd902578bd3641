"""Headlines: without the name of the site that pages hang on them, and whether two are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.names.fold import fold_all

_SEPARATOR = re.compile(
    r"\s+[|\u2013\u2014\u00b7\u2022\u00bb\u00ab\u203a:/~\\-]+\s+|\s*\|\s*|\s*::\s*|\s+»\s*|:\s+"
)
_LAST_SEPARATOR = re.compile(
    r"\s+[|\u2013\u2014\u00b7\u2022\u00bb\u203a/~\\-]+\s+(?=[^|]*$)|\s*\|\s*(?=[^|]*$)"
)
_LONGEST = 300
_SHORTEST = 3
"""Words that must be left when what may be the name of a site is cut without knowing it."""


def same(one: str, other: str) -> bool:
    """Whether two headlines have the same letters."""
    return letters(one) == letters(other) != ""


def letters(text: str) -> str:
    """The letters of a headline, by which two are compared."""
    return "".join(fold_all(text))


def without_site(title: str, names: Iterable[str]) -> str:
    """`title` without one of the `names` of its site before or behind it, and what separates them."""
    title = " ".join(title.split())[:_LONGEST]
    sites = {letters(name) for name in names} - {""}
    for _ in range(3):
        shorter = _cut_site(title, sites)
        if shorter == title:
            break
        title = shorter
    return title


def _cut_site(title: str, sites: set[str]) -> str:
    for match in _SEPARATOR.finditer(title):
        before, behind = title[: match.start()], title[match.end() :]
        if before.strip() and _is_site(behind, sites):
            return before.strip()
        if behind.strip() and _is_site(before, sites) and len(behind.split()) > 1:
            return behind.strip()
    return title


def _is_site(part: str, sites: set[str]) -> bool:
    name = letters(part)
    return bool(name) and (
        name in sites
        or any(name in (f"the{s}", f"{s}com", f"{s}org", f"{s}net") or s == f"the{name}" for s in sites)
    )


def as_on_page(title: str, headings: Iterable[str]) -> str | None:
    """The part of `title` that stands on the page as a heading; None where none does."""
    parts = [
        title,
        *(title[: m.start()] for m in _SEPARATOR.finditer(title)),
        *(title[m.end() :] for m in _SEPARATOR.finditer(title)),
    ]
    known = {letters(part) for part in parts if part.strip()}
    for heading in headings:
        if letters(heading) in known and len(heading.split()) > 1:
            return heading
    return None


def without_last_part(title: str) -> str:
    """`title` without what stands behind its last separator, where enough is left to be a headline."""
    match = _LAST_SEPARATOR.search(title)
    if match and len(title[: match.start()].split()) >= _SHORTEST and len(title[match.end() :].split()) <= 6:
        return title[: match.start()].strip()
    return title


def site_in(title: str, headline: str) -> str | None:
    """What a title says besides the headline: the name of the site, as far as it is one."""
    for match in _SEPARATOR.finditer(title):
        before, behind = title[: match.start()].strip(), title[match.end() :].strip()
        if same(before, headline) and behind:
            return behind
        if same(behind, headline) and before:
            return before
    return None


def last_part(title: str) -> str:
    """What stands behind the last separator of a title."""
    return _SEPARATOR.split(title)[-1].strip()


def alike(title: str, shown: str) -> bool:
    """Whether more than a third of the words of `title` stand in `shown`; so a description is told from a headline."""
    words, there = set(fold_all(title)), set(fold_all(shown))
    return not there or len(words & there) * 3 > len(words)


def parts(title: str) -> list[str]:
    """The pieces of a title between its separators."""
    return [part.strip() for part in _SEPARATOR.split(title) if part.strip()]


def is_site_title(title: str) -> bool:
    """Whether a title names sections of a site and no story: three short pieces or more."""
    pieces = parts(title)
    return len(pieces) >= 3 and max(len(piece.split()) for piece in pieces) <= 3
