"""A topic: bottom line and status, timeline, who says what, articles, notes, names, and the outlets it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sitegen import urls
from sitegen.model.entries import Claim, Entity, Topic
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import ClaimTable, claim_table
from sitegen.render.views.company import Company, Weighted, company, outlets
from sitegen.render.views.here import Here
from sitegen.render.views.items import Body, Link, OutletLine, When, when
from sitegen.render.views.listing import Listed, listed
from sitegen.render.views.page import Page, entry_page, feeds
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources, sources
from sitegen.render.views.timeline_list import Year

TABLES = 12
"""How many questions stand as whole tables; of more, a list of the questions leads to their pages."""


@dataclass(frozen=True, slots=True)
class TopicStatus:
    """The direction things take, as the editor sees it."""

    trend: str
    as_of: When | None
    why: Markup


@dataclass(frozen=True, slots=True)
class TopicView:
    """What `topic.html` sees. `outlets` are those of its articles; `one_outlet` is set where nothing else stands here."""

    summary: Markup
    status: TopicStatus | None
    body: Body
    sources: Sources
    related: tuple[Link, ...]
    listed: Listed
    claims: tuple[ClaimTable, ...]
    questions: tuple[Link, ...]
    company: tuple[Company, ...]
    outlets: tuple[Weighted, ...]
    one_outlet: OutletLine | None


def view(here: Here, topic_id: str) -> Page:
    """The page of a topic."""
    topic = here.entry(topic_id)
    if not isinstance(topic, Topic):
        raise TypeError(f"{topic_id} is no topic")
    lists = listed(here, topic_id)
    questions = [here.entry(i) for i in lists.claims]
    tables = (
        [claim_table(here, c) for c in questions if isinstance(c, Claim)] if len(questions) <= TABLES else []
    )
    behind, cited = outlets(here, topic_id), sources(here, topic_id)
    shown = {weighted.outlet for weighted in behind} | {source.outlet for source in cited.items}
    shown |= set(_outlets_of(tables, lists.events))
    content = TopicView(
        summary=prose(here, topic_id, "summary", topic.summary),
        status=status(here, topic),
        body=body(here, topic_id),
        sources=cited,
        related=here.links(tuple(t for t in topic.related if t in here.index.paths)),
        listed=lists,
        claims=tuple(tables),
        questions=() if tables else here.links(lists.claims),
        company=company(here, topic_id, Entity),
        outlets=behind,
        one_outlet=next(iter(shown)) if len(shown) == 1 else None,
    )
    paths = (urls.topic_feed(topic_id, "xml"), urls.topic_feed(topic_id, "json"))
    return entry_page(here, topic, content, feeds=feeds(here, paths, topic.title))


def _outlets_of(tables: Iterable[ClaimTable], years: Iterable[Year]) -> Iterator[OutletLine]:
    """The outlets that stand beside what is said and what happened."""
    rows = (row.sources for table in tables for row in table.rows)
    lines = (line for year in years for event in year.events for line in (event, *event.parts))
    for found in (*rows, *(line.sources for line in lines)):
        yield from (source.outlet for source in found)


def status(here: Here, topic: Topic) -> TopicStatus | None:
    """The status of a topic, where its editor gives one."""
    if topic.status is None:
        return None
    why = prose(here, topic.id, "status.why", topic.status.why)
    return TopicStatus(topic.status.trend, when(topic.status.as_of), why)
