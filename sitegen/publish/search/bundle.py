"""Pagefind's bundle, put together anew: the same bytes for the same pages, on every machine.

Compressed by a library of a pinned version: what the `zlib` of a machine gives depends on the machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import deflate

from sitegen.cache.digests import digest
from sitegen.publish.search.analysis import PAGEFIND, SIGNATURE, Program
from sitegen.publish.search.cbor import array_of, encode, number
from sitegen.publish.search.chunks import Chunk, prefixes
from sitegen.publish.search.copies import FIELDS

SORT = "date"
_LEVEL = 6
_KEY, _SHORT = 12, 7  # digits

Filters = tuple[tuple[str, tuple[str, ...]], ...]


class Page(NamedTuple):
    """A page of the index: the `key` of its record, where it stands, its date for the order (ISO, or empty), the digest
    of its own file and its `size` in bytes, how many words it has, by what it can be narrowed, and its names, the title first, if it has any.
    """

    key: bytes
    path: str
    order: str
    digest: str
    size: int
    length: int
    filters: Filters
    names: tuple[str, ...]


def in_order(pages: Sequence[Page]) -> list[Page]:
    """The pages as they are numbered: by their date, so that a new one is the last, and no other gets another number."""
    return sorted(pages, key=lambda page: (page.order, page.path))


def short_keys(pages: Sequence[Page]) -> list[str]:
    """The keys by which readers know the pages: the shortest that is not another's. A reader loads all of them."""
    taken: dict[str, None] = {}
    for page in pages:
        size = _SHORT
        while page.digest[:size] in taken:
            size += 1
        taken[page.digest[:size]] = None
    return list(taken)


def packed(content: bytes) -> bytes:
    """A file as Pagefind's reader takes it."""
    return bytes(deflate.gzip_compress(SIGNATURE + content, _LEVEL))


def chunk_name(language: str, chunk: Chunk) -> str:
    """Where a chunk of words stands in the bundle."""
    return f"index/{_chunk_key(language, chunk)}.pf_index"


def page_name(key: str) -> str:
    """Where a page's own file stands in the bundle."""
    return f"fragment/{key}.pf_fragment"


def entry_of(language: str, meta: str, program: Program, pages: int) -> dict[str, Any]:
    """What a reader loads first: where the rest is."""
    about = {"hash": meta, "page_count": pages, "wasm": program.wasm or None}
    return {
        "version": PAGEFIND,
        "languages": {language: about},
        "include_characters": list(program.include_characters),
    }


def listing(
    language: str, pages: Sequence[Page], keys: Sequence[str], chunks: Sequence[Chunk]
) -> tuple[str, dict[str, bytes]]:
    """The files that tell of all pages at once, by name, and the key of the first, which tells of the others."""
    files = {}
    filters = []
    for name, content in _filters(pages):
        key = f"{language}_{digest(content)[:_KEY]}"
        files[f"filter/{key}.pf_filter"] = packed(content)
        filters.append(encode([name, key]))
    rows = [b"\x82" + encode(key) + number(page.length) for key, page in zip(keys, pages, strict=True)]
    ranges = [
        encode([first, last, _chunk_key(language, chunk)])
        for (first, last), chunk in zip(prefixes(chunks), chunks, strict=True)
    ]
    everyone = array_of((encode(SORT), _numbers(range(len(pages)))), 2)
    parts = (
        encode(PAGEFIND),
        array_of(rows, len(rows)),
        array_of(ranges, len(ranges)),
        array_of(filters, len(filters)),
        array_of((everyone,), 1),
        encode(list[Any](sorted(FIELDS))),
    )
    content = array_of(parts, len(parts))
    key = f"{language}_{digest(content)[:_KEY]}"
    return key, {f"pagefind.{key}.pf_meta": packed(content), **files}


def json_of(value: object) -> str:
    """JSON in one form."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _filters(pages: Sequence[Page]) -> Iterator[tuple[str, bytes]]:
    """Each filter by name, with the pages of each of its values."""
    found: dict[str, dict[str, list[int]]] = {}
    for at, page in enumerate(pages):
        for name, values in page.filters:
            for value in values:
                found.setdefault(name, {}).setdefault(value, []).append(at)
    for name, by_value in sorted(found.items()):
        rows = [b"\x82" + encode(value) + _numbers(numbers) for value, numbers in sorted(by_value.items())]
        yield name, b"\x82" + encode(name) + array_of(rows, len(rows))


def _numbers(values: Sequence[int]) -> bytes:
    return array_of(map(number, values), len(values))


def _chunk_key(language: str, chunk: Chunk) -> str:
    return f"{language}_{chunk.key.hex()[:_KEY]}"
