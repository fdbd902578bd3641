"""Figures for the same thing as a drawing: one row for each speaker, all on one scale that begins at zero.

The words of a row are no part of its picture: they stand over it as running text, so that a long name wraps where the
page is narrow and grows with the reader's letters. A page from right to left mirrors the pictures.

Only figures of one unit may stand in one drawing: that is the caller's to see to, as it is for the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from sitegen.model.values import Figure
from sitegen.render.drawings.marks import Reach, shape
from sitegen.render.drawings.svg import element, percent

FEWEST = 2
"""One figure has nothing to be compared with."""

# Percent: where zero and the highest figure lie; what is open beyond it needs room to fade.
_LEFT, _RIGHT = 3.0, 92.0
_HEIGHT = 24  # pixels


class Estimate(NamedTuple):
    """A figure to be drawn: where its mark leads, who says it, the figure and the figure in words."""

    href: str
    speaker: str
    figure: Figure
    words: str


@dataclass(frozen=True, slots=True)
class RangeDrawing:
    """Figures of one unit, called `label`, on a scale that begins at `zero`; false where there is nothing to compare."""

    label: str
    estimates: tuple[Estimate, ...]
    zero: str

    def __bool__(self) -> bool:
        """Whether there is something to compare: at least `FEWEST` figures, not all of them zero."""
        return len(self.estimates) >= FEWEST and _highest(self.estimates) > 0

    def __html__(self) -> str:
        highest = _highest(self.estimates)
        rows = (_row(estimate, highest) for estimate in self.estimates)
        return element("ul", *rows, class_="drawing ranges", aria_label=self.label) + element(
            "p", escape(self.zero), class_="drawing zero", aria_hidden="true"
        )


def _highest(estimates: Sequence[Estimate]) -> int:
    return max(e.figure.high or e.figure.low or 0 for e in estimates)


def _row(estimate: Estimate, highest: int) -> str:
    words = element("bdi", escape(estimate.speaker)) + escape(f": {estimate.words}")
    return element(
        "li", element("a", words, _bar(estimate.figure, highest), href=estimate.href, class_="mark")
    )


def _bar(figure: Figure, highest: int) -> str:
    middle = _HEIGHT / 2
    zero = _line(x1=percent(_LEFT), x2=percent(_LEFT), y1=0, y2=_HEIGHT, stroke_opacity=0.5)
    base = _line(x1=percent(_LEFT), x2=percent(100), y1=middle, y2=middle, stroke_opacity=0.15)
    return element(
        "svg",
        zero,
        base,
        shape(_place(figure, highest), middle, 6),
        width="100%",
        height=_HEIGHT,
        direction="ltr",
        fill="currentColor",
        stroke_width=1.5,
        aria_hidden="true",
    )


def _line(**attributes: str | float) -> str:
    return element("line", stroke="currentColor", **attributes)


def _place(figure: Figure, highest: int) -> Reach:
    low, high = figure.low, figure.high
    left = _at(low if low is not None else high or 0, highest)
    right = _at(high if high is not None else low or 0, highest)
    return Reach(
        left,
        right,
        None,
        before=low is None or figure.about,
        after=high is None or figure.about,
        tip_before=low is None,
        tip_after=high is None,
        day=low == high,
    )


def _at(value: int, highest: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * value / highest
