"""The mark of one date on the axis: its shape says how sure the date is.

a disc                    one known day
a ring that fades         about that day
a bar between brackets    one day somewhere within
a filled bar              lasted that long; its pale ends where they are known to the month or the year
an end that fades         about then; with a tip, it is open
a number                  so many events share the date: on a bar, beside anything else
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.model.values import Date, DatePoint
from sitegen.render.drawings.axis import NARROWEST, Scale
from sitegen.render.drawings.svg import element, number, percent, text

HEAD = 7  # pixels a mark takes to either side of its dates: half a disc, a bracket
FADE = 14  # pixels of an end that fades
COUNT = 14  # pixels of the number beside a mark
_LEAST = 3  # pixels of a bar: a stretch of days on an axis of decades would be thinner than a line
_DASHES = ((1, 3), (6, 2), (10, 1))  # pixels of a fading end: how far from the date, and how wide
_FAINT, _PALE = 0.5, 0.28


class Reach(NamedTuple):
    """Where a mark lies, in percent of the drawing's width.

    `core` is the part it surely lasted, `left` to `right` the whole; `before` and `after` say that the end fades, and
    `tip_before` and `tip_after` that it is open; `day` that it is one day, though perhaps not surely so.
    """

    left: float
    right: float
    core: tuple[float, float] | None = None
    before: bool = False
    after: bool = False
    tip_before: bool = False
    tip_after: bool = False
    day: bool = False


def reach(when: Date, axis: Scale) -> Reach:
    """Where the mark of `when` lies on `axis`."""
    start, end = when.start, when.end
    if start is None and end is None:
        raise ValueError(f"{when.written} has no day to be drawn at")
    if start is None or (end is None and when.form == "since"):
        return _bound(when, axis)
    if end is None:
        last = axis.columns[-1].right
        return Reach(_from(start, axis), last, (_to(start, axis), last), start.about, True, tip_after=True)
    if when.form == "point" and start.day:
        middle = axis.at(start.earliest.toordinal() + 0.5)
        return Reach(middle, middle, None, start.about, start.about, day=True)
    core = (_to(start, axis), _from(end, axis)) if when.form == "stretch" else None
    if core and start.day and end.day:
        core = (_from(start, axis), _to(end, axis))
    if core and core[0] >= core[1]:
        core = None
    return Reach(_from(start, axis), _to(end, axis), core, start.about, end.about)


def _bound(when: Date, axis: Scale) -> Reach:
    """Only one side is known."""
    if when.start:
        place = _from(when.start, axis)
        return Reach(place, place, None, when.start.about, True, tip_after=True)
    place = _to(when.end, axis) if when.end else 0.0
    return Reach(place, place, None, True, bool(when.end and when.end.about), tip_before=True)


def _from(point: DatePoint, axis: Scale) -> float:
    return axis.at(point.earliest.toordinal())


def _to(point: DatePoint, axis: Scale) -> float:
    return axis.at(point.latest.toordinal() + 1)


def shape(place: Reach, y: float, half: float) -> str:
    """The mark itself, `half` pixels to either side of the height `y`."""
    inner = half + 1 if place.day else 0
    before = _fade(half, -1, inner, tip=place.tip_before) if place.before else ""
    after = _fade(half, 1, inner, tip=place.tip_after) if place.after else ""
    drawn = ""
    if place.day:
        disc: dict[str, str | float] = {"cx": percent(place.left), "cy": y, "r": half}
        if place.before:
            disc |= {"r": half - 0.75, "fill_opacity": 0, "stroke": "currentColor"}
        drawn = element("circle", **disc)
    elif place.right > place.left:
        drawn = _bar(place.left, place.right, y, half * 1.4, _PALE)
        drawn += _bar(place.left, place.right, y, 1)  # so that it is seen on every ground
    if place.core:
        drawn += _bar(*place.core, y, half * 1.4)
        if (place.core[1] - place.core[0]) / 100 * NARROWEST < _LEAST:
            block = element("rect", x=-_LEAST / 2, y=-half * 0.7, width=_LEAST, height=half * 1.4)
            drawn += _around((place.core[0] + place.core[1]) / 2, y, block)
    elif not place.day:
        before = before or _bracket(half, 1 if place.right > place.left or place.after else 0)
        after = after or _bracket(half, -1)
    if place.left == place.right:
        return drawn + _around(place.left, y, before + after)
    return drawn + _around(place.left, y, before) + _around(place.right, y, after)


def target(place: Reach, y: float, thickness: float) -> str:
    """What can be pointed at: the mark with as much around it as its lane has. It also shows the focus."""
    ends = {"x1": percent(place.left), "x2": percent(place.right)}
    return element("line", class_="target", y1=y, y2=y, stroke_width=thickness, **ends)


def count(place: Reach, y: float, half: float, events: str, classes: str = "number") -> str:
    """How many events a mark stands for, as it is written."""
    at: dict[str, str | float] = {"y": y + 4, "class_": classes, "aria_hidden": "true", "font_size": 11}
    if place.right > place.left:
        return text(events, x=percent((place.left + place.right) / 2), text_anchor="middle", **at)
    return text(events, x=percent(place.right), dx=half + 3, **at)


def _bar(left: float, right: float, y: float, thickness: float, opacity: float | None = None) -> str:
    across = {"x": percent(left), "width": percent(right - left)}
    return element("rect", y=y - thickness / 2, height=thickness, fill_opacity=opacity, **across)


def _around(place: float, y: float, drawn: str) -> str:
    """What is measured in pixels, around a place that is given in percent. Stylesheets let it be seen beyond its origin."""
    return element("svg", drawn, x=percent(place), y=y) if drawn else ""


def _bracket(half: float, side: int) -> str:
    """`side` 1 opens to the right, -1 to the left; 0 is a stroke."""
    outer, inner, high = number(-0.75 * (side or 1)), number(0.75 * (side or 1)), number(half)
    if not side:
        return element("path", d=f"M{outer} -{high}V{high}H{inner}V-{high}z")
    far = f"H{3 * side}"
    return element(
        "path", d=f"M{3 * side} -{high}H{outer}V{high}{far}v-1.5H{inner}V{number(1.5 - half)}{far}z"
    )


def _fade(half: float, side: int, inner: float, *, tip: bool) -> str:
    top, high = number(-half * 0.7), number(half * 1.4)
    dashes = "".join(
        f"M{side * off} {top}h{side * wide}v{high}h{-side * wide}z" for off, wide in _DASHES if off >= inner
    )
    drawn = element("path", d=dashes, fill_opacity=_FAINT)
    if tip:
        far, near, wing = FADE * side, (FADE - 4) * side, number(half)
        head = f"M{near} -{wing}L{far} 0L{near} {wing}"
        drawn += element("path", d=head, fill="none", stroke="currentColor")
    return drawn
