"""What is remembered of pages and of chunks of words from one build to the next."""

from __future__ import annotations

import marshal
from collections.abc import Collection, Sequence
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple

from sitegen.cache.digests import raw_digest
from sitegen.cache.keys import LastingMemory
from sitegen.publish.search.bundle import packed
from sitegen.publish.search.chunks import Chunk, Encoded, Words
from sitegen.publish.search.postings import StoredWord, chunk_of, recalled

_PAGE, _CHUNK, _INDEX = "search-page", "search-chunk", "search"
_FORM = 2
"""A form of `marshal` in which equal values have equal bytes: what is remembered tells nothing of what was before."""


def keep_all(memory: LastingMemory) -> None:
    """Goes on remembering the last index, whatever this build does of it."""
    for kind in (_PAGE, _CHUNK, _INDEX):
        memory.keep(kind, memory.keys(kind))


class Forgotten(Exception):
    """Something that should be remembered is not, so that all has to be made anew."""


class AnalysedPage(NamedTuple):
    """A page by the key of its record: its own file, and the words that stand on it, each with what is said of it there."""

    key: bytes
    file: bytes
    words: tuple[tuple[str, bytes], ...]


class Store:
    """The memory of a build, with what it has made of pages itself. Without a memory it has that alone.

    New chunks are compressed by the threads of a `pool`, while the next are put together.
    """

    def __init__(self, memory: LastingMemory | None, pool: Executor) -> None:
        self._memory, self._pool = memory, pool
        self._files: dict[bytes, bytes] = {}
        self._chunks: dict[bytes, Future[bytes]] = {}

    def page_file(self, key: bytes) -> bytes:
        """The own file of the page with the key of a record. Raises Forgotten."""
        if key not in self._files:
            self._files[key], _ = self._recall(_PAGE, key)
        return self._files[key]

    def page_words(self, key: bytes) -> dict[str, bytes]:
        """The words of that page, with what is said of them there. Raises Forgotten."""
        _, words = self._recall(_PAGE, key)
        return dict(words)

    def put_pages(self, pages: Sequence[AnalysedPage]) -> None:
        """Remembers pages."""
        self._files |= {page.key: page.file for page in pages}
        self._put(_PAGE, [(page.key, (page.file, page.words)) for page in pages])

    def words(self, chunk: Chunk) -> Words:
        """The words of a chunk. Raises Forgotten."""
        stored: tuple[StoredWord, ...] = self._recall(_CHUNK, chunk.key)
        return {word.text: word for word in map(recalled, stored)}

    def put_chunk(self, words: Encoded) -> Chunk:
        """Remembers the words of a chunk."""
        content = chunk_of([each for _, each in words])
        chunk = Chunk(words[0][0].text, words[-1][0].text, raw_digest(content))
        self._chunks[chunk.key] = self._pool.submit(packed, content)
        self._put(_CHUNK, [(chunk.key, tuple(word.stored() for word, _ in words))])
        return chunk

    def chunk_file(self, chunk: Chunk) -> bytes:
        """A chunk as it is published. Raises Forgotten."""
        if chunk.key in self._chunks:
            return self._chunks[chunk.key].result()
        words = self.words(chunk)
        return packed(chunk_of([words[text].encoded() for text in sorted(words)]))

    def need(self, pages: Collection[bytes], chunks: Collection[bytes]) -> None:
        """Raises Forgotten where pages or chunks are not remembered."""
        for kind, keys in ((_PAGE, pages), (_CHUNK, chunks)):
            if self._memory and not set(keys) <= set(self._memory.keys(kind)):
                raise Forgotten

    def index(self, key: bytes) -> Any:
        """What is remembered of the whole index under a key; None where nothing is."""
        known = self._memory.get_many(_INDEX, [key]) if self._memory else {}
        return marshal.loads(known[key]) if key in known else None  # noqa: S302  (bytes of ours, with their check sum)

    def put_index(
        self, key: bytes, value: object, pages: Collection[bytes], chunks: Collection[bytes]
    ) -> None:
        """Remembers the whole index under a key, with the pages and the chunks of it and no others."""
        self._put(_INDEX, [(key, value)])
        for kind, keys in ((_PAGE, pages), (_CHUNK, chunks)):
            if self._memory:
                self._memory.discard(kind, set(self._memory.keys(kind)).difference(keys))
                self._memory.keep(kind, keys)

    def _recall(self, kind: str, key: bytes) -> Any:
        known = self._memory.get_many(kind, [key]) if self._memory else {}
        if key not in known:
            raise Forgotten
        return marshal.loads(known[key])  # noqa: S302  (bytes of ours, with their check sum)

    def _put(self, kind: str, values: Sequence[tuple[bytes, Any]]) -> None:
        if self._memory:
            self._memory.put_many(kind, [(key, marshal.dumps(value, _FORM)) for key, value in values])
