"""From which day on something is shown: what is dated ahead waits for its day, or as long as its date leaves open."""

from __future__ import annotations

from datetime import date

from sitegen.model.kinds import Entry
from sitegen.model.values import Date


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
