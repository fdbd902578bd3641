"""`site.epub` and `TOPIC.epub`: the site, and each of its topics, as EPUB 3 (https://www.w3.org/TR/epub-33/).

The files of a book are its chapters one after another, then what can be said only when all of them are known.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath, splitext
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sitegen import urls
from sitegen.faults import Checked, Faults
from sitegen.model.output import OutputFile
from sitegen.packing.archive import write_zip
from sitegen.packing.edition import Counted, Edition
from sitegen.packing.epub.contents import Chapter, Part, parts_of
from sitegen.packing.epub.cover import cover
from sitegen.packing.epub.xhtml import Document, Target, document, page_anchor, page_break
from sitegen.parallel import parallel_map
from sitegen.render.environment import Templates, first_of_each
from sitegen.render.pages import PageRenderer
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.items import Script
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import contact_address

MIMETYPE = OutputFile("mimetype", b"application/epub+zip")
"""The first file of the container, which is stored as it is."""

_VARIANT = "book"
"""The folder of layouts/ for books, and the one in a book for what no page of the site makes."""

_TOP = "EPUB"
_BATCH = 16
_XHTML = "application/xhtml+xml"
_PICTURES = {  # those that EPUB asks every reader to show
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


class Place(NamedTuple):
    """A line of a table of contents."""

    href: str
    title: str


class PartView(NamedTuple):
    """Lines under a heading."""

    title: str
    chapters: tuple[Place, ...]


class Item(NamedTuple):
    """A file of the book as its package lists it; `read` says that it stands in the order of reading."""

    id: str
    href: str
    type: str
    properties: str = ""
    read: bool = False


class BookView(NamedTuple):
    """What the layouts of `layouts/book/` see. `series` is the site of which a book has one topic, else empty; `day` is that
    of the build (ISO); `names` the page that serves as an index, or empty; `visual` says whether it has pictures.
    """

    title: str
    subtitle: str
    series: str
    identifier: str
    script: Script
    publisher: str
    licence: str
    contact: str
    contact_shown: str
    address: str
    day: str
    parts: tuple[PartView, ...] = ()
    pages: tuple[Place, ...] = ()
    names: str = ""
    visual: bool = False


@dataclass(frozen=True, slots=True)
class _Links:
    """Where the links of the page at `path` lead. `inside` are the addresses in the book by output path, `entries` the output
    paths of all entries of the site.
    """

    path: str
    inside: dict[str, str]
    entries: frozenset[str]
    base_url: str

    def target(self, href: str) -> Target | None:
        """A link as the book has it. To an entry that is not in it, the address on the web; to what only the site has, none."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return Target(href, outside=True)
        if not parts.path:
            return Target(href)
        path = self.resolved(parts.path)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if path in self.inside:
            return Target(urls.relative(self.inside.get(self.path, self.path), self.inside[path]) + fragment)
        if path in self.entries:
            return Target(urls.absolute(self.base_url, path) + fragment, outside=True)
        return None

    def picture(self, address: str) -> str | None:
        """The output path of a picture, if every reader can show it."""
        path = self.resolved(address)
        return path if splitext(path)[1].lower() in _PICTURES else None

    def resolved(self, address: str) -> str:
        """The output path to which a relative address leads."""
        return normpath(join(dirname(self.path), unquote(address)))


class _Press:
    """Makes the documents of one book."""

    def __init__(self, edition: Edition, parts: Sequence[Part]) -> None:
        index, layouts = edition.index, edition.layouts
        self.templates = Templates(layouts, _VARIANT)
        self.renderer = PageRenderer(index, layouts, self.templates, {"book.css": _own("book.css")})
        self.inside = {
            chapter.path: _document_path(chapter.path) for part in parts for chapter in part.chapters
        }
        self.entries = frozenset(index.paths.values()) - {urls.HOME}
        self.outside = index.words("book.outside")
        self.base_url = index.base_url

    def documents(self, chapters: Iterable[Chapter]) -> Checked[tuple[Document, ...]]:
        """The documents of some chapters; those whose layouts are at fault are left out, and told."""
        met = Faults()
        made = ((chapter.path, self.renderer.make(chapter.row, chapter.address, met)) for chapter in chapters)
        return met.beside(tuple(self._of(path, page.content.decode()) for path, page in made if page.content))

    def own(self, layout: str, context: dict[str, object], *, pages: bool = False) -> Document:
        """A document that only a book has."""
        return self._of(_own(layout), self.text(layout, context), pages=pages)

    def text(self, layout: str, context: dict[str, object]) -> str:
        """What a layout of books comes to.

        Raises:
            SiteError: it is at fault.
        """
        faults = Faults()
        text = self.templates.render(layout, context, _own(layout), faults)
        faults.stop()
        return text or ""

    def _of(self, path: str, html: str, *, pages: bool = True) -> Document:
        links = _Links(path, self.inside, self.entries, self.base_url)
        link = links.target if pages else _as_written
        return document(html, link, links.picture, outside=self.outside, pages=pages)


def make(edition: Edition, folder: Path, counted: Counted) -> None:
    """Writes `site.epub`, unless one topic was asked for, and a book of each topic."""
    for topic in (*(() if edition.topic else ("",)), *edition.topics):
        parts = parts_of(edition.index, topic)
        chapters = sum(len(part.chapters) for part in parts)
        files = ((file.path, file.content) for file in counted(files_of(edition, parts, topic), chapters))
        write_zip(folder / f"{topic or 'site'}.epub", files, edition.when, stored=(MIMETYPE.path,))


def files_of(edition: Edition, parts: Sequence[Part], topic: str = "") -> Iterator[OutputFile]:
    """The files of the book of these parts in the order of the container: of the whole site, or of one `topic`.

    Raises:
        SiteError: layouts are at fault. Raised when all chapters are made, with every fault.
    """
    press = _Press(edition, parts)
    view = _view(edition, topic)
    yield MIMETYPE
    yield OutputFile("META-INF/container.xml", press.text("container.xml", {}).encode())
    chapters = [chapter for part in parts for chapter in part.chapters]
    titles: dict[str, str] = {}
    turns: list[Place] = []
    items: list[Item] = []
    pictures: set[str] = set()
    for chapter, made in zip(chapters, _documents(press, chapters, edition.jobs), strict=True):
        path = press.inside[chapter.path]
        numbers = range(len(turns) + 1, len(turns) + len(made.fragments))
        turns += (Place(f"../{path}#{page_anchor(number)}", str(number)) for number in numbers)
        titles[chapter.path] = made.title
        pictures |= made.files
        items.append(Item(f"c{len(items) + 1}", path, _XHTML, "svg" if made.svg else "", read=True))
        yield _file(path, _numbered(made, numbers))
    visual = bool(pictures) or any(item.properties for item in items)
    view = view._replace(
        parts=tuple(_part(edition.index, press, part, titles) for part in parts),
        pages=tuple(turns),
        names=f"../{press.inside[urls.NAMES]}" if urls.NAMES in press.inside else "",
        visual=visual,
    )
    for number, path in enumerate(sorted(pictures), 1):
        items.append(Item(f"p{number}", path, _PICTURES[splitext(path)[1].lower()]))
        yield OutputFile(f"{_TOP}/{path}", edition.built(path))
    yield from _frame(press, edition, view, items)


def _documents(press: _Press, chapters: Sequence[Chapter], jobs: int) -> Iterator[Document]:
    found = Faults()
    firsts = range(0, len(chapters), _BATCH)

    def batch(first: int) -> Checked[tuple[Document, ...]]:
        return press.documents(chapters[first : first + _BATCH])

    for made in parallel_map(batch, firsts, jobs):
        documents = found.take(made)
        if not found.met:
            yield from documents
    faults = Faults(met=list(first_of_each(found.met)))
    faults.stop()


def _numbered(made: Document, numbers: range) -> str:
    first, *rest = made.fragments
    return first + "".join(page_break(number) + part for number, part in zip(numbers, rest, strict=True))


def _frame(press: _Press, edition: Edition, view: BookView, items: Sequence[Item]) -> Iterator[OutputFile]:
    """What stands around the chapters, and the package that lists all of it."""
    words = cover(view.title, view.subtitle, view.script)
    context: dict[str, object] = {"edition": edition, "book": view, "cover": words}
    before = (
        Item("cover", _own("cover.xhtml"), _XHTML, read=True),
        Item("imprint", _own("imprint.xhtml"), _XHTML, read=True),
        Item("nav", _own("nav.xhtml"), _XHTML, "nav", read=True),
    )
    for item in before:
        made = press.own(f"{item.id}.html", context)
        yield _file(item.href, "".join(made.fragments))
    yield _file(_own("book.css"), press.text("book.css", context))
    yield _file(_own("cover.svg"), press.text("cover.xml", context))
    besides = (
        Item("style", _own("book.css"), "text/css"),
        Item("cover-image", _own("cover.svg"), "image/svg+xml", "cover-image"),
    )
    yield _file("package.opf", press.text("package.xml", context | {"items": (*before, *items, *besides)}))


def _view(edition: Edition, topic: str) -> BookView:
    index, settings = edition.index, edition.index.settings
    path = index.paths[topic] if topic else urls.HOME
    address = urls.absolute(index.base_url, path)
    ctx = PageContext(index, _own("imprint.html"))
    return BookView(
        title=index.title(topic) if topic else settings.title,
        subtitle=index.summaries[topic] if topic else settings.tagline or "",
        series=settings.title if topic else "",
        identifier=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{address}#book')}",
        script=ctx.script(settings.language),
        publisher=settings.publisher or "",
        licence=settings.licence or "",
        contact=contact_address(settings.contact),
        contact_shown=settings.contact or "",
        address=address,
        day=edition.when.isoformat(),
    )


def _part(index: SiteIndex, press: _Press, part: Part, titles: dict[str, str]) -> PartView:
    title = index.words("book.across_topics" if part.name == "overviews" else f"kinds.{part.name}.list")
    places = (Place(f"../{press.inside[c.path]}", titles[c.path]) for c in part.chapters)
    return PartView(title, tuple(places))


def _as_written(href: str) -> Target:
    """A link of a page that only a book has: it is written for the book."""
    outside = bool(urlsplit(href).scheme)
    return Target(href, outside)


def _document_path(path: str) -> str:
    """Where a page of the site stands in a book."""
    return f"{path.removesuffix('.html')}.xhtml"


def _own(name: str) -> str:
    """Where something stands that only a book has: no page of the site stands in a folder of that name."""
    return f"{_VARIANT}/{name}"


def _file(path: str, text: str) -> OutputFile:
    return OutputFile(f"{_TOP}/{path}", text.encode())
