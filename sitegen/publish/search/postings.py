"""Which pages have a word and where, kept as the bytes that Pagefind's reader takes, so that one page can be changed
without reading what is said of the others.

A posting is `[how much further than the page before it, where in the text, where in the metadata]`. Pages are numbers:
their places in the list of all pages.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice, pairwise

from sitegen.publish.search.cbor import BadCbor, array_of, encode, number, read_array, read_text

_SMALL = rb"[\x00-\x17\x20-\x37]*+"
_INTEGERS = (
    _SMALL
    + rb"(?:[\x18\x38]."
    + _SMALL
    + rb"|[\x19\x39].{2}"
    + _SMALL
    + rb"|[\x1a\x3a].{4}"
    + _SMALL
    + rb")*+"
)
_PLACES = rb"(?:\x80|(?:[\x81-\x97]|\x98.|\x99.{2}|\x9a.{4})" + _INTEGERS + rb")"
_POSTING = re.compile(rb"\x83(?:[\x00-\x17]|\x18.|\x19.{2}|\x1a.{4})" + _PLACES + _PLACES, re.DOTALL)
"""No quantifier gives back what it took: where one posting ends is certain."""

_HEAD, _WORD, _FORM = b"\x83", b"\x83", b"\x82"  # arrays of three and of two
_LONG = 0x18  # an integer of more than one byte begins with it or a greater one
_STORED = "I"
_END = (1 << 32) - 1

Shifts = Sequence[tuple[int, int]]
"""From which page on, by how much further: `[(0, 0), (7, 1)]` where a page is put before what was page 7."""

Stored = tuple[bytes, bytes, bytes]
StoredWord = tuple[str, Stored, tuple[tuple[str, Stored], ...]]


@dataclass(slots=True)
class Postings:
    """The `pages`, ascending, and their `postings`, one after the other, of so many bytes each (`sizes`)."""

    pages: array[int] = field(default_factory=lambda: array(_STORED))
    sizes: array[int] = field(default_factory=lambda: array(_STORED))
    postings: bytearray = field(default_factory=bytearray)

    def put(self, page: int, places: bytes) -> None:
        """Adds a page that is not among them."""
        at = bisect_left(self.pages, page)
        start = sum(self.sizes[:at])
        posting = _HEAD + number(page - (self.pages[at - 1] if at else 0)) + places
        self.postings[start:start] = posting
        self.pages.insert(at, page)
        self.sizes.insert(at, len(posting))
        self._lead(at + 1, start + len(posting))

    def drop(self, page: int) -> None:
        """Takes a page away if it is among them."""
        at = bisect_left(self.pages, page)
        if at == len(self.pages) or self.pages[at] != page:
            return
        start = sum(self.sizes[:at])
        del self.postings[start : start + self.sizes[at]]
        del self.pages[at], self.sizes[at]
        self._lead(at, start)

    def move(self, shifts: Shifts) -> None:
        """Gives the pages other numbers, in the same order."""
        moved = array(_STORED)
        seams = []
        for (_, by), (behind, _) in pairwise([*shifts, (_END, 0)]):
            seams.append(len(moved))
            same = self.pages[len(moved) : bisect_left(self.pages, behind, len(moved))]
            moved.extend([page + by for page in same] if by else same)
        self.pages = moved
        for seam in seams:
            self._lead(seam, sum(self.sizes[:seam]))

    def extend(self, others: Postings, first: int) -> None:
        """Adds the pages of `others` as those from `first` on, which is behind all there are."""
        seam, start = len(self.pages), len(self.postings)
        self.pages.extend([page + first for page in others.pages])
        self.sizes.extend(others.sizes)
        self.postings += others.postings
        self._lead(seam, start)

    def places(self) -> Iterator[tuple[int, bytes]]:
        """Each page, and where on it."""
        start = 0
        for page, size in zip(self.pages, self.sizes, strict=True):
            yield page, bytes(self.postings[start + 1 + _length(self.postings[start + 1]) : start + size])
            start += size

    def encoded(self) -> bytes:
        """As they stand in a chunk."""
        return array_of((bytes(self.postings),), len(self.pages))

    def stored(self) -> Stored:
        """As they are remembered."""
        return self.pages.tobytes(), self.sizes.tobytes(), bytes(self.postings)

    def _lead(self, at: int, start: int) -> None:
        """Writes anew how much further than the one before it a page is; its posting begins at `start`."""
        if at < len(self.pages):
            further = number(self.pages[at] - (self.pages[at - 1] if at else 0))
            old = _length(self.postings[start + 1])
            self.postings[start + 1 : start + 1 + old] = further
            self.sizes[at] += len(further) - old


@dataclass(slots=True)
class Word:
    """A word as Pagefind knows it (its stem, without signs above letters), and those written `otherwise` (with them)."""

    text: str
    plain: Postings = field(default_factory=Postings)
    otherwise: dict[str, Postings] = field(default_factory=dict)

    def drop(self, page: int) -> None:
        """Takes a page away."""
        for postings in (self.plain, *self.otherwise.values()):
            postings.drop(page)
        self.otherwise = {form: postings for form, postings in self.otherwise.items() if postings.pages}

    def move(self, shifts: Shifts) -> None:
        """Gives the pages other numbers."""
        for postings in (self.plain, *self.otherwise.values()):
            postings.move(shifts)

    def put(self, others: Word, numbers: Sequence[int]) -> None:
        """Adds the pages of `others`, each under its number among `numbers`."""
        for mine, theirs in self._beside(others):
            for page, places in theirs.places():
                mine.put(numbers[page], places)

    def extend(self, others: Word, first: int) -> None:
        """Adds the pages of `others` as those from `first` on, which is behind all there are."""
        for mine, theirs in self._beside(others):
            mine.extend(theirs, first)

    @property
    def is_found(self) -> bool:
        """Whether a page has it."""
        return bool(self.plain.pages or self.otherwise)

    def said(self) -> dict[int, bytes]:
        """What is said of each page that has it: where it stands there, and in which forms."""
        found = dict(self.plain.places())
        for form, postings in sorted(self.otherwise.items()):
            for page, places in postings.places():
                found[page] = found.get(page, b"") + encode(form) + places
        return found

    def encoded(self) -> bytes:
        """As it stands in a chunk."""
        forms = (
            _FORM + encode(form) + postings.encoded() for form, postings in sorted(self.otherwise.items())
        )
        return _WORD + encode(self.text) + self.plain.encoded() + array_of(forms, len(self.otherwise))

    def stored(self) -> StoredWord:
        """As it is remembered."""
        forms = tuple((form, postings.stored()) for form, postings in sorted(self.otherwise.items()))
        return self.text, self.plain.stored(), forms

    def _beside(self, others: Word) -> Iterator[tuple[Postings, Postings]]:
        yield self.plain, others.plain
        for form, postings in others.otherwise.items():
            yield self.otherwise.setdefault(form, Postings()), postings


def recalled(stored: StoredWord) -> Word:
    """The word that was `stored`."""
    text, plain, forms = stored
    return Word(text, _recalled(plain), {form: _recalled(postings) for form, postings in forms})


def read_words(chunk: bytes) -> Iterator[Word]:
    """The words of a chunk. Raises BadCbor: it is not of the known form."""
    outer, at = read_array(chunk, 0)
    count, at = read_array(chunk, at)
    for _ in range(count):
        parts, at = read_array(chunk, at)
        text, at = read_text(chunk, at)
        plain, at = _read(chunk, at)
        forms, at = read_array(chunk, at)
        word = Word(text, plain)
        for _ in range(forms):
            halves, at = read_array(chunk, at)
            form, at = read_text(chunk, at)
            word.otherwise[form], at = _read(chunk, at)
            if halves != 2:
                raise BadCbor(f"{halves} parts of a form")
        if parts != 3:
            raise BadCbor(f"{parts} parts of a word")
        yield word
    if outer != 1 or at != len(chunk):
        raise BadCbor("more than words")


def chunk_of(words: Sequence[bytes]) -> bytes:
    """A chunk of words that are encoded already."""
    return array_of((array_of(words, len(words)),), 1)


def _read(chunk: bytes, at: int) -> tuple[Postings, int]:
    count, at = read_array(chunk, at)
    found = iter(_POSTING.scanner(chunk, at).match, None)  # type: ignore[attr-defined]
    ends = [posting.end() for posting in islice(found, count)]
    if len(ends) != count:
        raise BadCbor("postings of another form")
    starts = [at, *ends]
    end = starts.pop()
    further = [first if (first := chunk[at + 1]) < _LONG else _number(chunk, at + 1) for at in starts]
    sizes = array(_STORED, [behind - start for start, behind in zip(starts, ends, strict=True)])
    return Postings(array(_STORED, accumulate(further)), sizes, bytearray(chunk[at:end])), end


def _recalled(stored: Stored) -> Postings:
    pages, sizes, postings = stored
    return Postings(_array(pages), _array(sizes), bytearray(postings))


def _array(stored: bytes) -> array[int]:
    return array(_STORED, stored)


def _length(first: int) -> int:
    """How many bytes an integer has that begins with this one."""
    return {0x18: 2, 0x19: 3, 0x1A: 5}.get(first, 1)


def _number(data: bytearray | bytes, at: int) -> int:
    """The integer of more than one byte that begins `at` a place."""
    return data[at + 1] if data[at] == _LONG else int.from_bytes(data[at + 1 : at + _length(data[at])], "big")
