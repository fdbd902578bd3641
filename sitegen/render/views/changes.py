"""What changed: every line of every entry's log, the latest first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sitegen import urls
from sitegen.model.fields import Change
from sitegen.render.views.items import DateView, Link, date_view
from sitegen.render.views.listing import year_links
from sitegen.render.views.page import Page, feeds, site_page
from sitegen.render.views.page_context import PageContext


@dataclass(frozen=True, slots=True)
class Changed:
    """A change and the entry it was made to; `entry` is that one's folder, or empty where its kind is not told."""

    link: Link
    entry: str
    when: DateView | None
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What `changes.html` sees. `year` is set on the page of one year; `years` lead on where the list is split."""

    changes: tuple[Changed, ...]
    years: tuple[Link, ...]
    year: str
    whole: Link | None


def view(ctx: PageContext, year: str = "") -> Page:
    """The page of all changes, or of those of one year."""
    every = ctx.index.changes
    content = ChangesView(
        changes=tuple(_line(ctx, *change) for change in every.shown(year)),
        years=year_links(ctx, urls.CHANGES, every),
        year=year,
        whole=Link(ctx.href(urls.CHANGES), "") if year else None,
    )
    page = site_page(ctx, content)
    return replace(page, feeds=feeds(ctx, (urls.CORRECTIONS,), ctx.index.settings.title))


def latest_changes(ctx: PageContext, most: int) -> tuple[Changed, ...]:
    """The latest changes, `most` of them, without the kinds of the entries."""
    return tuple(replace(_line(ctx, *change), entry="") for change in ctx.index.changes.whole[:most])


def _line(ctx: PageContext, entry_id: str, change: Change) -> Changed:
    return Changed(
        ctx.link(entry_id), ctx.entry(entry_id).folder, date_view(change.date), change.kind, change.note
    )
