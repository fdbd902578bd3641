"""A topic: bottom line and status, timeline, who says what, articles, notes, names, and the outlets it rests on."""

from __future__ import annotations

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
    """What `topic.html` sees."""

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
    behind = outlets(here, topic_id)
    content = TopicView(
        summary=prose(here, topic_id, "summary", topic.summary),
        status=status(here, topic),
        body=body(here, topic_id),
        sources=sources(here, topic_id),
        related=here.links(tuple(t for t in topic.related if t in here.index.paths)),
        listed=lists,
        claims=tuple(tables),
        questions=() if tables else here.links(lists.claims),
        company=company(here, topic_id, Entity),
        outlets=behind,
        one_outlet=behind[0].outlet if len(behind) == 1 else None,
    )
    paths = (urls.topic_feed(topic_id, "xml"), urls.topic_feed(topic_id, "json"))
    return entry_page(here, topic, content, feeds=feeds(here, paths, topic.title))


def status(here: Here, topic: Topic) -> TopicStatus | None:
    """The status of a topic, where its editor gives one."""
    if topic.status is None:
        return None
    why = prose(here, topic.id, "status.why", topic.status.why)
    return TopicStatus(topic.status.trend, when(topic.status.as_of), why)
