"""Drawings in views: the values they are drawn from. A layout tests one (does it help?) and writes it; only then it is drawn.

So a page that is remembered costs no drawing, though its view is asked for in every build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen import dates
from sitegen.model.kinds import Event
from sitegen.render.drawings import Estimate, Moment, range_chart, ranges_help, timeline, timeline_helps
from sitegen.render.views.page_context import PageContext

BUNDLED = 3
"""From how many on events of one date share a mark."""


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """A timeline called `label`; empty where a list alone says as much."""

    label: str = ""
    moments: tuple[Moment, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.moments)

    def __html__(self) -> str:
        return timeline(self.moments, self.label)


@dataclass(frozen=True, slots=True)
class RangeDrawing:
    """Figures of one unit, called `label`; false where there is nothing to compare."""

    label: str = ""
    estimates: tuple[Estimate, ...] = ()

    def __bool__(self) -> bool:
        return ranges_help(self.estimates)

    def __html__(self) -> str:
        return range_chart(self.estimates, self.label)


def timeline_drawing(ctx: PageContext, event_ids: Iterable[str], label: str) -> TimelineDrawing:
    """The timeline of some events, with their list beneath it. A mark leads to its event's page; one that stands for
    `BUNDLED` or more of the same date and status leads to the first of them in the list.
    """
    alike: dict[tuple[str, str], list[Event]] = {}
    for event in ctx.entries(event_ids, Event):
        alike.setdefault((event.date.written, event.status or ""), []).append(event)
    moments = tuple(moment for events in alike.values() for moment in _moments(ctx, events))
    return TimelineDrawing(label, moments) if timeline_helps(moments) else TimelineDrawing()


def _moments(ctx: PageContext, events: Sequence[Event]) -> Iterator[Moment]:
    first = events[0]
    when = dates.format(first.date) + (f" ({first.status})" if first.status else "")
    if len(events) >= BUNDLED:
        place = f"#{line_anchor(first.id)}"
        yield Moment(place, f"{when}: {len(events)} events", first.date, first.status or "", len(events))
        return
    for event in events:
        yield Moment(ctx.link(event.id).href, f"{when}: {event.title}", event.date, event.status or "")


def line_anchor(event_id: str) -> str:
    """The id of an event's line in the list beneath a drawing."""
    return f"part:at:{event_id}"
