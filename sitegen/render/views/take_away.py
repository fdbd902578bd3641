"""The pages about what one can take away: the packages, and among them the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sitegen import urls
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.items import Link
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, site_page

PACKS: Mapping[str, str] = {
    "zip": "site.zip",
    "epub": "site.epub",
    "zim": "site.zim",
    "page": "",
    "data": "data/datapackage.json",
    "calendar": "calendar.ics",
}
"""Every format of package, and its file in the folder of packages; empty where there is one for each topic alone."""

DATA_FILES = ("data/datapackage.json", "data/site.sqlite", "data/site.jsonld")
"""The files by which one begins: what the tables are, the database, the graph."""


class Pack(NamedTuple):
    """A package: its format, and where it can be had; empty where it is not published."""

    name: str
    href: str


class TopicPacks(NamedTuple):
    """A topic, with the addresses of its book and of its page."""

    topic: Link
    epub: str
    page: str


class TakeAwayView(NamedTuple):
    """What `take-away.html` sees: every package, those of each topic where they are published, and the page of the data."""

    packs: tuple[Pack, ...]
    published: bool
    topics: tuple[TopicPacks, ...]
    contents: str
    data: str


class DataView(NamedTuple):
    """What `data.html` sees: the files one begins with, by their names; the licence, and the parts of a citation."""

    files: tuple[Link, ...]
    licence: str
    publisher: str
    address: str
    take_away: str


def take_away_view(ctx: PageContext) -> Page:
    """What there is to take away."""
    index = ctx.index
    base = index.settings.packs_url or ""
    topics = (
        TopicPacks(ctx.link(topic.id), f"{base}{topic.id}.epub", f"{base}pages/{topic.id}.html")
        for topic in index.topics
    )
    view = TakeAwayView(
        packs=tuple(Pack(name, _address(index, file) if file else "") for name, file in PACKS.items()),
        published=bool(base),
        topics=tuple(topics) if base else (),
        contents=f"{base}index.html" if base else "",
        data=ctx.href(urls.DATA),
    )
    return site_page(ctx, view)


def data_view(ctx: PageContext) -> Page:
    """What the data are, what may be done with them, and how to cite them."""
    index = ctx.index
    view = DataView(
        files=tuple(Link(_address(index, file), file.rpartition("/")[2]) for file in DATA_FILES),
        licence=index.settings.licence or "",
        publisher=index.settings.publisher or "",
        address=index.base_url,
        take_away=ctx.href(urls.TAKE_AWAY),
    )
    return site_page(ctx, view)


def _address(index: SiteIndex, file: str) -> str:
    """Where a package can be had; empty where the packages are not published."""
    base = index.settings.packs_url
    return f"{base}{file}" if base else ""
