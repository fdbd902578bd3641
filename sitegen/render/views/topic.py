"""A topic: bottom line and status, timeline, who says what, articles, notes, names, and the outlets it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sitegen import urls
from sitegen.model.kinds import Claim, Entity, Entry, Event, Topic
from sitegen.model.values import Named
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import ClaimTable, claim_table
from sitegen.render.views.co_mentions import CoMentions, co_mentions
from sitegen.render.views.items import BodyView, DateView, Link, OutletLine
from sitegen.render.views.listing import Listed, listed, listed_claims
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page, feeds
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import CountedOutlet, Sources, outlets, sources
from sitegen.render.views.timeline_list import Year

TABLES = 12
"""How many questions stand as whole tables; of more, a list of the questions leads to their pages."""


@dataclass(frozen=True, slots=True)
class TopicStatus:
    """The direction things take, as the editor sees it, and the reason, or no word of it."""

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
    co_mentions: tuple[CoMentions, ...]
    outlets: tuple[CountedOutlet, ...]
    one_outlet: OutletLine | None


def view(ctx: PageContext, topic_id: str) -> Page:
    """The page of a topic."""
    topic = ctx.entry(topic_id, Topic)
    asked = listed_claims(ctx.index, topic_id)
    questions = ctx.entries(asked, Claim) if len(asked) <= TABLES else ()
    lists = listed(ctx, topic_id, own=Entry, full=True, without={claim.id for claim in questions})
    cited = sources(ctx, topic_id)
    shown = {Named(outlet) for outlet, _ in ctx.index.linked(topic_id).outlets}
    shown |= set(ctx.makers(_articles_of(ctx, cited, questions, lists.events)))
    content = TopicView(
        summary=prose(ctx, topic_id, "summary", topic.summary),
        status=status(ctx, topic),
        body=body(ctx, topic_id),
        sources=cited,
        related=ctx.links(tuple(t for t in topic.related if t in ctx.index.paths)),
        listed=lists,
        claims=tuple(claim_table(ctx, claim) for claim in questions),
        co_mentions=co_mentions(ctx, topic_id, Entity),
        outlets=outlets(ctx, topic_id),
        one_outlet=ctx.outlet(*shown) if len(shown) == 1 else None,
    )
    return entry_page(ctx, topic, content, feeds=feeds(ctx, urls.topic_feed(topic_id), topic.title))


def _articles_of(
    ctx: PageContext, cited: Sources, claims: Iterable[Claim], years: Iterable[Year]
) -> Iterator[str]:
    """The articles cited, and those that stand beside what is said and what happened."""
    yield from (source.article.id for source in cited.items)
    for claim in claims:
        yield from claim.based_on
    lines = (line for year in years for event in year.events for line in (event, *event.parts))
    for event in ctx.entries((line.link.id for line in lines), Event):
        yield from event.refs


def status(ctx: PageContext, topic: Topic, *, why: bool = True) -> TopicStatus | None:
    """The status of a topic, where its editor gives one; with the reason, if it is to be told."""
    found = topic.status
    if found is None:
        return None
    reason = prose(ctx, topic.id, "status.why", found.why) if why else Markup("")
    return TopicStatus(found.trend, ctx.date(found.as_of), reason)
