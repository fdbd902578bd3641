"""An outlet: what it is, what kind of source and who says so, and everything that is from it; and the list of all, with what
there is to read by outlet and month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from sitegen import dates
from sitegen.model.kinds import Article, Outlet
from sitegen.model.values import Date, Named
from sitegen.render.drawings.months import CoverageDrawing, Monthly
from sitegen.render.views.body import body
from sitegen.render.views.entity import Names, names_of
from sitegen.render.views.items import BodyView, Link, OutletBasis
from sitegen.render.views.listing import CoMentions, Listed, co_mentions, listed
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page, site_page
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources, sources


class LabelBox(NamedTuple):
    """The label with its whole basis: who gives it (None: we do), and the numbers of its articles in the Sources list."""

    text: str
    basis: Markup
    by: Link | None
    numbers: tuple[Link, ...]


class OutletView(NamedTuple):
    """What `outlet.html` sees."""

    summary: Markup
    names: Names
    url: str
    country: str
    languages: tuple[str, ...]
    medium: str
    label: LabelBox | None
    body: BodyView
    sources: Sources
    co_mentions: tuple[CoMentions, ...]
    listed: Listed


def view(ctx: PageContext, outlet_id: str) -> Page:
    """The page of an outlet."""
    outlet = ctx.entry(outlet_id, Outlet)
    behind = sources(ctx, outlet_id)
    content = OutletView(
        summary=prose(ctx, outlet_id, "summary", outlet.summary or ""),
        names=names_of(ctx, outlet),
        url=outlet.url or "",
        country=outlet.country or "",
        languages=tuple(map(ctx.index.words.locale.language, outlet.languages)),
        medium=outlet.medium or "",
        label=_label(ctx, outlet, behind),
        body=body(ctx, outlet_id, behind),
        sources=behind,
        co_mentions=co_mentions(ctx, outlet_id),
        listed=listed(ctx, outlet_id, own=Article),
    )
    return entry_page(ctx, outlet, content)


def _label(ctx: PageContext, outlet: Outlet, behind: Sources) -> LabelBox | None:
    label = outlet.label
    if label is None:
        return None
    return LabelBox(
        text=label.text,
        basis=prose(ctx, outlet.id, "label.basis", label.basis),
        by=ctx.named(label.by) if label.by else None,
        numbers=behind.numbers(label.refs),
    )


class OutletRow(NamedTuple):
    """An outlet in the list of all: its label, what it is in a line, and how many of its articles are here."""

    outlet: OutletBasis
    summary: str
    medium: str
    country: str
    articles: int


class OutletsView(NamedTuple):
    """What `outlets.html` sees: how much is from whom and when, those whose articles are here, then those that are only cited
    by others.
    """

    coverage: Coverage | None
    published: tuple[OutletRow, ...]
    cited: tuple[OutletRow, ...]


def outlets_view(ctx: PageContext) -> Page:
    """Every outlet, in the order of their names."""
    every = ctx.entries(ctx.index.ids(Outlet), Outlet)
    outlets = sorted(every, key=lambda outlet: ctx.index.alphabet.sort_key(outlet.name))
    rows = [_row(ctx, outlet) for outlet in outlets]
    content = OutletsView(
        coverage(ctx, [outlet.id for outlet in outlets]),
        tuple(r for r in rows if r.articles),
        tuple(r for r in rows if not r.articles),
    )
    return site_page(ctx, content)


def _row(ctx: PageContext, outlet: Outlet) -> OutletRow:
    made = len(ctx.index.linked(outlet.id).listed(Article))
    summary = ctx.index.summaries[outlet.id]
    named = ctx.outlet_with_basis(Named(outlet.id))
    return OutletRow(named, summary, outlet.medium or "", outlet.country or "", made)


MOST = 12
"""How many outlets are drawn, those of most articles; the table has all."""


class OutletMonths(NamedTuple):
    """An outlet, how many articles are from it, and in words how many of which months."""

    link: Link
    articles: str
    months: tuple[str, ...]


class Most(NamedTuple):
    """The `outlet` that more than half of the articles are from, of several, and the `month` that more than half are of; one may be missing."""

    articles: int
    outlets: int
    outlet: Link | None
    from_outlet: int
    month: str
    in_month: int


class Coverage(NamedTuple):
    """How much is from whom and when: drawn, with what it shows and what the highest bar stands for; as rows; and how many have
    no month.
    """

    drawing: CoverageDrawing
    finding: Most | None
    highest: int
    rows: tuple[OutletMonths, ...]
    undated: int


def coverage(ctx: PageContext, outlets: Iterable[str]) -> Coverage | None:
    """The articles of some outlets, those with most first; None where no two months could be compared."""
    dated = {outlet: ctx.entries(ctx.index.linked(outlet).listed(Article), Article) for outlet in outlets}
    found = sorted(
        ((outlet, articles) for outlet, articles in dated.items() if articles), key=lambda row: -len(row[1])
    )
    months = {
        outlet: Counter(filter(None, (_month(article.date) for article in row))) for outlet, row in found
    }
    words = ctx.index.words
    counted = {outlet: words("lists.articles", count=len(articles)) for outlet, articles in found}
    drawing = CoverageDrawing(
        words("coverage.title"),
        tuple(
            Monthly(
                ctx.link(outlet).href,
                ctx.index.title(outlet),
                counted[outlet],
                months[outlet],
                _in_words(ctx, months[outlet]),
                ctx.lang_of(ctx.entry(outlet)),
            )
            for outlet in [outlet for outlet, _ in found if months[outlet]][:MOST]
        ),
        words.locale.drawn,
    )
    if not drawing:
        return None
    return Coverage(
        drawing=drawing,
        finding=_most(ctx, {outlet: len(articles) for outlet, articles in found}, months),
        highest=max(count for row in months.values() for count in row.values()),
        rows=tuple(
            OutletMonths(ctx.link(outlet), counted[outlet], tuple(_in_words(ctx, months[outlet]).values()))
            for outlet, _ in found
        ),
        undated=sum(len(articles) - months[outlet].total() for outlet, articles in found),
    )


def _most(ctx: PageContext, articles: Mapping[str, int], months: Mapping[str, Counter[str]]) -> Most | None:
    """What can be said of more than half of the articles; None where nothing can."""
    every = sum(articles.values())
    by_month = sum(months.values(), Counter())
    (month, in_month), *_ = by_month.most_common(1)
    outlet, from_outlet = next(iter(articles.items()))
    link = ctx.link(outlet) if len(articles) > 1 and 2 * from_outlet > every else None
    month = month if 2 * in_month > every else ""
    if not link and not month:
        return None
    return Most(
        articles=every,
        outlets=len(articles),
        outlet=link,
        from_outlet=from_outlet if link else 0,
        month=ctx.index.date(dates.parse(month)) if month else "",
        in_month=in_month if month else 0,
    )


def _month(when: Date) -> str:
    """The month that a date names, as `2020-09`; empty where it may be another."""
    if when.earliest is None or when.latest is None:
        return ""
    first, last = (f"{day.year:04}-{day.month:02}" for day in (when.earliest, when.latest))
    return first if first == last else ""


def _in_words(ctx: PageContext, months: Mapping[str, int]) -> dict[str, str]:
    """What each month has, in the order of time."""
    return {
        month: ctx.index.words("coverage.month", month=ctx.index.date(dates.parse(month)), count=count)
        for month, count in sorted(months.items())
    }
