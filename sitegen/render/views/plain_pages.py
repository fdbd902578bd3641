"""The pages that hold little or nothing of their own: plain pages, outlets, search, 404, and what old addresses lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitegen import urls
from sitegen.model.kinds import Article, Outlet, of_kind
from sitegen.model.values import Named
from sitegen.names.fold import sort_key
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.body import body
from sitegen.render.views.items import BodyView, Link, OutletBasis
from sitegen.render.views.note import Section, contents
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page, site_page
from sitegen.render.views.sources import Sources, sources


@dataclass(frozen=True, slots=True)
class PlainView:
    """What `page.html` sees."""

    contents: tuple[Section, ...]
    body: BodyView
    sources: Sources


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet in the list of all: its label, what it is in a line, and how many of its articles are here."""

    outlet: OutletBasis
    summary: str
    medium: str
    country: str
    articles: int


@dataclass(frozen=True, slots=True)
class OutletsView:
    """What `outlets.html` sees: those whose articles are here, then those that are only cited by others."""

    published: tuple[OutletRow, ...]
    cited: tuple[OutletRow, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """What `search.html` sees: whether there is an index, and where else one can look."""

    index: bool
    topics: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LeadView:
    """What `404.html`, `redirect.html` and `withdrawn.html` see."""

    target: Link | None = None
    reason: str = ""
    topics: tuple[Link, ...] = ()


def plain_view(ctx: PageContext, page_id: str) -> Page:
    """A plain page."""
    content = PlainView(contents(ctx.index.linked(page_id).body), body(ctx, page_id), sources(ctx, page_id))
    return entry_page(ctx, ctx.entry(page_id), content)


def outlets_view(ctx: PageContext) -> Page:
    """Every outlet, in the order of their names."""
    index = ctx.index
    outlets = sorted(of_kind(index.site.entries.values(), Outlet), key=lambda o: sort_key(o.name))
    rows = [_row(ctx, outlet) for outlet in outlets]
    content = OutletsView(tuple(r for r in rows if r.articles), tuple(r for r in rows if not r.articles))
    return site_page(ctx, content)


def _row(ctx: PageContext, outlet: Outlet) -> OutletRow:
    made = len(ctx.index.linked(outlet.id).listed(Article))
    summary = ctx.index.summaries[outlet.id]
    named = ctx.outlet_with_basis(Named(outlet.id))
    return OutletRow(named, summary, outlet.medium or "", outlet.country or "", made)


def search_view(ctx: PageContext) -> Page:
    """The search page."""
    return site_page(ctx, SearchView(ctx.index.search, _topics(ctx)))


def not_found_view(ctx: PageContext) -> Page:
    """What a server shows where there is no page."""
    return site_page(ctx, LeadView(topics=_topics(ctx)), indexed=False)


def redirects(index: SiteIndex) -> Iterator[tuple[str, str]]:
    """Old addresses and the entries they lead to; with those of the years of a list that is too long for one page."""
    for entry in index.site.entries.values():
        years = index.listed[entry.id].pages if entry.id in index.listed else ()
        for address in entry.redirect_from:
            yield address, entry.id
            yield from ((urls.year_path(address, year), entry.id) for year in years)


def redirect_view(ctx: PageContext, entry_id: str) -> Page:
    """A page that leads on from an old address; its canonical address is the new one."""
    target = urls.absolute(ctx.index.base_url, ctx.index.paths[entry_id])
    link = replace(ctx.link(entry_id), id="")
    return Page(title=link.text, canonical=target, view=LeadView(target=link), indexed=False)


def withdrawn(index: SiteIndex) -> Iterator[tuple[str, str]]:
    """Published addresses that are gone on purpose, and why."""
    taken = {*index.paths.values(), *(address for address, _ in redirects(index))}
    for address in index.site.addresses:
        if address.gone is not None and address.path.endswith(".html") and address.path not in taken:
            yield address.path, address.gone


def withdrawn_view(ctx: PageContext, reason: str) -> Page:
    """A page that says that what stood here was taken down, and why."""
    return site_page(ctx, LeadView(reason=reason, topics=_topics(ctx)), indexed=False)


def _topics(ctx: PageContext) -> tuple[Link, ...]:
    return ctx.links(tuple(topic.id for topic in ctx.index.topics))
