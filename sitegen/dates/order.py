"""Dates in order, entries in the order of their dates, whether their day is there yet, and dates as machines read them."""

from __future__ import annotations

from datetime import date, timedelta

from sitegen.model.kinds import Entry
from sitegen.model.values import PRECISIONS, Date

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
    vagueness = max(PRECISIONS.index(point.precision) for point in (when.start, when.end) if point)
    return (earliest, vagueness, when.latest or date.max)


def newest_first(entry: Entry) -> tuple[int, str]:
    """The order of lists of dated things: the latest begins, what has no date ends, ids decide ties."""
    when = entry.list_date
    return (-sort_key(when)[0].toordinal() if when else 1, entry.id)


def year_of(entry: Entry) -> str | None:
    """The year under which lists file an entry, that of its earliest possible day; None where that is not sure."""
    when = max(entry.year_dates, key=sort_key, default=None)
    if when is None or when.earliest is None or uncertain(when):
        return None
    return f"{when.earliest.year:04}"


def isoformat(when: Date) -> str | None:
    """The value of `<time datetime>` and of schema.org dates: ISO 8601 as far as it is known; None where not sure."""
    if when.form != "point" or when.start is None or when.start.about:
        return None
    return when.written


def edtf(when: Date) -> str:
    """The date in EDTF proper, level 2: what lies within bounds is one of a set, which stands in brackets."""
    return when.written if when.form in ("point", "stretch") else f"[{when.written}]"


def day_to_come(entry: Entry, today: date) -> date | None:
    """The day until which an entry is held back; None where it is not."""
    when = entry.own_date if entry.waits else None
    return when.earliest if when and lies_ahead(when, today) else None


def lies_ahead(when: Date, today: date) -> bool:
    """Whether it is certain that the date is not there yet."""
    return when.earliest is not None and when.earliest > today


def may_be_seen(entry: Entry, today: date) -> bool:
    """Whether all of the entry is published on the day `today`: it is no draft, and none of it waits."""
    changes_wait = any(lies_ahead(change.date, today) for change in entry.changes)
    return not entry.draft and not changes_wait and day_to_come(entry, today) is None
