"""Which entries are published: not the drafts, not those of the future, and of several with one id only the first.

That one stands in for the others, so that the rest can be joined in the same run: the fault stops the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sitegen.dates.order import day_to_come, lies_ahead
from sitegen.model.kinds import Entry


@dataclass(frozen=True, slots=True)
class Selection:
    """Published entries by id in the order of ids; and of the others, by id, why they are not ("a draft").

    `duplicates` are entries with the earlier one that has their id; `waiting` are those that wait for a day, by id, and `held_back`
    the paths of these and of entries with a change that does.
    """

    published: Mapping[str, Entry]
    withheld: Mapping[str, str]
    duplicates: tuple[tuple[Entry, Entry], ...]
    waiting: Mapping[str, date]
    held_back: tuple[str, ...]


def select(entries: tuple[Entry, ...], today: date, drafts: bool) -> Selection:
    """Split the entries. Changes dated after `today` are taken out of the entries that hold them."""
    published: dict[str, Entry] = {}
    withheld: dict[str, str] = {}
    duplicates: list[tuple[Entry, Entry]] = []
    waiting: dict[str, date] = {}
    held_back: list[str] = []
    first: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: e.origin.path):
        other = first.setdefault(entry.id, entry)
        if other is not entry:
            duplicates.append((entry, other))
            continue
        if entry.draft and not drafts:
            withheld[entry.id] = "a draft"
        elif (day := day_to_come(entry, today)) is not None:
            waiting[entry.id] = day
            withheld[entry.id] = f"held back until {day.isoformat()}"
            held_back.append(entry.origin.path)
        else:
            kept = tuple(c for c in entry.changes if not lies_ahead(c.date, today))
            if len(kept) < len(entry.changes):
                held_back.append(entry.origin.path)
            published[entry.id] = replace(entry, changes=kept) if kept != entry.changes else entry
    return Selection(dict(sorted(published.items())), withheld, tuple(duplicates), waiting, tuple(held_back))
