"""The documents of the books: each page is made once, and every book that has it takes it from here.

They lie in a file, since those of a large site are more than memory should hold; what the packages of books say of each is
in memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from posixpath import splitext
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from sitegen import urls
from sitegen.faults import Checked, Faults
from sitegen.packing.edition import Counted, Edition
from sitegen.packing.epub.contents import Chapter, parts_of
from sitegen.packing.epub.xhtml import ContentDocument, document
from sitegen.packing.links import Link, chosen, resolved
from sitegen.parallel import parallel_map
from sitegen.render.environment import Templates, first_of_each
from sitegen.render.pages import PageRenderer

PICTURES = {  # those that EPUB asks every reader to show
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}

_VARIANT = "book"
"""The folder of layouts/ for books, and the one in a book for what no page of the site makes."""

_BATCH = 16
_BREAK = "\f"
"""Stands between fragments in the file: XML cannot hold it."""


def own(name: str) -> str:
    """Where something stands that only a book has: no page of the site stands in a folder of that name."""
    return f"{_VARIANT}/{name}"


def document_path(path: str) -> str:
    """Where a page of the site stands in a book."""
    return f"{path.removesuffix('.html')}.xhtml"


@dataclass(frozen=True, slots=True)
class _Links:
    """Where the links of the page at `path` lead. `pages` are the output paths of those pages that some book has, `known`
    those of all that the book of the whole site has, made or not.
    """

    path: str
    pages: frozenset[str]
    known: frozenset[str]
    base_url: str

    def link(self, href: str) -> Link:
        """A link as the book has it. To a page that only another book has, the address on the web; to what none has, none."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return Link(href, outside=True)
        if not parts.path:
            return Link(href)
        path = resolved(self.path, parts.path)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        away = urls.absolute(self.base_url, path) + fragment if path in self.known else ""
        here = urls.relative(document_path(self.path), document_path(path)) + fragment
        return Link(away, outside=True, inside=((path, here),) if path in self.pages else ())

    def picture(self, address: str) -> str | None:
        """The output path of a picture, if every reader can show it."""
        path = resolved(self.path, address)
        return path if splitext(path)[1].lower() in PICTURES else None


class Press:
    """Makes the documents of books, of which some have these chapters."""

    def __init__(self, edition: Edition, chapters: Iterable[Chapter]) -> None:
        index, layouts = edition.index, edition.layouts
        self._templates = Templates(layouts, _VARIANT)
        self._renderer = PageRenderer(index, layouts, self._templates, {"book.css": own("book.css")})
        self._pages = frozenset(chapter.path for chapter in chapters)
        self._known = frozenset(chapter.path for part in parts_of(index) for chapter in part.chapters)
        self._outside = index.words("book.outside")
        self._base_url = index.base_url

    def documents(self, chapters: Iterable[Chapter]) -> Checked[tuple[ContentDocument, ...]]:
        """The documents of some chapters; those whose layouts are at fault are left out, and told."""
        met = Faults()
        made = ((each.path, self._renderer.content(each.row, each.address, met)) for each in chapters)
        return met.beside(tuple(self._of(path, content.decode()) for path, content in made if content))

    def own(self, layout: str, context: dict[str, object]) -> str:
        """A document that only books have; its links are written for a book."""
        made = document(self.text(layout, context), _as_written, str, outside=self._outside, pages=False)
        return "".join(made.fragments)

    def text(self, layout: str, context: dict[str, object]) -> str:
        """What a layout of books comes to.

        Raises:
            SiteError: it is at fault.
        """
        faults = Faults()
        text = self._templates.render(layout, context, own(layout), faults)
        faults.stop()
        return text or ""

    def _of(self, path: str, html: str) -> ContentDocument:
        links = _Links(path, self._pages, self._known, self._base_url)
        return document(html, links.link, links.picture, outside=self._outside)


class Kept(NamedTuple):
    """A document in the file: where it begins there, and how many bytes it has; the rest is as in `ContentDocument`."""

    first: int
    size: int
    title: str
    files: frozenset[str]
    svg: bool


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents by the output paths of their pages, in a `file` that is open to be written and read."""

    file: BinaryIO
    kept: dict[str, Kept] = field(default_factory=dict)

    def fill(self, press: Press, chapters: Sequence[Chapter], jobs: int, counted: Counted) -> None:
        """Make the documents of these chapters.

        Raises:
            SiteError: layouts are at fault. Raised when all are made, with every fault.
            OSError: the disk refuses.
        """
        found = Faults()
        made = counted(_made(press, chapters, jobs, found), len(chapters))
        for one, chapter in zip(made, chapters, strict=False):  # fewer are made where layouts are at fault
            packed = _BREAK.join(one.fragments).encode()
            self.kept[chapter.path] = Kept(self.file.tell(), len(packed), one.title, one.files, one.svg)
            self.file.write(packed)
        faults = Faults(met=list(first_of_each(found.met)))
        faults.stop()

    def fragments(self, path: str, pages: Collection[str]) -> list[str]:
        """The fragments of a document as they are in the book of these pages."""
        kept = self.kept[path]
        self.file.seek(kept.first)
        return chosen(self.file.read(kept.size).decode(), pages.__contains__).split(_BREAK)


def _made(press: Press, chapters: Sequence[Chapter], jobs: int, found: Faults) -> Iterator[ContentDocument]:
    """The documents of these chapters, up to where layouts are at fault."""

    def batch(first: int) -> Checked[tuple[ContentDocument, ...]]:
        return press.documents(chapters[first : first + _BATCH])

    for made in parallel_map(batch, range(0, len(chapters), _BATCH), jobs):
        documents = found.take(made)
        if not found.met:
            yield from documents


def _as_written(href: str) -> Link:
    return Link(href, outside=bool(urlsplit(href).scheme))
