"""Figures in words, and ranges that never join what counts different things."""

from __future__ import annotations

import pytest

from sitegen.model.fields import Statement
from sitegen.model.values import Figure, Named
from sitegen.render.views.claim_table import figure_words, ranges
from tests.words import words


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure("31", 31, 31), "31"),
        (Figure("4400", 4400, 4400), "4,400"),
        (Figure("550..", 550, None), "at least 550"),
        (Figure("..600", None, 600), "up to 600"),
        (Figure("500..600", 500, 600), "500 to 600"),
        (Figure("200~", 200, 200, about=True), "about 200"),
        (Figure("0", 0, 0), "0"),
    ],
)
def test_a_figure_is_words(figure: Figure, said: str) -> None:
    assert figure_words(figure, words()) == said


def said(low: int | None, high: int | None, unit: str | None, *, about: bool = False) -> Statement:
    return Statement(
        by=Named("Somebody"), says="So many.", refs=("a",), value=Figure("", low, high, about), unit=unit
    )


@pytest.mark.parametrize(
    ("given", "spread"),
    [
        ([(31, 31), (550, 550)], "31 to 550"),
        ([(31, 31), (550, None)], "31 to at least 550"),
        ([(None, 600), (40, 50)], "up to 600"),
        ([(30, None), (20, None)], "20 to at least 30"),
        ([(40, 40), (40, 40)], "40"),
        ([(40, None), (40, 40)], "at least 40"),
    ],
)
def test_a_range_says_no_more_than_its_figures(
    given: list[tuple[int | None, int | None]], spread: str
) -> None:
    found = ranges([said(low, high, "killed") for low, high in given], words())
    assert [(r.unit, r.words, r.figures) for r in found] == [("killed", spread, len(given))]


def test_figures_of_different_units_give_no_range() -> None:
    assert ranges([said(31, 31, "soldiers killed"), said(550, 550, "people killed")], words()) == ()


def test_figures_that_bound_nothing_give_no_range() -> None:
    assert ranges([said(None, 600, "killed"), said(100, None, "killed")], words()) == ()


def test_figures_without_a_unit_are_never_compared() -> None:
    assert ranges([said(31, 31, None), said(550, 550, None)], words()) == ()


def test_a_range_is_about_right_where_one_of_its_ends_is() -> None:
    (found,) = ranges([said(100, 100, "killed"), said(200, 200, "killed", about=True)], words())
    assert found.words == "100 to about 200"
