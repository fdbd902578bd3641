"""Long lists are split by year or by letter: filed once, and looked through for no page again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from posixpath import dirname, join, normpath
from typing import Any

import pytest

from sitegen import urls
from sitegen.model.kinds import Entry
from sitegen.render.long_lists import LongList, by_part, by_year
from sitegen.render.outputs import OUTPUTS, Pages
from sitegen.render.pages import base_context
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.page_context import PageContext
from tests.link.small import article, event, note, person
from tests.render.conftest import LONGEST, NEWEST
from tests.render.rendered import index_for, pages

pytestmark = pytest.mark.usefixtures("short_lists")


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
    found = by_part(range(LONGEST + 1), lambda number: str(number // 10))
    assert found.pages == ("0", "1", "2")
    assert found.shown("") == tuple(range(NEWEST))
    assert found.shown("", in_time=True) == tuple(range(LONGEST + 1 - NEWEST, LONGEST + 1))
    assert found.shown("2") == (LONGEST,)


def many(number: int) -> dict[str, str]:
    dated = {f"articles/a{i:03}": article(date=f"{2000 + i % 10}-01-02") for i in range(number)}
    return dated | {"articles/old": article(title="The oldest", date="..1999")}


def test_a_list_that_is_not_too_long_stands_whole_on_its_page() -> None:
    every = pages(many(LONGEST - 1))
    assert "topics/war/2001.html" not in every
    assert len(re.findall('<li[^>]*><a href="../articles/a', every["topics/war.html"])) == LONGEST - 1


def test_a_longer_list_shows_the_newest_and_leads_to_a_page_for_each_year() -> None:
    every = pages(many(LONGEST))
    topic = every["topics/war.html"]
    assert len(re.findall('<li[^>]*><a href="../articles/a', topic)) == NEWEST
    assert '<a href="war/2001.html">2001</a>' in topic
    assert '<a href="war/undated.html">Date uncertain</a>' in topic
    assert (
        len(re.findall('<li[^>]*><a href="../../articles/a', every["topics/war/2001.html"])) == LONGEST / 10
    )
    assert "The oldest" in every["topics/war/undated.html"]
    assert {"articles/2001.html", "articles/undated.html", "sources/the-paper/2001.html"} <= set(every)


def test_what_mentions_an_entity_too_often_is_split_too() -> None:
    mentioning = {f"articles/a{i:03}": article("Ann Envoy spoke.") for i in range(LONGEST + 1)}
    every = pages(mentioning | {"people/ann": person("Ann Envoy")})
    assert every["people/ann.html"].count("<mark>Ann Envoy</mark>") == NEWEST
    assert every["people/ann/2020.html"].count("<mark>Ann Envoy</mark>") == LONGEST + 1


def test_many_events_are_split_by_year() -> None:
    files = {f"events/e{i:03}": event(date=f"{2000 + i % 3}") for i in range(LONGEST + 1)}
    every = pages({"articles/report": article()} | files)
    assert {"timeline/2000.html", "timeline/2001.html", "timeline/2002.html"} <= set(every)
    assert every["timeline/2001.html"].count("Something happens") >= LONGEST // 3


def test_every_page_whose_lists_are_split_leads_to_their_years() -> None:
    claims = "question: Who?\nevent: e000\nstatements:\n  - {by: Somebody, says: They., refs: report}"
    files = {f"events/e{i:03}": event(date="2019", refs="report") for i in range(LONGEST + 1)}
    files |= {f"claims/c{i:03}": claims for i in range(LONGEST + 1)}
    every = pages({"articles/report": article()} | files)
    split = {path.rpartition("/")[0] for path in every if path.count("/") == 2}
    assert {"articles/report", "events/e000"} <= split
    for page in split:
        assert f'<a href="{page.partition("/")[2]}/' in every[f"{page}.html"], page


def test_a_long_list_has_a_page_for_each_letter() -> None:
    files = {f"people/p{i:03}": person(f"{'ABC'[i % 3]}{i} {'Xyz'[i % 3]}{i:03}") for i in range(LONGEST + 1)}
    files["articles/report"] = article("B1 y001 came.")
    every = pages(files)
    assert {"names/x.html", "names/y.html", "names/z.html"} <= set(every)
    assert "people/p000.html" not in every["names.html"]
    assert "people/p001.html" in every["names.html"]
    assert '<a href="../people/p000.html"' in every["names/x.html"]


def test_of_what_is_too_long_for_one_page_each_year_has_one() -> None:
    files = {
        f"notes/n{n}": note("Text.", title=f"Note {n}", updated=f"20{10 + n % 3}-01-01")
        for n in range(LONGEST + 1)
    }
    every = pages(files)
    assert [path for path in every if re.fullmatch(r"notes/\d+.html", path)] == [
        "notes/2012.html",
        "notes/2011.html",
        "notes/2010.html",
    ]
    assert "<h1>Notes: 2011</h1>" in every["notes/2011.html"]
    assert '<a href="index.html">Notes, all years</a>' in every["notes/2011.html"]


def test_every_entry_of_a_large_site_is_at_most_three_links_from_home() -> None:
    number = LONGEST + 1
    claim = "question: Who?\nstatements:\n  - {by: Somebody, says: It was they., refs: a000}"
    files = {f"articles/a{i:03}": article(date=f"{2000 + i % 7}-01-02") for i in range(number)}
    files |= {f"events/e{i:03}": event(date=f"{2000 + i % 7}", refs="a000") for i in range(number)}
    files |= {f"notes/n{i:03}": note("Text.", updated="2020-10-01") for i in range(number)}
    files |= {f"people/p{i:03}": person(f"Person {i}") for i in range(number)}
    files |= {f"claims/c{i:03}": claim for i in range(number)}
    files |= {"pages/about": "title: About\n---\nWho we are."}
    every = pages(files)
    far = {"index.html": 0}
    waiting = list(far)
    for page in waiting:
        for link in re.findall(r' href="([^":#]+\.html)', every[page]):
            target = normpath(join(dirname(page), link))
            if target not in far:
                far[target] = far[page] + 1
                waiting.append(target)
    entries = {f"{name.removeprefix('pages/')}.html" for name in files}
    assert {page for page in entries if far.get(page, 9) > 3} == set()


class Asked(dict[str, Entry]):
    """Entries that are asked for one by one and never looked through."""

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("all entries are looked through for one page")

    keys = values = items = __iter__  # type: ignore[assignment]


@pytest.fixture(scope="module")
def index(short_lists: None) -> SiteIndex:  # noqa: ARG001 - it is made with them
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
