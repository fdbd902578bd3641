"""An even axis of months, for what the timeline's cannot show: how long something lasts, and how often it happens.

    clocks   one bar beneath its words for each stretch of time, all on one axis
    tempo    columns as wide as a stretch of time and as high as what a month of it saw
    coverage one row of columns beneath its words for each of several, a column a month, all on one axis and scale, each with
             its number where there is room, and what it stands for when it is pointed at

What is not sure is pale: the ends of a bar that are known to the month alone, the part of a column between the fewest and
the most it can be; what is open at the top fades.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import floor, log10
from typing import NamedTuple

from sitegen.model.locale import NO_NAMES, DrawnNames
from sitegen.model.values import Date, DatePoint
from sitegen.render.drawings.axis import LEFT, NARROWEST, RIGHT, ROW
from sitegen.render.drawings.marks import Reach, shape
from sitegen.render.drawings.svg import element, percent, text, title

_BAR = 32  # pixels a bar has for itself
_ROW = 44  # pixels of the highest of the columns that stand in a row
_HIGH = 120  # pixels of the highest column
_NUMBER = 18  # pixels of the words over a column
_DIGIT = 7  # pixels of a digit over a bar of a month, generously
_HEAD = 13  # pixels of these digits
_LABEL = 34  # pixels that the name of a month takes, with air
_STEPS = (0.2, 0.13, 0.06)  # how strong the open end of a column is, from below
_STEP = 4  # pixels of each of them
MOST_MONTHS = 120
"""Of more, a column would be narrower than what can be seen."""
MONTH = 30.44
"""Days of a month, on the average."""


class Clock(NamedTuple):
    """A stretch of time from one date to another: where its words lead, these (in the language `lang`, if that is not the page's), and the later date in words."""

    href: str
    name: str
    until: str
    start: Date
    end: Date
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ClocksDrawing:
    """Stretches of time called `label`, whose axis has these `names`; false where there are no two to compare."""

    label: str = ""
    clocks: tuple[Clock, ...] = ()
    names: DrawnNames = NO_NAMES

    def __bool__(self) -> bool:
        return len(self.clocks) > 1

    def __html__(self) -> str:
        axis = _Axis.over([point for clock in self.clocks for point in _points(clock.start, clock.end)])
        rows = (_clock(clock, axis) for clock in self.clocks)
        ground = _svg(axis.drawn(4, self.names), 4 + 2 * ROW)
        return element("ul", *rows, class_="drawing ranges", aria_label=self.label) + ground


class Column(NamedTuple):
    """What a month of a stretch of time saw: at least `low` and at most `high`, or even more (`open_above`); `words` say it."""

    start: DatePoint
    end: DatePoint
    low: float
    high: float
    open_above: bool
    words: str


@dataclass(frozen=True, slots=True)
class TempoDrawing:
    """How often something happened, in the order of time; on an axis with these `names`."""

    columns: tuple[Column, ...] = ()
    names: DrawnNames = NO_NAMES

    def __bool__(self) -> bool:
        return len(self.columns) > 1

    def __html__(self) -> str:
        axis = _Axis.over([point for column in self.columns for point in (column.start, column.end)])
        highest = max(column.high for column in self.columns)
        base = _NUMBER + len(_STEPS) * _STEP + _HIGH
        columns = (
            _column(column, axis, highest, base, is_last=column is self.columns[-1])
            for column in self.columns
        )
        ground = _heights(highest, base, self.names)
        return _svg(ground + "".join(columns) + axis.drawn(base, self.names), base + 2 * ROW + 4)


class Monthly(NamedTuple):
    """What is counted by months (`2020-09`): where its words lead, these, the whole of it in words, and each month in words.

    Its name has the language `lang`, if that is not the page's.
    """

    href: str
    name: str
    whole: str
    counts: Mapping[str, int]
    words: Mapping[str, str]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class CoverageDrawing:
    """Rows of counts called `label`, with the names of its axis; false where there are no two months to compare, or
    more than can be told apart.
    """

    label: str
    rows: tuple[Monthly, ...]
    names: DrawnNames = NO_NAMES

    def __bool__(self) -> bool:
        return (
            len({month for row in self.rows for month in row.counts}) > 1 and self._axis.months <= MOST_MONTHS
        )

    @property
    def _axis(self) -> _Axis:
        every = [_number(date.fromisoformat(f"{month}-01")) for row in self.rows for month in row.counts]
        return _Axis(min(every), max(every))

    def __html__(self) -> str:
        highest = max(count for row in self.rows for count in row.counts.values())
        rows = (_months(row, self._axis, highest, self.names) for row in self.rows)
        ground = _svg(self._axis.drawn(4, self.names), 4 + 2 * ROW)
        return element("ul", *rows, class_="drawing ranges", aria_label=self.label) + ground


class _Axis(NamedTuple):
    """The months from one to another, each a number that counts them; a day lies on it as far as it is from the first."""

    first: int
    last: int

    @classmethod
    def over(cls, points: Sequence[DatePoint]) -> _Axis:
        begins, ends = (point.earliest for point in points), (point.latest for point in points)
        return cls(_number(min(begins)), _number(max(ends)))

    @property
    def months(self) -> int:
        """How many there are."""
        return self.last - self.first + 1

    def at(self, day: int) -> float:
        """The place of a day (an ordinal) in percent."""
        first, end = _first_day(self.first), _first_day(self.last + 1)
        return LEFT + (RIGHT - LEFT) * (day - first) / (end - first)

    def ground(self, height: float, base: float) -> str:
        """What a row stands on: a line at the height `base`, and strokes where the years begin."""
        lines = [element("line", x1=percent(LEFT), x2=percent(RIGHT), y1=base, y2=base)]
        for month in range(self.first, self.last + 1):
            if month % 12 == 0:
                at = percent(self.at(_first_day(month)))
                lines.append(element("line", x1=at, x2=at, y2=height))
        return element("g", *lines, stroke="currentColor", stroke_opacity=0.15)

    def drawn(self, base: float, names: DrawnNames) -> str:
        """The line at the height `base`, a stroke at each month, and the names of as many as fit; of years, all."""
        every = range(self.first, self.last + 1)
        stride = -(-len(every) * _LABEL // NARROWEST)
        strokes = [element("line", x2="100%", y1=base, y2=base)]
        labels: list[str] = []
        for month in every:
            left = self.at(_first_day(month))
            year, number = divmod(month, 12)
            begins = month == self.first or number == 0
            at, x = percent(left), percent((left + self.at(_first_day(month + 1))) / 2)
            strokes.append(element("line", x1=at, x2=at, y1=base, y2=base + (8 if begins else 4)))
            if (month - self.first) % stride == 0:
                labels.append(text(names.months[number], x=x, y=base + ROW))
            if begins:
                # A first year of few months would touch the next where the page is narrow.
                near = month == self.first and 0 < 12 - number < _LABEL / NARROWEST * len(every)
                shown = "wide" if near and month + 12 - number <= self.last else None
                labels.append(text(names.number(year), x=x, y=base + 2 * ROW, class_=shown))
        lines = element("g", *strokes, stroke="currentColor", stroke_opacity=0.5)
        words = element("g", *labels, text_anchor="middle")
        return element("g", lines, words, class_="axis", aria_hidden="true")


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> int:
    return date(month // 12, month % 12 + 1, 1).toordinal()


def _points(*when: Date) -> Iterable[DatePoint]:
    return (point for each in when for point in (each.start, each.end) if point)


def _clock(clock: Clock, axis: _Axis) -> str:
    start, end = clock.start, clock.end
    begins, ends = [*_points(start)], [*_points(end)]
    core = (axis.at(begins[-1].latest.toordinal() + 1), axis.at(ends[0].earliest.toordinal()))
    place = Reach(
        axis.at(begins[0].earliest.toordinal()),
        axis.at(ends[-1].latest.toordinal() + 1),
        core if core[0] < core[1] else None,
        before=begins[0].about,
        after=ends[-1].about,
    )
    bar = _svg(axis.ground(_BAR, _BAR / 2) + shape(place, _BAR / 2, 9), _BAR)
    return _row(clock.href, clock.name, clock.until, bar, clock.lang)


def _row(href: str, name: str, more: str, picture: str, lang: str) -> str:
    """A row of a picture under its words, all of it a link."""
    words = element(
        "span",
        element("bdi", escape(name), lang=lang or None),
        " ",
        element("span", escape(more), class_="count"),
    )
    return element("li", element("a", words, picture, href=href, class_="mark"))


def _months(row: Monthly, axis: _Axis, highest: int, names: DrawnNames) -> str:
    base = _HEAD + _ROW - 1
    drawn = [axis.ground(base, base)]
    numbered: list[tuple[float, float]] = []
    # The highest have their numbers first; what would touch one of these has none.
    for month, count in sorted(row.counts.items(), key=lambda item: (-item[1], item[0])):
        first = _number(date.fromisoformat(f"{month}-01"))
        left, right = axis.at(_first_day(first)), axis.at(_first_day(first + 1))
        high = max((_ROW - 2) * count / highest, 2)
        drawn.append(
            element(
                "rect",
                title(row.words[month]),
                x=percent(left),
                width=percent(right - left),
                y=base - high,
                height=high,
            )
        )
        written, middle = names.number(count), (left + right) / 2
        half = (len(written) * _DIGIT + 2) / 2 / NARROWEST * 100
        if all(abs(middle - at) >= half + other for at, other in numbered):
            numbered.append((middle, half))
            drawn.append(
                text(written, x=percent(middle), y=base - high - 3, text_anchor="middle", font_size=11)
            )
    return _row(row.href, row.name, row.whole, _svg("".join(drawn), base + 1), row.lang)


def _heights(highest: float, base: float, names: DrawnNames) -> str:
    """Thin lines at two to four round numbers, each with its number; none where these would be fractions."""
    if highest < 2:
        return ""
    size = 10.0 ** floor(log10(highest / 2))
    step = size * next(n for n in (5, 2, 1) if 2 * n * size <= highest)
    drawn = []
    for n in range(1, int(highest / step) + 1):
        y = base - _HIGH * n * step / highest
        drawn.append(element("line", x2="100%", y1=y, y2=y, stroke="currentColor", stroke_opacity=0.15))
        drawn.append(text(names.number(round(n * step)), y=y - 3, font_size=11))
    return element("g", *drawn, class_="axis")


def _column(column: Column, axis: _Axis, highest: float, base: float, *, is_last: bool) -> str:
    """The last is what holds now: its words are bold, and stand within the drawing."""
    left, right = (
        axis.at((point.earliest.toordinal() + point.latest.toordinal() + 1) // 2)
        for point in (column.start, column.end)
    )
    low, high = (base - _HIGH * rate / highest for rate in (column.low, column.high))
    across: dict[str, str] = {"x": percent(left), "width": percent(right - left)}
    drawn = element("rect", y=low, height=base - low, fill_opacity=0.75, **across)
    drawn += element("rect", y=high, height=low - high, fill_opacity=0.35, **across)
    top = high
    for step in _STEPS if column.open_above else ():
        top -= _STEP
        drawn += element("rect", y=top, height=_STEP, fill_opacity=step, **across)
    words = text(
        column.words,
        x=percent(right if is_last else (left + right) / 2),
        y=top - 5,
        text_anchor="end" if is_last else "middle",
        class_="number" if is_last else None,
    )
    return element("g", drawn, words, class_="mark")


def _svg(drawn: str, height: float) -> str:
    return element(
        "svg",
        drawn,
        class_="drawing",
        width="100%",
        height=height,
        direction="ltr",
        fill="currentColor",
        stroke_width=1.5,
        font_size=12,
        aria_hidden="true",
    )
