"""The files of an index: Pagefind's bundle, and the same as scripts that a page opened from disk may load. What is made of a
page or a chunk alone is not made again while that is the same.

From disk a browser refuses modules, `import()`, `fetch` and workers, but runs classic scripts. So the program that
searches is wrapped into a function whose parameters stand for what is refused, and the data into calls that hand it
over. `layouts/scripts/search/loader.js` is the other half.

**It fails closed**: a `pagefind.js` that is not the known one stops the build, since a wrapped stranger might search
wrongly without a word.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from sitegen.cache.digests import raw_digest
from sitegen.model.output import KnownFile, Output, OutputFile
from sitegen.publish.search.analysis import ENGINE, UnknownPagefind
from sitegen.publish.search.assembly import Index
from sitegen.publish.search.bundle import Page, chunk_name, entry_of, json_of, listing, page_name, short_keys
from sitegen.publish.search.chunks import Chunk
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
        yield self._file(f"{SCRIPTS}/{name}.js", chunk.key, lambda: _handed_over({name: content()}))

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
        return _handed_over({page_name(key): self._page(page) for key, page in pages})

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
            "entry.js": _entry_script(entry, digits).encode(),
            "names.js": _names(keys, index.pages).encode(),
            **{f"{name}.js": _handed_over({name: content}) for name, content in (program | told).items()},
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


_KNOWN = "252d272bd34d483d19a752060f6a065114d15ab12c42d8f905ca565e2768a009"
"""SHA-256 of the `pagefind.js` of Pagefind 1.5.2."""

_BUCKET = 48_000
"""Bytes of pages' own files that one script holds at most, on average: a search reads ten scripts at most."""

_EXPORTS = re.compile(r"export\s*\{([\w$,\s]+)\};?\s*$")
_IMPORT_META = re.compile(r"\bimport\.meta\b")
_LEFT_OVER = re.compile(r"\bimport\s*\(|(?:^|[;{}])\s*import\b|(?:^|[;}])\s*export\b")
_FETCH = re.compile(r"\bfetch\(")


def wrapped(engine: bytes) -> str:
    """The module as a classic script that gives its functions to whoever calls it with a `fetch`.

    Raises UnknownPagefind.
    """
    source = engine.decode()
    exports = _EXPORTS.search(source)
    if exports is None:
        raise UnknownPagefind(f"{ENGINE} does not end in one list of exports")
    body, metas = _IMPORT_META.subn("meta", source[: exports.start()])
    if not metas or not _FETCH.search(body) or _LEFT_OVER.search(body):
        raise UnknownPagefind(f"{ENGINE} asks for its files in another way")
    if sha256(engine).hexdigest() != _KNOWN:
        raise UnknownPagefind(f"{ENGINE} has changed")
    return f"SiteSearch.engine((fetch, Worker, meta) => {{\n{body}\nreturn {{{exports[1]}}};\n}});\n"


def _entry_script(entry: Mapping[str, object], digits: int) -> str:
    """What is loaded first: the bundle's entry, and how pages' own files are shared out."""
    return f"SiteSearch.entry({json_of({'entry': entry, 'digits': digits})});\n"


def digits_for(total: int) -> int:
    """How many digits of their keys pages' own files, of `total` bytes, must share to stand in one script."""
    digits = 0
    while total > _BUCKET * 16**digits:
        digits += 1
    return digits


def script_of_pages(key: str, digits: int) -> str:
    """The script that holds a page's own file."""
    return f"fragment/{key[:digits] or 'all'}.js"


def _handed_over(items: Mapping[str, bytes]) -> bytes:
    """The script that hands files over."""
    put = {name: b64encode(content).decode() for name, content in sorted(items.items())}
    return f"SiteSearch.put({json_of(put)});\n".encode()
