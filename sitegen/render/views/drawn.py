"""Drawings in views: the values they are drawn from. A layout tests one (does it help?) and writes it; only then it is drawn.

So a page that is remembered costs no drawing, though its view is asked for in every build.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen import dates
from sitegen.model.entries import Event
from sitegen.render.drawings import Estimate, Moment, range_chart, ranges_help, timeline, timeline_helps
from sitegen.render.views.here import Here


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """A timeline called `label`; false where a list alone says as much."""

    label: str = ""
    moments: tuple[Moment, ...] = ()

    def __bool__(self) -> bool:
        return timeline_helps(self.moments)

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


def timeline_drawing(here: Here, event_ids: Iterable[str], label: str) -> TimelineDrawing:
    """The timeline of some events; each mark leads to its event's page."""
    events = (here.entry(event_id) for event_id in event_ids)
    return TimelineDrawing(label, tuple(_moment(here, event) for event in events if isinstance(event, Event)))


def _moment(here: Here, event: Event) -> Moment:
    status = f" ({event.status})" if event.status else ""
    name = f"{dates.words(event.date)}{status}: {event.title}"
    return Moment(here.link(event.id).href, name, event.date, event.status or "")
