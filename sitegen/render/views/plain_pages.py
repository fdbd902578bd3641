"""The pages that hold little or nothing of their own: search, 404, and what old addresses lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sitegen import urls
from sitegen.render.views.items import Link
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, site_page


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
