"""The timeline of everything and the articles by year: whole where they are short, else a page for each year."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import urls
from sitegen.render.long_lists import NEWEST, by_year
from sitegen.render.views.drawings import TimelineDrawing, timeline_drawing
from sitegen.render.views.items import Group, Link
from sitegen.render.views.listing import items, year_links
from sitegen.render.views.page import Page, site_page
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.timeline_list import Year, timeline


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What `timeline.html` sees. `year` is set on the page of one year; `years` lead on where the list is split."""

    events: tuple[Year, ...]
    drawing: TimelineDrawing
    years: tuple[Link, ...]
    year: str
    whole: Link | None


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """What `articles.html` sees: articles by year, the latest first."""

    groups: tuple[Group, ...]
    years: tuple[Link, ...]
    year: str
    whole: Link | None


def timeline_view(ctx: PageContext, year: str = "") -> Page:
    """Every event, or those of one year; where there are too many, the latest and the years."""
    every = ctx.index.timeline
    shown = every.shown(year, latest=slice(-NEWEST, None))
    content = TimelineView(
        events=timeline(ctx, shown),
        drawing=timeline_drawing(ctx, shown, ctx.index.settings.title),
        years=year_links(ctx, urls.TIMELINE, every),
        year=year,
        whole=Link(ctx.href(urls.TIMELINE), "") if year else None,
    )
    return site_page(ctx, content)


def articles_view(ctx: PageContext, year: str = "") -> Page:
    """Every article, or those of one year; where there are too many, the latest and the years."""
    every = ctx.index.articles
    shown = by_year(every.shown(year), ctx.index.years.__getitem__).parts
    content = ArticlesView(
        groups=tuple(Group(name, items(ctx, ids)) for name, ids in shown.items()),
        years=year_links(ctx, urls.ARTICLES, every),
        year=year,
        whole=Link(ctx.href(urls.ARTICLES), "") if year else None,
    )
    return site_page(ctx, content)
