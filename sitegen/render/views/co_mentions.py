"""Who appears together, the most frequent first, each with in how many entries; and whom a text names."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.model.kinds import KINDS, Entry, Nameable
from sitegen.render.views.items import Link
from sitegen.render.views.page_context import PageContext

MOST = 12
"""How many of a kind are shown; the A-Z of names has them all."""

_NAMED = tuple(kind.folder for kind in KINDS if issubclass(kind, Nameable))


class Counted(NamedTuple):
    """An entity, and in how many entries it appears; 0 where they are not counted."""

    link: Link
    entries: int = 0


class CoMentions(NamedTuple):
    """Entities of one kind (its folder), most mentioned first."""

    kind: str
    items: tuple[Counted, ...]


def co_mentions(
    ctx: PageContext, entry_id: str, kinds: type[Entry] = Nameable, *, most: int = MOST
) -> tuple[CoMentions, ...]:
    """Who of `kinds` is named together with an entry, by kind."""
    groups: dict[str, list[Counted]] = {
        kind.folder: [] for kind in KINDS if issubclass(kind, Nameable) and issubclass(kind, kinds)
    }
    for other, entries in ctx.index.linked(entry_id).co_mentions:
        group = groups.get(ctx.entry(other).folder)
        if group is not None and len(group) < most:
            group.append(Counted(ctx.link(other), entries))
    return tuple(CoMentions(kind, tuple(found)) for kind, found in groups.items() if found)


def most_named(ctx: PageContext) -> tuple[CoMentions, ...]:
    """Those of all names that most pages mention, by kind."""
    groups: dict[str, list[Counted]] = {folder: [] for folder in _NAMED}
    for name, entries in ctx.index.most_named:
        groups[ctx.entry(name).folder].append(Counted(ctx.link(name), entries))
    return tuple(CoMentions(kind, tuple(found)) for kind, found in groups.items() if found)


def names(ctx: PageContext, entry_id: str) -> tuple[CoMentions, ...]:
    """The names in an entry's text, by kind, in the order in which it mentions them."""
    groups: dict[str, list[Counted]] = {folder: [] for folder in _NAMED}
    for name in ctx.index.linked(entry_id).names:
        groups[ctx.entry(name).folder].append(Counted(ctx.link(name)))
    return tuple(CoMentions(kind, tuple(found)) for kind, found in groups.items() if found)
