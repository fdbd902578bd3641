"""Dates for readers, in words that keep their precision. What two ends share is said once: "15 to 17 May 2020"."""

from __future__ import annotations

from datetime import timedelta

from sitegen.model.values import Date, DatePoint

_MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Here, since those of `calendar` are in the language of the machine and are made anew whenever one is asked for."""


def format(when: Date) -> str:  # noqa: A001 - read as dates.format
    """The date for a reader: "28 September 2020", "on 27 or 28 September 2020", "on or before 28 September 2020"."""
    start, end = when.start, when.end
    if start is None or end is None:
        return _one_sided(when)
    if when.form == "point":
        return _point(start)
    if when.form == "stretch":
        return _pair(start, end, "to")
    if _touch(start, end):
        return f"{_preposition(start)} {_pair(start, end, 'or')}"
    return f"between {_pair(start, end, 'and')}"


def _one_sided(when: Date) -> str:
    bound = when.start or when.end
    if bound is None:
        return ""
    if when.form == "stretch":
        return f"since {_point(bound)}"
    return f"{_preposition(bound)} or {'after' if when.start else 'before'} {_point(bound)}"


def _preposition(point: DatePoint) -> str:
    return "on" if point.day else "in"


def _touch(start: DatePoint, end: DatePoint) -> bool:
    """Whether nothing lies between two days, two months or two years, so that it is the one or the other."""
    alike = start.precision == end.precision
    return alike and end.earliest - start.latest == timedelta(days=1)


def _pair(start: DatePoint, end: DatePoint, joint: str) -> str:
    if (
        start.precision != end.precision
        or start.about != end.about
        or start.year != end.year
        or not start.month
    ):
        return f"{_point(start)} {joint} {_point(end)}"
    about = "about " if start.about else ""
    if start.day and start.month == end.month:
        return f"{about}{start.day} {joint} {_bare(end)}"
    day = f"{start.day} " if start.day else ""
    return f"{about}{day}{_MONTHS[start.month]} {joint} {_bare(end)}"


def _point(point: DatePoint) -> str:
    return f"about {_bare(point)}" if point.about else _bare(point)


def _bare(point: DatePoint) -> str:
    parts = (str(point.day or ""), _MONTHS[point.month] if point.month else "", str(point.year))
    return " ".join(filter(None, parts))
