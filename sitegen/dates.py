"""Dates that say how sure they are: read, put in order, put into words.

What may be written is a subset of EDTF (Extended Date/Time Format, Library of Congress; ISO 8601-2) without its
brackets, which YAML would read as lists. No date here knows a time zone, so none is ever shifted by one.

    2020-09-28  2020-09  2020      that day, month, year
    2020-05-15/2020-05-17          a stretch; 2020-09-27/.. is still going on
    2020-09-27..2020-09-28         one unknown day within
    ..2020-09-28   2017-10-23..    not after; not before
    2020-09-28~                    about then, at either end
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date, timedelta

from sitegen.model.values import Date, DatePoint

_POINT = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<about>~)?")
_LOOSE = re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?~?")
_NUMERIC = re.compile(r"[0-9]{1,4}[/.][0-9]{1,2}[/.][0-9]{1,4}")
_WEEK = re.compile(r"[0-9]{4}-?W[0-9]{1,2}.*")
_FORMS = "2020-09-28, 2020-09 or 2020; a stretch as 2020-05-15/2020-05-17; an unknown day as 2020-09-27..2020-09-28"
_PRECISION_ORDER = {"day": 0, "month": 1, "year": 2}


class BadDate(ValueError):
    """A text that is no date: `message` says why, `fix` what to write instead."""

    def __init__(self, message: str, fix: str) -> None:
        self.message, self.fix = message, fix
        super().__init__(message)


def read(text: str) -> Date:
    """The date that `text` writes. Raises `BadDate`."""
    if foreign := next((c for c in text if not (c.isascii() and c.isprintable())), None):
        raise BadDate(
            f"{_quoted(text)} is not a date: it holds the character U+{ord(foreign):04X}",
            "write it with the digits 0 to 9 and hyphens, for example 2020-09-28",
        )
    if _NUMERIC.fullmatch(text):
        raise BadDate(
            f"{_quoted(text)} is not a date: which number is the month cannot be known",
            "write year, month and day as YYYY-MM-DD, for example 2020-09-28",
        )
    if "/" in text:
        return _read_stretch(text)
    if ".." in text:
        return _read_bounds(text)
    point = _read_point(text, text)
    return Date(text, "point", point, point)


def _read_stretch(text: str) -> Date:
    first, _, last = text.partition("/")
    start = _read_point(first, text)
    end = None if last == ".." else _read_point(last, text)
    return Date(text, "stretch", start, _in_order(text, start, end))


def _read_bounds(text: str) -> Date:
    first, _, last = text.partition("..")
    if not first and not last:
        raise BadDate(
            f"{_quoted(text)} is not a date: it has neither a beginning nor an end", f"write {_FORMS}"
        )
    start = _read_point(first, text) if first else None
    end = _read_point(last, text) if last else None
    if start is None:
        return Date(text, "until", None, end)
    if end is None:
        return Date(text, "since", start, None)
    return Date(text, "within", start, _in_order(text, start, end))


def _in_order(text: str, start: DatePoint, end: DatePoint | None) -> DatePoint | None:
    if end and (end.latest < start.earliest or end.earliest < start.earliest):
        raise BadDate(
            f"{_quoted(text)} runs backwards: it ends before it begins", "write the earlier date first"
        )
    return end


def _read_point(part: str, whole: str) -> DatePoint:
    match = _POINT.fullmatch(part)
    if not match:
        raise _bad_point(part, whole)
    year, month, day = (int(match[k]) if match[k] else None for k in ("year", "month", "day"))
    if not year:
        raise BadDate(
            f"{_quoted(whole)} is not a date: there is no year 0",
            "write the year with four digits, 0001 to 9999",
        )
    if month is not None and not 1 <= month <= 12:
        raise BadDate(
            f"{_quoted(whole)} is not a date: there is no month {match['month']}",
            "write a month from 01 to 12",
        )
    if day is not None and month is not None and not 1 <= day <= (length := monthrange(year, month)[1]):
        raise BadDate(
            f"{_quoted(whole)} is not a date: {month_name[month]} {year} has {length} days",
            "write a real day as YYYY-MM-DD",
        )
    return DatePoint(year, month, day, bool(match["about"]))


def _bad_point(part: str, whole: str) -> BadDate:
    if _LOOSE.fullmatch(part):
        padded = "-".join(number.zfill(2) for number in part.rstrip("~").split("-"))
        return BadDate(
            f"{_quoted(whole)} is not a date: month and day take two digits each",
            f"write {padded}{'~' if part.endswith('~') else ''}",
        )
    if _WEEK.fullmatch(part):
        return BadDate(
            f"{_quoted(whole)} is not a date: weeks are not read",
            "write the days, for example 2024-01-29/2024-02-04",
        )
    if re.fullmatch(r"[0-9]{5,}(?:-.*)?", part):
        return BadDate(
            f"{_quoted(whole)} is not a date: a year has four digits", "write a year from 0001 to 9999"
        )
    return BadDate(f"{_quoted(whole)} is not a date", f"write {_FORMS}")


def _quoted(text: str) -> str:
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[:40])
    return f'"{shown}{"…" if len(text) > 40 else ""}"'


def uncertain(when: Date) -> bool:
    """Whether lists put it under "Date uncertain": one bound is missing, or the day it began lies within more than a year.

    A stretch of many years began on a known day, so it is not uncertain; nor is one that still goes on.
    """
    if when.form in ("until", "since"):
        return True
    if when.form == "stretch" or when.earliest is None or when.latest is None:
        return False
    return when.latest - when.earliest > timedelta(days=366)


def sort_key(when: Date) -> tuple[date, int, date]:
    """Earliest possible day first, then the surer before the vaguer; `~` moves nothing."""
    earliest = when.earliest or when.latest or date.max
    precision = max(_PRECISION_ORDER[p.precision] for p in (when.start, when.end) if p)
    return (earliest, precision, when.latest or date.max)


def machine(when: Date) -> str | None:
    """The value of `<time datetime>` and of schema.org dates: ISO 8601 as far as it is known; None where it is not sure."""
    if when.form != "point" or when.start is None or when.start.about:
        return None
    return when.written


def words(when: Date) -> str:
    """The date for a reader: "28 September 2020", "on 27 or 28 September 2020", "on or before 28 September 2020"."""
    start, end = when.start, when.end
    if when.form == "until" and end:
        return f"{_on(end)} or before {_point(end)}"
    if when.form == "since" and start:
        return f"{_on(start)} or after {_point(start)}"
    if start and end is None:
        return f"since {_point(start)}"
    if start is None or end is None or when.form == "point":
        return _point(start or end or DatePoint(1))
    if when.form == "within":
        adjacent = start.day and end.day and (end.earliest - start.earliest).days == 1
        return f"on {_pair(start, end, 'or')}" if adjacent else f"between {_pair(start, end, 'and')}"
    return _pair(start, end, "to")


def _on(point: DatePoint) -> str:
    return "on" if point.day else "in"


def _pair(start: DatePoint, end: DatePoint, joint: str) -> str:
    """Two points with what they share said once, at the end: "15 to 17 May 2020"."""
    if start.precision == end.precision and start.about == end.about and start.year == end.year:
        if start.day and start.month == end.month:
            first = str(start.day)
        elif start.month:
            first = " ".join(filter(None, (str(start.day or ""), month_name[start.month])))
        else:
            first = str(start.year)
        return f"{'about ' if start.about else ''}{first} {joint} {_bare(end)}"
    return f"{_point(start)} {joint} {_point(end)}"


def _point(point: DatePoint) -> str:
    return f"about {_bare(point)}" if point.about else _bare(point)


def _bare(point: DatePoint) -> str:
    parts = (str(point.day or ""), month_name[point.month] if point.month else "", str(point.year))
    return " ".join(filter(None, parts))
