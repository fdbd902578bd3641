"""One year of a long list, on a page of its own: of an entry, of the timeline or of the articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.render.site_index import SiteIndex
from sitegen.render.views.drawings import TimelineDrawing, timeline_drawing
from sitegen.render.views.items import Group, Link
from sitegen.render.views.listing import by_kind, year_links
from sitegen.render.views.page import Page, site_page
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.timeline_list import Year, timeline


@dataclass(frozen=True, slots=True)
class YearView:
    """What `year.html` sees: of which list (`whole`), and what of it falls into `year`."""

    year: str
    whole: Link
    years: tuple[Link, ...]
    events: tuple[Year, ...]
    drawing: TimelineDrawing
    groups: tuple[Group, ...]


def pages(index: SiteIndex) -> Iterator[tuple[str, str]]:
    """The entry and the year of every page there is."""
    for entry_id, every in index.listed.items():
        yield from ((entry_id, year) for year in every.pages)


def view(ctx: PageContext, entry_id: str, year: str) -> Page:
    """What the page of an entry lists of one year, whole."""
    index, every = ctx.index, ctx.index.listed[entry_id]
    mentions = every.parts[year]
    events = [i for i, _ in mentions if ctx.entry(i).listed == "in time"]
    shown = frozenset(events)
    content = YearView(
        year=year,
        whole=Link(ctx.href(index.paths[entry_id]), ""),
        years=year_links(ctx, index.paths[entry_id], every),
        events=timeline(ctx, events),
        drawing=timeline_drawing(ctx, events, index.title(entry_id)),
        groups=by_kind(ctx, (mention for mention in mentions if mention[0] not in shown)),
    )
    return site_page(ctx, content, title=index.title(entry_id))
