"""Dates for readers, in words that keep their precision. What two ends share is said once: "15 to 17 May 2020"."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from sitegen.model.locale import PairForm
from sitegen.model.values import Date, DatePoint
from sitegen.model.words import Words


def format(when: Date, words: Words) -> str:  # noqa: A001 - read as dates.format
    """The date for a reader: "28 September 2020", "on 27 or 28 September 2020", "on or before 28 September 2020"."""
    start, end = when.start, when.end
    if start is None or end is None:
        return _one_sided(when, words)
    if when.form == "point":
        return _point(start, words)
    first, last = _ends(start, end, words)
    if when.form == "stretch":
        return words("dates.stretch", start=first, end=last)
    if _touch(start, end):
        return words(f"dates.{_preposition(start)}_either", start=first, end=last)
    return words("dates.between", start=first, end=last)


def _one_sided(when: Date, words: Words) -> str:
    bound = when.start or when.end
    if bound is None:
        return ""
    if when.form == "stretch":
        return words("dates.since", date=_point(bound, words))
    side = "after" if when.start else "before"
    return words(f"dates.{_preposition(bound)}_or_{side}", date=_point(bound, words))


def _preposition(point: DatePoint) -> Literal["on", "in"]:
    return "on" if point.day else "in"


def _touch(start: DatePoint, end: DatePoint) -> bool:
    """Whether nothing lies between two days, two months or two years, so that it is the one or the other."""
    alike = start.precision == end.precision
    return alike and end.earliest - start.latest == timedelta(days=1)


def _ends(start: DatePoint, end: DatePoint, words: Words) -> tuple[str, str]:
    """Both ends; of what they share, each says what its language has it say."""
    form = _shared(start, end)
    if form is None:
        return _point(start, words), _point(end, words)
    first, last = words.locale.pair(form, start, end)
    return (words("dates.about", date=first) if start.about else first), last


def _shared(start: DatePoint, end: DatePoint) -> PairForm | None:
    """What kind of pair two points of the same year are, as sure and as precise as each other; None for all others."""
    alike = start.precision == end.precision and start.about == end.about and start.year == end.year
    if not alike or not start.month:
        return None
    if not start.day:
        return "months"
    return "days" if start.month == end.month else "days of two months"


def _point(point: DatePoint, words: Words) -> str:
    date = words.locale.point(point)
    return words("dates.about", date=date) if point.about else date
