"""What follows from the class of a new kind alone, and that whoever adds one is told of each other step."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.faults.case import HOME

KINDS = ("Dossier", "Poll", "Series", "Letter", "Film")
TOLD = {
    "editors_are_told_of_its_folder",
    "one_row_of_the_outputs_makes_its_page_by_its_layout",
    "readers_are_told_what_it_is",
}
"""The steps that are left to do, each by the test that names it."""

FOLLOWS = {"its_sorts_have_words", "what_is_filed_under_a_topic_stands_on_its_page"}

_OUTCOME = re.compile(r"(PASSED|FAILED) tests/test_kinds\.py::test_(\w+)\[(\w+)\]")


@pytest.fixture(scope="module")
def outcomes() -> frozenset[tuple[str, ...]]:
    """Of each test of a kind its outcome, its name, and the kind."""
    options = ("-q", "-rA", "--tb=no", "-p", "no:cacheprovider", "-p", "tests.made_up_kinds")
    command = [sys.executable, "-m", "pytest", *options, "tests/test_kinds.py"]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    return frozenset(outcome.groups() for outcome in _OUTCOME.finditer(done.stdout))


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_topics_list_a_new_kind_by_its_class_alone(
    outcomes: frozenset[tuple[str, ...]], kind: str
) -> None:
    assert {test for outcome, test, of in outcomes if (outcome, of) == ("PASSED", kind)} == FOLLOWS


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_adds_a_kind_is_told_of_each_step_that_is_missing(
    outcomes: frozenset[tuple[str, ...]], kind: str
) -> None:
    words_of_citing = {"what_is_cited_says_what_our_page_is_beside_its_original"} if kind == "Film" else set()
    assert {
        test for outcome, test, of in outcomes if (outcome, of) == ("FAILED", kind)
    } == TOLD | words_of_citing
