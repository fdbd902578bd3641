"""The home page: where things stand, one sentence a topic; what is contested; what the site covers; what came last; search."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sitegen import dates, urls
from sitegen.model.kinds import Article, Claim, Text, Topic
from sitegen.model.values import Date, Named
from sitegen.render.formats.excerpts import description
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.archives import Changed, latest_changes
from sitegen.render.views.body import body
from sitegen.render.views.items import BodyView, DateView, Item, Link
from sitegen.render.views.listing import items
from sitegen.render.views.overviews import OverviewLink, overviews
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page, site_page
from sitegen.render.views.places import MapFigure, map_of_topics
from sitegen.render.views.questions import Question, newest_contested, question
from sitegen.render.views.sources import CountedOutlet, Sources, sources

HOME_ID = "index"
LATEST = 4
LATEST_BESIDE = 3
CHANGES = 2
CONTESTED = 3
HIGH = 5
"""So many rows are as high as the map with what came last beneath."""


class TopicRow(NamedTuple):
    """A topic with where it stands in one sentence, else its bottom line; what it rests on in numbers."""

    link: Link
    summary: str
    trend: str
    questions: int
    articles: int
    outlets: int


class TopicGroup(NamedTuple):
    """Topics under a heading of their own, as links."""

    name: str
    topics: tuple[Link, ...]


class Coverage(NamedTuple):
    """What the site rests on: how many articles of how many outlets, from the first year to the date of the latest.

    `most` is the outlet that more than half of them are from.
    """

    articles: int
    outlets: int
    most: CountedOutlet | None
    first: str
    latest: DateView | None


class HomeView(NamedTuple):
    """What `home.html` sees: the topics of the first group as rows, as of a date, those of the others as links.

    `search` says whether the site has an index; `take_away` leads to the packages; `pages` are the plain pages that the footer does not name;
    `latest_beside` says whether what came last has room under the map, beside the rows.
    """

    body: BodyView
    sources: Sources
    search: bool
    covers: Coverage | None
    as_of: DateView | None
    rows: tuple[TopicRow, ...]
    map: MapFigure | None
    groups: tuple[TopicGroup, ...]
    contested: tuple[Question, ...]
    overviews: tuple[OverviewLink, ...]
    take_away: str
    latest: tuple[Item, ...]
    latest_beside: bool
    changes: tuple[Changed, ...]
    pages: tuple[Link, ...]


def view(ctx: PageContext) -> Page:
    """The home page; without `content/index.md` it has the site's title and no words of its own."""
    index = ctx.index
    groups: dict[str, list[Topic]] = {}
    for topic in index.topics:
        groups.setdefault(topic.group or "", []).append(topic)
    first, *others = groups.items() if groups else [("", [])]
    home = index.site.entries.get(HOME_ID)
    cited = sources(ctx, HOME_ID) if home else Sources()
    map_of_rows = map_of_topics(ctx, tuple(topic.id for topic in first[1]))
    beside = map_of_rows is not None and len(first[1]) >= HIGH
    content = HomeView(
        body=body(ctx, HOME_ID, cited),
        sources=cited,
        search=index.search,
        covers=_covers(ctx),
        as_of=ctx.date(_as_of(first[1])),
        rows=tuple(_row(ctx, topic) for topic in first[1]),
        map=map_of_rows,
        groups=tuple(TopicGroup(name, ctx.links(tuple(t.id for t in topics))) for name, topics in others),
        contested=tuple(question(ctx, claim, answers=True) for claim in newest_contested(ctx, CONTESTED)),
        overviews=overviews(ctx),
        take_away=ctx.href(urls.TAKE_AWAY),
        latest=items(ctx, _latest(index)[: LATEST_BESIDE if beside else LATEST]),
        latest_beside=beside,
        changes=latest_changes(ctx, CHANGES),
        pages=ctx.links(tuple(page.id for page in index.pages if not page.nav)),
    )
    if home is None:
        return site_page(ctx, content, title=index.settings.title)
    return entry_page(ctx, home, content, description(index) if index.settings.tagline else "")


def _row(ctx: PageContext, topic: Topic) -> TopicRow:
    linked = ctx.index.linked(topic.id)
    return TopicRow(
        link=ctx.link(topic.id),
        summary=topic.summary_shown,
        trend=topic.status.trend if topic.status else "",
        questions=len(linked.listed(Claim)),
        articles=len(linked.listed(Article)),
        outlets=len(linked.outlets),
    )


def _as_of(topics: list[Topic]) -> Date | None:
    """Up to when the editors of the topics looked at them: the latest of the days they name."""
    days = [topic.status.as_of for topic in topics if topic.status]
    return max(days, key=lambda when: dates.sort_key(when)[:1], default=None)


def _covers(ctx: PageContext) -> Coverage | None:
    every = ctx.index.indexes[Article.folder]
    if not every.whole:
        return None
    articles = ctx.entries(every.whole, Article)
    makers = Counter(article.source for article in articles)
    (maker, count), *_ = makers.most_common(1)
    dated = [article for article in articles if ctx.index.years[article.id] != urls.UNDATED]
    return Coverage(
        articles=len(articles),
        outlets=len(makers),
        most=CountedOutlet(ctx.outlet(Named(maker)), count)
        if len(makers) > 1 and 2 * count > len(articles)
        else None,
        first=ctx.part_name(min((ctx.index.years[article.id] for article in dated), default="")),
        latest=ctx.date(dated[0].date) if dated else None,
    )


def _latest(index: SiteIndex) -> tuple[str, ...]:
    """The texts that came here last; of one day, the one with the latest date of its own first."""
    ids = index.ids(Text)
    return tuple(sorted(ids, key=lambda i: (*_added(index, i), *_age(index, i)), reverse=True))


def _added(index: SiteIndex, entry_id: str) -> tuple[object, ...]:
    added = index.site.entries[entry_id].added
    return (added is not None, *(dates.sort_key(added)[:1] if added else ()))


def _age(index: SiteIndex, entry_id: str) -> tuple[object, ...]:
    """By date; of one day, what cites more articles counts as newer: it tells more of the whole."""
    date = index.site.entries[entry_id].list_date
    return (*(dates.sort_key(date)[:1] if date else ()), len(index.linked(entry_id).cited), entry_id)
