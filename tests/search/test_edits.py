"""After any edits the index is what a first one is, and says what Pagefind's own says; and an edit costs what it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.cache.cache import Cache
from sitegen.model.output import KnownFile, Output, SearchRecord
from sitegen.publish.search import chunks as cutting
from sitegen.publish.search import index, standing
from sitegen.publish.search.copies import index_copy
from sitegen.publish.search.pagefind import IndexCopy
from tests.memory import Kept
from tests.search import site
from tests.search.bundles import chunks, copies_of, order, pagefinds_own, stock, told

WORDS = ("rockets", "rocket", "café", "cafe", "Café-bar", "al-Kadhimi", "1,176", "سایت", "the", "The", "x")
"""Some have the same stem, or differ by signs above their letters alone; some are several words at once."""

RECORDS = [record for record in site.records(fillers=12) if "filler-00" not in record.path]

texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
pages = st.builds(
    SearchRecord,
    path=st.sampled_from([f"notes/{name}.html" for name in "abcdefgh"]),
    title=texts,
    kind=st.sampled_from(("Note", "Article")),
    summary=texts,
    body=texts.map("<h2 id='h'>Of {0}</h2><p>{0}</p>".format),
    names=st.lists(st.sampled_from(("Kata'ib", "Émile")), max_size=2, unique=True).map(tuple),
    mentions=st.just(()) | st.just(("Ḥaqq",)),
    topics=st.just(()) | st.just(("One",)) | st.just(("One", "Two")),
    order=st.sampled_from(("", "2019-01-01", "2020-01-01", "2021-01-01")),
)
sites = st.lists(pages, min_size=1, max_size=8, unique_by=lambda page: page.path)


def _without_a_word(record: SearchRecord, number: int) -> SearchRecord:
    words = record.body.split(" ")
    return replace(record, body=" ".join(words[: number % len(words)] + words[number % len(words) + 1 :]))


def _with_a_word(record: SearchRecord, number: int) -> SearchRecord:
    return replace(record, body=f"{record.body}<p>{WORDS[number % len(WORDS)]}</p>")


def _of_another_day(record: SearchRecord, number: int) -> SearchRecord:
    return replace(record, order=f"{2000 + number}-06-01")


def _elsewhere(record: SearchRecord, number: int) -> SearchRecord:
    return replace(record, path=f"moved/{number}-{record.path}")


edits = st.tuples(
    st.integers(0, len(RECORDS) - 1),
    st.sampled_from((_without_a_word, _with_a_word, _of_another_day, _elsewhere, None)),
    st.integers(0, 30),
)
"""Of which page what becomes; of None nothing is left."""


@pytest.fixture(autouse=True)
def _short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of a few words, so that small sites have many."""
    monkeypatch.setattr(cutting, "_LEAST", 120)
    monkeypatch.setattr(cutting, "_SPREAD", 60)
    monkeypatch.setattr(cutting, "_MOST", 400)
    monkeypatch.setattr("sitegen.publish.search.assembly._MUCH", 2)


def made(records: Iterable[SearchRecord], work: Path, memory: Kept | None = None) -> tuple[Output, ...]:
    return index(list(records), language="en", work=work, memory=memory)


def contents(files: Iterable[Output]) -> dict[str, bytes]:
    for file in files:
        assert (file.size, len(file.digest)) == (len(file.content), 32)
    return {file.path: file.content for file in files}


def fresh(files: Iterable[Output]) -> set[str]:
    return {file.path.removeprefix("pagefind/") for file in files if not isinstance(file, KnownFile)}


def edited(records: Iterable[SearchRecord], path: str, **changes: Any) -> list[SearchRecord]:
    return [replace(each, **changes) if each.path == path else each for each in records]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that Pagefind is asked for."""
    paths: list[str] = []

    def noted(record: SearchRecord) -> IndexCopy:
        paths.append(record.path)
        return index_copy(record)

    monkeypatch.setattr("sitegen.publish.search.index_copy", noted)
    return paths


# The same as a first index, and as Pagefind's


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=3))
def test_after_any_edits_an_index_is_what_a_first_one_is(
    steps: list[list[tuple[int, Callable[[SearchRecord, int], SearchRecord] | None, int]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    memory, work = Kept(), tmp_path_factory.mktemp("work")
    records = dict(enumerate(RECORDS))
    made(records.values(), work, memory)
    for step in steps:
        for page, become, number in step:
            if page in records and become:
                records[page] = become(records[page], number)
            else:
                records.pop(page, None)
        made(records.values(), work, memory)
    assert contents(made(records.values(), work, memory)) == contents(made(records.values(), work))


@settings(max_examples=8, deadline=None)
@given(records=sites)
def test_an_index_says_what_pagefinds_own_says(
    records: list[SearchRecord], tmp_path_factory: pytest.TempPathFactory
) -> None:
    work = tmp_path_factory.mktemp("work")
    assert told(stock(made(records, work))) == told(pagefinds_own(copies_of(records), work))


def test_the_index_of_a_site_says_what_pagefinds_own_says(tmp_path: Path) -> None:
    ours = stock(made(RECORDS, tmp_path))
    assert told(ours) == told(pagefinds_own(copies_of(RECORDS), tmp_path))
    assert order(ours) == list(range(len(RECORDS)))


def test_pages_read_in_several_turns_are_what_they_are_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = contents(made(RECORDS, tmp_path))
    monkeypatch.setattr("sitegen.publish.search.assembly._BATCH", 7)
    assert contents(made(RECORDS, tmp_path)) == at_once


def test_every_word_is_in_the_chunk_that_readers_look_for_it_in(tmp_path: Path) -> None:
    found = chunks(stock(made(RECORDS, tmp_path)))
    assert len(found) > 10
    for first, last, words in found:
        assert first <= last
        for word in words:
            assert first <= word[: len(first)], (first, word)
            assert word[: len(last)] <= last, (word, last)
    assert sorted(word for _, _, words in found for word in words) == [
        word for _, _, words in found for word in words
    ]


# An edit costs what it changes


def test_of_an_edited_page_pagefind_is_asked_and_of_no_other(tmp_path: Path, asked: list[str]) -> None:
    memory = Kept()
    made(RECORDS, tmp_path, memory)
    asked.clear()
    changed = edited(RECORDS, "articles/film.html", body="<p>Arbil, Arbil, Arbil: the name of a film.</p>")
    made(changed, tmp_path, memory)
    assert asked == ["articles/film.html"]


def test_an_edited_word_changes_the_chunks_of_its_words_and_no_other(tmp_path: Path) -> None:
    memory = Kept()
    before = stock(made(RECORDS, tmp_path, memory))
    after = made(
        edited(RECORDS, "articles/film.html", body="<p>Arbil, Arbil, Arbil: the name of a film.</p>"),
        tmp_path,
        memory,
    )
    touched = {name for name in fresh(after) if name.startswith("index/")}
    assert 1 <= len(touched) <= 2 < len(chunks(before)) / 5
    assert touched == {name for name in stock(after).keys() - before.keys() if name.startswith("index/")}


def test_no_chunk_is_read_or_written_whose_words_stand_where_they_stood(tmp_path: Path) -> None:
    memory = Kept()
    path = "articles/filler-05.html"
    before = made(RECORDS, tmp_path, memory)
    (body,) = (record.body for record in RECORDS if record.path == path)
    memory.put = 0
    memory.read.clear()
    after = made(edited(RECORDS, path, body=f"{body}<p>xylophone</p>"), tmp_path, memory)
    new = {name for name in fresh(after) if name.startswith("index/")}
    assert len(new) == 1
    assert [kind for kind, _ in memory.read].count("search-chunk") == 1 < len(chunks(stock(before)))
    assert memory.put == 3, "the page, the chunk, and the list of all"


def test_a_new_page_of_the_last_day_gives_no_other_page_another_number(tmp_path: Path) -> None:
    memory = Kept()
    made(RECORDS, tmp_path, memory)
    new = SearchRecord(
        "articles/new.html", "Xylophones", "Article", "", "<p>xylophone</p>", order="2022-01-01"
    )
    after = made([*RECORDS, new], tmp_path, memory)
    assert sum(name.startswith("index/") for name in fresh(after)) == 1
    assert told(stock(after))["addresses"][-1] == "/articles/new.html"


def test_where_most_has_changed_all_is_made_anew(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.publish.search.assembly._MUCH", 0.25)
    memory = Kept()
    made(RECORDS, tmp_path, memory)
    asked.clear()
    made([replace(each, date="") for each in RECORDS], tmp_path, memory)
    assert len(asked) == len(RECORDS)


def test_nothing_is_left_of_a_page_that_went(tmp_path: Path, asked: list[str]) -> None:
    memory = Kept()
    made(RECORDS, tmp_path, memory)
    asked.clear()
    rest = [each for each in RECORDS if each.path != "articles/filler-05.html"]
    found = contents(made(rest, tmp_path, memory))
    assert asked == []
    assert found == contents(made(rest, tmp_path))


def test_build_after_build_pagefind_is_asked_of_what_changed(tmp_path: Path, asked: list[str]) -> None:
    """In a memory that drops what a build did not ask for."""
    records = RECORDS
    for number in range(4):
        asked.clear()
        records = edited(records, "articles/film.html", title=f"The film, part {number}")
        with Cache(tmp_path / "cache", "") as memory:
            if number == 2:
                assert list(standing(tmp_path, memory)) == []
            else:
                index(records, language="en", work=tmp_path / "work", memory=memory)
    assert asked == ["articles/film.html"]


# When something is forgotten


@pytest.mark.parametrize("kind", ["search-page", "search-chunk", "search"])
def test_what_is_forgotten_is_made_again(tmp_path: Path, kind: str) -> None:
    memory = Kept()
    made(RECORDS, tmp_path, memory)
    memory.forget(kind)
    changed = edited(RECORDS, "articles/film.html", title="Otherwise")
    assert contents(made(changed, tmp_path, memory)) == contents(made(changed, tmp_path))


@pytest.mark.parametrize("kind", ["search-page", "search-chunk"])
def test_what_is_forgotten_meanwhile_is_made_again(tmp_path: Path, kind: str) -> None:
    memory = Kept()
    made(RECORDS, tmp_path, memory)
    files = made(RECORDS, tmp_path, memory)
    memory.forget(kind)
    assert contents(files) == contents(made(RECORDS, tmp_path))
