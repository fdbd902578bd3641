"""Questions as rows: what is asked, how it stands, how many speak and through how many outlets, two of the answers.

The whole of what is said stands on the page of each question.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup

from sitegen import dates
from sitegen.model.fields import Statement
from sitegen.model.kinds import Claim
from sitegen.model.kinds.facts import Standing
from sitegen.model.values import Figure
from sitegen.model.words import Words
from sitegen.render.views.claim_table import figure_words
from sitegen.render.views.items import Link
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import unlinked


class Answer(NamedTuple):
    """What one speaker says, without links; the `figure` in words where one is given that this does not tell; who denies it."""

    by: str
    says: Markup
    figure: str
    denied_by: tuple[str, ...]


class Question(NamedTuple):
    """A question as a row: the number of its statements and of the outlets they reach us through, and some of the answers."""

    link: Link
    standing: Standing
    statements: int
    outlets: int
    answers: tuple[Answer, ...] = ()


def question(ctx: PageContext, claim: Claim, *, answers: bool = False) -> Question:
    """The row of a question, with two of its `answers` if they are asked for."""
    shown = tuple(_answer(ctx, claim, number) for number in opposed(claim)) if answers else ()
    makers = ctx.makers(claim.based_on)
    return Question(ctx.link(claim.id), claim.standing_shown, len(claim.statements), len(makers), shown)


def newest_contested(ctx: PageContext, most: int) -> tuple[Claim, ...]:
    """The questions that were last spoken to, each of another topic, among those whose answers exclude one another.

    Of one day, the one comes first to which more has been said.
    """
    claims = ctx.entries(ctx.index.ids(Claim), Claim)
    contested = [claim for claim in claims if claim.standing_shown == "contested"]
    contested.sort(key=lambda claim: (_age(claim), len(claim.statements), claim.id), reverse=True)
    found: dict[str, Claim] = {}
    for claim in contested:
        topics = ctx.index.linked(claim.id).topics
        found.setdefault(topics[0] if topics else "", claim)
    return tuple(found.values())[:most]


def opposed(claim: Claim) -> tuple[int, ...]:
    """The positions of two statements that answer differently: the first (that has an `answer`, if one has), and of the other speakers' the one that gives
    another answer, or another figure for the same, or denies, else the next that comes.
    """
    if not claim.statements:
        return ()
    rows = list(enumerate(claim.statements))
    at, first = next((row for row in rows if row[1].answer), rows[0])
    others = [(number, said) for number, said in rows if said.by != first.by]
    best = min(others, key=lambda row: (_likeness(first, row[1]), row[0]), default=None)
    return (at,) if best is None else (at, best[0])


def _likeness(one: Statement, other: Statement) -> int:
    """0 where two statements plainly exclude each other, more where less shows that they do; most where they answer alike."""
    if one.answer or other.answer:
        return 3 if one.answer == other.answer else 0 if one.answer and other.answer else 2
    if one.value and other.value and one.unit == other.unit and one.value.excludes(other.value):
        return 0
    return 1 if bool(one.denial) != bool(other.denial) or bool(one.value) == bool(other.value) else 2


def _age(claim: Claim) -> tuple[object, ...]:
    date = claim.list_date
    return (date is not None, *(dates.sort_key(date)[:1] if date else ()))


def _answer(ctx: PageContext, claim: Claim, number: int) -> Answer:
    said = claim.statements[number]
    linked = ctx.index.linked(claim.id).prose.get(f"statements.{number}.says")
    says = Markup(unlinked(linked, ctx.index.words)) if linked else Markup.escape(said.says)
    figure = said.value if said.value and not _tells(said.says, said.value, ctx.index.words) else None
    denied_by = tuple(ctx.index.name_of(by) for by in said.denied_by)
    return Answer(
        ctx.index.name_of(said.by), says, figure_words(figure, ctx.index.words) if figure else "", denied_by
    )


def _tells(text: str, figure: Figure, words: Words) -> bool:
    """Whether a text has the numbers of a figure, in digits or in a word."""
    return all(_has(text, number, words) for number in (figure.low, figure.high) if number is not None)


def _has(text: str, number: int, words: Words) -> bool:
    spelled = words("figures.spelled").split()
    forms = [str(number), f"{number:,}", words.locale.number(number), words.locale.figures(str(number))]
    forms += spelled[number - 1].split("|") if 0 < number <= len(spelled) else []
    found = "|".join(map(re.escape, forms))
    return re.search(rf"(?<![\w.,])(?:{found})(?!\w|[.,]\d)", text, re.IGNORECASE) is not None
