"""What kind of disagreement a claim shows: what its statements say by themselves, and which word of an editor they refute."""

from __future__ import annotations

import pytest

from sitegen.model.fields import Origin, Statement
from sitegen.model.kinds import Claim
from sitegen.model.kinds.facts import Standing
from sitegen.model.values import Figure, Named
from tests.render.formats.example import on


def says(
    by: str, figure: tuple[int | None, int | None] | None = None, unit: str = "", **keys: object
) -> Statement:
    """What somebody says, in words that do not matter."""
    value = Figure("", *figure) if figure else None
    return Statement(by=Named(by), says="It.", refs=("a-report",), value=value, unit=unit or None, **keys)  # type: ignore[arg-type]


def claim(*statements: Statement, standing: Standing | None = None) -> Claim:
    return Claim(
        id="how-many",
        origin=Origin("content/claims/how-many.md"),
        question="How many?",
        statements=statements,
        standing=standing,
    )


CREWS, COMPANY = says("crews"), says("company")
DENIED = says("crews", denied_by=(Named("company"),))
DENIAL = says("crews", date=on("2023"), denial="quoted")
FORTY, SIXTY = says("crews", (40, 40), "crews on strike"), says("company", (60, None), "crews on strike")
BOATS = says("company", (3, 3), "boats in port")


@pytest.mark.parametrize(
    ("statements", "standing"),
    [
        ((CREWS,), "one side only"),
        ((CREWS, CREWS), "one side only"),
        ((CREWS, COMPANY), "contested"),
        ((DENIED,), "contested"),
        ((FORTY, SIXTY), "contested"),
        ((FORTY, BOATS), "different counts"),
        ((FORTY, says("crews", (3, 3), "boats in port")), "one side only"),
        ((FORTY, SIXTY, BOATS), "contested"),
    ],
)
def test_the_statements_show_it_by_themselves(statements: tuple[Statement, ...], standing: Standing) -> None:
    assert claim(*statements).standing_shown == standing


def test_the_editor_has_the_last_word() -> None:
    assert claim(CREWS, COMPANY, standing="one side only").standing_shown == "one side only"


@pytest.mark.parametrize(
    ("standing", "statements", "why"),
    [
        ("contested", (CREWS, CREWS), "one speaker alone is heard, and nobody denies it"),
        ("one side only", (CREWS, DENIED), "a statement is denied"),
        ("unconfirmed", (DENIED,), "a statement is denied"),
        ("unconfirmed", (FORTY, SIXTY), "two figures for the same thing exclude each other"),
        (
            "earlier denial",
            (says("crews", date=on("2023")), says("company", date=on("2024"))),
            "no statement is a denial, and none is denied",
        ),
        ("earlier denial", (DENIAL, COMPANY), "no two statements have different dates"),
        ("different counts", (FORTY, SIXTY), "no two figures have different units"),
    ],
)
def test_statements_refute_a_standing(
    standing: Standing, statements: tuple[Statement, ...], why: str
) -> None:
    assert list(claim(*statements, standing=standing).contradictions()) == [("standing", why)]


@pytest.mark.parametrize(
    ("standing", "statements"),
    [
        ("contested", (DENIED,)),
        ("one side only", (CREWS, COMPANY)),
        ("unconfirmed", (FORTY, says("company", (30, None), "crews on strike"))),
        ("earlier denial", (DENIAL, says("company", date=on("2024")))),
        ("different counts", (FORTY, BOATS)),
        (None, (CREWS,)),
    ],
)
def test_statements_bear_a_standing_out(standing: Standing | None, statements: tuple[Statement, ...]) -> None:
    assert list(claim(*statements, standing=standing).contradictions()) == []


@pytest.mark.parametrize(
    ("one", "other", "excludes"),
    [
        (Figure("", 40, 40), Figure("", 40, 40), False),
        (Figure("", 40, 40), Figure("", 41, 41), True),
        (Figure("", 40, 40), Figure("", 30, None), False),
        (Figure("", 40, 40), Figure("", 50, None), True),
        (Figure("", 40, 40), Figure("", None, 39), True),
        (Figure("", 40, 60), Figure("", 50, 70), False),
        (Figure("", 40, 40, about=True), Figure("", 41, 41), False),
    ],
)
def test_figures_that_cannot_both_be_right(one: Figure, other: Figure, excludes: bool) -> None:
    assert one.excludes(other) is other.excludes(one) is excludes
