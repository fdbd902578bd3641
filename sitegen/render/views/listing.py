"""Lists of entries on a page; of long ones the newest, with links to the pages of their years. Of names: who appears together,
the most frequent first, each with in how many entries, and whom a text names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, NamedTuple, TypeVar

from sitegen import urls
from sitegen.model.kinds import KINDS, Claim, Entity, Entry, Event, Nameable
from sitegen.model.site import LinkedEntry
from sitegen.render.drawings.timeline import TimelineDrawing
from sitegen.render.long_lists import LongList, newest
from sitegen.render.site_index import HOME_WORDS, Mention, SiteIndex
from sitegen.render.views.items import Group, Item, Link
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.timeline_list import OPEN, Year, timeline, timeline_drawing

T = TypeVar("T")

BRIEF = 3
"""How many events of a page of many parts are not folded away."""

DRAWN = 20
"""A drawing of more events weighs more than the page of which it is one part among many; the timeline of all has them."""

MOST_NAMES = 6
"""Of more pages of names that mention a page, only their number is seen at first."""

_BY_KIND = tuple(kind for kind in KINDS if kind.list_order and not issubclass(kind, (Event, Claim)))
"""The kinds that stand under the name of their kind; events stand in a timeline, claims among the questions."""

_NAMES = frozenset(kind.folder for kind in KINDS if issubclass(kind, Entity))


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who mentions a page, by kind: what is written about the matter (`groups`), and apart from it the pages of `names`."""

    groups: tuple[Group, ...]
    names: tuple[Group, ...]

    def __bool__(self) -> bool:
        return bool(self.groups or self.names)

    @property
    def names_count(self) -> int:
        """How many pages of names there are."""
        return sum(len(group.items) for group in self.names)

    @property
    def pages_count(self) -> int:
        """How many pages there are in all."""
        return sum(len(group.items) for group in self.groups) + self.names_count

    @property
    def folded(self) -> bool:
        """Whether the pages of names are too many to stand open."""
        return self.names_count > MOST_NAMES


class Listed(NamedTuple):
    """What a page lists of others, shortened where `years` lead on to the rest. `own` are by kind, `claims` questions."""

    own: tuple[Group, ...]
    events: tuple[Year, ...]
    drawing: TimelineDrawing
    claims: tuple[Link, ...]
    mentions: Mentions
    years: tuple[Link, ...]


def year_links(ctx: PageContext, page: str, every: LongList[Any]) -> tuple[Link, ...]:
    """The pages of the years (or letters) of a list that stands on `page`."""
    return tuple(Link(ctx.href(urls.year_path(page, part)), ctx.part_name(part)) for part in every.pages)


def listed(
    ctx: PageContext,
    entry_id: str,
    own: type[Entry] | None = None,
    *,
    full: bool = False,
    facts: bool = True,
    without: Collection[str] = (),
) -> Listed:
    """The lists on the page of an entry, less what it shows elsewhere (`without`).

    Its `own` entries (all that is filed under a topic, the articles an outlet made) stand in lists of their own, in `full`
    with summary and outlet; all others are among the mentions, each with its sentence. Without `facts`, events and questions
    are too: a note has those it is about in its text. On a page of its own entries the lines of events are brief; on that of a
    topic few stand open, and of more than `DRAWN` of them there is no drawing.
    """
    linked = ctx.index.linked(entry_id)
    brief = own is Entry
    long = ctx.index.listed.get(entry_id)
    split = long is not None
    kinds = tuple(kind for kind in _BY_KIND if issubclass(kind, own)) if own else ()
    claims = tuple(i for i in linked.listed(Claim) if i not in without) if facts else ()
    events = tuple(i for i in linked.listed(Event) if i not in without) if facts else ()
    shown = _newest(Event, events, split)
    elsewhere = {*linked.listed(*kinds), *events, *claims, *without}
    rest = tuple((b.source, b.sentence) for b in linked.backlinks if b.source not in elsewhere)
    return Listed(
        own=_groups(ctx, linked, kinds, split=split, full=full),
        events=timeline(ctx, shown, BRIEF if brief else OPEN, brief=own is not None),
        drawing=timeline_drawing(
            ctx, shown if len(shown) <= DRAWN or not brief else (), ctx.index.title(entry_id)
        ),
        claims=ctx.links(_newest(Claim, claims, split)),
        mentions=_mentions(by_kind(ctx, newest(rest, split=split))),
        years=year_links(ctx, ctx.index.paths[entry_id], long) if long else (),
    )


def _groups(
    ctx: PageContext, linked: LinkedEntry, kinds: Iterable[type[Entry]], *, split: bool, full: bool
) -> tuple[Group, ...]:
    rows = ((kind, _newest(kind, linked.listed(kind), split)) for kind in kinds)
    return tuple(Group(kind.folder, items(ctx, ids, summary=full, outlet=full)) for kind, ids in rows if ids)


def _mentions(groups: Iterable[Group]) -> Mentions:
    matter: list[Group] = []
    names: list[Group] = []
    for group in groups:
        (names if group.name in _NAMES else matter).append(group)
    return Mentions(tuple(matter), tuple(names))


def listed_claims(index: SiteIndex, entry_id: str) -> tuple[str, ...]:
    """The questions that the page of an entry lists."""
    return _newest(Claim, index.linked(entry_id).listed(Claim), entry_id in index.listed)


def _newest(kind: type[Entry], row: Sequence[T], split: bool) -> tuple[T, ...]:
    """Of a list that is split, those of a kind that are shown; the newest stand last where the list goes by time."""
    return newest(row, split=split, in_time=kind.list_order == "in time")


def items(
    ctx: PageContext, ids: Iterable[str], *, summary: bool = False, outlet: bool = True
) -> tuple[Item, ...]:
    """Entries as list items, in the order given."""
    return tuple(ctx.item(i, summary=summary, outlet=outlet) for i in ids)


def by_kind(ctx: PageContext, mentions: Iterable[Mention]) -> tuple[Group, ...]:
    """Entries by kind, in the order given, each with the sentence that mentions what they are listed under."""
    groups: dict[str, list[Item]] = {kind.folder: [] for kind in KINDS}
    for entry_id, sentence in mentions:
        item = ctx.item(entry_id, sentence, summary=False)
        groups[ctx.entry(entry_id).folder].append(item)
    return tuple(Group(kind or HOME_WORDS, tuple(found)) for kind, found in groups.items() if found)


MOST_COUNTED = 12
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
    ctx: PageContext, entry_id: str, kinds: type[Entry] = Nameable, *, most: int = MOST_COUNTED
) -> tuple[CoMentions, ...]:
    """Who of `kinds` is named together with an entry, by kind."""
    return _counted_by_kind(ctx, ctx.index.linked(entry_id).co_mentions, kinds, most)


def most_named(ctx: PageContext) -> tuple[CoMentions, ...]:
    """Those of all names that most pages mention, by kind."""
    return _counted_by_kind(ctx, ctx.index.most_named)


def names(ctx: PageContext, entry_id: str) -> tuple[CoMentions, ...]:
    """The names in an entry's text, by kind, in the order in which it mentions them."""
    return _counted_by_kind(ctx, ((name, 0) for name in ctx.index.linked(entry_id).names))


def _counted_by_kind(
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
