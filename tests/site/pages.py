"""Built pages read back: their links, their ids, their kinds."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"

_TAG = re.compile(r"<([a-z][a-z0-9]*)((?: [^<>]*)?)>")
_NEARLY_ALL = 0.85
_TELLING = re.compile(r' ((?:class|dir|role|type)="[^"]*")')


def pages(folder: Path) -> list[str]:
    """The output paths of all pages."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def samples(folder: Path, kinds: Sequence[Sequence[str]]) -> list[str]:
    """Pages that together show everything the layouts write: of each kind one that shows nearly all, and what lacks then.

    They are as short as can be: what stands on a page twice proves nothing more, and browsers are slow with long ones.
    """
    shown = {page: _shown(folder / page) for pages_of_kind in kinds for page in pages_of_kind}
    length = {page: (folder / page).stat().st_size for page in shown}
    chosen = []
    for of_kind in kinds:
        enough = _NEARLY_ALL * max(len(shown[page]) for page in of_kind)
        full = (page for page in of_kind if len(shown[page]) >= enough)
        chosen.append(min(full, key=lambda page: (length[page], page)))
    seen = set[tuple[str, ...]]().union(*(shown[page] for page in chosen))
    while lacking := {page: len(rest) for page, has in shown.items() if (rest := has - seen)}:
        chosen.append(min(lacking, key=lambda page: (length[page] / lacking[page], page)))
        seen |= shown[chosen[-1]]
    return chosen


def _shown(path: Path) -> set[tuple[str, ...]]:
    """The elements of a page, by tag and by those attributes that styles and assistive technology go by."""
    tags = _TAG.findall(path.read_text(encoding="utf-8"))
    return {(tag, *_TELLING.findall(attributes)) for tag, attributes in tags}


@cache
def parsed(path: Path) -> Element:
    """The page as a tree, not to be changed; not a page a strict parser would complain of."""
    tree: Element = html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))
    return tree


def leads_on(tree: Element) -> bool:
    """Whether the page only leads on from an address that an entry had before."""
    return tree.find(f".//{HTML}meta[@http-equiv='refresh']") is not None


def ids(tree: Element) -> list[str]:
    """Every id, in order."""
    return [value for element in tree.iter() if (value := element.get("id")) is not None]


def links(tree: Element) -> Iterator[str]:
    """Every address the page names that is not of another site."""
    for element in tree.iter():
        for key in ("href", "src", "action"):
            value = element.get(key)
            if value is not None and not urlsplit(value).scheme:
                yield value


def target_of(page: str, link: str) -> tuple[str, str]:
    """The output path and the fragment that a relative link leads to."""
    parts = urlsplit(link)
    path = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
    return path, unquote(parts.fragment)


def search_records(folder: Path) -> dict[str, Any]:
    """What the search knows of each page."""
    found = {}
    for file in (folder / "pagefind/fragment").iterdir():
        record = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[record["url"].removeprefix("/")] = record
    return found
