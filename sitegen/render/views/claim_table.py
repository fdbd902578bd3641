"""Who says what: a contested question as a table, the same on its own page and wherever it is embedded.

A figure never stands without who gave it, and a range only joins figures for the same unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sitegen.model.fields import Statement
from sitegen.model.kinds import Article, Claim
from sitegen.render.drawings import Estimate
from sitegen.render.views import figures
from sitegen.render.views.drawings import RangeDrawing
from sitegen.render.views.figures import Range
from sitegen.render.views.items import DateView, Link, OutletLine, date_view
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import prose


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An article with the outlet that published it, in one line."""

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
    """The whole question. `figures` and `dates` say whether any row has one; `one_outlet` and `one_source` are set
    where all of it rests on one outlet, on one article.

    `charts` draw the figures of each unit that several rows give one for.
    """

    link: Link
    kind: str
    event: Link | None
    rows: tuple[Row, ...]
    ranges: tuple[Range, ...]
    charts: tuple[RangeDrawing, ...]
    figures: bool
    dates: bool
    one_outlet: OutletLine | None
    one_source: SourceLine | None


def claim_table(ctx: PageContext, claim: Claim) -> ClaimTable:
    """The table of `claim` with links from the page `ctx`."""
    rows = tuple(_row(ctx, claim, number) for number in range(len(claim.statements)))
    articles = {source for row in rows for source in row.sources}
    outlets = {source.outlet for source in articles}
    return ClaimTable(
        link=ctx.link(claim.id),
        kind=claim.kind or "",
        event=ctx.link(claim.event) if claim.event else None,
        rows=rows,
        ranges=figures.ranges(claim.statements),
        charts=_charts(claim, rows),
        figures=any(row.figure for row in rows),
        dates=any(row.when for row in rows),
        one_outlet=next(iter(outlets)) if len(outlets) == 1 else None,
        one_source=next(iter(articles)) if len(articles) == 1 else None,
    )


def _charts(claim: Claim, rows: Sequence[Row]) -> tuple[RangeDrawing, ...]:
    by_unit: dict[str, list[Estimate]] = defaultdict(list)
    for said, row in zip(claim.statements, rows, strict=True):
        if said.value and said.unit:
            estimate = Estimate(row.sources[0].article.href, row.by.text, said.value, row.figure)
            by_unit[said.unit].append(estimate)
    drawings = (RangeDrawing(unit, tuple(estimates)) for unit, estimates in by_unit.items())
    return tuple(drawing for drawing in drawings if drawing)


def _row(ctx: PageContext, claim: Claim, number: int) -> Row:
    said: Statement = claim.statements[number]
    return Row(
        by=ctx.named(said.by),
        anonymous=said.anonymous,
        says=prose(ctx, claim.id, f"statements.{number}.says", said.says),
        figure=figures.words(said.value) if said.value else "",
        unit=said.unit or "",
        when=date_view(said.date),
        via=ctx.named(said.via) if said.via else None,
        denied_by=tuple(ctx.named(by) for by in said.denied_by),
        sources=tuple(source_line(ctx, ref) for ref in said.refs),
    )


def source_line(ctx: PageContext, article_id: str) -> SourceLine:
    """The line of an article."""
    article = ctx.entry(article_id, Article)
    return SourceLine(ctx.link(article_id), ctx.outlet(article.maker), date_view(article.date))
