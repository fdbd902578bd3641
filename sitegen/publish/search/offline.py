"""The bundle once more, as scripts that a page opened from disk may load.

From disk a browser refuses modules, `import()`, `fetch` and workers, but runs classic scripts. So the program that
searches is wrapped into a function whose parameters stand for what is refused, and the data into calls that hand it
over. `layouts/scripts/search/loader.js` is the other half.

**It fails closed**: a `pagefind.js` that is not the known one stops the build, since a wrapped stranger might search
wrongly without a word.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from sitegen.publish.search.bundle import ENGINE, Bundle, UnknownPagefind

_KNOWN = "252d272bd34d483d19a752060f6a065114d15ab12c42d8f905ca565e2768a009"
"""SHA-256 of the `pagefind.js` of Pagefind 1.5.2."""

_BUCKET = 48_000
"""Bytes of pages' own files that one script holds at most, on average: a search reads ten scripts at most."""

_EXPORTS = re.compile(r"export\s*\{([\w$,\s]+)\};?\s*$")
_IMPORT_META = re.compile(r"\bimport\.meta\b")
_LEFT_OVER = re.compile(r"\bimport\s*\(|(?:^|[;{}])\s*import\b|(?:^|[;}])\s*export\b")
_FETCH = re.compile(r"\bfetch\(")
_FRAGMENT = re.compile(r"fragment/([0-9a-f]+)\.pf_fragment")


def offline(bundle: Bundle) -> dict[str, str]:
    """The scripts, by their path in `pagefind-offline/`. Raises UnknownPagefind."""
    digits = _digits(bundle)
    scripts: dict[str, dict[str, bytes]] = {}
    for name, content in bundle.files.items():
        if name == ENGINE or name.endswith(".json"):
            continue
        scripts.setdefault(_script(name, digits), {})[name] = content
    return {
        "engine.js": wrapped(bundle.files[ENGINE]),
        "entry.js": f"SiteSearch.entry({_json({'entry': dict(bundle.entry), 'digits': digits})});\n",
        **{name: _handed_over(items) for name, items in sorted(scripts.items())},
    }


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


def _digits(bundle: Bundle) -> int:
    """How many digits of their keys pages' own files must share to stand in one script."""
    total = sum(len(bundle.files[name]) for name in bundle.fragments)
    digits = 0
    while total > _BUCKET * 16**digits:
        digits += 1
    return digits


def _script(name: str, digits: int) -> str:
    if found := _FRAGMENT.fullmatch(name):
        return f"fragment/{found[1][:digits] or 'all'}.js"
    return f"{name}.js"


def _handed_over(items: Mapping[str, bytes]) -> str:
    return (
        f"SiteSearch.put({_json({name: b64encode(content).decode() for name, content in items.items()})});\n"
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
