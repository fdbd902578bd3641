"""Who says what: a contested question as a table, the same on its own page and wherever it is embedded; and how the statements
divide: what the sentence over them says, which is counted and never written.

A figure never stands without who gave it, and a range only joins figures for the same unit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from markupsafe import Markup

from sitegen.model.fields import Statement
from sitegen.model.kinds import Citable, Claim
from sitegen.model.kinds.facts import Standing
from sitegen.model.values import Figure
from sitegen.model.words import Words
from sitegen.names.fold import fold
from sitegen.render.drawings.range_chart import Estimate, RangeDrawing
from sitegen.render.views.items import DateView, Link, OutletLine
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources


class SourceLine(NamedTuple):
    """An article with the outlet that published it, in one line."""

    article: Link
    outlet: OutletLine
    when: DateView | None


class Row(NamedTuple):
    """What one speaker says: on whose word we have it (`via`), who denies it, and the numbers of the articles in which it
    stands, in the Sources list of the page. On the page of the
    question its `anchor` leads there.
    """

    anchor: str
    by: Link
    anonymous: bool
    says: Markup
    figure: str
    unit: str
    when: DateView | None
    via: Link | None
    denied_by: tuple[Link, ...]
    numbers: tuple[Link, ...]


class AnswerRows(NamedTuple):
    """What those say who give the same answer; those that give none stand last, under no words."""

    answer: str
    rows: tuple[Row, ...]


class Range(NamedTuple):
    """How far apart the figures for one `unit` are, in words."""

    unit: str
    words: str
    figures: int


class ClaimTable(NamedTuple):
    """The whole question; `kind` may be empty; on its own page, which has it as title, `link` is but its script. `figures`
    and `dates` say whether any row has one; `answered`, whether the rows stand under answers.

    Beneath stands who reported it, each with its label (`outlets`); where all of it rests on one article, that does
    (`one_source`), and no row has a number. `charts` draw the figures of each unit that several rows give one for.
    """

    link: Link
    standing: Standing
    kind: str
    groups: tuple[AnswerRows, ...]
    answered: bool
    ranges: tuple[Range, ...]
    charts: tuple[RangeDrawing, ...]
    figures: bool
    dates: bool
    outlets: tuple[OutletLine, ...]
    one_source: SourceLine | None


def claim_table(ctx: PageContext, claim: Claim, cited: Sources, *, own: bool = False) -> ClaimTable:
    """The table of `claim` with links from the page `ctx`, which may be its `own`, and which lists what it has `cited`."""
    articles = claim.based_on
    one_source = len(articles) == 1
    numbered = Sources() if one_source else cited
    anchors = _anchors(claim.statements) if own else repeat("", len(claim.statements))
    rows = tuple(_row(ctx, claim, number, anchor, numbered) for number, anchor in enumerate(anchors))
    groups = _groups(claim, rows)
    return ClaimTable(
        link=Link("", "", script=ctx.script_of(claim)) if own else ctx.link(claim.id),
        standing=claim.standing_shown,
        kind=claim.kind or "",
        groups=groups,
        answered=any(group.answer for group in groups),
        ranges=ranges(claim.statements, ctx.index.words),
        charts=_charts(ctx, claim, rows),
        figures=any(row.figure for row in rows),
        dates=any(row.when for row in rows),
        outlets=() if one_source else tuple(map(ctx.outlet, ctx.makers(articles))),
        one_source=_source_line(ctx, *articles) if one_source else None,
    )


def _groups(claim: Claim, rows: Sequence[Row]) -> tuple[AnswerRows, ...]:
    """The rows by answer, in the order in which the answers are given first; those without one last."""
    by_answer: dict[str, list[Row]] = {said.answer: [] for said in claim.statements if said.answer}
    by_answer[""] = []
    for said, row in zip(claim.statements, rows, strict=True):
        by_answer[said.answer or ""].append(row)
    return tuple(AnswerRows(answer, tuple(given)) for answer, given in by_answer.items() if given)


def _charts(ctx: PageContext, claim: Claim, rows: Sequence[Row]) -> tuple[RangeDrawing, ...]:
    by_unit: dict[str, list[Estimate]] = defaultdict(list)
    for said, row in zip(claim.statements, rows, strict=True):
        if said.value and said.unit:
            href = ctx.href(ctx.index.paths[said.refs[0]])
            by_unit[said.unit].append(Estimate(href, row.by.text, said.value, row.figure))
    zero = ctx.index.words.locale.digits[0]
    drawings = (RangeDrawing(unit, tuple(estimates), zero) for unit, estimates in by_unit.items())
    return tuple(drawing for drawing in drawings if drawing)


def _anchors(statements: Iterable[Statement]) -> Iterator[str]:
    """By who speaks, so that a statement keeps its own when others come before it; a second one of the same has a number."""
    met: Counter[str] = Counter()
    for said in statements:
        name = fold(said.by.text).replace(" ", "-")
        met[name] += 1
        yield f"part:says:{name}" if met[name] == 1 else f"part:says:{name}:{met[name]}"


def _row(ctx: PageContext, claim: Claim, number: int, anchor: str, numbered: Sources) -> Row:
    said: Statement = claim.statements[number]
    return Row(
        anchor=anchor,
        by=ctx.named(said.by),
        anonymous=said.anonymous,
        says=prose(ctx, claim.id, f"statements.{number}.says", said.says),
        figure=figure_words(said.value, ctx.index.words) if said.value else "",
        unit=said.unit or "",
        when=ctx.date(said.date),
        via=ctx.named(said.via) if said.via else None,
        denied_by=tuple(ctx.named(by) for by in said.denied_by),
        numbers=numbered.numbers(said.refs) if numbered.items else (),
    )


def _source_line(ctx: PageContext, article_id: str) -> SourceLine:
    article = ctx.entry(article_id, Citable)
    return SourceLine(ctx.link(article_id), ctx.outlet(article.maker), ctx.date(article.date))


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


NAMED = 3
"""How many of those who give the same answer are named, at most."""


class Voices(NamedTuple):
    """The names of those who say something first, and how many `others` do; those who deny it."""

    by: tuple[str, ...]
    others: int
    denied_by: tuple[str, ...] = ()


class AnswerLine(NamedTuple):
    """An answer, or a figure and its `unit`, and who gives it."""

    answer: str
    unit: str
    voices: Voices


class Divided(NamedTuple):
    """Statements divide into answers, and voices `beside` those; else into `figures`; else they are but `spoken`."""

    answers: tuple[AnswerLine, ...] = ()
    beside: Voices | None = None
    figures: tuple[AnswerLine, ...] = ()
    spoken: Voices | None = None


def divided(ctx: PageContext, claim: Claim, table: ClaimTable) -> Divided:
    """How the statements of `claim` divide, whose `table` stands beneath."""
    if table.answered:
        lines = (AnswerLine(it.answer, "", _voices(it.rows)) for it in table.groups if it.answer)
        beside = [row.by.text for group in table.groups for row in group.rows if not group.answer]
        return Divided(tuple(lines), _named(beside) if beside else None)
    rows = [row for group in table.groups for row in group.rows if row.figure]
    figures = tuple(AnswerLine(row.figure, row.unit, _voices([row])) for row in rows)
    return Divided(figures=figures) if figures else Divided(spoken=_spoken(ctx, claim))


def _voices(rows: Sequence[Row]) -> Voices:
    return _named((row.by.text for row in rows), (by.text for row in rows for by in row.denied_by))


def _spoken(ctx: PageContext, claim: Claim) -> Voices:
    """Who speaks; apart from them those who deny it in words of their own, or are reported to."""
    says = [said.by for said in claim.statements if not said.denial]
    denies = [by for said in claim.statements for by in ((said.by,) if said.denial else said.denied_by)]
    if not says:
        says, denies = denies, []
    return _named(map(ctx.index.name_of, says), map(ctx.index.name_of, denies))


def _named(by: Iterable[str], denied_by: Iterable[str] = ()) -> Voices:
    names = tuple(dict.fromkeys(by))
    first = names if len(names) <= NAMED else names[: NAMED - 1]
    return Voices(first, len(names) - len(first), tuple(dict.fromkeys(denied_by)))
