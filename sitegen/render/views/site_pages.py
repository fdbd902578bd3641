"""The pages that the site has whatever its entries are (`urls.FIXED`), a function named after each: search, what one can take
away, the data among that, and the outlets, whose list is made beside their pages. Then 404, and what old addresses lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sitegen import urls
from sitegen.model.packages import FORMATS
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.items import Link
from sitegen.render.views.outlet import outlets_view
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, site_page

__all__ = [
    "data_view",
    "not_found_view",
    "outlets_view",
    "redirect_view",
    "search_view",
    "take_away_view",
    "withdrawn_view",
]

DATA_FILES = ("data/datapackage.json", "data/site.sqlite", "data/site.jsonld")
"""The files by which one begins: what the tables are, the database, the graph."""

COMMAND = "python build.py pack"
"""What makes them all; with the name of a format, that one."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """What `search.html` sees: whether there is an index, and where else one can look."""

    index: bool
    topics: tuple[Link, ...]


class LeadView(NamedTuple):
    """What `404.html`, `redirect.html` and `withdrawn.html` see."""

    target: Link | None = None
    reason: str = ""
    topics: tuple[Link, ...] = ()


def search_view(ctx: PageContext) -> Page:
    """The search page."""
    return site_page(ctx, SearchView(ctx.index.search, _topics(ctx)))


def not_found_view(ctx: PageContext) -> Page:
    """What a server shows where there is no page."""
    return site_page(ctx, LeadView(topics=_topics(ctx)), indexed=False)


def redirect_view(ctx: PageContext, entry_id: str) -> Page:
    """A page that leads on from an old address; its canonical address is the new one."""
    target = urls.absolute(ctx.index.base_url, ctx.index.paths[entry_id])
    link = ctx.link(entry_id)._replace(id="")
    return Page(title=link.text, canonical=target, view=LeadView(target=link), indexed=False)


def withdrawn_view(ctx: PageContext, reason: str) -> Page:
    """A page that says that what stood here was taken down, and why."""
    return site_page(ctx, LeadView(reason=reason, topics=_topics(ctx)), indexed=False)


def _topics(ctx: PageContext) -> tuple[Link, ...]:
    return ctx.links(tuple(topic.id for topic in ctx.index.topics))


class Pack(NamedTuple):
    """A package: its format, and where it can be had; empty where it is not published."""

    name: str
    href: str


class TopicPacks(NamedTuple):
    """A topic, with the addresses of its book and of its page."""

    topic: Link
    epub: str
    page: str


class MadeFrom(NamedTuple):
    """The address of what packages can be made from, and the command that makes them."""

    source: str
    command: str


class TakeAwayView(NamedTuple):
    """What `take-away.html` sees: the briefing paper of each topic; every package, if it is published or one can make it
    (`made_from`); the books of topics where they are published, and the address of the list of all that is (`contents`); the
    page of the data.
    """

    briefs: tuple[Link, ...]
    packs: tuple[Pack, ...]
    books: tuple[TopicPacks, ...]
    contents: str
    made_from: MadeFrom | None
    data: str


class DataView(NamedTuple):
    """What `data.html` sees: the files one begins with, by their names, if they are published or one can make them (`made_from`);
    the licence, and the parts of a citation.
    """

    files: tuple[Link, ...]
    made_from: MadeFrom | None
    licence: str
    publisher: str
    address: str
    take_away: str


def take_away_view(ctx: PageContext) -> Page:
    """What there is to take away."""
    index = ctx.index
    topics = [ctx.link(topic.id) for topic in index.topics]
    briefs = (link._replace(href=ctx.href(urls.brief_path(index.paths[link.id])), id="") for link in topics)
    books = (
        TopicPacks(link, _address(index, f"{link.id}.epub"), _address(index, f"pages/{link.id}.html"))
        for link in topics
    )
    packs = (Pack(name, _address(index, file) if file else "") for name, _, file, *_ in FORMATS)
    view = TakeAwayView(
        briefs=tuple(briefs),
        packs=tuple(packs) if _to_be_had(index) else (),
        books=tuple(books) if index.settings.packs_url else (),
        contents=_address(index, "index.html"),
        made_from=_made_from(index, COMMAND),
        data=ctx.href(urls.DATA),
    )
    return site_page(ctx, view)


def data_view(ctx: PageContext) -> Page:
    """What the data are, what may be done with them, and how to cite them."""
    index = ctx.index
    files = (Link(_address(index, file), file.rpartition("/")[2]) for file in DATA_FILES)
    view = DataView(
        files=tuple(files) if _to_be_had(index) else (),
        made_from=_made_from(index, f"{COMMAND} data"),
        licence=index.settings.licence or "",
        publisher=index.settings.publisher or "",
        address=index.base_url,
        take_away=ctx.href(urls.TAKE_AWAY),
    )
    return site_page(ctx, view)


def _to_be_had(index: SiteIndex) -> bool:
    return bool(index.packs_url or index.settings.repository)


def _made_from(index: SiteIndex, command: str) -> MadeFrom | None:
    """How one makes what is not published, where it is told what from."""
    settings = index.settings
    return MadeFrom(settings.repository, command) if settings.repository and not settings.packs_url else None


def _address(index: SiteIndex, file: str) -> str:
    """Where a package can be had; empty where the packages are not published."""
    base = index.packs_url
    return f"{base}{file}" if base else ""
