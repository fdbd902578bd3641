"""A built page as a section of a file: what only a browser on the site needs is left out, and every link leads somewhere.

Anchors stand under the id of their entry (`anna-berg.part:sources`), since one file has those of many pages. A link to an
entry of the file leads to its section; one to the rest of the site leads to its address, and is marked (`outside`).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable
from html import escape
from html.parser import HTMLParser
from mimetypes import guess_type
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from sitegen import urls
from sitegen.model.kinds import Topic
from sitegen.packing.edition import Edition

_LEFT_OUT = {"button", "form", "script", "template"}
_LEFT_OUT_CLASSES = {
    *("back", "breadcrumbs", "contents", "copy", "filter", "letters", "neighbours", "search"),
    *("cite", "overviews"),
    *("backlinks", "co-mentions"),  # what they list stands in the file, and its table of contents leads there
}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HEADING = re.compile(r"h[1-6]")
_REFERENCES = {"aria-controls", "aria-describedby", "aria-labelledby", "for", "headers"}
"""Attributes that hold anchors of the same page."""

_LEFT_OUT_ATTRIBUTES = {"data-preview", "loading", "tabindex"}
"""There are no scripts, a picture is there already, and paper does not scroll."""
_PAINT = re.compile(r"url\(#([^)]+)\)")
_OUTSIDE = "outside"

Resolve = Callable[[str], tuple[str, bool]]
"""Where a link leads in the file, and whether that is outside of it."""


class Sections:
    """The sections of a file that holds these entries."""

    def __init__(self, edition: Edition, ids: Iterable[str]) -> None:
        index = edition.index
        self._edition, self._base_url = edition, index.base_url
        self._paths = {i: _page_of(edition, i) for i in ids}
        self._entries = {path: i for i, page in self._paths.items() for path in (page, index.paths[i])}
        self._anchors = {
            i: frozenset(self._section(i, 1, lambda href: (href, False)).anchors) for i in self._paths
        }

    def of(self, entry_id: str, *, level: int) -> str:
        """The section of an entry, whose title is a heading of that level."""
        section = self._section(entry_id, level, lambda href: self._resolved(href, entry_id))
        kind = "entry brief" if self._paths[entry_id] != self._edition.index.paths[entry_id] else "entry"
        return f'<section class="{kind}" id="{entry_id}">\n{"".join(section.parts).strip()}\n</section>\n'

    def _section(self, entry_id: str, level: int, resolve: Resolve) -> _Section:
        path = self._paths[entry_id]
        section = _Section(entry_id, level, resolve, lambda source: self._picture(source, path))
        section.feed(self._edition.built(path).decode())
        section.close()
        return section

    def _resolved(self, href: str, entry_id: str) -> tuple[str, bool]:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href, False
        own = self._paths[entry_id]
        path = _from(own, parts.path) if parts.path else own
        fragment = unquote(parts.fragment)
        if (target := self._entries.get(path)) is None:
            return urls.absolute(self._base_url, path, fragment), True
        return f"#{target}.{fragment}" if fragment in self._anchors[target] else f"#{target}", False

    def _picture(self, source: str, page: str) -> str:
        """A picture of the site, brought along."""
        if urlsplit(source).scheme:
            return source
        path = _from(page, source)
        kind = guess_type(path)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(self._edition.built(path)).decode()}"


def _page_of(edition: Edition, entry_id: str) -> str:
    """The page that stands for an entry: of a topic, the one that is made for paper."""
    page = edition.index.paths[entry_id]
    return urls.brief_path(page) if isinstance(edition.index.site.entries[entry_id], Topic) else page


def _from(page: str, link: str) -> str:
    return normpath(join(dirname(page), unquote(link)))


class _Section(HTMLParser):
    """What stands in `main` of a page, written anew: `parts` joined; `anchors` are those that are left of it."""

    def __init__(self, entry_id: str, level: int, resolve: Resolve, picture: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.anchors: list[str] = []
        self._id, self._level, self._resolve, self._picture = entry_id, level, resolve, picture
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
        if told.get("href") is not None:
            told["href"], outside = self._resolve(told["href"] or "")
            if outside:
                told["class"] = f"{told.get('class') or ''} {_OUTSIDE}".strip()
        if told.get("src") is not None:
            told["src"] = self._picture(told["src"] or "")
        self.parts.append(f"<{self._renamed(tag)}{''.join(map(self._attribute, told.items()))}{end}")

    def _own(self, anchor: str) -> str:
        return f"{self._id}.{anchor}"

    def _attribute(self, told: tuple[str, str | None]) -> str:
        name, value = told
        if value is None:
            return f" {name}"
        value = _PAINT.sub(lambda match: f"url(#{self._own(match[1])})", value)
        return f' {name}="{escape(value)}"'
