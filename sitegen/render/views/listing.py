"""Lists of entries on a page; of long ones the newest, with links to the pages of their years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sitegen import urls
from sitegen.model.kinds import KINDS, Claim, Event, Text
from sitegen.model.site import LinkedEntry
from sitegen.render.drawings import TimelineDrawing
from sitegen.render.long_lists import NEWEST, LongList
from sitegen.render.site_index import HOME, Mention, SiteIndex
from sitegen.render.views.items import Group, Item, Link
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.timeline_list import Year, timeline, timeline_drawing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page lists of others, shortened where `years` lead on to the rest. `texts` and `mentions` are by kind."""

    texts: tuple[Group, ...]
    events: tuple[Year, ...]
    drawing: TimelineDrawing
    mentions: tuple[Group, ...]
    years: tuple[Link, ...]


def year_links(ctx: PageContext, page: str, every: LongList[Any]) -> tuple[Link, ...]:
    """The pages of the years (or letters) of a list that stands on `page`."""
    return tuple(Link(ctx.href(urls.year_path(page, part)), ctx.part_name(part)) for part in every.pages)


def listed(
    ctx: PageContext,
    entry_id: str,
    own: type[Text] | None = None,
    *,
    full: bool = False,
    facts: bool = True,
    without: Collection[str] = (),
) -> Listed:
    """The lists on the page of an entry, less what it shows elsewhere (`without`).

    Its `own` texts (those filed under a topic, the articles an outlet made) stand in lists of their own, in `full` with
    summary and outlet; all others are among the mentions, each with its sentence. Without `facts`, events and questions
    are too: a note has those it is about in its text. How it lists questions is for each kind of page to say.
    """
    linked = ctx.index.linked(entry_id)
    long = ctx.index.listed.get(entry_id)
    split = long is not None
    texts = linked.listed(own) if own else ()
    claims = linked.listed(Claim) if facts else ()
    events = tuple(i for i in linked.listed(Event) if i not in without) if facts else ()
    shown = events[-NEWEST:] if split else events
    elsewhere = {*texts, *events, *claims, *without}
    rest = tuple((b.source, b.sentence) for b in linked.backlinks if b.source not in elsewhere)
    return Listed(
        texts=_texts(ctx, linked, own, split=split, full=full) if own else (),
        events=timeline(ctx, shown),
        drawing=timeline_drawing(ctx, shown, ctx.index.title(entry_id)),
        mentions=by_kind(ctx, _newest(rest, split)),
        years=year_links(ctx, ctx.index.paths[entry_id], long) if long else (),
    )


def _texts(
    ctx: PageContext, linked: LinkedEntry, own: type[Text], *, split: bool, full: bool
) -> tuple[Group, ...]:
    kinds = (kind for kind in KINDS if issubclass(kind, own) and linked.listed(kind))
    return tuple(
        Group(kind.folder, items(ctx, _newest(linked.listed(kind), split), summary=full, outlet=full))
        for kind in kinds
    )


def listed_claims(index: SiteIndex, entry_id: str) -> tuple[str, ...]:
    """The questions that the page of an entry lists."""
    return _newest(index.linked(entry_id).listed(Claim), entry_id in index.listed)


def _newest(row: Sequence[T], split: bool) -> tuple[T, ...]:
    return tuple(row[:NEWEST] if split else row)


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
    return tuple(Group(kind or HOME, tuple(found)) for kind, found in groups.items() if found)
