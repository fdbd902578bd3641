"""Pagefind's bundle as a value, made the same bytes for the same pages.

Pagefind 1.5.2 leaves the values of a filter, and the filters themselves, in the order of a hash table, and so
names the files that hold them by chance. `settled` puts them in order and names the files by what they hold.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sitegen.cache.digests import digest
from sitegen.faults import EnvironmentFault
from sitegen.publish.search.cbor import BadCbor, Value, decode, encode

PAGEFIND = "1.5.2"
ENGINE = "pagefind.js"
SHOWN_ONLY = frozenset({"date", "lang"})
"""Filters that no page offers: they carry the date in words and the language to a hit, and make no word to be found."""

_ENTRY = "pagefind-entry.json"
_SIGNATURE = b"pagefind_dcd"
_FOLDERS = ("fragment/", "index/")

Files = Mapping[str, bytes]
"""A bundle's files by their path in it, with `/`."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A settled bundle. `fragments` are the names of the pages' own files, in the order in which pages were given."""

    files: Files
    entry: Mapping[str, Any]
    fragments: tuple[str, ...]


class UnknownPagefind(EnvironmentFault):
    """Pagefind made what this program does not know, so it cannot promise a search that works."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"the search index is not what Pagefind {PAGEFIND} makes: {what}",
            "install the pinned version (make site), or teach sitegen/publish/search the new one",
        )


def settled(files: Files) -> Bundle:
    """The part of a bundle that a reader's search asks for, in one order. Raises UnknownPagefind."""
    entry = _entry(files)
    ((language, about),) = entry["languages"].items()
    kept = {_short(name, language): files[name] for name in files if name.startswith(_FOLDERS)}
    try:
        kept |= {name: files[name] for name in (ENGINE, wasm(entry))}
        found = _unpacked(files, _meta(about["hash"]))
        version, pages, chunks, filters, sorts, fields = cast("list[Any]", found)
        pages = [[key.removeprefix(f"{language}_"), words] for key, words in pages]
        settled_filters: list[Value] = []
        for name, chunk in sorted(filters):
            if name not in SHOWN_ONLY:
                key, content = _settled_filter(language, _unpacked(files, f"filter/{chunk}.pf_filter"))
                kept[f"filter/{key}.pf_filter"] = content
                settled_filters.append([name, key])
        content = _packed([version, pages, chunks, settled_filters, sorted(sorts), fields])
    except (BadCbor, KeyError, TypeError, ValueError, OSError, EOFError, zlib.error) as fault:
        raise UnknownPagefind(f"it cannot be read ({fault})") from fault
    key = _key(language, content)
    settled_entry = entry | {
        "languages": {language: about | {"hash": key}},
        "include_characters": sorted(entry["include_characters"]),
    }
    kept[_meta(key)] = content
    kept[_ENTRY] = _json(settled_entry).encode()
    return Bundle(kept, settled_entry, tuple(f"fragment/{page[0]}.pf_fragment" for page in pages))


def wasm(entry: Mapping[str, Any]) -> str:
    """The name of the program that searches, which knows how words of the site's language are inflected."""
    (about,) = entry["languages"].values()
    return f"wasm.{about['wasm'] or 'unknown'}.pagefind"


def fragment(bundle: Bundle, name: str) -> dict[str, Any]:
    """What a page's own file holds: its address, text, headings, and what a hit shows."""
    text = gzip.decompress(bundle.files[name]).removeprefix(_SIGNATURE)
    return cast("dict[str, Any]", json.loads(text))


def _entry(files: Files) -> dict[str, Any]:
    try:
        entry = cast("dict[str, Any]", json.loads(files[_ENTRY]))
        version, languages = entry["version"], len(entry["languages"])
    except (KeyError, ValueError, TypeError) as fault:
        raise UnknownPagefind(f"no {_ENTRY} that can be read") from fault
    if version != PAGEFIND:
        raise UnknownPagefind(f"its version is {version}")
    if languages != 1:
        raise UnknownPagefind(f"it holds {languages} languages" if languages else "it holds no page")
    return entry


def _settled_filter(language: str, data: Value) -> tuple[str, bytes]:
    name, values = cast("list[Any]", data)
    content = _packed([name, sorted([value, sorted(pages)] for value, pages in values)])
    return _key(language, content), content


def _short(name: str, language: str) -> str:
    """A page's own file without its language: there is one, and a reader loads the names of all pages."""
    return name.replace(f"fragment/{language}_", "fragment/")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _meta(key: str) -> str:
    return f"pagefind.{key}.pf_meta"


def _key(language: str, content: bytes) -> str:
    return f"{language}_{digest(content)[:10]}"


def _unpacked(files: Files, name: str) -> Value:
    """The value a file holds. Written anew it must be the same bytes, or the format is not the one known here."""
    text = gzip.decompress(files[name])
    value = decode(text.removeprefix(_SIGNATURE))
    if _SIGNATURE + encode(value) != text:
        raise BadCbor(f"{name} is not written as expected")
    return value


def _packed(value: Value) -> bytes:
    # Left uncompressed, which Pagefind's reader knows: what gzip gives depends on the machine's zlib.
    return _SIGNATURE + encode(value)
