"""What is told as taken over from an original, and what is nobody's own."""

from __future__ import annotations

from itertools import islice
from time import process_time

import pytest

from sitegen.importing.own_words import compare
from tests.importing.structures import stories

ORIGINAL = (
    "Ferries stand still\n"
    "The crews of all three ferries refused to leave the pier on Monday morning, and the queue reached the mill.\n"
    "Mayor Anna Berg said that “nobody can be made to sail at night with one engineer for two boats”.\n"
    "The Lune Ferry Company, Harbour Road 12, 4000 Oldtown, Monday 3 May 2021, 12 to 14.\n"
)


def taken(digest: str) -> list[str]:
    """The runs of words of a digest that are told as taken over."""
    return [digest[run.start : run.end] for run in compare(digest, ORIGINAL).taken]


def test_eight_words_in_a_row_are_told_and_seven_are_not() -> None:
    eight = "crews of all three ferries refused to leave"
    assert taken(f"On Monday, {eight}, it says.") == [eight]
    assert taken("On Monday, crews of all three ferries refused to sail, it says.") == []


def test_a_run_is_told_once_and_whole_across_lines_and_marks() -> None:
    digest = "The *crews* of all three ferries\nrefused to leave [the pier](https://a.example), on Monday morning. So it goes."
    (run,) = compare(digest, ORIGINAL).taken
    assert (run.words, ORIGINAL.count("\n", 0, run.in_original)) == (14, 1)


@pytest.mark.parametrize(
    "quoted",
    [
        "She said “nobody can be made to sail at night with one engineer”.",
        'She said "nobody can be made to sail at night with one engineer".',
        "> nobody can be made to sail at night with one engineer\n",
    ],
)
def test_a_quotation_may_be_one(quoted: str) -> None:
    assert taken(quoted) == []


def test_a_long_quotation_is_a_copy() -> None:
    (copied,) = taken(f"It says: “{' '.join(ORIGINAL.split()[3:32])}”.")
    assert copied.startswith("The crews of all three ferries refused")


def test_names_and_figures_are_nobodys_own() -> None:
    assert (
        taken("It is The Lune Ferry Company, Harbour Road 12, 4000 Oldtown, Monday 3 May 2021, 12 to 14.")
        == []
    )


def test_the_headline_is_a_citation_and_other_keys_are_not() -> None:
    header = "headline: The crews of all three ferries refused to leave the pier\nsummary: {}\n"
    assert taken(header.format("No ferry sails.")) == []
    assert len(taken(header.format('"The crews of all three ferries refused to leave the pier"'))) == 1


def test_many_short_runs_are_a_share() -> None:
    patchwork = "All three ferries refused work; the pier on Monday morning was full, and the queue reached the bridge."
    assert compare(patchwork, ORIGINAL).share > 0.4
    assert (
        compare(
            "No boat sailed, the paper says, since each crew wants two mechanics on board.", ORIGINAL
        ).share
        == 0
    )


def test_a_thousand_digests_take_no_two_seconds() -> None:
    original = "\n".join("\n".join(told.paragraphs) for told in islice(stories(), 4))
    digest = " ".join(f"In word {n} of ours the paper says that ferry {n} stays." for n in range(17))
    assert (len(original.split()), len(digest.split())) == (458, 204)
    began = process_time()
    for _ in range(100):
        compare(digest, original)
    assert process_time() - began < 0.2
