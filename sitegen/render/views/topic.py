"""A topic: bottom line and status, timeline, who says what, articles, notes, names, and the outlets it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sitegen import urls
from sitegen.model.kinds import Claim, Entity, Text, Topic
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import ClaimTable, claim_table
from sitegen.render.views.co_mentions import CoMentions, Weighted, co_mentions, outlets
from sitegen.render.views.items import BodyView, DateView, Link, OutletLine, date_view
from sitegen.render.views.listing import Listed, listed
from sitegen.render.views.page import Page, entry_page, feeds
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources, sources
from sitegen.render.views.timeline_list import Year

TABLES = 12
"""How many questions stand as whole tables; of more, a list of the questions leads to their pages."""


@dataclass(frozen=True, slots=True)
class TopicStatus:
    """The direction things take, as the editor sees it."""

    trend: str
    as_of: DateView | None
    why: Markup


@dataclass(frozen=True, slots=True)
class TopicView:
    """What `topic.html` sees. `outlets` are those of its articles; `one_outlet` is set where nothing else stands here."""

    summary: Markup
    status: TopicStatus | None
    body: BodyView
    sources: Sources
    related: tuple[Link, ...]
    listed: Listed
    claims: tuple[ClaimTable, ...]
    questions: tuple[Link, ...]
    co_mentions: tuple[CoMentions, ...]
    outlets: tuple[Weighted, ...]
    one_outlet: OutletLine | None


def view(ctx: PageContext, topic_id: str) -> Page:
    """The page of a topic."""
    topic = ctx.entry(topic_id, Topic)
    lists = listed(ctx, topic_id, own=Text, summary=True)
    questions = ctx.entries(lists.claims, Claim)
    tables = [claim_table(ctx, claim) for claim in questions] if len(questions) <= TABLES else []
    behind, cited = outlets(ctx, topic_id), sources(ctx, topic_id)
    shown = {weighted.outlet for weighted in behind} | {source.outlet for source in cited.items}
    shown |= set(_outlets_of(tables, lists.events))
    content = TopicView(
        summary=prose(ctx, topic_id, "summary", topic.summary),
        status=status(ctx, topic),
        body=body(ctx, topic_id),
        sources=cited,
        related=ctx.links(tuple(t for t in topic.related if t in ctx.index.paths)),
        listed=lists,
        claims=tuple(tables),
        questions=() if tables else ctx.links(lists.claims),
        co_mentions=co_mentions(ctx, topic_id, Entity),
        outlets=behind,
        one_outlet=next(iter(shown)) if len(shown) == 1 else None,
    )
    paths = (urls.topic_feed(topic_id, "xml"), urls.topic_feed(topic_id, "json"))
    return entry_page(ctx, topic, content, feeds=feeds(ctx, paths, topic.title))


def _outlets_of(tables: Iterable[ClaimTable], years: Iterable[Year]) -> Iterator[OutletLine]:
    """The outlets that stand beside what is said and what happened."""
    rows = (row.sources for table in tables for row in table.rows)
    lines = (line for year in years for event in year.events for line in (event, *event.parts))
    for found in (*rows, *(line.sources for line in lines)):
        yield from (source.outlet for source in found)


def status(ctx: PageContext, topic: Topic) -> TopicStatus | None:
    """The status of a topic, where its editor gives one."""
    if topic.status is None:
        return None
    why = prose(ctx, topic.id, "status.why", topic.status.why)
    return TopicStatus(topic.status.trend, date_view(topic.status.as_of), why)
