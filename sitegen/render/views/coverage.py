"""What there is to read, by outlet and month of publication: one bar a month, in one unit, and the same as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sitegen import dates
from sitegen.model.kinds import Article
from sitegen.model.values import Date
from sitegen.render.drawings.months import CoverageDrawing, Monthly
from sitegen.render.views.items import Link
from sitegen.render.views.page_context import PageContext

MOST = 12
"""How many outlets are drawn, those of most articles; the table has all."""


class OutletMonths(NamedTuple):
    """An outlet, how many articles are from it, and in words how many of which months."""

    link: Link
    articles: str
    months: tuple[str, ...]


class Coverage(NamedTuple):
    """How much is from whom and when: drawn, with what the highest bar stands for; as rows; and how many have no month."""

    drawing: CoverageDrawing
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
            )
            for outlet in [outlet for outlet, _ in found if months[outlet]][:MOST]
        ),
        words.locale.drawn,
    )
    if not drawing:
        return None
    return Coverage(
        drawing=drawing,
        highest=max(count for row in months.values() for count in row.values()),
        rows=tuple(
            OutletMonths(ctx.link(outlet), counted[outlet], tuple(_in_words(ctx, months[outlet]).values()))
            for outlet, _ in found
        ),
        undated=sum(len(articles) - months[outlet].total() for outlet, articles in found),
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
