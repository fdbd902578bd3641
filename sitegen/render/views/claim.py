"""A contested question on its own page: how the answers divide, who gives which, what would settle it, and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from sitegen import dates
from sitegen.model.kinds import Citable, Claim
from sitegen.model.values import Date
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import ClaimTable, Row, claim_table
from sitegen.render.views.items import BodyView, DateView, Link
from sitegen.render.views.listing import Listed, listed
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources, sources

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


class Division(NamedTuple):
    """How the statements divide. Into answers (`beside`: those who give none), else into figures, else by who speaks and who
    denies it (`spoken`).

    Then how many they are, of how many speakers (`unnamed`: without a name), in how many articles of how many outlets, and of when the latest is.
    """

    answers: tuple[AnswerLine, ...]
    figures: tuple[AnswerLine, ...]
    beside: Voices
    spoken: Voices
    statements: int
    speakers: int
    unnamed: int
    articles: int
    outlets: int
    as_of: DateView | None


class ClaimView(NamedTuple):
    """What `claim.html` sees. `event` is the one it is about."""

    division: Division
    settled_by: Markup
    table: ClaimTable
    event: Link | None
    topics: tuple[Link, ...]
    body: BodyView
    sources: Sources
    listed: Listed


def view(ctx: PageContext, claim_id: str) -> Page:
    """The page of a claim."""
    claim = ctx.entry(claim_id, Claim)
    cited = sources(ctx, claim_id)
    table = claim_table(ctx, claim, cited, own=True)
    content = ClaimView(
        division=_division(ctx, claim, table),
        settled_by=prose(ctx, claim_id, "settled_by", claim.settled_by or ""),
        table=table,
        event=ctx.link(claim.event) if claim.event else None,
        topics=ctx.links(ctx.index.linked(claim_id).topics),
        body=body(ctx, claim_id, cited),
        sources=cited,
        listed=listed(ctx, claim_id, without={claim_id}),
    )
    return entry_page(ctx, claim, content)


def _division(ctx: PageContext, claim: Claim, table: ClaimTable) -> Division:
    speakers = {said.by: said.anonymous for said in claim.statements}
    groups = table.groups if table.answered else ()
    figures = [row for group in table.groups for row in group.rows if row.figure and not table.answered]
    return Division(
        answers=tuple(AnswerLine(group.answer, "", _voices(group.rows)) for group in groups if group.answer),
        figures=tuple(AnswerLine(row.figure, row.unit, _voices([row])) for row in figures),
        beside=_voices([row for group in groups for row in group.rows if not group.answer]),
        spoken=_spoken(ctx, claim),
        statements=len(claim.statements),
        speakers=len(speakers),
        unnamed=sum(speakers.values()),
        articles=len(claim.based_on),
        outlets=len(ctx.makers(claim.based_on)),
        as_of=ctx.date(_latest(ctx, claim)),
    )


def _voices(rows: Sequence[Row]) -> Voices:
    return _named((row.by.text for row in rows), (by.text for row in rows for by in row.denied_by))


def _spoken(ctx: PageContext, claim: Claim) -> Voices:
    """Who speaks; apart from them those who deny it in words of their own, or are reported to."""
    says = [said.by for said in claim.statements if not said.denial]
    denies = [by for said in claim.statements for by in ((said.by,) if said.denial else said.denied_by)]
    if not says:
        says, denies = denies, []
    return _named(map(ctx.index.name_of, says), map(ctx.index.name_of, denies))


def _named(by: Iterable[str], denied_by: Iterable[str]) -> Voices:
    names = tuple(dict.fromkeys(by))
    first = names if len(names) <= NAMED else names[: NAMED - 1]
    return Voices(first, len(names) - len(first), tuple(dict.fromkeys(denied_by)))


def _latest(ctx: PageContext, claim: Claim) -> Date | None:
    """The latest date of a statement; where none has any, of an article."""
    said = [statement.date for statement in claim.statements if statement.date]
    written = [article.date for article in ctx.entries(claim.based_on, Citable)]
    return max(said or written, key=lambda when: dates.sort_key(when)[:1], default=None)
