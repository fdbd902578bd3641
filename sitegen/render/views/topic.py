"""A topic: bottom line and status, timeline, who says what, articles, notes, names, how often something happened, and the outlets it
rests on; and the same on one or two sheets of paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from sitegen import urls
from sitegen.model.fields import Count
from sitegen.model.kinds import Article, Claim, Entity, Entry, Event, Outlet, Topic, of_kind
from sitegen.model.values import Date, Named
from sitegen.model.words import Words
from sitegen.render.drawings.months import MONTH, Column, TempoDrawing
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import figure_words
from sitegen.render.views.items import BodyView, DateView, Link, OutletLine, Script
from sitegen.render.views.listing import CoMentions, Listed, co_mentions, listed, listed_claims
from sitegen.render.views.overviews import OverviewLink, overviews
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page, feeds
from sitegen.render.views.prose import prose
from sitegen.render.views.questions import Question, question
from sitegen.render.views.sources import CountedOutlet, Source, Sources, outlets, sources
from sitegen.render.views.timeline_list import EventLine, Year, event_lines

MOST_NAMES = 6
"""How many names of each kind stand at the foot."""

ROWS = 12
"""How many questions stand with answers; the others only as links."""

BRIEF_QUESTIONS, BRIEF_EVENTS = 4, 6
"""How many of each stand on a briefing paper, so that it has room on two sheets."""


class TopicStatus(NamedTuple):
    """The direction things take, as the editor sees it, and the reason."""

    trend: str
    as_of: DateView | None
    why: Markup


class SourceCounts(NamedTuple):
    """Of how many outlets the articles are. `most` is the one that made more of them than any other; `partial` says how many
    are known only in part.
    """

    articles: int
    outlets: int
    most: CountedOutlet | None
    partial: int


class ConfidenceView(NamedTuple):
    """How well a topic is sourced. `counts` are left out where one outlet is all there is, which stands there already.

    `through` are the outlets that are known only through others; the rest is what the editor thinks, if anything.
    """

    counts: SourceCounts | None
    through: tuple[Link, ...]
    strongest: Markup
    weakest: Markup

    def __bool__(self) -> bool:
        return bool(self.counts or self.through or self.strongest)


class Asked(NamedTuple):
    """How many questions a page leads to, and how many of them have answers that exclude one another."""

    all: int
    contested: int


class FigureLine(NamedTuple):
    """A figure that somebody gives, of what, and who gives it."""

    figure: str
    unit: str
    by: str


class BriefSource(NamedTuple):
    """A text cited, in one line: its headline, and else the link to ours; who published it when, and where."""

    number: int
    anchor: str
    headline: str
    headline_script: Script | None
    ours: Link | None
    outlet: Link
    when: DateView | None
    url: str


class BriefView(NamedTuple):
    """What `brief.html` sees: a topic on one or two sheets; `whole` leads to its page. Of its `questions` there are the first with their answers, the
    others only as links (`further`); of its events the newest, and how many came `earlier`.
    """

    title: str
    whole: str
    gist: str
    summary: Markup
    status: TopicStatus | None
    figures: tuple[FigureLine, ...]
    asked: Asked | None
    confidence: ConfidenceView
    body: BodyView
    questions: tuple[Question, ...]
    further: tuple[Link, ...]
    events: tuple[EventLine, ...]
    earlier: int
    outlets: tuple[CountedOutlet, ...]
    sources: tuple[BriefSource, ...]


class TopicView(NamedTuple):
    """What `topic.html` sees. `brief` is the link to its briefing paper, `outlets` are those of its articles; `one_outlet` is set where nothing else stands here."""

    brief: str
    gist: str
    summary: Markup
    figures: tuple[FigureLine, ...]
    status: TopicStatus | None
    body: BodyView
    sources: Sources
    related: tuple[Link, ...]
    confidence: ConfidenceView
    tempo: TempoView | None
    overviews: tuple[OverviewLink, ...]
    listed: Listed
    questions: tuple[Question, ...]
    asked: Asked | None
    co_mentions: tuple[CoMentions, ...]
    outlets: tuple[CountedOutlet, ...]
    one_outlet: OutletLine | None


def view(ctx: PageContext, topic_id: str) -> Page:
    """The page of a topic."""
    topic = ctx.entry(topic_id, Topic)
    asked = ctx.entries(listed_claims(ctx.index, topic_id), Claim)
    questions = asked[:ROWS]
    lists = listed(ctx, topic_id, own=Entry, full=True, without={claim.id for claim in questions})
    cited = sources(ctx, topic_id)
    shown = {Named(outlet) for outlet, _ in ctx.index.linked(topic_id).outlets}
    shown |= set(ctx.makers(_articles_of(ctx, cited, questions, lists.events)))
    content = TopicView(
        brief=ctx.href(urls.brief_path(ctx.path)),
        gist=topic.gist or "",
        figures=tuple(_figures(ctx, asked)),
        summary=prose(ctx, topic_id, "summary", topic.summary),
        status=_status(ctx, topic),
        body=body(ctx, topic_id, cited),
        sources=cited,
        confidence=_confidence(ctx, topic),
        tempo=tempo(ctx, topic),
        overviews=overviews(ctx, topic_id),
        related=ctx.links(tuple(t for t in topic.related if t in ctx.index.paths)),
        listed=lists,
        asked=_asked(asked),
        questions=tuple(question(ctx, claim, answers=True) for claim in questions),
        co_mentions=co_mentions(ctx, topic_id, Entity, most=MOST_NAMES),
        outlets=outlets(ctx, topic_id),
        one_outlet=ctx.outlet(*shown) if len(shown) == 1 else None,
    )
    return entry_page(ctx, topic, content, feeds=feeds(ctx, urls.topic_feed(topic_id), topic.title))


def brief(ctx: PageContext, topic_id: str) -> BriefView:
    """A topic on one or two sheets, with links from the page `ctx`: what is known, contested and not, and what came last."""
    topic, linked = ctx.entry(topic_id, Topic), ctx.index.linked(topic_id)
    asked = ctx.entries(listed_claims(ctx.index, topic_id), Claim)
    cited = sources(ctx, topic_id, titled=False)
    events = linked.listed(Event)
    newest = events[-BRIEF_EVENTS:]
    return BriefView(
        title=topic.title,
        whole=ctx.link(topic_id).href,
        gist=topic.gist or "",
        summary=prose(ctx, topic_id, "summary", topic.summary),
        status=_status(ctx, topic),
        figures=tuple(_figures(ctx, asked)),
        asked=_asked(asked),
        confidence=_confidence(ctx, topic),
        body=body(ctx, topic_id, cited),
        questions=tuple(question(ctx, claim, answers=True) for claim in asked[:BRIEF_QUESTIONS]),
        further=ctx.links(tuple(claim.id for claim in asked[BRIEF_QUESTIONS:])),
        events=event_lines(ctx, reversed(newest), brief=True),
        earlier=len(events) - len(newest),
        outlets=outlets(ctx, topic_id),
        sources=tuple(_in_a_line(ctx, source) for source in cited.items),
    )


def _in_a_line(ctx: PageContext, source: Source) -> BriefSource:
    return BriefSource(
        number=source.number,
        anchor=source.anchor,
        headline=source.headline,
        headline_script=source.headline_script,
        ours=None if source.headline else ctx.link(source.article.id),
        outlet=source.outlet.link,
        when=source.when,
        url=source.url,
    )


def brief_view(ctx: PageContext, topic_id: str) -> Page:
    """The page of its briefing paper: no search engine shall find it beside that of the topic."""
    page = entry_page(ctx, ctx.entry(topic_id, Topic), brief(ctx, topic_id), indexed=False)
    return page._replace(
        title=ctx.index.words("topic.brief_of", title=page.title),
        changes=(),
        breadcrumbs=(*page.breadcrumbs, ctx.link(topic_id)),
    )


def _confidence(ctx: PageContext, topic: Topic) -> ConfidenceView:
    linked, judged = ctx.index.linked(topic.id), topic.confidence
    named = ctx.entries((i for i, _ in linked.co_mentions), Entry)
    unseen = (o.id for o in of_kind(named, Outlet) if not ctx.index.linked(o.id).listed(Article))
    return ConfidenceView(
        counts=_counts(ctx, ctx.entries(linked.listed(Article), Article)),
        through=ctx.links(tuple(unseen)),
        strongest=prose(ctx, topic.id, "confidence.strongest", judged.strongest) if judged else Markup(""),
        weakest=prose(ctx, topic.id, "confidence.weakest", judged.weakest) if judged else Markup(""),
    )


def _counts(ctx: PageContext, articles: Collection[Article]) -> SourceCounts | None:
    makers = Counter(article.source for article in articles)
    if len(makers) < 2:
        return None
    (first, most), (_, next_most) = makers.most_common(2)
    return SourceCounts(
        articles=len(articles),
        outlets=len(makers),
        most=CountedOutlet(ctx.outlet(Named(first)), most) if most > next_most else None,
        partial=sum(article.partial is not None for article in articles),
    )


def _asked(claims: Collection[Claim]) -> Asked | None:
    contested = sum(claim.standing_shown == "contested" for claim in claims)
    return Asked(len(claims), contested) if claims else None


def _figures(ctx: PageContext, claims: Iterable[Claim]) -> Iterator[FigureLine]:
    """The figures that are given in answer to questions for one, each with who gives it."""
    asked = (claim for claim in claims if claim.kind == "figure")
    for said in (said for claim in asked for said in claim.statements):
        if said.value and said.unit:
            words = figure_words(said.value, ctx.index.words)
            yield FigureLine(words, said.unit, ctx.index.name_of(said.by))


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


def _status(ctx: PageContext, topic: Topic) -> TopicStatus | None:
    """The status of a topic, where its editor gives one."""
    found = topic.status
    if found is None:
        return None
    return TopicStatus(found.trend, ctx.date(found.as_of), prose(ctx, topic.id, "status.why", found.why))


class Stretch(NamedTuple):
    """A row of the table: an event, how many it counts in the words of its source or in ours, and how many that is a month."""

    link: Link
    when: DateView
    counted: str
    rate: str


class TempoView(NamedTuple):
    """How often `of` happened: the stretches in the order of time, drawn too, with the outlets that count it and what is to be said against it."""

    of: str
    stretches: tuple[Stretch, ...]
    drawing: TempoDrawing
    outlets: tuple[OutletLine, ...]
    caveat: Markup


def tempo(ctx: PageContext, topic: Topic) -> TempoView | None:
    """What the topic asks for; None where it asks for nothing."""
    asked = topic.tempo
    if asked is None:
        return None
    events = ctx.entries(ctx.index.linked(topic.id).listed(Event), Event)
    counted = [(event, event.count) for event in events if event.count and event.count.of == asked.of]
    said = ctx.index.words
    rows = [(event, count, _column(event.date, count, said)) for event, count in counted]
    return TempoView(
        of=asked.of,
        stretches=tuple(
            Stretch(
                ctx.link(event.id),
                ctx.date(event.date),
                count.words or figure_words(count.figure, said),
                column.words,
            )
            for event, count, column in rows
        ),
        drawing=TempoDrawing(tuple(column for _, _, column in rows), said.locale.drawn),
        outlets=tuple(map(ctx.outlet, ctx.makers(ref for event, _ in counted for ref in event.refs))),
        caveat=prose(ctx, topic.id, "tempo.caveat", asked.caveat),
    )


def _column(when: Date, count: Count, said: Words) -> Column:
    """What a month saw: at least, if the stretch was as long as it can be, and at most, if it was as short."""
    start, end, figure = when.start, when.end, count.figure
    if start is None or end is None:
        raise ValueError(f"{when.written} has no beginning and end")
    longest = (end.latest.toordinal() + 1 - start.earliest.toordinal()) / MONTH
    shortest = max(end.earliest.toordinal() + 1 - start.latest.toordinal(), 1) / MONTH
    low, high = (figure.low or 0) / longest, (figure.high or figure.low or 0) / shortest
    return Column(start, end, low, high, figure.high is None, _rate(low, high, count, said))


def _rate(low: float, high: float, count: Count, said: Words) -> str:
    least, most = (said.locale.number(round(rate)) for rate in (low, high))
    words = least if least == most else said("figures.range", low=least, high=most)
    if count.figure.high is None:
        return said("figures.or_more", figure=words)
    return said("figures.about", figure=words) if count.figure.about else words
