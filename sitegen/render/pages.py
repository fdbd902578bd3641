"""Making the files of `outputs`: a view, the base context of its folder, a layout; or what machines read.

What was read of the index on the way tells whether a file would be the same again. So nothing is made where nothing that
was read has changed. What came of it is not kept here: the published file is the only copy there is.
"""

from __future__ import annotations

import marshal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from itertools import chain
from typing import NamedTuple

from sitegen import urls
from sitegen.cache.digests import raw_digest
from sitegen.cache.keys import KEY_FORM, Memory, key_of
from sitegen.faults import Checked, Faults
from sitegen.model.kinds import KINDS
from sitegen.model.kinds import Page as PlainPage
from sitegen.model.output import KnownFile, Layouts, Output, OutputFile
from sitegen.model.site import Edited
from sitegen.parallel import parallel_map
from sitegen.render.environment import Templates, first_of_each
from sitegen.render.outputs import Address, Files, Pages
from sitegen.render.reads import Marks, Recorder, Stamps, are_among
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.items import Script
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import FeedLink, contact_address, feeds

_BATCH = 32
"""Files that a process makes at once. The first, the home page, is made by itself: `serve` shows it meanwhile."""
_WORTH_SPREADING = 200
_KIND = "made"
_KEY = raw_digest(b"")
"""What is remembered is one value, as all of it is asked for at once, and one part means nothing without the other."""

Row = Pages | Files

Record = tuple[Marks, bytes, tuple[str, ...], str, int]
"""What is remembered of a file by its path: what was read of the index to make it, the digest of what stood around it, what
it was asked for besides, and the digest (hex) and number of the bytes that came of it.
"""

_NO_RECORD: Record = (b"", b"", (), "", 0)


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made, and what was read for it. `content` is None where its layout is at fault."""

    path: str
    content: bytes | None
    reads: Marks


@dataclass(slots=True)
class PageRenderer:
    """Makes the files of one site with one set of layouts; keeps the base context of each folder, and digests of it."""

    index: SiteIndex
    layouts: Layouts
    templates: Templates
    assets: Mapping[str, str]
    bases: dict[str, tuple[BaseContext, bytes]] = field(default_factory=dict)
    recorder: Recorder = field(init=False)
    _around: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.recorder = Recorder.of(self.index)

    def make(self, row: Row, address: Address, faults: Faults) -> Made:
        """The file of a row at an address, with what was read for it."""
        content = self.content(row, address, faults)
        return Made(address[0], content, self.recorder.marks())

    def content(self, row: Row, address: Address, faults: Faults) -> bytes | None:
        """The bytes of that file; None where its layout is at fault."""
        path, asked = address
        self.recorder.begin()
        if isinstance(row, Files):
            return row.content(self.recorder.index, path, *asked)
        page = row.view(PageContext(self.recorder.index, path), *asked)
        context = {"page": page, "view": page.view, "base": self._base(path)[0]}
        html = self.templates.render(row.layout, context, path, faults)
        return None if html is None else html.encode()

    def made_again(self, row: Row, address: Address) -> bytes:
        """The bytes of a file that was made before of the same."""
        faults = Faults()
        content = self.content(row, address, faults)
        faults.stop()
        return content or b""

    def around(self, row: Row, path: str) -> bytes:
        """The digest of all that a file of a row is made of, but for what is read of the index and what it is asked for."""
        if isinstance(row, Files):
            kind, base = (row.content.__qualname__, ""), self.layouts.digest.encode()
        else:
            kind, base = (row.layout, folder_of(path)), self._base(path)[1]
        if kind not in self._around:
            layout = self.templates.digest_of(row.layout) if isinstance(row, Pages) else b""
            parts = (base, layout, self.recorder.same_for_all, kind[0].encode())
            self._around[kind] = raw_digest(b"\0".join(parts))
        return self._around[kind]

    def _base(self, path: str) -> tuple[BaseContext, bytes]:
        folder = folder_of(path)
        if folder not in self.bases:
            made = base_context(PageContext(self.index, path), self.assets)
            self.bases[folder] = (made, key_of(made, self.layouts.digest))
        return self.bases[folder]


def every_file(
    renderer: PageRenderer, rows: Iterable[Row], edited: Edited, memory: Memory, jobs: int, faults: Faults
) -> Iterator[Output]:
    """Every file of some rows that can be made; those whose layouts are at fault are told."""
    tasks = [(row, address) for row in rows for address in row.addresses(renderer.index)]
    around = [renderer.around(row, path) for row, (path, _) in tasks]
    site, before, known = _remembered(memory)
    stamps = renderer.recorder.stamps(before, edited.ids if site and site == edited.before else None)
    changed = renderer.recorder.marks_of(renderer.recorder.changed(before, stamps))
    found = Faults()

    def is_unchanged(number: int) -> bool:
        path, asked = tasks[number][1]
        reads, rest, asked_before, *_ = known.get(path, _NO_RECORD)
        return (rest, asked_before) == (around[number], asked) and not are_among(reads, changed)

    def batch(numbers: Sequence[int]) -> Checked[tuple[Made, ...]]:
        met = Faults()
        return met.beside(tuple(renderer.make(*tasks[number], met) for number in numbers))

    unchanged = [is_unchanged(number) for number in range(len(tasks))]
    fresh = [number for number, same in enumerate(unchanged) if not same]
    batches = [fresh[:1], *(fresh[first : first + _BATCH] for first in range(1, len(fresh), _BATCH))]
    spread = _prepare(renderer.index, [tasks[number][0] for number in fresh], jobs)
    done = parallel_map(batch, batches, spread)
    made = chain.from_iterable(map(found.take, done))
    records: dict[str, Record] = {}
    for (row, address), same, rest in zip(tasks, unchanged, around, strict=True):
        path = address[0]
        if same:
            records[path] = known[path]
            yield KnownFile(path, *known[path][3:], partial(renderer.made_again, row, address))
        elif (file := next(made)).content is not None:
            output = OutputFile(path, file.content)
            records[path] = (file.reads, rest, address[1], output.digest, output.size)
            yield output
    if not (renderer.index.drafts and memory.lasts):  # any file may name a draft
        memory.put_many(_KIND, [(_KEY, marshal.dumps((edited.now, stamps, records), KEY_FORM))])
    for fault in first_of_each(found.met):
        faults.place(fault)


def _prepare(index: SiteIndex, rows: Sequence[Row], jobs: int) -> int:
    """Do once what each process would do, before there are any; gives how many shall make files, one for each of `rows`.

    Views are imported. What so far may be known of the site in pieces is read: processes have no memory that knows the rest.
    """
    for view in dict.fromkeys(row.view for row in rows if isinstance(row, Pages)):
        view.load()
    if jobs == 1 or len(rows) < _WORTH_SPREADING:
        return 1
    for part in (
        index.site.entries,
        index.site.linked,
        *(getattr(index, each.name) for each in fields(index)),
    ):
        if isinstance(part, Mapping):
            deque(part.values(), maxlen=0)
    return jobs


def _remembered(memory: Memory) -> tuple[bytes, Stamps, Mapping[str, Record]]:
    """The key of the site of the last build, where that has one, its stamps, and what was made of it."""
    known = memory.get_many(_KIND, [_KEY]).get(_KEY)
    remembered: tuple[bytes, Stamps, Mapping[str, Record]] = (b"", {}, {})
    if known:
        remembered = marshal.loads(known)  # noqa: S302  (bytes of ours, with their check sum)
    return remembered


class NavItem(NamedTuple):
    """A page of the navigation: its output path tells whether one is on it. Those of `urls.NAVIGATION` have a `name`."""

    path: str
    href: str
    title: str
    name: str = ""


class SharePicture(NamedTuple):
    """The picture that stands beside a shared link: its absolute address, and its size in pixels where that is known."""

    url: str
    width: int | None
    height: int | None


class BaseContext(NamedTuple):
    """What stands around every page of a folder. **Nothing that changes with every edit belongs here**: whatever it shows,
    every page shows, and would have to be made anew.

    All links lead from one folder. `section` is the name in `urls.NAVIGATION` of what its pages belong to, or empty; `nav`
    stands over every page, `lists` at its foot. `links` are those of `urls.NAVIGATION` and `assets` those of styles and scripts, by name.
    """

    title: str
    tagline: str
    publisher: str
    licence: str
    contact: str
    script: Script
    section: str
    links: Mapping[str, str]
    feeds: tuple[FeedLink, ...]
    icon: str
    share: SharePicture | None
    nav: tuple[NavItem, ...]
    lists: tuple[NavItem, ...]
    pages: tuple[NavItem, ...]
    assets: Mapping[str, str]


def base_context(ctx: PageContext, assets: Mapping[str, str]) -> BaseContext:
    """The base context of the pages in the folder of `ctx`; `assets` are output paths."""
    index, settings = ctx.index, ctx.index.settings
    places = [
        NavItem(path, ctx.href(path), _title(ctx, name), name) for name, path in urls.NAVIGATION.items()
    ]
    return BaseContext(
        title=settings.title,
        tagline=settings.tagline or "",
        publisher=settings.publisher or "",
        licence=settings.licence or "",
        contact=contact_address(settings.contact),
        script=ctx.script(settings.language),
        section=_section(folder_of(ctx.path)),
        links={name: ctx.href(path) for name, path in urls.NAVIGATION.items()},
        feeds=feeds(ctx, urls.FEED, settings.title),
        icon=ctx.href(urls.ICON),
        share=_share_picture(ctx),
        nav=tuple(place for place in places if place.name in urls.MASTHEAD),
        lists=tuple(place for place in places if place.name not in urls.MASTHEAD),
        pages=tuple(_nav_item(ctx, page) for page in index.pages if page.nav),
        assets={name: ctx.href(path) for name, path in assets.items()},
    )


def folder_of(path: str) -> str:
    """What pages share a base context by: their folder. 404.html has one of its own: its links begin with the site's path."""
    return path if path == urls.NOT_FOUND else path.rpartition("/")[0]


def _share_picture(ctx: PageContext) -> SharePicture | None:
    """The one that lies in content/files/, if there is one."""
    for file in ctx.index.site.files:
        if file.path == urls.SHARE_FILE:
            address = urls.absolute(ctx.index.base_url, urls.file_path(file.path))
            return SharePicture(address, file.width, file.height)
    return None


def _section(folder: str) -> str:
    """What the pages of its kind stand below, if that is a list; else the list that stands in the folder."""
    below = next((kind.below for kind in KINDS if kind.folder == folder != ""), "")
    lists = (name for name, path in urls.NAVIGATION.items() if folder and path.rpartition("/")[0] == folder)
    return below if below in urls.NAVIGATION else next(lists, "")


def _title(ctx: PageContext, name: str) -> str:
    """What a page of the navigation is called; one of all entries of a kind, as lists of these are."""
    return ctx.index.words(f"kinds.{name}.list" if name in urls.INDEXES else f"nav.{name}")


def _nav_item(ctx: PageContext, page: PlainPage) -> NavItem:
    path = ctx.index.paths[page.id]
    return NavItem(path, ctx.href(path), page.title)
