"""`site.epub` and `TOPIC.epub`: the site, and each of its topics, as EPUB 3 (https://www.w3.org/TR/epub-33/).

The files of a book are its chapters one after another, then what can be said only when all of them are known. A topic's
pages stand in its book, in that of the whole site and in those of others: they are made once, for all of them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from posixpath import splitext
from tempfile import TemporaryFile
from typing import NamedTuple

from sitegen import urls
from sitegen.faults import EnvironmentFault
from sitegen.model.output import OutputFile
from sitegen.packing.archive import write_zip
from sitegen.packing.edition import Counted, Edition
from sitegen.packing.epub.contents import Chapter, Part, parts_of
from sitegen.packing.epub.cover import cover
from sitegen.packing.epub.documents import PICTURES, Documents, Press, document_path, own
from sitegen.packing.epub.xhtml import page_anchor, page_break
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.items import Script
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import contact_address

MIMETYPE = OutputFile("mimetype", b"application/epub+zip")
"""The first file of the container, which is stored as it is."""

_SITE = "site"
_TOP = "EPUB"
_CONTENTS = "_nav.xhtml"
"""No page has such a name. It stands above what it leads to: epub.js takes its links for those of the package."""
_XHTML = "application/xhtml+xml"


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


def make(edition: Edition, folder: Path, counted: Counted) -> None:
    """Writes `site.epub`, unless one topic was asked for, and a book of each topic.

    Raises:
        SiteError: layouts are at fault.
        OSError: the disk refuses.
        EnvironmentFault: a topic's book would have the name of the whole site's.
    """
    if _SITE in edition.topics:
        raise EnvironmentFault(
            f'the book of the topic "{_SITE}" would be called as that of the whole site',
            f"give the topic another id: python build.py rename {_SITE} NEW",
        )
    topics = (*(() if edition.topic else ("",)), *edition.topics)
    chapters = tuple(_chapters(parts_of(edition.index, topics[0])))  # the book of the site has all there are
    press = Press(edition, chapters)
    with TemporaryFile(dir=folder) as file:
        documents = Documents(file)
        documents.fill(press, chapters, edition.jobs, counted)
        for topic in topics:
            made = _files(edition, press, documents, parts_of(edition.index, topic), topic)
            files = ((file.path, file.content) for file in made)
            write_zip(folder / f"{topic or _SITE}.epub", files, edition.when, stored=(MIMETYPE.path,))


def _chapters(parts: Iterable[Part]) -> Iterator[Chapter]:
    return chain.from_iterable(part.chapters for part in parts)


def _files(
    edition: Edition, press: Press, documents: Documents, parts: Sequence[Part], topic: str
) -> Iterator[OutputFile]:
    """The files of the book of these parts in the order of the container: of the whole site, or of one `topic`.

    Raises:
        SiteError: layouts are at fault.
    """
    view = _view(edition, topic)
    yield MIMETYPE
    yield OutputFile("META-INF/container.xml", press.text("container.xml", {}).encode())
    pages = frozenset(chapter.path for chapter in _chapters(parts))
    turns: list[Place] = []
    items: list[Item] = []
    pictures: set[str] = set()
    for chapter in _chapters(parts):
        path, kept = document_path(chapter.path), documents.kept[chapter.path]
        fragments = documents.fragments(chapter.path, pages)
        numbers = range(len(turns) + 1, len(turns) + len(fragments))
        turns += (Place(f"{path}#{page_anchor(number)}", str(number)) for number in numbers)
        pictures |= kept.files
        items.append(Item(f"c{len(items) + 1}", path, _XHTML, "svg" if kept.svg else "", read=True))
        yield _file(path, _numbered(fragments, numbers))
    visual = bool(pictures) or any(item.properties for item in items)
    view = view._replace(
        parts=tuple(_part(edition.index, documents, part) for part in parts),
        pages=tuple(turns),
        names=document_path(urls.NAMES) if urls.NAMES in pages else "",
        visual=visual,
    )
    for number, path in enumerate(sorted(pictures), 1):
        items.append(Item(f"p{number}", path, PICTURES[splitext(path)[1].lower()]))
        yield OutputFile(f"{_TOP}/{path}", edition.built(path))
    yield from _frame(press, edition, view, items)


def _numbered(fragments: Sequence[str], numbers: range) -> str:
    first, *rest = fragments
    return first + "".join(page_break(number) + part for number, part in zip(numbers, rest, strict=True))


def _frame(press: Press, edition: Edition, view: BookView, items: Sequence[Item]) -> Iterator[OutputFile]:
    """What stands around the chapters, and the package that lists all of it."""
    words = cover(view.title, view.subtitle, view.script)
    context: dict[str, object] = {"edition": edition, "book": view, "cover": words}
    before = (
        Item("cover", own("cover.xhtml"), _XHTML, read=True),
        Item("imprint", own("imprint.xhtml"), _XHTML, read=True),
        Item("nav", _CONTENTS, _XHTML, "nav", read=True),
    )
    for item in before:
        yield _file(item.href, press.own(f"{item.id}.html", context))
    yield _file(own("book.css"), press.text("book.css", context))
    yield _file(own("cover.svg"), press.text("cover.xml", context))
    besides = (
        Item("style", own("book.css"), "text/css"),
        Item("cover-image", own("cover.svg"), "image/svg+xml", "cover-image"),
    )
    yield _file("package.opf", press.text("package.xml", context | {"items": (*before, *items, *besides)}))


def _view(edition: Edition, topic: str) -> BookView:
    index, settings = edition.index, edition.index.settings
    path = index.paths[topic] if topic else urls.HOME
    address = urls.absolute(index.base_url, path)
    ctx = PageContext(index, own("imprint.html"))
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


def _part(index: SiteIndex, documents: Documents, part: Part) -> PartView:
    title = index.words("book.across_topics" if part.name == "overviews" else f"kinds.{part.name}.list")
    places = (Place(document_path(c.path), documents.kept[c.path].title) for c in part.chapters)
    return PartView(title, tuple(places))


def _file(path: str, text: str) -> OutputFile:
    return OutputFile(f"{_TOP}/{path}", text.encode())
