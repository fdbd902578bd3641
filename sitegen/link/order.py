"""One order of all entries, in which every list of a page stands.

Each entry has a number. Articles come first, then notes, both newest first; then events in the order of time, claims
by their questions, and the rest by title. So a list is made by sorting numbers, and taken apart by kind at the places
where one kind ends and the next begins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain

from sitegen import dates
from sitegen.link.relations import newest_first
from sitegen.model.kinds import Article, Claim, Entry, Event, Note


@dataclass(frozen=True, slots=True)
class Order:
    """The ids in order, the number of each, and the numbers with which notes, events, claims and the rest begin."""

    ids: tuple[str, ...]
    numbers: Mapping[str, int]
    begins: tuple[int, ...]

    def sorted(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of `ids` that are entries, each once, in order."""
        return tuple(self.ids[number] for number in self._numbers(ids))

    def lists(self, ids: Iterable[str]) -> Lists:
        """The articles, notes, events and claims among `ids`, each once, in order."""
        numbers = self._numbers(ids)
        ends = [bisect_left(numbers, begin) for begin in self.begins]
        parts = zip((0, *ends), ends, strict=False)
        return Lists(*(tuple(self.ids[n] for n in numbers[first:end]) for first, end in parts))

    def _numbers(self, ids: Iterable[str]) -> list[int]:
        return sorted({self.numbers[i] for i in ids if i in self.numbers})


@dataclass(frozen=True, slots=True)
class Lists:
    """What a page lists of others, by kind."""

    articles: tuple[str, ...]
    notes: tuple[str, ...]
    events: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """All of them in one row."""
        return (*self.articles, *self.notes, *self.events, *self.claims)


def order_of(entries: Iterable[Entry]) -> Order:
    """The order of `entries`."""
    articles: list[Article] = []
    notes: list[Note] = []
    events: list[Event] = []
    claims: list[Entry] = []
    rest: list[Entry] = []
    for entry in entries:
        match entry:
            case Article():
                articles.append(entry)
            case Note():
                notes.append(entry)
            case Event():
                events.append(entry)
            case Claim():
                claims.append(entry)
            case _:
                rest.append(entry)
    articles.sort(key=newest_first)
    notes.sort(key=newest_first)
    events.sort(key=lambda event: (dates.sort_key(event.date), event.id))
    claims.sort(key=_by_title)
    rest.sort(key=_by_title)
    kinds = (articles, notes, events, claims)
    ids = tuple(entry.id for entry in chain(*kinds, rest))
    begins = tuple(accumulate(len(kind) for kind in kinds))
    return Order(ids, {i: number for number, i in enumerate(ids)}, begins)


def _by_title(entry: Entry) -> tuple[str, str]:
    return (entry.display_title, entry.id)
