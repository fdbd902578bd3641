"""How much is found of what pages tell, by field, over every structure and every story: 112 pages."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sitegen.importing.page import Found, Story
from sitegen.importing.read import read
from tests.importing.structures import STRUCTURES, Builder, Told, stories

TODAY = date(2026, 11, 28)
FLOORS = {"read": 0.93, "headline": 0.9, "source": 0.6, "date": 0.8, "authors": 0.5, "url": 0.9, "lang": 0.9}
"""The share of what is told that must be found. Nothing of it may be guessed: what is stated must be right."""


def found_in(page: str, name: str = "saved/page.html") -> Found:
    result = read(name, page.encode(), TODAY, lambda _: None)
    assert result.faults == ()
    return result.value


@cache
def _table() -> dict[str, list[tuple[str, bool]]]:
    """Of each field, every page that tells it, and whether it was found."""
    table: dict[str, list[tuple[str, bool]]] = {name: [] for name in FLOORS}
    for build, fields in STRUCTURES.items():
        for number, told in enumerate(stories()):
            page = f"{build.__name__} {number}"
            found = found_in(build(told)).stories
            whole = len(found) == 1 and all(text in found[0].text for text in told.paragraphs)
            table["read"].append((page, whole))
            for field in fields.split():
                table[field.rstrip("1")].append((page, bool(found) and _is_right(found[0], told, field)))
    return table


def _is_right(story: Story, told: Told, field: str) -> bool:
    fact = getattr(story, field.rstrip("1"))
    expected = {
        "headline": told.headline, "source": told.site, "date": told.date, "authors": told.authors,
        "authors1": told.authors[:1], "url": told.address, "lang": told.lang,
    }[field]  # fmt: skip
    return fact is not None and fact.value == expected


@pytest.mark.parametrize("field", FLOORS)
def test_what_pages_tell_is_found(field: str) -> None:
    rows = _table()[field]
    right = sum(is_right for _, is_right in rows)
    missed = ", ".join(page for page, is_right in rows if not is_right)
    assert right >= FLOORS[field] * len(rows), missed


@pytest.mark.parametrize("build", STRUCTURES, ids=lambda build: build.__name__)
def test_a_story_stands_where_it_is_said_to_stand(build: Builder) -> None:
    told = next(stories())
    page = build(told)
    (story,) = found_in(page).stories
    assert story.start is not None
    assert story.end is not None
    inside = page[story.start : story.end]
    assert told.paragraphs[0][:40] in inside
    assert told.paragraphs[-1][-40:] in inside
    assert "All rights reserved" not in inside
