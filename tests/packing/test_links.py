"""Where a link leads is chosen for each file by what it holds."""

from __future__ import annotations

import pytest

from sitegen.packing.links import choice, chosen


@pytest.mark.parametrize(
    ("held", "text"),
    [
        ({"anna.roles", "anna"}, "see #anna.roles, or bob on the web"),
        ({"anna"}, "see #anna, or bob on the web"),
        ({"bob"}, "see anna on the web, or #bob"),
        (set[str](), "see anna on the web, or bob on the web"),
    ],
)
def test_the_first_end_that_a_file_holds_is_taken(held: set[str], text: str) -> None:
    anna = choice((("anna.roles", "#anna.roles"), ("anna", "#anna")), "anna on the web")
    bob = choice((("bob", "#bob"),), "bob on the web")
    assert chosen(f"see {anna}, or {bob}", held.__contains__) == text


def test_what_no_file_holds_is_no_choice() -> None:
    assert choice((), "on the web") == "on the web"
