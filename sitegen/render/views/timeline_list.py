"""Events in the order of time, under their years, each with the events that are part of it beneath; and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sitegen.model.kinds import Event
from sitegen.render.drawings import Moment, TimelineDrawing, timeline_helps
from sitegen.render.views.items import DateView, Link, OutletLine
from sitegen.render.views.page_context import PageContext
from sitegen.urls import UNDATED

BUNDLED = 3
"""From how many on events of one date share a mark of a drawing."""


def line_anchor(event_id: str) -> str:
    """The anchor of an event's line in the list beneath a drawing."""
    return f"part:at:{event_id}"


class EventLine(NamedTuple):
    """One event. `status` is planned, alleged, denied, or empty for what happened; `parts` happened within it; `again`
    says that its date is that of the line above, which has no parts between.

    A line says which `outlets` report the event, its own page in which articles.
    """

    link: Link
    when: DateView
    status: str
    place: Link | None
    outlets: tuple[OutletLine, ...]
    parts: tuple[EventLine, ...] = ()
    again: bool = False

    @property
    def anchor(self) -> str:
        """The anchor of the line in a list beneath a drawing."""
        return line_anchor(self.link.id)


class Year(NamedTuple):
    """The events of a year, or those whose date is uncertain."""

    name: str
    events: tuple[EventLine, ...]


def event_line(ctx: PageContext, event_id: str, among: frozenset[str] = frozenset()) -> EventLine:
    """The line of an event; of its parts, those that are `among` the events of the list, in the same year."""
    event, year = ctx.entry(event_id, Event), ctx.index.years[event_id]
    parts = (part for part in ctx.index.linked(event_id).parts if part in among)
    return EventLine(
        link=ctx.link(event_id),
        when=ctx.date(event.date),
        status=event.status or "",
        place=_place(ctx, event),
        outlets=tuple(map(ctx.outlet, ctx.makers(event.refs))),
        parts=event_lines(ctx, (part for part in parts if ctx.index.years[part] == year), among),
    )


def event_lines(
    ctx: PageContext, event_ids: Iterable[str], among: frozenset[str] = frozenset()
) -> tuple[EventLine, ...]:
    """The lines of events that stand one below the other."""
    lines: list[EventLine] = []
    for event_id in event_ids:
        line = event_line(ctx, event_id, among)
        again = bool(lines) and lines[-1].when == line.when and not lines[-1].parts
        lines.append(line._replace(again=again))
    return tuple(lines)


def _place(ctx: PageContext, event: Event) -> Link | None:
    """Where it happened; the page of the place itself need not say so at every line."""
    if event.place is None or ctx.index.paths.get(event.place.text) == ctx.path:
        return None
    return ctx.named(event.place)


def timeline(ctx: PageContext, event_ids: Sequence[str]) -> tuple[Year, ...]:
    """`event_ids` (in the order of time) by year. A part stands beneath its whole where both are in the list, unless it
    is of another year: under that it would be looked for in vain.
    """
    among = frozenset(event_ids)
    years: dict[str, list[str]] = {}
    for event in ctx.entries(event_ids, Event):
        year = ctx.index.years[event.id]
        if event.part_of not in among or ctx.index.years[event.part_of] != year:
            years.setdefault(year, []).append(event.id)
    if UNDATED in years:
        years[UNDATED] = years.pop(UNDATED)  # last
    return tuple(Year(ctx.part_name(name), event_lines(ctx, ids, among)) for name, ids in years.items())


def timeline_drawing(ctx: PageContext, event_ids: Iterable[str], label: str) -> TimelineDrawing:
    """The timeline of some events, with their list beneath it. A mark leads to its event's page; one that stands for
    `BUNDLED` or more of the same date and status leads to the first of them in the list.
    """
    alike: dict[tuple[str, str], list[Event]] = {}
    for event in ctx.entries(event_ids, Event):
        alike.setdefault((event.date.written, event.status or ""), []).append(event)
    moments = tuple(moment for events in alike.values() for moment in _moments(ctx, events))
    months = ctx.index.words.locale.months["LLL"]
    return TimelineDrawing(label, moments, months) if timeline_helps(moments) else TimelineDrawing()


def _moments(ctx: PageContext, events: Sequence[Event]) -> Iterator[Moment]:
    first, words = events[0], ctx.index.words
    when = ctx.index.date(first.date)
    if first.status:
        when = words("timeline.date_of_status", date=when, status=words(f"statuses.{first.status}.inline"))
    if len(events) >= BUNDLED:
        place = f"#{line_anchor(first.id)}"
        yield Moment(
            place,
            words("timeline.mark", date=when, title=words("timeline.events", count=len(events))),
            first.date,
            first.status or "",
            len(events),
        )
        return
    for event in events:
        yield Moment(
            ctx.link(event.id).href,
            words("timeline.mark", date=when, title=event.title),
            event.date,
            event.status or "",
        )
