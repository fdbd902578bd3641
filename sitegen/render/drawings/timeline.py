"""The timeline as a drawing: one mark for each event on an axis of time, those that matter named, the surest nearest to it.

Each mark is a link named by the date in words and the event's title; its shape says how sure the date is (see
`marks`). Several events of one date can share a mark, which then bears their number. Events may stand in lanes that
bear names. What is older than what is drawn, and everything where the page is narrow, is a bar for each year. The list of
the same events stands beside it in the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import Literal, NamedTuple

from sitegen.model.locale import NO_NAMES, DrawnNames
from sitegen.model.values import Date
from sitegen.render.drawings.axis import ROW, Scale, axis, scale
from sitegen.render.drawings.marks import COUNT, FADE, HEAD, Reach, count, reach, shape, target
from sitegen.render.drawings.svg import element, percent, text, title

FEWEST = 5
"""Fewer dates are read faster in a list than found in a drawing."""
NAMED = 12
"""How many marks bear a name, the weightiest first."""
WIDTH = 600
"""Pixels: where the page has less for it, stylesheets show bars instead."""

_TALL = 240  # pixels: what the lanes may take together before they move closer
_WIDEST_LANE, _NARROWEST_LANE = 24, 10  # pixels; 24 is the least size of a target (WCAG 2.2, 2.5.8)
_LINE = 15  # pixels of a lane in which words stand
_CHARACTER = 6.6  # pixels of a letter of 12 pixels, generously
_LONGEST = 42  # characters of a name; of a longer one its first words


Stretch = tuple[float, float]
"""From where to where something lies along an axis."""


class Moment(NamedTuple):
    """An event to be drawn: where its mark leads, its name (date and title), when it was and whether it happened.

    `events` is how many the mark stands for. It may stand in a `lane` of a name, and be named by its `label`, the sooner
    the greater its `weight`; without weight it is not.
    """

    href: str
    name: str
    date: Date
    status: Literal["", "planned", "alleged", "denied"] = ""
    events: int = 1
    label: str = ""
    weight: int = 0
    lane: str = ""


class YearBar(NamedTuple):
    """A year: where it leads, what it is called, how many events it has, and these in words."""

    href: str
    name: str
    events: int
    words: str


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """A timeline called `label`, whose axis has these `names`; empty where a list alone says as much.

    The `years` are bars; `older` says that some of them are not among the moments.
    """

    label: str = ""
    moments: tuple[Moment, ...] = ()
    names: DrawnNames = NO_NAMES
    years: tuple[YearBar, ...] = ()
    older: bool = False

    def __bool__(self) -> bool:
        return bool(self.moments or self.years)

    def __html__(self) -> str:
        bars = year_bars(self.years, self.label, narrow=not self.older)
        return bars + timeline(self.moments, self.label, self.names)


def year_bars(years: Sequence[YearBar], label: str, *, narrow: bool) -> str:
    """A bar for each year, called `label`; shown only where the page is `narrow`, if so. `""` where one says nothing."""
    if len(years) < 2:
        return ""
    most = max(year.events for year in years)
    rows = (
        element(
            "li",
            element(
                "a",
                element("span", escape(year.name)),
                _bar(year.events / most),
                element("span", escape(year.words)),
                href=year.href,
                class_="mark",
            ),
        )
        for year in years
    )
    classes = "drawing bars narrow" if narrow else "drawing bars"
    return element("ul", *rows, class_=classes, aria_label=label)


def _bar(share: float) -> str:
    line = element("rect", width=percent(share * 100), height=10, fill="currentColor")
    return element("svg", line, width="100%", height=10, aria_hidden="true")


def timeline_helps(moments: Sequence[Moment]) -> bool:
    """Whether there is something to see: at least `FEWEST` moments, not all of one date."""
    return len(moments) >= FEWEST and len({(m.date.earliest, m.date.latest) for m in moments}) > 1


def timeline(moments: Sequence[Moment], label: str, names: DrawnNames) -> str:
    """The drawing of `moments`, called `label`, on an axis with these `names`; `""` where it would not help."""
    if not timeline_helps(moments):
        return ""
    scaled = scale([point for m in moments for point in (m.date.start, m.date.end) if point], names)
    named = sorted((m for m in moments if m.weight), key=lambda m: -m.weight)[:NAMED]
    lanes: dict[str, list[_Drawn]] = {}
    for moment in moments:
        lanes.setdefault(moment.lane, []).append(_drawn(moment, scaled, named=moment in named))
    groups = [_packed(name if lanes.keys() > {name} else "", found) for name, found in lanes.items()]
    rows = sum(group.rows for group in groups)
    least = _LINE if named else _NARROWEST_LANE
    pitch = min(_WIDEST_LANE, max(least, _TALL // rows))
    heights = [group.rows * pitch + (ROW if group.name else 0) for group in groups]
    tops = [0, *accumulate(heights)]
    ground, height = axis(scaled, tops[-1] + 4)
    return element(
        "svg",
        element("g", ground, class_="axis", aria_hidden="true"),
        element(
            "g",
            *(_group(*row, pitch, names) for row in zip(groups, tops[1:], heights, strict=True)),
            class_="marks",
            stroke_width=1.5,
        ),
        class_="drawing lanes",
        role="group",
        aria_label=label,
        width="100%",
        height=height,
        direction="ltr",
        fill="currentColor",
        font_size=12,
    )


class _Drawn(NamedTuple):
    """A moment with its place, the words beside it, at which side (1 right, -1 left), and the room that all of it takes."""

    moment: Moment
    place: Reach
    words: str
    side: int
    room: Stretch


class _Group(NamedTuple):
    """Moments in rows, counted from the axis upward."""

    name: str
    drawn: tuple[_Drawn, ...]
    row_of: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max(self.row_of) + 1


def _drawn(moment: Moment, axis: Scale, *, named: bool) -> _Drawn:
    """Words stand to the right of a mark, else to its left; where neither has room for them, there are none."""
    place = reach(moment.date, axis)
    room = _taken(moment, place)
    words = _shortened(moment.label) if named else ""
    length = (len(words) * _CHARACTER + 2) / WIDTH * 100
    if words and room[1] + length <= 100:
        return _Drawn(moment, place, words, 1, (room[0], room[1] + length))
    if words and room[0] - length >= 0:
        return _Drawn(moment, place, words, -1, (room[0] - length, room[1]))
    return _Drawn(moment, place, "", 0, room)


def _shortened(words: str) -> str:
    """The first words, as many as a name may have."""
    if len(words) <= _LONGEST:
        return words
    return words[: _LONGEST - 1].rpartition(" ")[0].rstrip(",;:") + "…"


def _taken(moment: Moment, place: Reach) -> Stretch:
    """The room a mark takes in its lane where the page is narrowest."""
    return place.left - _before(place) / WIDTH * 100, place.right + _behind(moment, place) / WIDTH * 100


def _before(place: Reach) -> int:
    return HEAD + FADE if place.before else HEAD


def _behind(moment: Moment, place: Reach) -> int:
    return max(HEAD + FADE if place.after else HEAD, HEAD + COUNT if moment.events > 1 else 0)


def _packed(name: str, drawn: Sequence[_Drawn]) -> _Group:
    """In rows: what is named first, then the surest."""
    places = [each.place for each in drawn]
    order = sorted(
        range(len(drawn)),
        key=lambda i: (not drawn[i].words, places[i].right - places[i].left, places[i].left, i),
    )
    return _Group(name, tuple(drawn), packed([each.room for each in drawn], order))


def _group(group: _Group, bottom: int, height: int, pitch: int, names: DrawnNames) -> str:
    """The marks of a group whose lowest row ends at `bottom`, under its name."""
    name = ""
    if group.name:
        top = bottom - height
        name = text(group.name, y=top + 11, class_="lane", aria_hidden="true")
        name += element(
            "line", x2="100%", y1=top, y2=top, stroke="currentColor", stroke_opacity=0.15, aria_hidden="true"
        )
    marks = (
        _mark(each, bottom - (row + 0.5) * pitch, pitch, names)
        for each, row in zip(group.drawn, group.row_of, strict=True)
    )
    return name + "".join(marks)


def _mark(drawn: _Drawn, y: float, pitch: int, names: DrawnNames) -> str:
    moment, place = drawn.moment, drawn.place
    half = min(pitch / 2 - 1, 5)
    words = ""
    if drawn.words:
        left = drawn.side < 0
        x = percent(place.left if left else place.right)
        dx = -_before(place) if left else _behind(moment, place)
        anchor = "end" if left else None
        words = text(drawn.words, x=x, y=y + 4, dx=dx, text_anchor=anchor, class_="name", aria_hidden="true")
    return element(
        "a",
        title(moment.name),
        target(place, y, pitch),
        shape(place, y, half),
        count(place, y, half, names.number(moment.events)) if moment.events > 1 else "",
        words,
        href=moment.href,
        class_=f"mark {moment.status}".strip(),
    )


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
