"""A curated note: its body with numbered citations, its Sources list, its contents, when it was last updated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from sitegen.model.body import Heading
from sitegen.model.kinds import Note
from sitegen.model.site import LinkedText
from sitegen.render.formats.citations import Citations, citations
from sitegen.render.views.body import body
from sitegen.render.views.items import BodyView, DateView, Link, OutletLine
from sitegen.render.views.listing import CoMentions, Listed, listed, names
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import CountedOutlet, Sources, mix, sources

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults: the mean of Brysbaert, "How many words do we read per minute?" (2019)."""


class Section(NamedTuple):
    """A heading of the second level and those of the third below it."""

    link: Link
    parts: tuple[Link, ...]


class NoteView(NamedTuple):
    """What `note.html` sees. `overdue` says that the day by which the note was to be looked over has passed;
    `minutes` is how long it takes to read.
    """

    kind: str
    summary: Markup
    updated: DateView | None
    review_by: DateView | None
    overdue: bool
    minutes: int
    topics: tuple[Link, ...]
    contents: tuple[Section, ...]
    body: BodyView
    sources: Sources
    one_outlet: OutletLine | None
    outlets: tuple[CountedOutlet, ...]
    names: tuple[CoMentions, ...]
    listed: Listed
    citations: Citations


def view(ctx: PageContext, note_id: str) -> Page:
    """The page of a note."""
    note = ctx.entry(note_id, Note)
    linked = ctx.index.linked(note_id)
    last = note.review_by.latest if note.review_by else None
    cited = sources(ctx, note_id)
    content = NoteView(
        kind=note.kind or "",
        summary=prose(ctx, note_id, "summary", note.summary or ""),
        updated=ctx.date(note.updated),
        review_by=ctx.date(note.review_by),
        overdue=last is not None and last < ctx.index.today,
        minutes=minutes(linked.body),
        topics=ctx.links(linked.topics),
        contents=contents(linked.body),
        body=body(ctx, note_id, cited),
        sources=cited,
        one_outlet=cited.one_outlet,
        outlets=mix(cited),
        names=names(ctx, note_id),
        listed=listed(ctx, note_id, facts=False),
        citations=citations(ctx.index, note_id),
    )
    return entry_page(ctx, note, content)


def minutes(text: LinkedText) -> int:
    """How long it takes to read, in whole minutes, at least one; see `WORDS_A_MINUTE`."""
    words = sum(len(text.words_of(block).split()) for block in text.source.blocks)
    return max(1, round(words / WORDS_A_MINUTE))


def contents(text: LinkedText) -> tuple[Section, ...]:
    """The contents list, in the words of the headings; a single heading needs none."""
    shown = [(h, text.words_of(block)) for h, block in text.source.headed() if h.level <= 3]
    return tuple(_sections(shown)) if len(shown) > 1 else ()


def _sections(headings: Sequence[tuple[Heading, str]]) -> Iterator[Section]:
    first: Link | None = None
    parts: list[Link] = []
    for heading, words in headings:
        link = Link(f"#{heading.anchor}", words)
        if heading.level == 3 and first is not None:
            parts.append(link)
            continue
        if first is not None:
            yield Section(first, tuple(parts))
        first, parts = link, []
    if first is not None:
        yield Section(first, tuple(parts))
