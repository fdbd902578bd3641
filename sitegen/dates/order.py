"""Dates in order, and as machines read them."""

from __future__ import annotations

from datetime import date, timedelta

from sitegen.model.values import Date

_PRECISION_ORDER = {"day": 0, "month": 1, "year": 2}
_WIDEST = timedelta(days=366)


def uncertain(when: Date) -> bool:
    """Whether lists put it under "Date uncertain": a bound is missing, or the day it began lies within more than a year.

    A stretch of many years began on a known day, so it is not uncertain; nor is one that still goes on.
    """
    if when.form in ("until", "since"):
        return True
    if when.form == "stretch" or when.earliest is None or when.latest is None:
        return False
    return when.latest - when.earliest > _WIDEST


def sort_key(when: Date) -> tuple[date, int, date]:
    """Earliest possible day first, then the surer before the vaguer; `~` moves nothing."""
    earliest = when.earliest or when.latest or date.max
    precision = max(_PRECISION_ORDER[p.precision] for p in (when.start, when.end) if p)
    return (earliest, precision, when.latest or date.max)


def isoformat(when: Date) -> str | None:
    """The value of `<time datetime>` and of schema.org dates: ISO 8601 as far as it is known; None where not sure."""
    if when.form != "point" or when.start is None or when.start.about:
        return None
    return when.written
