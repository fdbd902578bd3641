"""What the keys of one entry say against one another: an order of dates that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import dates
from sitegen.faults import Fault
from sitegen.model.kinds import Entry
from sitegen.model.values import Date


def contradictions(entry: Entry) -> Iterator[Fault]:
    """A fault for each date that lies before one it must follow. What may be the same day is let pass."""
    for earlier, first, later, second in _in_order(entry):
        if first and second and first.earliest and second.latest and second.latest < first.earliest:
            message = f"{_short(later)} lies before {_short(earlier)}, {dates.format(first)}"
            fix = f"mend {_short(later)} or {_short(earlier)}, whichever is wrong"
            yield Fault(entry.origin.path, entry.origin.at(later), "date-order", message, fix)


def _in_order(entry: Entry) -> Iterator[tuple[str, Date | None, str, Date | None]]:
    """Pairs of keys, dotted, of which the first must not lie after the second."""
    for earlier, later in entry.in_order:
        yield earlier, getattr(entry, earlier), later, getattr(entry, later)
    for index, change in enumerate(entry.changes):
        yield "added", entry.added, f"changes.{index}.date", change.date


def _short(key: str) -> str:
    return "the date of the change" if "." in key else f"`{key}`"
