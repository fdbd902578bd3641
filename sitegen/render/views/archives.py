"""The timeline of everything and the articles by year: whole where they are short, else a page for each year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen import urls
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.drawings import TimelineDrawing, timeline_drawing
from sitegen.render.views.items import Group, Link
from sitegen.render.views.listing import LONGEST, NEWEST, items, year_links, years
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
    every = ctx.index.site.timeline
    shown, split = _shown(ctx.index, every, year, latest=slice(-NEWEST, None))
    content = TimelineView(
        events=timeline(ctx, shown),
        drawing=timeline_drawing(ctx, shown, ctx.index.settings.title),
        years=year_links(ctx, urls.TIMELINE, every) if split else (),
        year=year,
        whole=Link(ctx.href(urls.TIMELINE), "") if year else None,
    )
    return site_page(ctx, content)


def articles_view(ctx: PageContext, year: str = "") -> Page:
    """Every article, or those of one year; where there are too many, the latest and the years."""
    every = ctx.index.articles
    shown, split = _shown(ctx.index, every, year, latest=slice(NEWEST))
    groups: dict[str, list[str]] = {name: [] for name in years(ctx.index, shown)}
    for article in shown:
        groups[ctx.index.years[article]].append(article)
    content = ArticlesView(
        groups=tuple(Group(name, items(ctx, ids)) for name, ids in groups.items()),
        years=year_links(ctx, urls.ARTICLES, every) if split else (),
        year=year,
        whole=Link(ctx.href(urls.ARTICLES), "") if year else None,
    )
    return site_page(ctx, content)


def timeline_years(index: SiteIndex) -> tuple[str, ...]:
    """The years of the timeline that have pages of their own; none where one page holds all."""
    return years(index, index.site.timeline) if len(index.site.timeline) > LONGEST else ()


def article_years(index: SiteIndex) -> tuple[str, ...]:
    """The years of articles that have pages of their own; none where one page holds all."""
    return years(index, index.articles) if len(index.articles) > LONGEST else ()


def _shown(index: SiteIndex, every: Sequence[str], year: str, latest: slice) -> tuple[Sequence[str], bool]:
    split = len(every) > LONGEST
    if year:
        return [i for i in every if index.years[i] == year], split
    return (every[latest] if split else every), split
