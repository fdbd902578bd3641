"""The lists of the whole site: timeline, changes and names, and the years of what is too long for one page.

Each is whole where it is short; else its page shows the latest, and each year (or letter) has a page of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen import urls
from sitegen.model.fields import Change
from sitegen.model.kinds import Event, Nameable
from sitegen.render.drawings.timeline import TimelineDrawing
from sitegen.render.formats.feeds import CORRECTIONS_FORMATS
from sitegen.render.site_index import HOME_WORDS, FiledName
from sitegen.render.views.entity import Native, names_of
from sitegen.render.views.items import DateView, Group, Link
from sitegen.render.views.listing import CoMentions, by_kind, most_named, year_links
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, feeds, site_page
from sitegen.render.views.timeline_list import Year, timeline, timeline_drawing

OPEN = 24
"""How many events of the timeline of everything stand open."""


class TimelineView(NamedTuple):
    """What `timeline.html` sees. `year` is set on the page of one year; `years` lead on where the list is split."""

    events: tuple[Year, ...]
    drawing: TimelineDrawing
    years: tuple[Link, ...]
    year: str
    whole: Link | None


def timeline_view(ctx: PageContext, year: str = "") -> Page:
    """Every event, or those of one year; where there are too many, the latest and the years."""
    every = ctx.index.timeline
    shown = every.shown(year, in_time=True)
    content = TimelineView(
        events=timeline(ctx, shown, len(shown) if year else OPEN),
        drawing=timeline_drawing(ctx, shown, ctx.index.settings.title, lanes=True),
        years=year_links(ctx, urls.TIMELINE, every),
        year=ctx.part_name(year),
        whole=Link(ctx.href(urls.TIMELINE), "") if year else None,
    )
    return site_page(ctx, content)


class YearView(NamedTuple):
    """What `year.html` sees: of which list (`whole`), and what of it falls into `year`."""

    year: str
    whole: Link
    years: tuple[Link, ...]
    events: tuple[Year, ...]
    drawing: TimelineDrawing
    groups: tuple[Group, ...]


def year_view(ctx: PageContext, entry_id: str, year: str) -> Page:
    """What the page of an entry lists of one year, whole."""
    index, every = ctx.index, ctx.index.listed[entry_id]
    mentions = every.parts[year]
    events = [i for i, _ in mentions if isinstance(ctx.entry(i), Event)]
    shown = frozenset(events)
    content = YearView(
        year=ctx.part_name(year),
        whole=Link(ctx.href(index.paths[entry_id]), ""),
        years=year_links(ctx, index.paths[entry_id], every),
        events=timeline(ctx, events, len(events)),
        drawing=timeline_drawing(ctx, events, index.title(entry_id)),
        groups=by_kind(ctx, (mention for mention in mentions if mention[0] not in shown)),
    )
    return site_page(ctx, content, title=index.title(entry_id))


class Changed(NamedTuple):
    """A change and the entry it was made to; `entry` is that one's folder."""

    link: Link
    entry: str
    when: DateView | None
    kind: str
    note: str


class ChangesView(NamedTuple):
    """What `changes.html` sees. `year` is set on the page of one year; `years` lead on where the list is split."""

    changes: tuple[Changed, ...]
    years: tuple[Link, ...]
    year: str
    whole: Link | None


def changes_view(ctx: PageContext, year: str = "") -> Page:
    """The page of all changes, or of those of one year."""
    every = ctx.index.changes
    content = ChangesView(
        changes=tuple(_changed(ctx, *change) for change in every.shown(year)),
        years=year_links(ctx, urls.CHANGES, every),
        year=ctx.part_name(year),
        whole=Link(ctx.href(urls.CHANGES), "") if year else None,
    )
    page = site_page(ctx, content)
    return page._replace(feeds=feeds(ctx, urls.CORRECTIONS, ctx.index.settings.title, CORRECTIONS_FORMATS))


def latest_changes(ctx: PageContext, most: int) -> tuple[Changed, ...]:
    """The latest changes, `most` of them."""
    return tuple(_changed(ctx, *change) for change in ctx.index.changes.whole[:most])


def _changed(ctx: PageContext, entry_id: str, change: Change) -> Changed:
    return Changed(
        ctx.link(entry_id),
        ctx.entry(entry_id).folder or HOME_WORDS,
        ctx.date(change.date),
        change.kind,
        change.note,
    )


class NameLine(NamedTuple):
    """A line of the list: an entry under its own name (`link`), or other `words` and those they may mean (`see`)."""

    link: Link | None = None
    kind: str = ""
    native: tuple[Native, ...] = ()
    words: str = ""
    see: tuple[Link, ...] = ()


class Letter(NamedTuple):
    """The lines of a letter, and its `name`, A to Z in small letters or `other`, by which one links to it."""

    name: str
    label: str
    lines: tuple[NameLine, ...]


class NamesView(NamedTuple):
    """What `names.html` sees. Where the list is split, `pages` lead to the letters, and `letter` is that of this page;
    the first page has those that are named `most`.
    """

    letters: tuple[Letter, ...]
    most: tuple[CoMentions, ...]
    pages: tuple[Link, ...]
    letter: str


def names_view(ctx: PageContext, letter: str = "") -> Page:
    """The whole list, or one letter of it."""
    every = ctx.index.names
    shown = (letter,) if letter else () if every.split else tuple(every.parts)
    content = NamesView(
        letters=tuple(
            Letter(name, ctx.part_name(name), tuple(_name_line(ctx, n) for n in every.parts[name]))
            for name in shown
        ),
        most=most_named(ctx) if every.split and not letter else (),
        pages=year_links(ctx, urls.NAMES, every),
        letter=ctx.part_name(letter),
    )
    return site_page(ctx, content)


def _name_line(ctx: PageContext, name: FiledName) -> NameLine:
    if not name.own:
        return NameLine(words=name.words, see=ctx.links(name.ids))
    first = ctx.entry(name.ids[0], Nameable)
    return NameLine(ctx.link(first.id), first.folder, names_of(ctx, first).native)
