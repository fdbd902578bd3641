"""The timeline as a drawing: one mark for each event on an axis of time, the surest nearest to the axis.

Each mark is a link named by the date in words and the event's title; its shape says how sure the date is (see
`marks`). Several events of one date can share a mark, which then bears their number. The list of the same events stands
beside it in the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sitegen.model.values import Date
from sitegen.render.drawings.axis import NARROWEST, axis, scale
from sitegen.render.drawings.marks import COUNT, FADE, HEAD, Reach, count, reach, shape, target
from sitegen.render.drawings.svg import element, title

FEWEST = 5
"""Fewer dates are read faster in a list than found in a drawing."""

_TALL = 240  # pixels: what the lanes may take together before they move closer
_WIDEST_LANE, _NARROWEST_LANE = 24, 9  # pixels; 24 is the least size of a target (WCAG 2.2, 2.5.8)


class Moment(NamedTuple):
    """An event to be drawn: where its mark leads, its name (date and title), when it was and whether it happened.

    `events` is how many the mark stands for.
    """

    href: str
    name: str
    date: Date
    status: Literal["", "planned", "alleged", "denied"] = ""
    events: int = 1


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """A timeline called `label`, whose axis has these short names of `months`; empty where a list alone says as much."""

    label: str = ""
    moments: tuple[Moment, ...] = ()
    months: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.moments)

    def __html__(self) -> str:
        return timeline(self.moments, self.label, self.months)


def timeline_helps(moments: Sequence[Moment]) -> bool:
    """Whether there is something to see: at least `FEWEST` moments, not all of one date."""
    return len(moments) >= FEWEST and len({(m.date.earliest, m.date.latest) for m in moments}) > 1


def timeline(moments: Sequence[Moment], label: str, months: Sequence[str]) -> str:
    """The drawing of `moments`, called `label`, with these short names of months; `""` where it would not help."""
    if not timeline_helps(moments):
        return ""
    scaled = scale([point for m in moments for point in (m.date.start, m.date.end) if point], months)
    places = [reach(m.date, scaled) for m in moments]
    surest_first = sorted(
        range(len(places)), key=lambda i: (places[i].right - places[i].left, places[i].left, i)
    )
    lanes = packed([_taken(*each) for each in zip(moments, places, strict=True)], surest_first)
    pitch = min(_WIDEST_LANE, max(_NARROWEST_LANE, _TALL // (max(lanes) + 1)))
    base = pitch * (max(lanes) + 1) + 4
    ground, height = axis(scaled, base)
    marks = (
        _mark(moment, place, base - 4 - (lane + 0.5) * pitch, pitch)
        for moment, place, lane in zip(moments, places, lanes, strict=True)
    )
    return element(
        "svg",
        element("g", ground, class_="axis", aria_hidden="true"),
        element("g", *marks, class_="marks", stroke_width=1.5),
        class_="drawing",
        role="group",
        aria_label=label,
        width="100%",
        height=height,
        direction="ltr",
        fill="currentColor",
        font_size=12,
    )


def _taken(moment: Moment, place: Reach) -> Stretch:
    """The room a mark takes in its lane where the page is narrowest."""
    head, fade, number = (pixels / NARROWEST * 100 for pixels in (HEAD, HEAD + FADE, COUNT))
    right = max(fade if place.after else head, head + number if moment.events > 1 else 0)
    return place.left - (fade if place.before else head), place.right + right


def _mark(moment: Moment, place: Reach, y: float, pitch: int) -> str:
    half = min(pitch / 2 - 1, 5)
    classes = f"mark {moment.status}".strip()
    return element(
        "a",
        title(moment.name),
        target(place, y, pitch),
        shape(place, y, half),
        count(place, y, half, moment.events) if moment.events > 1 else "",
        href=moment.href,
        class_=classes,
    )


Stretch = tuple[float, float]
"""From where to where something lies along an axis."""


def packed(stretches: Sequence[Stretch], order: Iterable[int]) -> tuple[int, ...]:
    """The lane of each of `stretches`, from 0; each takes, in `order` (of indices), the first lane in which it touches none."""
    lanes: list[list[Stretch]] = []
    found = [0] * len(stretches)
    for index in order:
        left, right = stretches[index]
        free = (n for n, lane in enumerate(lanes) if all(right <= a or b <= left for a, b in lane))
        lane = next(free, len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((left, right))
        found[index] = lane
    return tuple(found)
