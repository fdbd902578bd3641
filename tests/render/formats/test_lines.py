"""The few words that stand for an entry."""

from __future__ import annotations

from hypothesis import given

from sitegen.render.formats.excerpts import DESCRIPTION_LENGTH, description, listed, stacked
from tests.render.formats.example import ARTICLE, article, example, texts
from tests.words import words


def _described(summary: str) -> str:
    return description(example(article(summary=summary)), ARTICLE.id)


def test_a_short_summary_is_the_description() -> None:
    assert _described("Two\n  lines.") == "Two lines."


def test_a_long_one_is_cut_after_a_word() -> None:
    assert _described("word " * 50) == "word " * 38 + "word…"


def test_a_text_without_a_space_is_cut_all_the_same() -> None:
    assert _described("x" * 300) == "x" * 199 + "…"


@given(texts())
def test_no_description_is_longer_than_it_may_be(text: str) -> None:
    assert len(_described(text * 20)) <= DESCRIPTION_LENGTH


def test_names_stand_in_a_row() -> None:
    assert [listed(tuple("ABCDE"[:n]), words()) for n in range(6)] == [
        *("", "A", "A and B", "A, B and C", "A, B, C and D", "A, B, C, D and others"),
    ]
    assert stacked(("An official", "B", "C", "D", "E"), words()) == "An official; B; C; D; and others"
