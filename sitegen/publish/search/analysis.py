"""What Pagefind makes of pages: their words and places by its own rules, and the files that hits show.

It is asked for a few pages or for many, and says the same of each, whatever the others are: what stands in its bundle by the
number of a page or of a field is told apart here. A last page beside those asked for has every field of the metadata,
so that each field has one number in all bundles.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

from sitegen.faults import EnvironmentFault
from sitegen.publish.search.cbor import BadCbor, decode
from sitegen.publish.search.copies import FIELDS, everything
from sitegen.publish.search.pagefind import IndexCopy, run
from sitegen.publish.search.postings import Word, read_words

PAGEFIND = "1.5.2"
ENGINE = "pagefind.js"
SIGNATURE = b"pagefind_dcd"

_SHOWN_ONLY = frozenset({"date", "lang"})
"""Filters that no page offers: they carry the date in words and the language to a hit, and make no word to be found."""

_ENTRY = "pagefind-entry.json"

Files = Mapping[str, bytes]
"""A bundle's files by their path in it, with `/`."""


class UnknownPagefind(EnvironmentFault):
    """Pagefind made what this program does not know, so it cannot promise a search that works."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"the search index is not what Pagefind {PAGEFIND} makes: {what}",
            "install the pinned version (make site), or teach sitegen/publish/search the new one",
        )


class Program(NamedTuple):
    """The part of a bundle that is the same for all pages: what its entry says, and the files that run, by name."""

    wasm: str
    include_characters: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page's own file as Pagefind compresses it, the address in it, how many words the page has, and by what it can be
    narrowed.
    """

    address: str
    content: bytes
    length: int
    filters: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What Pagefind says of pages; the words have the pages by their places among `pages`."""

    program: Program
    pages: tuple[PageFile, ...]
    words: dict[str, Word]


def analysed(
    copies: Iterable[IndexCopy], *, count: int, language: str, folder: Path, seconds: float, jobs: int
) -> Analysis:
    """What Pagefind says of `count` copies; the other parameters are those of `run`.

    Raises PagefindFailed, or UnknownPagefind.
    """
    files = run(
        _with_a_last(copies), count=count + 1, language=language, folder=folder, seconds=seconds, jobs=jobs
    )
    return read_bundle(files, count)


def read_bundle(files: Files, count: int) -> Analysis:
    """What a bundle of `count` pages and a last one says. Raises UnknownPagefind."""
    entry = _entry(files)
    (about,) = entry["languages"].values()
    wasm = f"wasm.{about['wasm'] or 'unknown'}.pagefind"
    try:
        program = Program(
            about["wasm"] or "",
            tuple(sorted(entry["include_characters"])),
            tuple((name, files[name]) for name in (ENGINE, wasm)),
        )
        meta = cast("list[Any]", decode(_plain(files[f"pagefind.{about['hash']}.pf_meta"])))
        _, pages, chunks, _, _, fields = meta
        if fields != sorted(FIELDS):
            raise UnknownPagefind("it has other fields of metadata")
        if len(pages) != count + 1:
            raise UnknownPagefind(f"it has {len(pages) - 1} of {count} pages")
        own = tuple(_page(files, key, length) for key, length in pages[:count])
        words = {}
        for _, _, key in chunks:
            for word in read_words(_plain(files[f"index/{key}.pf_index"])):
                word.drop(count)
                if word.is_found:
                    words[word.text] = word
    except (BadCbor, KeyError, TypeError, ValueError, OSError, EOFError, zlib.error) as fault:
        raise UnknownPagefind(f"it cannot be read ({fault})") from fault
    return Analysis(program, own, words)


def _with_a_last(copies: Iterable[IndexCopy]) -> Iterator[IndexCopy]:
    yield from copies
    yield everything()


def _page(files: Files, key: str, length: int) -> PageFile:
    content = files[f"fragment/{key}.pf_fragment"]
    told = json.loads(_plain(content))
    offered = (row for row in sorted(told["filters"].items()) if row[0] not in _SHOWN_ONLY)
    filters = tuple((name, tuple(values)) for name, values in offered)
    return PageFile(told["url"], content, length, filters)


def _entry(files: Files) -> dict[str, Any]:
    try:
        entry = cast("dict[str, Any]", json.loads(files[_ENTRY]))
        version, languages = entry["version"], len(entry["languages"])
    except (KeyError, ValueError, TypeError) as fault:
        raise UnknownPagefind(f"no {_ENTRY} that can be read") from fault
    if version != PAGEFIND:
        raise UnknownPagefind(f"its version is {version}")
    if languages != 1:
        raise UnknownPagefind(f"it holds {languages} languages")
    return entry


def _plain(content: bytes) -> bytes:
    return gzip.decompress(content).removeprefix(SIGNATURE)
