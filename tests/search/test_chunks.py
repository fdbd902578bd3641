"""Words in chunks: where they are cut is said by the words alone, and a change is one of the chunks that it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.publish.search import chunks as cutting
from sitegen.publish.search.chunks import Chunk, Encoded, Revision, Words
from sitegen.publish.search.postings import Postings, Word, chunk_of, read_words, recalled

NOWHERE = b"\x80\x80"  # no place in the text, none in the metadata
RANGES = [
    (["anna", "apple"], ("anna", "app")),
    (["apricot", "banana"], ("apr", "ba")),
    (["bus", "by"], ("bu", "by")),  # not "b", which would end before it begins
    (["peach", "pear"], ("p", "pear")),
]

texts = st.text("ab", min_size=1, max_size=5)
counts = st.dictionaries(texts, st.integers(1, 9), max_size=40)


@dataclass
class Shelf:
    """Chunks by what is in them, and the first words of those that were read."""

    stored: dict[bytes, list[Word]] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)

    def load(self, chunk: Chunk) -> Words:
        self.read.append(chunk.first)
        return {word.text: recalled(word.stored()) for word in self.stored[chunk.key]}

    def save(self, words: Encoded) -> Chunk:
        key = chunk_of([content for _, content in words])
        self.stored[key] = [word for word, _ in words]
        return Chunk(words[0][0].text, words[-1][0].text, key)

    def revised(self, last: list[Chunk], before: Mapping[str, int], now: Mapping[str, int]) -> list[Chunk]:
        touched = sorted(text for text in {*before, *now} if before.get(text) != now.get(text))
        revision = Revision(touched, False, lambda word: word_of(word.text, now), self.load, self.save)
        return list(revision.of(last))


def word_of(text: str, counts: Mapping[str, int]) -> Word:
    """A word that is on so many pages."""
    word = Word(text)
    for page in range(counts.get(text, 0)):
        word.plain.put(page, NOWHERE)
    return word


@pytest.fixture(autouse=True)
def _short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "_LEAST", 60)
    monkeypatch.setattr(cutting, "_SPREAD", 40)
    monkeypatch.setattr(cutting, "_MOST", 160)


@given(before=counts, now=counts, again=counts)
def test_after_any_changes_chunks_are_what_they_are_at_first(
    before: dict[str, int], now: dict[str, int], again: dict[str, int]
) -> None:
    shelf = Shelf()
    chunks = shelf.revised([], {}, before)
    now = before | now
    chunks = shelf.revised(chunks, before, now)
    again = {text: count for text, count in now.items() if text not in again}
    chunks = shelf.revised(chunks, now, again)
    assert chunks == Shelf().revised([], {}, again)
    assert [word.text for chunk in chunks for word in read_words(chunk.key)] == sorted(again)


def test_of_chunks_only_those_are_read_in_which_something_changes() -> None:
    shelf = Shelf()
    before = {f"word-{number:03}": 3 for number in range(100)}
    chunks = shelf.revised([], {}, before)
    assert len(chunks) > 10
    after = shelf.revised(chunks, before, before | {"word-050": 4})
    assert 1 <= len(shelf.read) <= 2
    assert len(set(after) - set(chunks)) <= 2


def test_a_chunk_goes_from_where_to_where_it_does_with_pagefind() -> None:
    found = [Chunk(words[0], words[-1], b"") for words, _ in RANGES]
    assert cutting.prefixes(found) == [range_ for _, range_ in RANGES]


# Postings


@given(
    first=st.sets(st.integers(0, 70_000), max_size=20),
    gone=st.sets(st.integers(0, 70_000), max_size=20),
    come=st.sets(st.integers(0, 70_000), max_size=20),
)
def test_postings_that_were_changed_are_those_that_were_put_in_order(
    first: set[int], gone: set[int], come: set[int]
) -> None:
    def places(page: int) -> bytes:
        return b"\x81" + bytes([page % 23]) + b"\x80"

    changed, whole = Postings(), Postings()
    for page in first:
        changed.put(page, places(page))
    for page in {*gone, *list(first)[::3]}:
        changed.drop(page)
    left = first - gone - set(list(first)[::3])
    for page in come - left:
        changed.put(page, places(page))
    for page in sorted(left | come):
        whole.put(page, places(page))
    assert changed == whole
    assert list(whole.places()) == [(page, places(page)) for page in sorted(left | come)]
    assert next(read_words(chunk_of([Word("x", changed).encoded()]))).plain == whole


@given(
    pages=st.sets(st.integers(0, 300), max_size=30),
    by=st.dictionaries(st.integers(0, 300), st.integers(0, 50)),
)
def test_postings_that_move_are_those_that_were_put_there(pages: set[int], by: dict[int, int]) -> None:
    shifts, total = [(0, 0)], 0
    for start in sorted(by):
        total += by[start]
        shifts.append((start, total))
    moved, there = Postings(), Postings()
    for page in sorted(pages):
        moved.put(page, NOWHERE)
        there.put(page + max(shift for start, shift in shifts if start <= page), NOWHERE)
    moved.move(shifts)
    assert moved == there
