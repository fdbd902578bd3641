"""Who says what: a contested question as a table, the same on its own page and wherever it is embedded.

A figure never stands without who gave it, and a range only joins figures for the same unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from sitegen.model.fields import Statement
from sitegen.model.kinds import Citable, Claim
from sitegen.model.kinds.facts import Standing
from sitegen.model.values import Figure
from sitegen.model.words import Words
from sitegen.render.drawings.range_chart import Estimate, RangeDrawing
from sitegen.render.views.items import DateView, Link, OutletLine
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import prose


class SourceLine(NamedTuple):
    """An article with the outlet that published it, in one line; `when` is None where the row has the same date."""

    article: Link
    outlet: OutletLine
    when: DateView | None


class Row(NamedTuple):
    """What one speaker says: on whose word we have it (`via`), who denies it, and in which articles it stands."""

    by: Link
    anonymous: bool
    says: Markup
    figure: str
    unit: str
    when: DateView | None
    via: Link | None
    denied_by: tuple[Link, ...]
    sources: tuple[SourceLine, ...]


class Range(NamedTuple):
    """How far apart the figures for one `unit` are, in words."""

    unit: str
    words: str
    figures: int


class ClaimTable(NamedTuple):
    """The whole question; `kind` may be empty; on its own page `link` is only the words. `figures` and `dates` say whether
    any row has one.

    Where all of it rests on one article, that stands beneath (`one_source`) and in no row; where on one outlet,
    `one_outlet` does, with the label. `charts` draw the figures of each unit that several rows give one for.
    """

    link: Link
    standing: Standing
    kind: str
    rows: tuple[Row, ...]
    ranges: tuple[Range, ...]
    charts: tuple[RangeDrawing, ...]
    figures: bool
    dates: bool
    one_outlet: OutletLine | None
    one_source: SourceLine | None


def claim_table(ctx: PageContext, claim: Claim, *, own: bool = False) -> ClaimTable:
    """The table of `claim` with links from the page `ctx`, which may be its `own`."""
    articles = claim.based_on
    makers = ctx.makers(articles)
    one_source = len(articles) == 1
    one_outlet = len(makers) == 1 and not one_source
    sources = {article: _source_line(ctx, article, label=not one_outlet) for article in articles}
    shown = {} if one_source else sources
    rows = tuple(_row(ctx, claim, number, shown) for number in range(len(claim.statements)))
    return ClaimTable(
        link=Link("", claim.question, script=ctx.script_of(claim)) if own else ctx.link(claim.id),
        standing=claim.standing_shown,
        kind=claim.kind or "",
        rows=rows,
        ranges=ranges(claim.statements, ctx.index.words),
        charts=_charts(ctx, claim, rows),
        figures=any(row.figure for row in rows),
        dates=any(row.when for row in rows),
        one_outlet=ctx.outlet(*makers) if one_outlet else None,
        one_source=next(iter(sources.values())) if one_source else None,
    )


def _charts(ctx: PageContext, claim: Claim, rows: Sequence[Row]) -> tuple[RangeDrawing, ...]:
    by_unit: dict[str, list[Estimate]] = defaultdict(list)
    for said, row in zip(claim.statements, rows, strict=True):
        if said.value and said.unit:
            href = ctx.link(said.refs[0]).href
            by_unit[said.unit].append(Estimate(href, row.by.text, said.value, row.figure))
    drawings = (RangeDrawing(unit, tuple(estimates)) for unit, estimates in by_unit.items())
    return tuple(drawing for drawing in drawings if drawing)


def _row(ctx: PageContext, claim: Claim, number: int, sources: Mapping[str, SourceLine]) -> Row:
    said: Statement = claim.statements[number]
    when = ctx.date(said.date)
    lines = tuple(sources[ref] for ref in said.refs if ref in sources)
    if len(lines) == 1 and lines[0].when == when:
        lines = (lines[0]._replace(when=None),)
    return Row(
        by=ctx.named(said.by),
        anonymous=said.anonymous,
        says=prose(ctx, claim.id, f"statements.{number}.says", said.says),
        figure=figure_words(said.value, ctx.index.words) if said.value else "",
        unit=said.unit or "",
        when=when,
        via=ctx.named(said.via) if said.via else None,
        denied_by=tuple(ctx.named(by) for by in said.denied_by),
        sources=lines,
    )


def _source_line(ctx: PageContext, article_id: str, *, label: bool) -> SourceLine:
    article = ctx.entry(article_id, Citable)
    outlet = ctx.outlet(article.maker) if label else OutletLine(ctx.named(article.maker))
    return SourceLine(ctx.link(article_id), outlet, ctx.date(article.date))


def figure_words(figure: Figure, said: Words) -> str:
    """A figure for a reader: "31", "at least 550", "up to 600", "500 to 600", "about 200"."""
    low, high = (_about(figure.about, number, said) for number in (figure.low, figure.high))
    if low == high:
        return low
    if not high:
        return said("figures.or_more", figure=low)
    if not low:
        return said("figures.up_to", figure=high)
    return said("figures.range", low=low, high=_about(False, figure.high, said))


def ranges(statements: Iterable[Statement], said: Words) -> tuple[Range, ...]:
    """One range for every unit that several statements give a figure for, unless they bound it neither below nor above.

    Figures without a unit are never compared.
    """
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for statement in statements:
        if statement.value and statement.unit:
            by_unit[statement.unit].append(statement.value)
    found = (Range(unit, _range(row, said), len(row)) for unit, row in by_unit.items() if len(row) > 1)
    return tuple(one for one in found if one.words)


def _range(figures: Sequence[Figure], said: Words) -> str:
    lowest = min(figures, key=lambda f: f.low or 0)
    highest = max(figures, key=lambda f: f.high or f.low or 0)
    open_below = any(f.low is None for f in figures)
    open_above = any(f.high is None for f in figures)
    if open_below and open_above:
        return ""
    bottom = _about(lowest.about, lowest.low, said)
    top = _about(highest.about, highest.high or highest.low, said)
    if open_below:
        return said("figures.up_to", figure=top)
    reach = said("figures.or_more", figure=top) if open_above else top
    return reach if bottom == top else said("figures.range", low=bottom, high=reach)


def _about(about: bool, number: int | None, said: Words) -> str:
    if number is None:
        return ""
    grouped = said.locale.number(number)
    return said("figures.about", figure=grouped) if about else grouped
