"""One order of all entries, in which every list of a page stands.

Each entry has a number. The kinds that pages list come first, one after another, each in its own order
(`Entry.listed`); the rest follow by title. So a list is made by sorting numbers, and taken apart by kind at the places
where one kind ends and the next begins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from sitegen import dates
from sitegen.model.kinds import KINDS, Entry

Lists = Mapping[str, tuple[str, ...]]
"""Ids in order, by the folder of their kind."""

_LISTED = tuple(kind for kind in KINDS if kind.listed)


@dataclass(frozen=True, slots=True)
class Order:
    """The ids in order, the number of each, and the numbers at which the kinds that are listed end."""

    ids: tuple[str, ...]
    numbers: Mapping[str, int]
    ends: tuple[int, ...]

    def sorted(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of `ids` that are entries, each once, in order."""
        return tuple(self.ids[number] for number in self._numbers(ids))

    def lists(self, ids: Iterable[str]) -> Lists:
        """Those of `ids` whose kind is listed, each once, in order."""
        numbers = self._numbers(ids)
        ends = [bisect_left(numbers, end) for end in self.ends]
        rows = zip(_LISTED, (0, *ends), ends, strict=False)
        return {kind.folder: tuple(self.ids[n] for n in numbers[first:end]) for kind, first, end in rows}

    def _numbers(self, ids: Iterable[str]) -> list[int]:
        return sorted({self.numbers[i] for i in ids if i in self.numbers})


def order_of(entries: Iterable[Entry]) -> Order:
    """The order of `entries`."""
    rows: dict[str, list[Entry]] = {kind.folder: [] for kind in _LISTED}
    rest: list[Entry] = []
    for entry in entries:
        rows.get(entry.folder, rest).append(entry)
    for row in (*rows.values(), rest):
        row.sort(key=_place)
    ids = tuple(entry.id for entry in chain(*rows.values(), rest))
    ends = tuple(accumulate(len(row) for row in rows.values()))
    return Order(ids, {i: number for number, i in enumerate(ids)}, ends)


def _place(entry: Entry) -> tuple[Any, str]:
    """What an entry is sorted by among those of its kind."""
    if entry.listed == "newest first":
        return dates.newest_first(entry)
    if entry.listed == "in time" and entry.own_date:
        return (dates.sort_key(entry.own_date), entry.id)
    return (entry.display_title, entry.id)
