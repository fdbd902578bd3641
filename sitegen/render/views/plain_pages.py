"""The pages that hold little or nothing of their own: plain pages, outlets, search, 404, and what old addresses lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sitegen import urls
from sitegen.model.kinds import Article, Outlet
from sitegen.model.values import Named
from sitegen.render.views.body import body
from sitegen.render.views.coverage import Coverage, coverage
from sitegen.render.views.items import BodyView, Link, OutletBasis
from sitegen.render.views.note import Section, contents
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page, site_page
from sitegen.render.views.sources import Sources, sources


class PlainView(NamedTuple):
    """What `page.html` sees."""

    contents: tuple[Section, ...]
    body: BodyView
    sources: Sources


class OutletRow(NamedTuple):
    """An outlet in the list of all: its label, what it is in a line, and how many of its articles are here."""

    outlet: OutletBasis
    summary: str
    medium: str
    country: str
    articles: int


class OutletsView(NamedTuple):
    """What `outlets.html` sees: how much is from whom and when, those whose articles are here, then those that are only cited
    by others.
    """

    coverage: Coverage | None
    published: tuple[OutletRow, ...]
    cited: tuple[OutletRow, ...]


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


def plain_view(ctx: PageContext, page_id: str) -> Page:
    """A plain page."""
    cited = sources(ctx, page_id)
    content = PlainView(contents(ctx.index.linked(page_id).body), body(ctx, page_id, cited), cited)
    return entry_page(ctx, ctx.entry(page_id), content)


def outlets_view(ctx: PageContext) -> Page:
    """Every outlet, in the order of their names."""
    every = ctx.entries(ctx.index.ids(Outlet), Outlet)
    outlets = sorted(every, key=lambda outlet: ctx.index.alphabet.sort_key(outlet.name))
    rows = [_row(ctx, outlet) for outlet in outlets]
    content = OutletsView(
        coverage(ctx, [outlet.id for outlet in outlets]),
        tuple(r for r in rows if r.articles),
        tuple(r for r in rows if not r.articles),
    )
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
