"""How the statements on a contested question divide: what a sentence over them says, which is counted and never written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sitegen.model.kinds import Claim
from sitegen.render.views.claim_table import ClaimTable, Row
from sitegen.render.views.page_context import PageContext

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
