"""The words of all pages in chunks, of which a reader's search loads those that it needs.

Where a chunk ends is said by its words alone: by a check sum of each and by how much is said of it. So the same pages
have the same chunks whatever was there before, and a change of a word is one of its chunk.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from sitegen.publish.search.postings import Word

_LEAST, _MOST = 32_000, 80_000
_SPREAD = 16_000
"""A chunk has this least number of bytes, and on average so many more; at the most it is ended behind the next word."""

Words = dict[str, Word]
Encoded = list[tuple[Word, bytes]]
"""Words in their order, each with the bytes that are published of it."""


class Chunk(NamedTuple):
    """The `first` and the `last` word of a chunk, and the `key` of what is remembered of it."""

    first: str
    last: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of some words: those `touched`, in order, or `every` one of them.

    `revise` gives a word as it is now from what it was (without a page where it was not), `load` the words of a chunk;
    `save` keeps those of a new one.
    """

    touched: Sequence[str]
    every: bool
    revise: Callable[[Word], Word]
    load: Callable[[Chunk], Words]
    save: Callable[[Encoded], Chunk]

    def of(self, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
        """The chunks after it. Those whose words are not touched stay, unread, unless the end of the one before moves."""
        starts = [0, *(bisect_left(self.touched, chunk.first) for chunk in chunks[1:]), len(self.touched)]
        rest: Encoded = []
        for number, (start, end) in enumerate(pairwise(starts)):
            chunk = chunks[number] if chunks else None
            if chunk and start == end and not self.every and not rest:
                yield chunk
                continue
            words = self.load(chunk) if chunk else {}
            touched = self.touched[start:end]
            for text in dict.fromkeys((*words, *touched)) if self.every else touched:
                words[text] = self.revise(words.get(text) or Word(text))
            rest += [(word, word.encoded()) for _, word in sorted(words.items()) if word.is_found]
            *whole, rest = _cut(rest)
            yield from map(self.save, whole)
        if rest:
            yield self.save(rest)


def prefixes(chunks: Sequence[Chunk]) -> list[tuple[str, str]]:
    """From where to where each chunk goes, for readers: no more letters than tell two neighbours apart."""
    ends = [[chunk.first, chunk.last] for chunk in chunks]
    for one, other in pairwise(ends):
        same = 0
        while one[1][same : same + 1] == other[0][same : same + 1] != "":
            same += 1
        one[1], other[0] = one[1][: same + 1], other[0][: same + 1]
    # As Pagefind does, none ends before it begins.
    return [
        (first, last if first <= last else chunk.last)
        for (first, last), chunk in zip(ends, chunks, strict=True)
    ]


def _cut(words: Encoded) -> Iterator[Encoded]:
    """The words in chunks, then those behind the last end, if any."""
    size = start = 0
    for at, (word, content) in enumerate(words, 1):
        size += len(content)
        if size >= _LEAST and (
            size >= _MOST or zlib.crc32(word.text.encode()) * _SPREAD < len(content) << 32
        ):
            yield words[start:at]
            size, start = 0, at
    yield words[start:]
