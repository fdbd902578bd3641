"""The bundle once more, as scripts that a page opened from disk may load.

From disk a browser refuses modules, `import()`, `fetch` and workers, but runs classic scripts. So the program that
searches is wrapped into a function whose parameters stand for what is refused, and the data into calls that hand it
over. `layouts/scripts/search/loader.js` is the other half.

**It fails closed**: a `pagefind.js` that is not the known one stops the build, since a wrapped stranger might search
wrongly without a word.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from sitegen.publish.search.analysis import ENGINE, UnknownPagefind
from sitegen.publish.search.bundle import json_of

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


def entry_script(entry: Mapping[str, object], digits: int) -> str:
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


def handed_over(items: Mapping[str, bytes]) -> bytes:
    """The script that hands files over."""
    put = {name: b64encode(content).decode() for name, content in sorted(items.items())}
    return f"SiteSearch.put({json_of(put)});\n".encode()
