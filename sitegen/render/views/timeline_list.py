"""Events under their years, the newest first, each with the events that are part of it beneath; and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sitegen.model.kinds import Claim, Event
from sitegen.render.drawings.timeline import Moment, TimelineDrawing, YearBar, timeline_helps
from sitegen.render.views.items import DateView, Link, OutletLine
from sitegen.render.views.page_context import PageContext
from sitegen.urls import UNDATED

OPEN = 12
"""How many events of a list stand open; of the timeline of everything, more."""
STRETCH = 12
"""A drawing begins with the newest years that have so many events together."""
_NOT_WORTH_FOLDING = 3
BUNDLED = 3
"""From how many on events of one date share a mark of a drawing."""


def _year_anchor(year: str) -> str:
    return f"part:of:{year}"


def line_anchor(event_id: str) -> str:
    """The anchor of an event's line in the list beneath a drawing."""
    return f"part:at:{event_id}"


class EventLine(NamedTuple):
    """One event. `status` is planned, alleged, denied, or empty for what happened; `parts` happened within it; `again`
    says that its date is that of the line above, which has no parts between.

    A line says which `outlets` report the event, its own page in which articles; on the page of the only one that goes
    without saying. A brief one names them and no more: where a page has much besides, links to the same few outlets at every
    line would be most of it.
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
    """The events of a year, or those whose date is uncertain, the newest first, under an `anchor`.

    Where a list is long, the `rest` of the newest year and all of the older ones are `folded`; `folded_count` says how many.
    """

    name: str
    anchor: str
    events: tuple[EventLine, ...]
    rest: tuple[EventLine, ...] = ()
    folded: bool = False

    @property
    def folded_count(self) -> int:
        """How many events are folded."""
        return len(self.events if self.folded else self.rest)


def event_line(
    ctx: PageContext, event_id: str, among: frozenset[str] = frozenset(), *, brief: bool = False
) -> EventLine:
    """The line of an event; of its parts, those that are `among` the events of the list, in the same year."""
    event, year = ctx.entry(event_id, Event), ctx.index.years[event_id]
    parts = (part for part in ctx.index.linked(event_id).parts if part in among)
    makers = ctx.makers(event.refs)
    if [ctx.index.paths.get(maker.text) for maker in makers] == [ctx.path]:
        makers = ()
    named = (OutletLine(ctx.named(maker)._replace(href="", id="")) for maker in makers)
    return EventLine(
        link=ctx.link(event_id),
        when=ctx.date(event.date),
        status=event.status or "",
        place=None if brief else _place(ctx, event),
        outlets=tuple(named if brief else map(ctx.outlet, makers)),
        parts=event_lines(ctx, (part for part in parts if ctx.index.years[part] == year), among, brief=brief),
    )


def event_lines(
    ctx: PageContext, event_ids: Iterable[str], among: frozenset[str] = frozenset(), *, brief: bool = False
) -> tuple[EventLine, ...]:
    """The lines of events that stand one below the other."""
    lines: list[EventLine] = []
    for event_id in event_ids:
        line = event_line(ctx, event_id, among, brief=brief)
        again = bool(lines) and lines[-1].when == line.when and not lines[-1].parts
        lines.append(line._replace(again=again))
    return tuple(lines)


def _place(ctx: PageContext, event: Event) -> Link | None:
    """Where it happened; the page of the place itself need not say so at every line."""
    if event.place is None or ctx.index.paths.get(event.place.text) == ctx.path:
        return None
    return ctx.named(event.place)


def timeline(
    ctx: PageContext, event_ids: Sequence[str], room: int = OPEN, *, brief: bool = False
) -> tuple[Year, ...]:
    """`event_ids` (in the order of time) by year, the newest first. A part stands beneath its whole where both are in the
    list, unless it is of another year: under that it would be looked for in vain. From `room` events on, lists are folded.
    """
    among = frozenset(event_ids)
    years: dict[str, list[str]] = {}
    for event in ctx.entries(event_ids, Event):
        year = ctx.index.years[event.id]
        if event.part_of not in among or ctx.index.years[event.part_of] != year:
            years.setdefault(year, []).append(event.id)
    found: list[Year] = []
    for name in _newest_first(years):
        lines = event_lines(ctx, reversed(years[name]), among, brief=brief)
        shown = lines if found or len(lines) <= room + _NOT_WORTH_FOLDING else lines[:room]
        folded = bool(found) and len(lines) > room
        found.append(Year(ctx.part_name(name), _year_anchor(name), shown, lines[len(shown) :], folded))
        room = 0 if folded else room - len(lines)
    return tuple(found)


def _newest_first(years: Iterable[str]) -> list[str]:
    """The years from the last to the first; last of all what is of none that is sure."""
    return sorted(years, key=lambda name: (name != UNDATED, name), reverse=True)


def timeline_drawing(
    ctx: PageContext, event_ids: Iterable[str], label: str, *, lanes: bool = False
) -> TimelineDrawing:
    """The timeline of some events, with their list beneath it: the newest stretch of at least `STRETCH` as marks, and a bar
    for each year. On `lanes` they stand under the names of their topics.

    A mark leads to its event's page; one that stands for `BUNDLED` or more of the same date and status leads to the first
    of them in the list.
    """
    years: dict[str, list[Event]] = {}
    for event in ctx.entries(event_ids, Event):
        years.setdefault(ctx.index.years[event.id], []).append(event)
    newest = _newest_first(years)
    stretch = _newest_stretch(years, newest)
    drawn = [event for name in reversed(stretch) for event in years[name]]
    moments = _moments(ctx, drawn)
    if not timeline_helps(moments):
        return TimelineDrawing()
    words = ctx.index.words
    bars = tuple(
        YearBar(
            f"#{_year_anchor(name)}",
            ctx.part_name(name),
            len(years[name]),
            words("timeline.events", count=len(years[name])),
        )
        for name in newest
    )
    older = len(stretch) < len(newest)
    named = words.locale.join([ctx.part_name(name) for name in reversed(stretch)])
    return TimelineDrawing(
        label,
        _moments(ctx, drawn, lanes=True) if lanes else moments,
        words.locale.drawn,
        bars if bars[1:] else (),
        older=older,
        caption=words("timeline.drawn", years=named) if older else "",
    )


def _newest_stretch(years: Mapping[str, Sequence[Event]], newest_first: Iterable[str]) -> list[str]:
    """As many of the newest years as it takes; what is of none that is sure, only if all others are drawn."""
    stretch: list[str] = []
    drawn, every = 0, sum(map(len, years.values()))
    for name in newest_first:
        if drawn < STRETCH and (name != UNDATED or drawn + len(years[name]) == every):
            stretch.append(name)
            drawn += len(years[name])
    return stretch


def _moments(ctx: PageContext, drawn: Iterable[Event], *, lanes: bool = False) -> tuple[Moment, ...]:
    alike: dict[tuple[str, str, str], list[Event]] = {}
    for event in drawn:
        lane = _lane(ctx, event) if lanes else ""
        alike.setdefault((event.date.written, event.status or "", lane), []).append(event)
    return tuple(m for (*_, lane), events in alike.items() for m in _moments_of_date(ctx, events, lane))


def _lane(ctx: PageContext, event: Event) -> str:
    topics = ctx.index.linked(event.id).topics
    return ctx.index.title(topics[0]) if topics else ""


def _moments_of_date(ctx: PageContext, events: Sequence[Event], lane: str) -> Iterator[Moment]:
    first, words = events[0], ctx.index.words
    when = ctx.index.date(first.date)
    if first.status:
        when = words("timeline.date_of_status", date=when, status=words(f"statuses.{first.status}.inline"))
    if len(events) >= BUNDLED:
        name = words("timeline.mark", date=when, title=words("timeline.events", count=len(events)))
        place = f"#{line_anchor(events[-1].id)}"
        first = max(events, key=lambda event: _weight(ctx, event))
        label = words(
            "timeline.several", events=words("timeline.events", count=len(events)), title=first.title
        )
        weight = _weight(ctx, first)
        yield Moment(place, name, first.date, first.status or "", len(events), label, weight, lane)
        return
    for event in events:
        yield Moment(
            ctx.link(event.id).href,
            words("timeline.mark", date=when, title=event.title),
            event.date,
            event.status or "",
            label=event.title,
            weight=_weight(ctx, event),
            lane=lane,
            lang=ctx.lang_of(event),
        )


def _weight(ctx: PageContext, event: Event) -> int:
    """How much is said of an event: in how many articles, with what questions and parts."""
    linked = ctx.index.linked(event.id)
    return len(event.refs) + len(linked.listed(Claim)) + len(linked.parts)
