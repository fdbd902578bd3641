"""A date from the text that writes it."""

from __future__ import annotations

import re

from sitegen.dates.faults import BadDate, explain, foreign_character, no_date, none_such, quoted
from sitegen.faults import Edit
from sitegen.model.values import FORMS, Date, DatePoint

_SLASHES = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}")


def parse(text: str) -> Date:
    """The date that `text` writes.

    Raises:
        BadDate: it writes none.
    """
    if fault := foreign_character(text):
        raise fault
    if "/" in text and not _SLASHES.fullmatch(text):
        return _parse_stretch(text)
    if ".." in text:
        return _parse_bounds(text)
    point = _parse_point(text, text)
    return Date(text, "point", point, point)


def _parse_stretch(text: str) -> Date:
    first, _, last = text.partition("/")
    if first == "..":
        raise no_date(
            text, "a stretch has a known beginning", f"write {FORMS}, or ..2020-09-28 for on or before"
        )
    start = _parse_point(first, text)
    end = None if last == ".." else _parse_point(last, text)
    return Date(text, "stretch", start, _in_order(text, start, end))


def _parse_bounds(text: str) -> Date:
    first, _, last = text.partition("..")
    if not first and not last:
        raise no_date(text, "it has neither a beginning nor an end", f"write {FORMS}")
    start = _parse_point(first, text) if first else None
    end = _parse_point(last, text) if last else None
    if start is None:
        return Date(text, "until", None, end)
    if end is None:
        return Date(text, "since", start, None)
    return Date(text, "within", start, _in_order(text, start, end))


def _in_order(text: str, start: DatePoint, end: DatePoint | None) -> DatePoint | None:
    if end and end.latest < start.earliest:
        raise BadDate(
            f"{quoted(text)} runs backwards: it ends before it begins", "write the earlier date first"
        )
    if end == start:
        written = re.split(r"/|\.\.", text)[0]
        message = f"{quoted(text)} begins and ends on the same date"
        raise BadDate(message, f"write {written}", Edit(written))
    return end


def _parse_point(part: str, whole: str) -> DatePoint:
    point = DatePoint.read(part)
    if point is None:
        raise none_such(part, whole) or explain(part, whole)
    return point
