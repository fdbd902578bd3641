"""Who says what: a contested question as a table, the same on its own page and wherever it is embedded.

A figure never stands without who gave it, and a range only joins figures for the same unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from sitegen.model.fields import Statement
from sitegen.model.kinds import Citable, Claim
from sitegen.model.kinds.facts import Standing
from sitegen.render.drawings import Estimate, RangeDrawing
from sitegen.render.views import figures
from sitegen.render.views.figures import Range
from sitegen.render.views.items import DateView, Link, OutletLine
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import prose


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An article with the outlet that published it, in one line; `when` is None where the row has the same date."""

    article: Link
    outlet: OutletLine
    when: DateView | None


@dataclass(frozen=True, slots=True)
class Row:
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


@dataclass(frozen=True, slots=True)
class ClaimTable:
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
        ranges=figures.ranges(claim.statements, ctx.index.words),
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
        lines = (replace(lines[0], when=None),)
    return Row(
        by=ctx.named(said.by),
        anonymous=said.anonymous,
        says=prose(ctx, claim.id, f"statements.{number}.says", said.says),
        figure=figures.words(said.value, ctx.index.words) if said.value else "",
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
