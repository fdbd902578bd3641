"""When an entry came to the site and when it last changed, as far as its front matter tells.

Feeds need a moment for everything and take the earliest day it can have been; the rest (sitemap, Open Graph,
structured data) says a day only where it is exact. All moments are midnight UTC: no clock time is known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sitegen.model.kinds import Entry
from sitegen.model.values import Date


def moment(day: date) -> str:
    """Midnight UTC of `day` as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00Z"


def published(entry: Entry) -> date | None:
    """The day a feed gives an entry: `added`, else `accessed`, else the earliest its date can be; None where it has none."""
    return first_day(entry.arrival) if entry.arrival else None


def updated(entry: Entry) -> date | None:
    """The day a feed says an entry last changed: the latest of `changes` and `updated`, never before it was published."""
    return _latest((*map(first_day, _changed(entry)), published(entry)))


def added(entry: Entry) -> date | None:
    """The day the entry came here, where that is one sure day."""
    return entry.added.exact if entry.added else None


def modified(entry: Entry) -> date | None:
    """The latest day it is sure to have been changed on; None where no sure change is told of."""
    return _latest(when.exact for when in _changed(entry))


def last_modified(entry: Entry) -> date | None:
    """The latest sure day on which the entry was added or changed, for the sitemap."""
    return _latest((added(entry), modified(entry)))


def first_day(when: Date) -> date | None:
    """The earliest day a date can be; of one with no beginning, the latest."""
    return when.earliest or when.latest


def _changed(entry: Entry) -> tuple[Date, ...]:
    revised = (entry.revised,) if entry.revised else ()
    return (*revised, *(change.date for change in entry.changes))


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)
