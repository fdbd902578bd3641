"""What each key means is said once, in the class that has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sitegen.load.scaffold import meanings_of
from sitegen.model.kinds import KINDS, Article, Person
from sitegen.model.schema import keys_of
from sitegen.model.site import Settings


def groups(kind: type[Any]) -> Iterator[type[Any]]:
    """A class of the model, and those of the groups of keys inside it."""
    yield kind
    for key in keys_of(kind).values():
        if key.group:
            yield from groups(key.group)


@pytest.mark.parametrize("kind", [*KINDS, Settings], ids=lambda kind: kind.__name__)
def test_every_key_says_what_it_means(kind: type[Any]) -> None:
    silent = [
        f"{group.__name__}.{key}"
        for group in groups(kind)
        for key in keys_of(group).keys() - meanings_of(group)
    ]
    assert silent == []


def test_a_meaning_is_the_first_sentence_below_the_field() -> None:
    assert meanings_of(Article)["headline"] == "The original's own headline, shown only in the citation."
    assert meanings_of(Article)["editor_note"] == "A note for editors only, never published."


def test_a_class_says_more_exactly_what_its_base_leaves_open() -> None:
    assert meanings_of(Person)["part_of"] == "The organisation the person belongs to."
