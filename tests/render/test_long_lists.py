"""Long lists are filed once, by year or by letter, and looked through for no page again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from sitegen import urls
from sitegen.model.kinds import Entry
from sitegen.render.base_context import base_context
from sitegen.render.long_lists import LONGEST, NEWEST, LongList, by_part, by_year
from sitegen.render.outputs import OUTPUTS, Pages
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.page_context import PageContext
from tests.link.small import article, event, person
from tests.render.rendered import index_for


def test_years_stand_the_latest_first_and_the_undated_last() -> None:
    found = by_year(["2019-a", "undated-b", "2021-c", "2019-d"], lambda item: item.partition("-")[0])
    assert list(found.parts.items()) == [
        ("2021", ("2021-c",)),
        ("2019", ("2019-a", "2019-d")),
        ("undated", ("undated-b",)),
    ]
    assert (found.pages, found.shown("")) == ((), ("2019-a", "undated-b", "2021-c", "2019-d"))


def test_a_list_is_split_that_is_too_long_and_shows_the_newest() -> None:
    assert not by_part(range(LONGEST), str).split
    found = by_part(range(LONGEST + 1), lambda number: str(number // 100))
    assert found.pages == ("0", "1", "2")
    assert found.shown("") == tuple(range(NEWEST))
    assert found.shown("", latest=slice(-NEWEST, None)) == tuple(range(LONGEST + 1 - NEWEST, LONGEST + 1))
    assert found.shown("2") == (200,)


class Asked(dict[str, Entry]):
    """Entries that are asked for one by one and never looked through."""

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("all entries are looked through for one page")

    keys = values = items = __iter__  # type: ignore[assignment]


@pytest.fixture(scope="module")
def index() -> SiteIndex:
    files: dict[str, str] = {"people/ann": person("Ann Envoy")}
    for number in range(LONGEST + 1):
        changes = f"[{{date: {2020 + number % 3}-10-02, kind: correction, note: Wrong.}}]"
        files[f"articles/a{number}"] = article(
            "Ann Envoy spoke.", date=f"{2001 + number % 9}", changes=changes
        )
        files[f"events/e{number}"] = event(date=f"{2001 + number % 9}", refs=f"a{number}")
        files[f"people/p{number}"] = person(f"Person {number:03}")
    return index_for(files)


ONCE = {"home.html", "outlets.html"}
"""What has one page only may look at every entry for it."""


def test_for_no_page_are_all_entries_looked_through(index: SiteIndex) -> None:
    asking = replace(index, site=replace(index.site, entries=Asked(index.site.entries)))
    for row in (row for row in OUTPUTS if isinstance(row, Pages) and row.layout not in ONCE):
        for path, asked in row.addresses(index):
            row.view(PageContext(asking, path), *asked)
            base_context(PageContext(asking, path), {})


def test_the_page_of_a_part_is_made_from_that_part(index: SiteIndex) -> None:
    """It is the same where the list itself is empty."""
    bare = replace(
        index,
        lists={
            **index.lists,
            "timeline": emptied(index.timeline),
            "changes": emptied(index.changes),
            "names": emptied(index.names),
        },
        indexes={folder: emptied(every) for folder, every in index.indexes.items()},
        listed={entry: emptied(every) for entry, every in index.listed.items()},
        site=replace(
            index.site, linked={i: of for i, of in index.site.linked.items() if i not in index.listed}
        ),
    )
    made: Counter[str] = Counter()
    for row in (row for row in OUTPUTS if isinstance(row, Pages) and row.layout in SPLIT):
        for path, asked in row.addresses(index):
            if asked and path not in urls.INDEXES.values():
                assert row.view(PageContext(bare, path), *asked) == row.view(PageContext(index, path), *asked)
                made[row.layout] += 1
    assert made == {
        "year.html": 27,
        "timeline.html": 9,
        "names.html": 3,
        "entries.html": 18,
        "changes.html": 3,
    }


SPLIT = {"year.html", "timeline.html", "names.html", "entries.html", "changes.html"}


def emptied(every: LongList[Any]) -> LongList[Any]:
    return replace(every, whole=())
