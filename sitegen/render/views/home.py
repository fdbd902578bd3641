"""The home page: what the site covers, the topics with their bottom lines and latest entries, what changed, search."""

from __future__ import annotations

from typing import NamedTuple

from sitegen import dates
from sitegen.model.kinds import Citable, Text, Topic
from sitegen.render.formats.excerpts import description
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.archives import Changed, latest_changes
from sitegen.render.views.body import body
from sitegen.render.views.items import BodyView, DateView, Item, Link
from sitegen.render.views.listing import items
from sitegen.render.views.overviews import OverviewLink, overviews
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page, site_page
from sitegen.render.views.topic import TopicStatus, status

HOME_ID = "index"
LATEST = 6
LATEST_OF_TOPIC = 3
CHANGES = 5


class Latest(NamedTuple):
    """What a topic's news rests on: an article or document with its date."""

    link: Link
    when: DateView


class TopicCard(NamedTuple):
    """A topic with where it stands in one sentence, else its bottom line, and its latest articles and documents.

    Our own notes are not among them: they stand on the topic's page, and their day of update is not that of the news.
    """

    link: Link
    summary: str
    status: TopicStatus | None
    latest: tuple[Latest, ...]


class TopicGroup(NamedTuple):
    """Topics under a heading of their own; those without one come under none (empty)."""

    name: str
    topics: tuple[TopicCard, ...]


class HomeView(NamedTuple):
    """What `home.html` sees.

    `search` says whether the site has an index; `pages` are the plain pages that the footer does not name.
    """

    body: BodyView
    search: bool
    groups: tuple[TopicGroup, ...]
    overviews: tuple[OverviewLink, ...]
    latest: tuple[Item, ...]
    changes: tuple[Changed, ...]
    pages: tuple[Link, ...]


def view(ctx: PageContext) -> Page:
    """The home page; without `content/index.md` it has the site's title and no words of its own."""
    index = ctx.index
    content = HomeView(
        body=body(ctx, HOME_ID),
        search=index.search,
        groups=_groups(ctx),
        overviews=overviews(ctx),
        latest=items(ctx, _latest(index), summary=True),
        changes=latest_changes(ctx, CHANGES),
        pages=ctx.links(tuple(page.id for page in index.pages if not page.nav)),
    )
    home = index.site.entries.get(HOME_ID)
    if home is None:
        return site_page(ctx, content, title=index.settings.title)
    return entry_page(ctx, home, content, description(index) if index.settings.tagline else "")


def _groups(ctx: PageContext) -> tuple[TopicGroup, ...]:
    groups: dict[str, list[TopicCard]] = {}
    for topic in ctx.index.topics:
        groups.setdefault(topic.group or "", []).append(_card(ctx, topic))
    return tuple(TopicGroup(name, tuple(cards)) for name, cards in groups.items())


def _card(ctx: PageContext, topic: Topic) -> TopicCard:
    linked = ctx.index.linked(topic.id)
    newest = sorted(linked.listed(Citable), key=lambda i: _age(ctx.index, i), reverse=True)[:LATEST_OF_TOPIC]
    latest = tuple(Latest(ctx.link(text.id), ctx.date(text.date)) for text in ctx.entries(newest, Citable))
    return TopicCard(ctx.link(topic.id), topic.summary_shown, status(ctx, topic, why=False), latest)


def _latest(index: SiteIndex) -> tuple[str, ...]:
    """The texts that came here last; of one day, the one with the latest date of its own first."""
    ids = index.ids(Text)
    return tuple(sorted(ids, key=lambda i: (*_added(index, i), *_age(index, i)), reverse=True)[:LATEST])


def _added(index: SiteIndex, entry_id: str) -> tuple[object, ...]:
    added = index.site.entries[entry_id].added
    return (added is not None, *(dates.sort_key(added)[:1] if added else ()))


def _age(index: SiteIndex, entry_id: str) -> tuple[object, ...]:
    """By date; of one day, what cites more articles counts as newer: it tells more of the whole."""
    date = index.site.entries[entry_id].list_date
    return (*(dates.sort_key(date)[:1] if date else ()), len(index.linked(entry_id).cited), entry_id)
