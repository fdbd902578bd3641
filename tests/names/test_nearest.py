"""What a did-you-mean offers for a slip, a part, another case; and where it offers nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.names.nearest import is_slip, nearest

KNOWN = (
    "title",
    "topics",
    "date_note",
    "archive_url",
    "qais-al-khazali",
    "laith-al-khazali",
    "qassem-soleimani",
    "killing-of-qassem-soleimani",
    "iran",
    "iraq",
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("topic", "topics"),
        ("dateNote", "date_note"),
        ("archive", "archive_url"),
        ("qasem-soleimani", "qassem-soleimani"),
        ("soleimani", "qassem-soleimani"),
        ("Qais Al Khazali", "qais-al-khazali"),
        ("irann", "iran"),
        ("general-qassem-soleimani", "qassem-soleimani"),
        ("the-title", "title"),
    ],
)
def test_a_slip_finds_what_was_meant(written: str, meant: str) -> None:
    assert nearest(written, KNOWN)[0] == meant


@pytest.mark.parametrize("written", ["", "x", "weather", "1", "entirely-other-words", "paper-of-iran"])
def test_what_is_like_nothing_finds_nothing(written: str) -> None:
    assert nearest(written, KNOWN) == ()


def test_the_likelier_comes_first_and_no_more_than_asked() -> None:
    assert nearest("soleimani", KNOWN, 2) == ("qassem-soleimani", "killing-of-qassem-soleimani")
    assert nearest("soleimani", KNOWN, 1) == ("qassem-soleimani",)


@given(st.text(), st.lists(st.text(min_size=1)))
def test_only_known_words_are_offered(written: str, known: list[str]) -> None:
    assert set(nearest(written, known)) <= set(known)


@pytest.mark.parametrize(
    ("text", "other", "slip"),
    [
        ("Iran-backed groups", "Iran backed Groups", True),
        ("Iran-backed groups", "Iran-backed grups", True),
        ("Iran-backed groups", "Iran-backed gruops", True),
        ("Yes", "Yes", False),
        ("Yes", "No", False),
        ("Yes, in part", "Yes", False),
        ("Legal", "Illegal", False),
        ("Moral", "Amoral", False),
        ("12345 dead", "12346 dead", False),
        ("Iran did", "Iran did not", False),
        ("Iran", "Iraq", False),
    ],
)
def test_a_slip_is_told_from_other_words(text: str, other: str, slip: bool) -> None:
    assert is_slip(text, other) == slip
    assert is_slip(other, text) == slip
