"""The axis as it is drawn: lines where units meet, gaps, and the names of units where there is room for them."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.render.drawings.scale import Column, Scale, Unit
from sitegen.render.drawings.svg import element, percent, text

ROW = 16  # pixels of a row of labels
NARROWEST = 300  # pixels: what stands apart at this width does so at every other
WIDE = 600  # pixels: from here on stylesheets show what is of the class `wide`

_CHARACTER = 7.2  # pixels of a digit of 12 pixels, generously
_FINEST = 1.0  # percent of the width between two lines
_ROWS: tuple[tuple[Unit, ...], ...] = (("day",), ("month",), ("year", "gap"))


def axis(scale: Scale, base: float) -> tuple[str, float]:
    """The axis at the height `base`, and the height at which its labels end."""
    drawn = [
        element("line", x1="0%", x2="100%", y1=base, y2=base, stroke="currentColor", stroke_opacity=0.6),
        *(_line(column, base) for column in scale.columns if _parted(column)),
        *(_gap(column, base) for column in scale.columns if column.unit == "gap"),
    ]
    bottom = base + 2
    for units in _ROWS:
        row = [column for column in scale.columns if column.unit in units and column.label]
        if row:
            drawn += _labels(row, bottom + ROW - 4)
            bottom += ROW
    return "".join(drawn), bottom + 2


def _parted(column: Column) -> bool:
    """Whether a line stands before a column; before months in which nothing falls, only where the lines do not run together."""
    return column.unit != "day" and (
        column.used or column.unit != "month" or column.right - column.left >= _FINEST
    )


def _line(column: Column, base: float) -> str:
    faint = 0.12 if column.unit == "month" else 0.3
    return element(
        "line",
        x1=percent(column.left),
        x2=percent(column.left),
        y1=0,
        y2=base + 4,
        stroke="currentColor",
        stroke_opacity=faint,
        stroke_width=1,
    )


def _gap(column: Column, base: float) -> str:
    """Years in which nothing happened: the axis is broken by two strokes."""
    strokes = element("path", d="M-5 5L-1 -5M1 5L5 -5", stroke="currentColor", fill="none")
    return element("svg", strokes, x=percent(_middle(column)), y=base, overflow="visible", width=1, height=1)


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
        text(
            c.label, x=percent(_middle(c)), y=y, text_anchor="middle", class_=None if c in always else "wide"
        )
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
