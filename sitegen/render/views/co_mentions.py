"""Who appears together, the most frequent first, each with in how many entries; and whom a text names."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import NamedTuple

from sitegen.model.kinds import KINDS, Entry, Nameable
from sitegen.render.views.items import Link
from sitegen.render.views.page_context import PageContext

MOST = 12
"""How many of a kind are shown; the A-Z of names has them all."""


class Counted(NamedTuple):
    """An entity, and in how many entries it appears; 0 where they are not counted."""

    link: Link
    entries: int


class CoMentions(NamedTuple):
    """Entities of one kind (its folder), most mentioned first."""

    kind: str
    items: tuple[Counted, ...]


def co_mentions(
    ctx: PageContext, entry_id: str, kinds: type[Entry] = Nameable, *, most: int = MOST
) -> tuple[CoMentions, ...]:
    """Who of `kinds` is named together with an entry, by kind."""
    return _by_kind(ctx, ctx.index.linked(entry_id).co_mentions, kinds, most)


def most_named(ctx: PageContext) -> tuple[CoMentions, ...]:
    """Those of all names that most pages mention, by kind."""
    return _by_kind(ctx, ctx.index.most_named)


def names(ctx: PageContext, entry_id: str) -> tuple[CoMentions, ...]:
    """The names in an entry's text, by kind, in the order in which it mentions them."""
    return _by_kind(ctx, ((name, 0) for name in ctx.index.linked(entry_id).names))


def _by_kind(
    ctx: PageContext, counted: Iterable[tuple[str, int]], kinds: type[Entry] = Nameable, most: float = inf
) -> tuple[CoMentions, ...]:
    groups: dict[str, list[Counted]] = {
        kind.folder: [] for kind in KINDS if issubclass(kind, Nameable) and issubclass(kind, kinds)
    }
    for name, entries in counted:
        group = groups.get(ctx.entry(name).folder)
        if group is not None and len(group) < most:
            group.append(Counted(ctx.link(name), entries))
    return tuple(CoMentions(kind, tuple(found)) for kind, found in groups.items() if found)
