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
from sitegen.render.drawings.axis import Scale, axis, scale
from sitegen.render.drawings.marks import COUNT, FADE, HEAD, Reach, count, reach, shape, target
from sitegen.render.drawings.svg import element, percent, text, title

FEWEST = 5
"""Fewer dates are read faster in a list than found in a drawing."""
NAMED = 8
"""How many marks make room for their names where the drawing is narrow, the weightiest first; where it is wide, all do."""
WIDTHS = {"short": 600, "middle": 800, "full": 1070}
"""From how many pixels of width on stylesheets show the names of these classes; below the first, bars instead of the drawing."""
CHARACTER = 6.3
"""How many pixels wide a letter of 12 pixels is taken to be on average; a browser says what it is (`tests/site/test_pictures.py`)."""

_TALL = 240  # pixels: what the lanes may take together before they move closer
_WIDEST_LANE, _NARROWEST_LANE = 24, 10  # pixels; 24 is the least size of a target (WCAG 2.2, 2.5.8)
_LINE = 16  # pixels of a lane in which words stand
_HEAD = 20  # pixels of the name of a lane
_LONGEST = 42  # characters of a name where the drawing is narrow
_SHORTEST = 24  # characters that are worth to be said of a longer name
_GAP = 3  # pixels between a mark and what is beside it
_OVER = HEAD  # pixels of a bar that are seen to either side of the words upon it


Stretch = tuple[float, float]
"""From where to where something lies along an axis."""


class Moment(NamedTuple):
    """An event to be drawn: where its mark leads, its name (date and title), when it was and whether it happened.

    `events` is how many the mark stands for. It may stand in a `lane` of a name, and be named by its `label`, the sooner
    the greater its `weight`; without weight it is not. The label has the language `lang`, if that is not the page's.
    """

    href: str
    name: str
    date: Date
    status: Literal["", "planned", "alleged", "denied"] = ""
    events: int = 1
    label: str = ""
    weight: int = 0
    lane: str = ""
    lang: str = ""


class YearBar(NamedTuple):
    """A year: where it leads, what it is called, how many events it has, and these in words."""

    href: str
    name: str
    events: int
    words: str


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """A timeline called `label`, whose axis has these `names`; empty where a list alone says as much.

    The `years` are bars; `older` says that some of them are not among the moments, and `caption` which are.
    """

    label: str = ""
    moments: tuple[Moment, ...] = ()
    names: DrawnNames = NO_NAMES
    years: tuple[YearBar, ...] = ()
    older: bool = False
    caption: str = ""

    def __bool__(self) -> bool:
        return bool(self.moments or self.years)

    def __html__(self) -> str:
        bars = year_bars(self.years, self.label, narrow=not self.older)
        caption = element("p", escape(self.caption), class_="legend") if self.caption else ""
        return bars + caption + timeline(self.moments, self.label, self.names)


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
    heights = [group.rows * pitch + (_HEAD if group.name else 0) for group in groups]
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


class _Name(NamedTuple):
    """The words of a mark, at which side (1 right, -1 left, 0 upon it), and the room that mark and words take."""

    words: str
    side: int
    room: Stretch


class _Drawn(NamedTuple):
    """A moment with its place, and its name at each of the widths."""

    moment: Moment
    place: Reach
    names: tuple[_Name, ...]


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
    place = reach(moment.date, axis)
    words = moment.label if moment.weight else ""
    short, *wide = WIDTHS.values()
    first = _name(moment, place, _shortened(words, _LONGEST) if named else "", short)
    return _Drawn(moment, place, (first, *(_name(moment, place, words, width) for width in wide)))


def _name(moment: Moment, place: Reach, words: str, width: int, room: Stretch = (0, 100)) -> _Name:
    """Words stand to the right of a mark, else to its left, else upon it where nothing of it is sure; else the first of them
    stand where there is most of the `room`.
    """
    left, right = (
        place.left - _before(place) / width * 100,
        place.right + _behind(moment, place) / width * 100,
    )
    inside = 0 if place.core else place.right - place.left - 2 * _OVER / width * 100
    rooms = {1: room[1] - right, -1: left - room[0], 0: inside}
    most = {side: int((free * width / 100 - 2) / CHARACTER) for side, free in rooms.items()}
    side = next((side for side in most if len(words) <= most[side]), max(most, key=lambda side: most[side]))
    if len(words) > most[side]:
        words = _shortened(words, most[side]) if most[side] >= _SHORTEST else ""
    length = (len(words) * CHARACTER + 2) / width * 100 if words else 0
    return _Name(words, side, (left - length * (side < 0), right + length * (side > 0)))


def _shortened(words: str, most: int) -> str:
    """The first words, as many as `most` characters hold."""
    if len(words) <= most:
        return words
    return words[: most - 1].rpartition(" ")[0].rstrip(",;:") + "…"


def _before(place: Reach) -> int:
    return HEAD + FADE if place.before else HEAD + _GAP


def _behind(moment: Moment, place: Reach) -> int:
    return max(HEAD + FADE if place.after else HEAD + _GAP, HEAD + COUNT if moment.events > 1 else 0)


def _packed(name: str, drawn: Sequence[_Drawn]) -> _Group:
    """In rows: what is named first, then the surest."""
    places = [each.place for each in drawn]
    order = sorted(
        range(len(drawn)),
        key=lambda i: (not drawn[i].names[0].words, places[i].right - places[i].left, places[i].left, i),
    )
    row_of = packed([tuple(name.room for name in each.names) for each in drawn], order)
    rows: dict[int, list[int]] = {}
    for i in sorted(range(len(drawn)), key=lambda i: places[i].left):
        rows.setdefault(row_of[i], []).append(i)
    named = [*drawn]
    for row in rows.values():
        _name_where_room_is_left(named, row)
    return _Group(name, tuple(named), row_of)


def _name_where_room_is_left(drawn: list[_Drawn], row: Sequence[int]) -> None:
    """Where the drawing is narrow, room was made for the first words of few names: each takes what is left, too, and so do others."""
    width = WIDTHS["short"]
    for n, i in enumerate(row):
        moment, place, (_, *wide) = drawn[i]
        if not moment.weight:
            continue
        after = drawn[row[n + 1]].names[0].room[0] if n + 1 < len(row) else 100
        before = drawn[row[n - 1]].names[0].room[1] if n else 0
        drawn[i] = _Drawn(moment, place, (_name(moment, place, moment.label, width, (before, after)), *wide))


def _group(group: _Group, bottom: int, height: int, pitch: int, names: DrawnNames) -> str:
    """The marks of a group whose lowest row ends at `bottom`, under its name."""
    name = ""
    if group.name:
        top = bottom - height
        name = text(group.name, y=top + 14, class_="lane", aria_hidden="true")
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
    return element(
        "a",
        title(moment.name),
        target(place, y, pitch),
        shape(place, y, half),
        _count(drawn, y, half, names),
        *_names(drawn, y),
        href=moment.href,
        class_=f"mark {moment.status}".strip(),
    )


def _count(drawn: _Drawn, y: float, half: float, names: DrawnNames) -> str:
    """How many events it stands for, except where words upon it say so."""
    seen = [not (name.words and name.side == 0) for name in drawn.names]
    if drawn.moment.events < 2 or not any(seen):
        return ""
    return count(drawn.place, y, half, names.number(drawn.moment.events), f"number{_at(seen)}")


def _at(seen: Sequence[bool]) -> str:
    """The classes of what is seen at some of the widths and not at others."""
    return (
        ""
        if all(seen)
        else "".join(f" {width}" for width, is_seen in zip(WIDTHS, seen, strict=True) if is_seen)
    )


def _names(drawn: _Drawn, y: float) -> list[str]:
    """Its name, once for all widths at which it is the same."""
    alike = dict.fromkeys(name[:2] for name in drawn.names if name.words)
    return [
        _written(drawn, words, side, f"name{_at([name[:2] == (words, side) for name in drawn.names])}", y)
        for words, side in alike
    ]


def _written(drawn: _Drawn, words: str, side: int, classes: str, y: float) -> str:
    place = drawn.place
    return text(
        words,
        x=percent({1: place.right, -1: place.left, 0: (place.left + place.right) / 2}[side]),
        y=y + 4,
        dx={1: _behind(drawn.moment, place), -1: -_before(place), 0: None}[side],
        text_anchor={1: None, -1: "end", 0: "middle"}[side],
        class_=classes if side else f"{classes} upon",
        lang=drawn.moment.lang or None,
        aria_hidden="true",
    )


def packed(rooms: Sequence[tuple[Stretch, ...]], order: Iterable[int]) -> tuple[int, ...]:
    """The row of each thing, from 0, given the room it takes at each of some widths; each takes, in `order` (of indices), the
    first row in which it touches none at any width.
    """
    rows: list[list[tuple[Stretch, ...]]] = []
    found = [0] * len(rooms)
    for index in order:
        free = (n for n, row in enumerate(rows) if not any(_touching(rooms[index], other) for other in row))
        found[index] = row = next(free, len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(rooms[index])
    return tuple(found)


def _touching(one: tuple[Stretch, ...], other: tuple[Stretch, ...]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a, b in zip(one, other, strict=True))
