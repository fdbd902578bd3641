"""What changed: every line of every entry's log, the latest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from sitegen import dates, urls
from sitegen.model.fields import Change
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.items import DateView, Link, date_view
from sitegen.render.views.listing import LONGEST, NEWEST
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
    every = _in_order(ctx.index)
    split = len(every) > LONGEST
    shown = [c for c in every if _year(c[1]) == year] if year else every[:NEWEST] if split else every
    years = [y for y, _ in groupby(every, key=lambda c: _year(c[1]))] if split else []
    content = ChangesView(
        changes=tuple(_line(ctx, *change) for change in shown),
        years=tuple(Link(ctx.href(urls.year_path(urls.CHANGES, y)), y) for y in years),
        year=year,
        whole=Link(ctx.href(urls.CHANGES), "") if year else None,
    )
    page = site_page(ctx, content)
    return replace(page, feeds=feeds(ctx, (urls.CORRECTIONS,), ctx.index.settings.title))


def split_years(index: SiteIndex) -> tuple[str, ...]:
    """The years that have pages of their own; none where one page holds all."""
    every = _in_order(index)
    return tuple(dict.fromkeys(_year(change) for _, change in every)) if len(every) > LONGEST else ()


def latest_changes(ctx: PageContext, most: int) -> tuple[Changed, ...]:
    """The latest changes, `most` of them, without the kinds of the entries."""
    return tuple(replace(_line(ctx, *change), entry="") for change in _in_order(ctx.index)[:most])


def _in_order(index: SiteIndex) -> list[tuple[str, Change]]:
    found = [(entry.id, change) for entry in index.site.entries.values() for change in entry.changes]
    return sorted(found, key=lambda c: (dates.sort_key(c[1].date)[0], c[0]), reverse=True)


def _line(ctx: PageContext, entry_id: str, change: Change) -> Changed:
    return Changed(
        ctx.link(entry_id), ctx.entry(entry_id).folder, date_view(change.date), change.kind, change.note
    )


def _year(change: Change) -> str:
    return f"{dates.sort_key(change.date)[0].year:04}"
