"""The timeline as a drawing: one mark for each event on an axis of time, the surest nearest to the axis.

Each mark is a link named by the date in words and the event's title; its shape says how sure the date is (see
`marks`). The list of the same events stands beside it in the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sitegen.model.values import Date
from sitegen.render.drawings.axis import NARROWEST, axis
from sitegen.render.drawings.lanes import Stretch, packed
from sitegen.render.drawings.marks import FADE, HEAD, Reach, reach, shape, target
from sitegen.render.drawings.scale import scale
from sitegen.render.drawings.svg import element, title

FEWEST = 5
"""Fewer dates are read faster in a list than found in a drawing."""

_TALL = 240  # pixels: what the lanes may take together before they move closer
_WIDEST_LANE, _NARROWEST_LANE = 24, 9  # pixels; 24 is the least size of a target (WCAG 2.2, 2.5.8)


@dataclass(frozen=True, slots=True)
class Moment:
    """An event to be drawn: where its mark leads, its name (date and title), when it was and whether it happened."""

    href: str
    name: str
    date: Date
    status: Literal["", "planned", "alleged", "denied"] = ""


def timeline_helps(moments: Sequence[Moment]) -> bool:
    """Whether there is something to see: at least `FEWEST` moments, not all of one date."""
    return len(moments) >= FEWEST and len({(m.date.earliest, m.date.latest) for m in moments}) > 1


def timeline(moments: Sequence[Moment], label: str) -> str:
    """The drawing of `moments`, called `label`; `""` where it would not help."""
    if not timeline_helps(moments):
        return ""
    scaled = scale([point for m in moments for point in (m.date.start, m.date.end) if point])
    places = [reach(m.date, scaled) for m in moments]
    surest_first = sorted(
        range(len(places)), key=lambda i: (places[i].right - places[i].left, places[i].left, i)
    )
    lanes = packed([_taken(place) for place in places], surest_first)
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


def _taken(place: Reach) -> Stretch:
    """The room a mark takes in its lane where the page is narrowest."""
    head, fade = (pixels / NARROWEST * 100 for pixels in (HEAD, HEAD + FADE))
    return place.left - (fade if place.before else head), place.right + (fade if place.after else head)


def _mark(moment: Moment, place: Reach, y: float, pitch: int) -> str:
    half = min(pitch / 2 - 1, 5)
    classes = f"mark {moment.status}".strip()
    return element(
        "a",
        title(moment.name),
        target(place, y, pitch),
        shape(place, y, half),
        href=moment.href,
        class_=classes,
    )
