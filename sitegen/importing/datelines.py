"""The day on which a story says that it was published: in a line of its own, glued to its title, or before its first sentence.

What a text merely mentions is no date of its own. A line that speaks of a change or of when a page was made bounds the
date: the text is no later than that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sitegen.importing.page import Block, Fact, Known
from sitegen.importing.written_dates import ago, dates_in, of_machine, unglued

_CHANGED = re.compile(
    r"\b(?:last[ -])?(?:modified|updated?|changed|created|revised|edited|aktualisiert|mis à jour|actualizado)\b",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:published|posted|first|date[dl]?(?:ine)?|issued|on|at|by|the|am|pm|gmt|utc"
    r"|e[sd]t|p[sd]t|ce?st|bst|min(?:ute)?s? read|veröffentlicht|publié|publicado|le|el|am|um|uhr|h)\b|\d{1,2}[:.]\d\d(?::\d\d)?|[^\w]+",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?P<place>[^.!?]{0,90}?)[-–—,(:\s]*$")
_BREAK = re.compile(r"^\s*(?:\([^)]{1,30}\)\s*)?[-–—:)]")
_LONGEST, _LONGEST_LINE = 16, 300
"""Words and letters of a line that holds hardly more than a date."""

_LABELS_BEFORE = re.compile(
    r"\W*\b(?:created|published|posted|updated|last modified|date)\b\W*(?:on\W*)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A text that begins with a title and a date pasted together: both, and what follows."""

    title: str
    date: str
    is_bound: bool
    rest: str


def of_line(text: str, today: date) -> Fact[str]:
    """The date of a line that holds hardly more than one; None where it holds more, or none."""
    if len(text) > _LONGEST_LINE or len(text.split()) > _LONGEST:
        return None
    text = unglued(text)
    found = next(dates_in(text), None)
    written = of_machine(found.date, today) if found and ".." not in found.date else None
    if found is None or (written is None and ".." not in found.date):
        return None
    rest = text[: found.start] + " " + text[found.end :]
    if _CHANGED.search(rest):
        return Known(f"..{found.date.rpartition('..')[2]}", "inferred", "the day of its last change")
    left = _AROUND.sub(" ", rest).split()
    if len(left) > 5 or re.search(r"[.!?]\s+\w", rest):
        return None
    how = "inferred" if ".." in found.date else "stated"
    return Known(found.date, how, "the line of the date")  # type: ignore[arg-type]


def of_opening(text: str, today: date) -> Fact[str]:
    """The date before the first sentence: `London, 5 March 2018 - The …`, `The Institute - December 20, 2017 - …`."""
    found = next(dates_in(text[:200]), None)
    if found is None or of_machine(found.date, today) is None:
        return None
    before = _OPENING.match(text[: found.start])
    if before and len(before["place"].split()) <= 12 and _BREAK.match(text[found.end :]):
        return Known(found.date, "stated", "the dateline")
    return None


def of_story(blocks: Sequence[Block], today: date, *, saved: date | None = None) -> Fact[str]:
    """The date of the story that the blocks are, its headline first."""
    lines = (*blocks[:8], *blocks[-2:])
    bound: Fact[str] = None
    for block in lines:
        found = of_line(block.text, today)
        if found and found.how == "stated":
            return found
        bound = bound or found
    for block in blocks[:6]:
        if found := of_opening(block.text, today):
            return found
    for block in blocks[:8] if saved else ():
        if saved and block.words <= 8 and (written := ago(block.text, saved)):
            return Known(
                written, "inferred", f'"{block.text}", seen from the day on which the page was saved'
            )
    return bound


def title_and_date(text: str, today: date) -> Dated | None:
    """A title with a date behind it, and what follows on the same line; None where the date belongs to the text."""
    head = unglued(text[:_LONGEST_LINE])
    text = head + text[_LONGEST_LINE:]
    found = next(dates_in(head), None)
    if found is None or of_machine(found.date, today) is None:
        return None
    before = text[: found.start]
    label = _LABELS_BEFORE.search(before)
    title = before[: label.start()] if label else before
    if (
        not 3 <= len(title.split()) <= 22
        or re.search(r"[.!?]\s+[A-Z]", title)
        or re.search(r"\b(?:on|in|since|until|by|from|of|to|and|the)\W*$", title, re.IGNORECASE)
    ):
        return None
    is_bound = bool(label and _CHANGED.search(label[0]))
    return Dated(title.strip(" -–—|•·,"), found.date, is_bound, text[found.end :].strip())
