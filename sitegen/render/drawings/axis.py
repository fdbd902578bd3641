"""The axis of time: calendar units side by side, each as wide as what happened in it needs.

A scale that is even over decades crushes a busy week into one stroke. So the axis is cut at the calendar: a year in
which much happened falls into its months, such a month into its days, and a run of years without anything shrinks to
a gap that is drawn as one. Inside a unit time is even; the units are labelled, so the reader sees what was stretched.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple

from sitegen.model.locale import DrawnNames
from sitegen.model.values import PRECISIONS, DatePoint, Precision
from sitegen.render.drawings.svg import element, percent, text

LEFT, RIGHT = 4.0, 96.0
"""Where the axis begins and ends, in percent: marks at its ends need room for their heads."""

_BUSY = 3  # dates within a unit that are finer than it: from here on it is split
_EMPTY = {
    "year": 0.7,
    "month": 0.15,
    "day": 0.04,
}  # the width of a unit in which nothing falls; one date makes it 1
_CROWDING = 0.7  # below 1, so that the tenth date in a unit widens it less than the second

Unit = Literal["gap", "year", "month", "day"]


class Column(NamedTuple):
    """A calendar unit on the axis: days `first` to `end` (exclusive; ordinals), from `left` to `right` (percent).

    `used` says whether a date falls into it. A unit that is `split` stands in the list before its parts.
    """

    unit: Unit
    label: str
    first: int
    end: int
    left: float
    right: float
    used: bool
    split: bool


class Scale(NamedTuple):
    """The axis: its columns from left to right, and where a day lies on it."""

    columns: tuple[Column, ...]

    @property
    def leaves(self) -> tuple[Column, ...]:
        """The columns that are not split: they tile the axis."""
        return tuple(column for column in self.columns if not column.split)

    def at(self, day: float) -> float:
        """The place of a day (an ordinal, or a fraction of it) in percent; beyond the axis, its end."""
        leaves = self.leaves
        column = leaves[max(0, bisect_right([leaf.first for leaf in leaves], day) - 1)]
        share = (day - column.first) / (column.end - column.first)
        return column.left + (column.right - column.left) * min(max(share, 0.0), 1.0)


class _Span(NamedTuple):
    """A unit before it has a width on the page: its own weight, or the units it is split into."""

    unit: Unit
    label: str
    first: int
    end: int
    weight: float
    used: bool = False
    parts: tuple[_Span, ...] = ()


def scale(points: Sequence[DatePoint], names: DrawnNames) -> Scale:
    """The axis on which every one of `points` (at least one) has its place."""
    years = range(min(p.year for p in points), max(p.year for p in points) + 1)
    spans: list[_Span] = []
    for empty, run in groupby(years, lambda year: not any(p.year == year for p in points)):
        row = list(run)
        if empty:
            spans.append(_Span("gap", "", _first(row[0]), _first(row[-1] + 1), _EMPTY["year"]))
        else:
            spans += [_year(year, [p for p in points if p.year == year], names) for year in row]
    return Scale(tuple(_laid_out(spans)))


def _laid_out(spans: Sequence[_Span]) -> list[Column]:
    share = (RIGHT - LEFT) / sum(span.weight for span in spans)
    columns: list[Column] = []
    left = LEFT
    for span in spans:
        columns += _columns(span, left, share)
        left += span.weight * share
    return columns


def _columns(span: _Span, left: float, share: float) -> list[Column]:
    right = left + span.weight * share
    found = [Column(span.unit, span.label, span.first, span.end, left, right, span.used, bool(span.parts))]
    inner = (right - left) / (sum(part.weight for part in span.parts) or 1)
    for part in span.parts:
        found += _columns(part, left, inner)
        left += part.weight * inner
    return found


def _year(year: int, points: Sequence[DatePoint], names: DrawnNames) -> _Span:
    parts = (
        tuple(
            _month(date(year, month, 1), [p for p in points if p.month == month], names)
            for month in range(1, 13)
        )
        if _busy("year", points)
        else ()
    )
    return _span("year", names.number(year), (_first(year), _first(year + 1)), points, parts)


def _month(begins: date, points: Sequence[DatePoint], names: DrawnNames) -> _Span:
    first, days = begins.toordinal(), monthrange(begins.year, begins.month)[1]
    parts = (
        tuple(_day(day, first, points, names) for day in range(1, days + 1)) if _busy("month", points) else ()
    )
    return _span("month", names.months[begins.month - 1], (first, first + days), points, parts)


def _day(day: int, first: int, points: Sequence[DatePoint], names: DrawnNames) -> _Span:
    bounds = (first + day - 1, first + day)
    return _span("day", names.number(day), bounds, [p for p in points if p.day == day])


def _span(
    unit: Unit,
    label: str,
    bounds: tuple[int, int],
    points: Sequence[DatePoint],
    parts: tuple[_Span, ...] = (),
) -> _Span:
    amount = max(len(points), sum(part.weight for part in parts))
    return _Span(unit, label, *bounds, amount**_CROWDING if points else _EMPTY[unit], bool(points), parts)


def _busy(unit: Precision, points: Sequence[DatePoint]) -> bool:
    return sum(PRECISIONS.index(p.precision) < PRECISIONS.index(unit) for p in points) >= _BUSY


def _first(year: int) -> int:
    return date(year, 1, 1).toordinal() if year <= date.max.year else date.max.toordinal() + 1


ROW = 16  # pixels of a row of labels
NARROWEST = 300  # pixels: what stands apart at this width does so at every other
WIDE = 600  # pixels: from here on stylesheets show what is of the class `wide`

_CHARACTER = 7.2  # pixels of a digit of 12 pixels, generously
_FINEST = 1.0  # percent of the width between two lines
_ROWS: tuple[tuple[Unit, ...], ...] = (("day",), ("month",), ("year", "gap"))


def axis(scale: Scale, base: float) -> tuple[str, float]:
    """The axis at the height `base`, and the height at which its labels end."""
    parted = [column for column in scale.columns if _parted(column)]
    faint, firm = (
        element(
            "g",
            *(_line(column, base) for column in parted if (column.unit == "month") is months),
            stroke_opacity=opacity,
        )
        for months, opacity in ((True, 0.12), (False, 0.3))
    )
    gaps = (_gap(column, base) for column in scale.columns if column.unit == "gap")
    line = element("line", x2="100%", y1=base, y2=base, stroke_opacity=0.6)
    names: list[str] = []
    bottom = base + 2
    for units in _ROWS:
        row = [column for column in scale.columns if column.unit in units and column.label]
        if row:
            names += _labels(row, bottom + ROW - 4)
            bottom += ROW
    drawn = element("g", line, faint, firm, *gaps, stroke="currentColor")
    return drawn + element("g", *names, text_anchor="middle"), bottom + 2


def _parted(column: Column) -> bool:
    """Whether a line stands before a column; before months in which nothing falls, only where the lines do not run together."""
    return column.unit != "day" and (
        column.used or column.unit != "month" or column.right - column.left >= _FINEST
    )


def _line(column: Column, base: float) -> str:
    place = percent(column.left)
    return element("line", x1=place, x2=place, y2=base + 4)


def _gap(column: Column, base: float) -> str:
    """Years in which nothing happened: the axis is broken by two strokes."""
    strokes = element("path", d="M-5 5L-1 -5M1 5L5 -5")
    return element("svg", strokes, x=percent(_middle(column)), y=base)


def _labels(row: Sequence[Column], y: float) -> list[str]:
    """Names of units, left out where they would touch.

    Units into which a date falls come first; those that fit when narrow are always shown, others only when wide.
    """
    used = [column for column in row if column.used]
    always = _apart(used, [], NARROWEST)
    wide = _apart(used, always, WIDE)
    if row[0].unit == "month":
        wide += _apart([column for column in row if not column.used], always + wide, WIDE)
    return [
        text(c.label, x=percent(_middle(c)), y=y, class_=None if c in always else "wide")
        for c in row
        if c in always or c in wide
    ]


def _apart(columns: Sequence[Column], placed: Sequence[Column], width: int) -> list[Column]:
    """Those of `columns`, from the left, whose labels touch neither each other nor those `placed` at `width` pixels."""
    found: list[Column] = []
    for column in columns:
        others = (*placed, *found)
        if all(abs(_middle(column) - _middle(o)) >= _half(column, width) + _half(o, width) for o in others):
            found.append(column)
    return found


def _middle(column: Column) -> float:
    return (column.left + column.right) / 2


def _half(column: Column, width: int) -> float:
    return (len(column.label) + 1) * _CHARACTER / 2 / width * 100
