"""Who appears together, and on which outlets a page rests: the most frequent first, each with how many entries."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.entries import Entity, Entry, Outlet
from sitegen.render.views.here import Here
from sitegen.render.views.items import Link, OutletLine

MOST = 12
"""How many of a kind are shown; the A-Z of names has them all."""

_ORDER = ("people", "organisations", "places", "sources")


@dataclass(frozen=True, slots=True)
class Counted:
    """An entity, what it is in one line, and in how many entries it appears."""

    link: Link
    summary: str
    entries: int


@dataclass(frozen=True, slots=True)
class Company:
    """Entities of one kind (its folder), most mentioned first."""

    kind: str
    items: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """An outlet and how many of the articles come from it."""

    outlet: OutletLine
    entries: int


def company(here: Here, entry_id: str, *kinds: type[Entry]) -> tuple[Company, ...]:
    """Who is named together with an entry, by kind; only those of `kinds`, where any are given."""
    shelves: dict[str, list[Counted]] = {kind: [] for kind in _ORDER}
    for other, entries in here.index.linked(entry_id).company:
        entry = here.entry(other)
        if isinstance(entry, kinds or (Entity, Outlet)) and len(shelves[entry.folder]) < MOST:
            shelves[entry.folder].append(Counted(here.link(other), here.index.summaries[other], entries))
    return tuple(Company(kind, tuple(found)) for kind, found in shelves.items() if found)


def outlets(here: Here, entry_id: str) -> tuple[Weighted, ...]:
    """The outlets whose articles an entry rests on, most first."""
    return tuple(Weighted(here.outlet(o), entries) for o, entries in here.index.linked(entry_id).outlets)


def names(here: Here, entry_id: str) -> tuple[Company, ...]:
    """The names in an entry's text, by kind, in the order in which it mentions them."""
    shelves: dict[str, list[Counted]] = {kind: [] for kind in _ORDER}
    for name in here.index.linked(entry_id).names:
        shelves[here.entry(name).folder].append(Counted(here.link(name), here.index.summaries[name], 1))
    return tuple(Company(kind, tuple(found)) for kind, found in shelves.items() if found)
