"""The index put together from Pagefind's analysis of each page. Of a last index no more is read than a change touches.

Both ways give the same: words are cut into chunks by what they are, and pages numbered by what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sitegen.cache.digests import digest
from sitegen.model.output import KeyedRecord, SearchRecord
from sitegen.publish.search.analysis import Analysis, Program, UnknownPagefind
from sitegen.publish.search.bundle import Page, in_order
from sitegen.publish.search.chunks import Chunk, Revision
from sitegen.publish.search.postings import Word
from sitegen.publish.search.store import AnalysedPage, Store

_BATCH = 1_000
"""Pages that Pagefind is given at once; it takes 0.3 MB of memory for each."""
_MUCH = 0.25
"""The part of the pages from which on a change is as much work as a first index."""

Analyse = Callable[[Sequence[SearchRecord]], Analysis]
Keyed = tuple[bytes, SearchRecord]
"""A record and its key."""
Stored = tuple[tuple[Any, ...], tuple[tuple[Any, ...], ...], tuple[tuple[Any, ...], ...]]


@dataclass(frozen=True, slots=True)
class Index:
    """An index: the program that searches it, its pages as they are numbered, and the chunks of their words."""

    program: Program
    pages: tuple[Page, ...]
    chunks: tuple[Chunk, ...]

    def stored(self) -> Stored:
        """As it is remembered."""
        return tuple(self.program), tuple(map(tuple, self.pages)), tuple(map(tuple, self.chunks))


def recalled(stored: Stored) -> Index:
    """The index that was `stored`."""
    program, pages, chunks = stored
    return Index(Program(*program), tuple(map(Page._make, pages)), tuple(map(Chunk._make, chunks)))


def first_index(records: Iterable[KeyedRecord], store: Store, analyse: Analyse) -> Index:
    """The index of records where nothing is known of them."""
    made = [(record.key, record.make()) for record in records]
    ordered = sorted(made, key=lambda row: (row[1].order, row[1].path))
    pages: list[Page] = []
    words: dict[str, Word] = {}
    while True:
        first = len(pages)
        batch = ordered[first : first + _BATCH]
        found = analyse([record for _, record in batch])
        pages += _pages(batch, found, store)
        for text, word in found.words.items() if first else ():
            words.setdefault(text, Word(text)).extend(word, first)
        words = words or found.words
        if len(pages) == len(ordered):
            break
    revision = Revision(sorted(words), False, lambda word: words[word.text], store.words, store.put_chunk)
    return Index(found.program, tuple(pages), tuple(revision.of(())))


def next_index(records: Sequence[KeyedRecord], last: Index, store: Store, analyse: Analyse) -> Index | None:
    """The index of records after that of a `last` build. None where so much has changed that a first one costs no more.

    Raises Forgotten: the store does not remember what the last one is made of.
    """
    known = {page.key: page for page in last.pages}
    kept = {record.key: known[record.key] for record in records if record.key in known}
    if len(records) + len(last.pages) - 2 * len(kept) > _MUCH * len(records):
        return None
    store.need(kept, [chunk.key for chunk in last.chunks])
    if len(kept) == len(records) == len(last.pages):
        return last
    fresh = [(record.key, record.make()) for record in records if record.key not in known]
    found = analyse([record for _, record in fresh]) if fresh else Analysis(last.program, (), {})
    pages = in_order((*kept.values(), *_pages(fresh, found, store)))
    chunks = _revision(last, pages, [key for key, _ in fresh], found, store).of(last.chunks)
    return Index(last.program, tuple(pages), tuple(chunks))


def _revision(
    last: Index, pages: Sequence[Page], fresh: Sequence[bytes], found: Analysis, store: Store
) -> Revision:
    """What becomes of the words of a `last` index when its pages are these, the `fresh` ones with what was `found`."""
    numbers = {page.key: number for number, page in enumerate(pages)}
    gone: dict[int, Mapping[str, bytes]] = {}
    moves: list[tuple[int, int]] = [(0, 0)]
    for number, page in enumerate(last.pages):
        if page.key not in numbers:
            gone[number] = store.page_words(page.key)
        elif numbers[page.key] - number != moves[-1][1]:
            moves.append((number, numbers[page.key] - number))
    come = {numbers[key]: store.page_words(key) for key in fresh}

    def revise(word: Word) -> Word:
        for number, words in gone.items():
            if word.text in words:
                word.drop(number)
        if len(moves) > 1:
            word.move(moves)
        if word.text in found.words:
            word.put(found.words[word.text], [*come])
        return word

    # What is said as before of a page of the same number stays. Where numbers move, each word that was there is revised.
    touched = {
        text
        for number in gone | come
        for text, _ in gone.get(number, {}).items() ^ come.get(number, {}).items()
    }
    return Revision(sorted(touched), len(moves) > 1, revise, store.words, store.put_chunk)


def _pages(records: Sequence[Keyed], found: Analysis, store: Store) -> list[Page]:
    """The pages of records with what was found of them, which the store is given."""
    if [page.address for page in found.pages] != [f"/{record.path}" for _, record in records]:
        raise UnknownPagefind("its pages do not stand in the order in which they were given")
    words: list[list[tuple[str, bytes]]] = [[] for _ in records]
    for text, word in sorted(found.words.items()):
        for number, said in word.said().items():
            words[number].append((text, said))
    store.put_pages(
        [
            AnalysedPage(key, page.content, tuple(said))
            for (key, _), page, said in zip(records, found.pages, words, strict=True)
        ]
    )
    return [
        Page(
            key,
            record.path,
            record.order,
            digest(page.content),
            len(page.content),
            page.length,
            page.filters,
            tuple(dict.fromkeys((record.title, *record.names))) if record.names else (),
        )
        for (key, record), page in zip(records, found.pages, strict=True)
    ]
