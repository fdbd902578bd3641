"""Who appears together, and on which outlets a page rests: the most frequent first, each with how many entries."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.kinds import Entity, Entry, Outlet
from sitegen.render.views.items import Link, OutletLine
from sitegen.render.views.page_context import PageContext

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
class CoMentions:
    """Entities of one kind (its folder), most mentioned first."""

    kind: str
    items: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """An outlet and how many of the articles come from it."""

    outlet: OutletLine
    entries: int


def co_mentions(ctx: PageContext, entry_id: str, *kinds: type[Entry]) -> tuple[CoMentions, ...]:
    """Who is named together with an entry, by kind; only those of `kinds`, where any are given."""
    groups: dict[str, list[Counted]] = {kind: [] for kind in _ORDER}
    for other, entries in ctx.index.linked(entry_id).co_mentions:
        entry = ctx.entry(other)
        if isinstance(entry, kinds or (Entity, Outlet)) and len(groups[entry.folder]) < MOST:
            groups[entry.folder].append(Counted(ctx.link(other), ctx.index.summaries[other], entries))
    return tuple(CoMentions(kind, tuple(found)) for kind, found in groups.items() if found)


def outlets(ctx: PageContext, entry_id: str) -> tuple[Weighted, ...]:
    """The outlets whose articles an entry rests on, most first."""
    return tuple(Weighted(ctx.outlet(o), entries) for o, entries in ctx.index.linked(entry_id).outlets)


def names(ctx: PageContext, entry_id: str) -> tuple[CoMentions, ...]:
    """The names in an entry's text, by kind, in the order in which it mentions them."""
    groups: dict[str, list[Counted]] = {kind: [] for kind in _ORDER}
    for name in ctx.index.linked(entry_id).names:
        groups[ctx.entry(name).folder].append(Counted(ctx.link(name), ctx.index.summaries[name], 1))
    return tuple(CoMentions(kind, tuple(found)) for kind, found in groups.items() if found)
