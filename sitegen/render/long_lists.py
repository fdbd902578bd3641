"""Lists that may be too long for one page: whole there where they are short, else a page for each year, or letter.

Such a page has the address of its list and the year, so it stays where it is however much is added. What stands on
each is filed once, so that the time of a build grows with the entries and not with their square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Generic, TypeVar

from sitegen.urls import UNDATED

T = TypeVar("T")

LONGEST = 200
"""A list with more entries is split."""

NEWEST = 50
"""How many entries of a split list its own page still shows."""


@dataclass(frozen=True, slots=True)
class LongList(Generic[T]):
    """A list in its order, and what of it falls into each of its `parts`; `split` says that these have pages."""

    whole: tuple[T, ...]
    parts: Mapping[str, tuple[T, ...]]
    split: bool

    @property
    def pages(self) -> tuple[str, ...]:
        """The parts that have pages of their own; none where one page holds all."""
        return tuple(self.parts) if self.split else ()

    def shown(self, part: str, *, in_time: bool = False) -> tuple[T, ...]:
        """What the page of a part shows; of the list itself (`""`) all of it, or the newest where it is split."""
        return self.parts[part] if part else newest(self.whole, split=self.split, in_time=in_time)


def newest(items: Sequence[T], *, split: bool, in_time: bool = False) -> tuple[T, ...]:
    """Of a list that is split, what its own page still shows: its first, or its last where it goes by time."""
    shown = slice(-NEWEST, None) if in_time else slice(NEWEST)
    return tuple(items[shown] if split else items)


def is_long(items: Sized) -> bool:
    """Whether a list has more entries than one page shows."""
    return len(items) > LONGEST


def by_year(items: Iterable[T], year: Callable[[T], str], *, split: bool | None = None) -> LongList[T]:
    """A list by years, the latest first, the undated last; split where it is too long, unless told otherwise."""
    filed = by_part(items, year)
    latest_first = sorted(filed.parts, key=lambda name: (name != UNDATED, name), reverse=True)
    parts = {name: filed.parts[name] for name in latest_first}
    return LongList(filed.whole, parts, filed.split if split is None else split)


def by_part(items: Iterable[T], part: Callable[[T], str]) -> LongList[T]:
    """A list by parts that follow one another as their first items do."""
    whole = tuple(items)
    parts: dict[str, list[T]] = {}
    for item in whole:
        parts.setdefault(part(item), []).append(item)
    return LongList(whole, {name: tuple(found) for name, found in parts.items()}, is_long(whole))
