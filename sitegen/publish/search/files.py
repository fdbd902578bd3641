"""The files of an index: Pagefind's bundle, and the same as scripts. What is made of a page or a chunk alone is not made
again while that is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from sitegen.cache.digests import raw_digest
from sitegen.model.output import KnownFile, Output, OutputFile
from sitegen.publish.search.analysis import ENGINE
from sitegen.publish.search.assembly import Index
from sitegen.publish.search.bundle import (
    Page,
    chunk_name,
    entry_of,
    json_of,
    listing,
    page_name,
    short_keys,
)
from sitegen.publish.search.chunks import Chunk
from sitegen.publish.search.offline import digits_for, entry_script, handed_over, script_of_pages, wrapped
from sitegen.publish.search.store import Forgotten, Store

STOCK, SCRIPTS = "pagefind", "pagefind-offline"
_ENTRY = "pagefind-entry.json"

Made = dict[str, tuple[bytes, str, int]]
"""By its path of what a file was made, its digest and how many bytes it has."""


@dataclass(slots=True)
class FileList:
    """The files of an index of a language, and what to remember of them (`made`), where `known` is that of the last.

    What is known is made again only if somebody asks for it, and then `anew` with all others if it is forgotten.
    """

    language: str
    index: Index
    store: Store
    known: Mapping[str, tuple[bytes, str, int]]
    anew: Callable[[], Mapping[str, bytes]]
    made: Made = field(default_factory=dict)

    def files(self) -> Iterator[Output]:
        """All of them."""
        keys = short_keys(self.index.pages)
        for chunk in self.index.chunks:
            yield from self._chunk_files(chunk)
        yield from self._page_files(keys)
        yield from self._first_files(keys)

    def _chunk_files(self, chunk: Chunk) -> Iterator[Output]:
        name, content = chunk_name(self.language, chunk), partial(self.store.chunk_file, chunk)
        yield self._file(f"{STOCK}/{name}", chunk.key, content)
        yield self._file(f"{SCRIPTS}/{name}.js", chunk.key, lambda: handed_over({name: content()}))

    def _page_files(self, keys: Sequence[str]) -> Iterator[Output]:
        digits = digits_for(sum(page.size for page in self.index.pages))
        scripts: dict[str, list[tuple[str, Page]]] = {}
        for key, page in zip(keys, self.index.pages, strict=True):
            yield self._known(f"{STOCK}/{page_name(key)}", page.digest, page.size, partial(self._page, page))
            scripts.setdefault(script_of_pages(key, digits), []).append((key, page))
        for name, pages in scripts.items():
            made_of = raw_digest("".join([key + page.digest for key, page in pages]).encode())
            yield self._file(f"{SCRIPTS}/{name}", made_of, partial(self._script, pages))

    def _script(self, pages: Sequence[tuple[str, Page]]) -> bytes:
        return handed_over({page_name(key): self._page(page) for key, page in pages})

    def _page(self, page: Page) -> bytes:
        return self.store.page_file(page.key)

    def _first_files(self, keys: Sequence[str]) -> Iterator[Output]:
        """What a search loads whatever is asked."""
        index = self.index
        meta, told = listing(self.language, index.pages, keys, index.chunks)
        entry = entry_of(self.language, meta, index.program, len(index.pages))
        digits = digits_for(sum(page.size for page in index.pages))
        program = dict(index.program.files)
        engine = program.pop(ENGINE)
        stock = {_ENTRY: json_of(entry).encode(), ENGINE: engine, **program, **told}
        scripts = {
            "engine.js": wrapped(engine).encode(),
            "entry.js": entry_script(entry, digits).encode(),
            "names.js": _names(keys, index.pages).encode(),
            **{f"{name}.js": handed_over({name: content}) for name, content in (program | told).items()},
        }
        yield from (OutputFile(f"{STOCK}/{name}", content) for name, content in stock.items())
        yield from (OutputFile(f"{SCRIPTS}/{name}", content) for name, content in scripts.items())

    def _file(self, path: str, made_of: bytes, make: Callable[[], bytes]) -> Output:
        """A file that is known while it would be made of the same."""
        known = self.known.get(path)
        if known and known[0] == made_of:
            self.made[path] = known
            return self._known(path, known[1], known[2], make)
        file = OutputFile(path, make())
        self.made[path] = made_of, file.digest, file.size
        return file

    def _known(self, path: str, digest: str, size: int, make: Callable[[], bytes]) -> Output:
        def again() -> bytes:
            try:
                return make()
            except Forgotten:
                return self.anew()[path]

        return KnownFile(path, digest, size, again)


def _names(keys: Sequence[str], pages: Sequence[Page]) -> str:
    """The script that tells the search page which entries bear which names, for exact hits and did-you-mean.

    A row is the key by which readers know the entry's page, then its names as written, the title first.
    """
    by_path = sorted(zip(pages, keys, strict=True), key=lambda row: row[0].path)
    rows = [[key, *page.names] for page, key in by_path if page.names]
    return f"SiteSearch.names({json_of(rows)});\n"
