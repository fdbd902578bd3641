"""The site of `site.txt` with texts in its places, on disk, and the files that come of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from sitegen.cache.cache import Cache
from sitegen.commands.command import Options
from sitegen.commands.progress import Progress
from sitegen.commands.stages import load_and_link, render
from sitegen.publish.search.copies import index_copy
from tests.faults.case import read_case
from tests.render.rendered import search_records

HOME = Path(__file__).parents[2]
TODAY = date(2024, 6, 1)
A_LINE = 270
"""Characters of payload that a one-line field takes."""

_PLACE = re.compile(r"%(?:bare|link|again)?%")
_PUNCTUATION = re.compile(r"""([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])""")
_ENDS_SYNTAX = re.compile(r"[\[\]|;@`~#,]")
_NOT_IN_A_LINK = re.compile(r"[\s<>\"'`\\{}|^\[\]]")

_SITE = {name: text or "" for name, text in read_case(Path(__file__).with_name("site.txt")).files.items()}

Fill = Callable[[int], str]
"""The text for place number n of the site."""


def places() -> int:
    """How many places of the site a text goes to."""
    return sum(place != "%again%" for text in _SITE.values() for place in _PLACE.findall(text))


def options(root: Path) -> Options:
    """How the site at `root` is built."""
    return Options(root=root, out=root / "public", home=HOME, today=TODAY)


def write(root: Path, fill: Fill) -> None:
    """Write the site to `root`, `fill` giving the text of each place."""
    put = _Put(fill)
    for name, text in _SITE.items():
        header, mark, body = text.partition("\n---\n") if name.endswith(".md") else (text, "", "")
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(put.all(header, _as_yaml) + mark + put.all(body, _as_markdown), encoding="utf-8")


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of the site at `root`, those included that search is told of its pages; it must be without fault."""
    told = options(root)
    draft = load_and_link(told, Progress(quiet=True), Cache())
    files = {file.path: file.content for file in render(draft, told, Progress(quiet=True), Cache())}
    copies = map(index_copy, search_records(draft.index))
    return files | {f"index-copy{copy.address}": copy.html.encode() for copy in copies}


def rows(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts put together to rows that fit into a line of front matter, each text in one of them."""
    made: list[str] = [""]
    for text in texts:
        if made[-1] and len(made[-1]) + len(text) > A_LINE:
            made.append("")
        made[-1] = f"{made[-1]} {text}".strip()
    return tuple(made)


def rotated(texts: tuple[str, ...], start: int) -> Fill:
    """Gives place n the text n places after `start`, beginning again after the last."""
    turned = tuple(islice(cycle(texts), start, start + len(texts)))
    return lambda n: turned[n % len(turned)]


class _Put:
    """Puts texts into their places, one after another."""

    def __init__(self, fill: Fill) -> None:
        self._fill, self._number, self._last = fill, 0, ""

    def all(self, text: str, way: Callable[[str], str]) -> str:
        """`text` with its places filled; `way` writes what stands there."""

        def put(match: re.Match[str]) -> str:
            if match[0] != "%again%":
                self._last = self._fill(self._number)
                self._number += 1
            if match[0] == "%link%":
                return _NOT_IN_A_LINK.sub("", self._last)
            return _ENDS_SYNTAX.sub("", self._last) if match[0] == "%bare%" else way(self._last)

        return _PLACE.sub(put, text)


def _as_yaml(text: str) -> str:
    """Inside double quotation marks of YAML, which are those of JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _as_markdown(text: str) -> str:
    """As text that Markdown reads no syntax in."""
    return _PUNCTUATION.sub(r"\\\1", text)
