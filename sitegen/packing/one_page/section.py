"""A built page as a section of a file: what only a browser on the site needs is left out, and every link leads somewhere.

Anchors stand under the id of their entry (`anna-berg.part:sources`), since one file has those of many pages. A link to an
entry of the file leads to its section; one to the rest of the site leads to its address, and is marked (`outside`). An
entry stands in the files of several topics: its page is read once, and only where its links lead is said for each file.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from mimetypes import guess_type
from sys import intern
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote, urlsplit

from sitegen import urls
from sitegen.model.kinds import Topic
from sitegen.packing.edition import Counted, Edition
from sitegen.packing.links import Link, choice, chosen, resolved
from sitegen.parallel import parallel_map

_LEFT_OUT = {"button", "form", "script", "template"}
_LEFT_OUT_CLASSES = {
    *("back", "breadcrumbs", "contents", "copy", "filter", "letters", "neighbours", "search"),
    *("cite", "overviews"),
    # What they list or lead to stands in the file, and its table of contents leads there.
    *("backlinks", "co-mentions", "whole"),
}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HEADING = re.compile(r"h[1-6]")
_REFERENCES = {"aria-controls", "aria-describedby", "aria-labelledby", "for", "headers"}
"""Attributes that hold anchors of the same page."""

_LEFT_OUT_ATTRIBUTES = {"data-preview", "loading", "tabindex"}
"""There are no scripts, a picture is there already, and paper does not scroll."""
_PAINT = re.compile(r"url\(#([^)]+)\)")

_BATCH = 16


class Section(NamedTuple):
    """A section, finished but for what depends on the file that it stands in, and the anchors of its page that are left."""

    text: str
    anchors: tuple[str, ...]


class Sections:
    """The sections of entries, which lie in a file that is open to be written and read."""

    def __init__(self, edition: Edition, file: BinaryIO) -> None:
        index = edition.index
        self._edition, self._file, self._base_url = edition, file, index.base_url
        self._paths = {i: _page_of(edition, i) for i in index.paths}
        self._entries = {path: i for i, page in self._paths.items() for path in (page, index.paths[i])}
        self._places: dict[str, tuple[int, int]] = {}
        self._anchors: dict[str, tuple[str, ...]] = {}

    def fill(self, ids: Sequence[str], counted: Counted) -> None:
        """Make the sections of these entries.

        Raises:
            OSError: the disk refuses.
        """
        for entry_id, section in zip(ids, counted(self._made(ids), len(ids)), strict=True):
            packed = section.text.encode()
            self._places[entry_id] = self._file.tell(), len(packed)
            self._anchors[entry_id] = tuple(map(intern, section.anchors))  # most pages have the same ones
            self._file.write(packed)

    def of(self, entry_id: str, within: Collection[str]) -> str:
        """The section of an entry in a file that holds those `within`."""
        first, size = self._places[entry_id]
        self._file.seek(first)

        def holds(key: str) -> bool:
            entry, _, anchor = key.partition(".")
            return entry in within and (not anchor or anchor in self._anchors[entry])

        return chosen(self._file.read(size).decode(), holds)

    def _made(self, ids: Sequence[str]) -> Iterator[Section]:
        def batch(first: int) -> list[Section]:
            return [self._section(entry_id) for entry_id in ids[first : first + _BATCH]]

        for made in parallel_map(batch, range(0, len(ids), _BATCH), self._edition.jobs):
            yield from made

    def _section(self, entry_id: str) -> Section:
        path = self._paths[entry_id]
        on_paper = path != self._edition.index.paths[entry_id]
        level = 2 if on_paper else 3  # of the heading that is its title
        writer = _Writer(
            entry_id, level, lambda href: self._link(href, path), lambda source: self._picture(source, path)
        )
        writer.feed(self._edition.built(path).decode())
        writer.close()
        text = (
            f'<section class="{writer.kind}" id="{entry_id}">\n{"".join(writer.parts).strip()}\n</section>\n'
        )
        return Section(text, tuple(writer.anchors))

    def _link(self, href: str, page: str) -> Link:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return Link(href)
        path = resolved(page, parts.path) if parts.path else page
        anchor = unquote(parts.fragment)
        entry = self._entries.get(path)
        keys = (*([f"{entry}.{anchor}"] if anchor else ()), entry) if entry else ()
        inside = tuple((key, f"#{key}") for key in keys)
        return Link(urls.absolute(self._base_url, path, anchor), outside=True, inside=inside)

    def _picture(self, source: str, page: str) -> str:
        """A picture of the site, brought along."""
        if urlsplit(source).scheme:
            return source
        path = resolved(page, source)
        kind = guess_type(path)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(self._edition.built(path)).decode()}"


def _page_of(edition: Edition, entry_id: str) -> str:
    """The page that stands for an entry: of a topic, the one that is made for paper."""
    page = edition.index.paths[entry_id]
    return urls.brief_path(page) if isinstance(edition.index.site.entries[entry_id], Topic) else page


class _Writer(HTMLParser):
    """What stands in `main` of a page, written anew: `parts` joined; `anchors` are those that are left of it, `kind` the classes
    of the section, by which styles know what kind of page it was.
    """

    def __init__(
        self, entry_id: str, level: int, link: Callable[[str], Link], picture: Callable[[str], str]
    ) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.anchors: list[str] = []
        self.kind = ""
        self._id, self._level, self._link, self._picture = entry_id, level, link, picture
        self._open: list[str] = []
        self._left_out = 0
        """How many elements are open from the one on that is left out; 0: none is."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if not self._open and tag != "main":
            return
        if tag not in _VOID:
            self._open.append(tag)
        if len(self._open) == 1 and tag == "main":
            self.kind = f"entry {dict(attrs).get('class') or ''}".rstrip()
            return
        if self._left_out or self._is_left_out(tag, dict(attrs)):
            self._left_out += tag not in _VOID
            return
        self._write(tag, attrs, ">")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing that is over where it begins."""
        if self._open and not self._left_out:
            self._write(tag, attrs, "/>")

    def handle_endtag(self, tag: str) -> None:
        """An element ends; what was not closed in it (`li`, `p`) ends with it."""
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            self._left_out = max(0, self._left_out - 1)
        if self._left_out:
            self._left_out -= 1
        elif self._open:
            self.parts.append(f"</{self._renamed(tag)}>")

    def handle_data(self, data: str) -> None:
        """Text without references to characters."""
        if self._open and not self._left_out:
            self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        """A character by name."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A character by number."""
        self.handle_data(f"&#{name};")

    def _is_left_out(self, tag: str, attributes: dict[str, str | None]) -> bool:
        classes = set((attributes.get("class") or "").split())
        return tag in _LEFT_OUT or bool(classes & _LEFT_OUT_CLASSES)

    def _renamed(self, tag: str) -> str:
        """Headings stand as far below the title as on the page."""
        return f"h{min(6, int(tag[1]) + self._level - 1)}" if _HEADING.fullmatch(tag) else tag

    def _write(self, tag: str, attributes: list[tuple[str, str | None]], end: str) -> None:
        told = {name: value for name, value in attributes if name not in _LEFT_OUT_ATTRIBUTES}
        if tag == "details":
            told["open"] = None
        if "id" in told:
            self.anchors.append(told["id"] or "")
            told["id"] = self._own(told["id"] or "")
        for name in _REFERENCES & told.keys():
            told[name] = " ".join(map(self._own, (told[name] or "").split()))
        if told.get("src") is not None:
            told["src"] = self._picture(told["src"] or "")
        if told.get("href") is None:
            self.parts.append(self._tag(tag, told, end))
            return
        link = self._link(told["href"] or "")
        inside = ((key, self._tag(tag, told | {"href": href}, end)) for key, href in link.inside)
        other = told | {"href": link.href}
        if link.outside:
            other["class"] = f"{told.get('class') or ''} outside".strip()
        self.parts.append(choice(inside, self._tag(tag, other, end)))

    def _tag(self, tag: str, attributes: dict[str, str | None], end: str) -> str:
        return f"<{self._renamed(tag)}{''.join(map(self._attribute, attributes.items()))}{end}"

    def _own(self, anchor: str) -> str:
        return f"{self._id}.{anchor}"

    def _attribute(self, told: tuple[str, str | None]) -> str:
        name, value = told
        if value is None:
            return f" {name}"
        value = _PAINT.sub(lambda match: f"url(#{self._own(match[1])})", value)
        return f' {name}="{escape(value)}"'
