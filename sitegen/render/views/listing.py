"""Lists of entries, and how long ones are split: the newest on the page, all of them on a page for each year.

A page for a year has the address of its list and the year, so it stays where it is however much is added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sitegen import urls
from sitegen.model.kinds import KINDS, Claim, Entry, Event, Text
from sitegen.model.site import LinkedEntry, Sentence
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.drawings import TimelineDrawing, timeline_drawing
from sitegen.render.views.items import Group, Item, Link
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.timeline_list import Year, timeline
from sitegen.urls import UNDATED

T = TypeVar("T")

LONGEST = 200
"""A list with more entries is split by year."""

NEWEST = 50
"""How many entries of a split list its own page still shows."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page lists of others, shortened where `years` lead on to the rest. `texts` and `mentions` are by kind."""

    texts: tuple[Group, ...]
    events: tuple[Year, ...]
    drawing: TimelineDrawing
    mentions: tuple[Group, ...]
    years: tuple[Link, ...]


def all_listed(index: SiteIndex, entry_id: str) -> tuple[str, ...]:
    """Everything the page of an entry lists, each once."""
    linked = index.linked(entry_id)
    mentioning = (backlink.source for backlink in linked.backlinks)
    return tuple(dict.fromkeys((*linked.listed(Entry), *mentioning)))


def is_split(index: SiteIndex, entry_id: str) -> bool:
    """Whether one of the lists on the page of an entry is too long for it."""
    linked = index.linked(entry_id)
    return any(len(ids) > LONGEST for ids in (*linked.lists.values(), linked.backlinks))


def years(index: SiteIndex, ids: Iterable[str]) -> tuple[str, ...]:
    """The years of some entries, the latest first, the undated last."""
    found = {index.years[i] for i in ids}
    dated = sorted(found - {UNDATED}, reverse=True)
    return (*dated, UNDATED) if UNDATED in found else tuple(dated)


def year_links(ctx: PageContext, page: str, ids: Iterable[str]) -> tuple[Link, ...]:
    """The pages of the years of a list that stands on `page`."""
    return tuple(Link(ctx.href(urls.year_path(page, year)), year) for year in years(ctx.index, ids))


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
    split = is_split(ctx.index, entry_id)
    texts = linked.listed(own) if own else ()
    claims = linked.listed(Claim) if facts else ()
    events = tuple(i for i in linked.listed(Event) if i not in without) if facts else ()
    shown = events[-NEWEST:] if split else events
    elsewhere = {*texts, *events, *claims, *without}
    rest = tuple(b.source for b in linked.backlinks if b.source not in elsewhere)
    return Listed(
        texts=_texts(ctx, linked, own, split=split, full=full) if own else (),
        events=timeline(ctx, shown),
        drawing=timeline_drawing(ctx, shown, ctx.index.title(entry_id)),
        mentions=by_kind(ctx, _newest(rest, split), sentences_of(ctx.index, entry_id)),
        years=year_links(ctx, ctx.index.paths[entry_id], all_listed(ctx.index, entry_id)) if split else (),
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
    return _newest(index.linked(entry_id).listed(Claim), is_split(index, entry_id))


def _newest(row: Sequence[T], split: bool) -> tuple[T, ...]:
    return tuple(row[:NEWEST] if split else row)


def items(
    ctx: PageContext, ids: Iterable[str], *, summary: bool = False, outlet: bool = True
) -> tuple[Item, ...]:
    """Entries as list items, in the order given."""
    return tuple(ctx.item(i, summary=summary, outlet=outlet) for i in ids)


def by_kind(ctx: PageContext, ids: Iterable[str], sentences: Mapping[str, Sentence]) -> tuple[Group, ...]:
    """Entries by kind, in the order given, each with the sentence that mentions what they are listed under."""
    groups: dict[str, list[Item]] = {kind.folder: [] for kind in KINDS}
    for entry_id in ids:
        item = ctx.item(entry_id, sentences.get(entry_id), summary=False)
        groups[ctx.entry(entry_id).folder].append(item)
    return tuple(Group(kind, tuple(found)) for kind, found in groups.items() if found)


def sentences_of(index: SiteIndex, entry_id: str) -> dict[str, Sentence]:
    """The sentences that mention an entry, by the entries they stand in."""
    return {b.source: b.sentence for b in index.linked(entry_id).backlinks if b.sentence}
