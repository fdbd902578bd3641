"""Figures for the same thing as a drawing: one row for each speaker, all on one scale that begins at zero.

Only figures of one unit may stand in one drawing: that is the caller's to see to, as it is for the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model.values import Figure
from sitegen.render.drawings.marks import Reach, shape
from sitegen.render.drawings.svg import element, percent, text, title

FEWEST = 2
"""One figure has nothing to be compared with."""

_LEFT, _RIGHT = (
    3.0,
    92.0,
)  # percent: where zero and the highest figure lie; what is open beyond it needs room to fade
_ROW, _BASELINE, _MARK = 48, 18, 33  # pixels: a row, and in it the words and the mark


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure to be drawn: where its mark leads, who says it, the figure and the figure in words."""

    href: str
    speaker: str
    figure: Figure
    words: str


def ranges_help(estimates: Sequence[Estimate]) -> bool:
    """Whether there is something to compare: at least `FEWEST` figures, not all of them zero."""
    return len(estimates) >= FEWEST and _highest(estimates) > 0


def range_chart(estimates: Sequence[Estimate], label: str) -> str:
    """The drawing of `estimates`, called `label`; `""` where it would not help."""
    if not ranges_help(estimates):
        return ""
    highest = _highest(estimates)
    height = _ROW * len(estimates)
    zero = element(
        "line",
        x1=percent(_LEFT),
        x2=percent(_LEFT),
        y1=0,
        y2=height,
        stroke="currentColor",
        stroke_opacity=0.5,
    )
    rows = (_row(estimate, highest, _ROW * n) for n, estimate in enumerate(estimates))
    return element(
        "svg",
        element(
            "g",
            zero,
            text("0", x=percent(_LEFT), y=height + 14, text_anchor="middle"),
            class_="axis",
            aria_hidden="true",
        ),
        element("g", *rows, class_="marks", stroke_width=1.5),
        class_="drawing",
        role="group",
        aria_label=label,
        width="100%",
        height=height + 18,
        direction="ltr",
        fill="currentColor",
        font_size=12,
    )


def _highest(estimates: Sequence[Estimate]) -> int:
    return max(e.figure.high or e.figure.low or 0 for e in estimates)


def _row(estimate: Estimate, highest: int, top: float) -> str:
    words = f"{estimate.speaker}: {estimate.words}"
    place = _place(estimate.figure, highest)
    base = element(
        "line",
        x1=percent(_LEFT),
        x2=percent(100),
        y1=top + _MARK,
        y2=top + _MARK,
        stroke="currentColor",
        stroke_opacity=0.15,
    )
    return base + element(
        "a",
        title(words),
        element("rect", class_="target", x=0, y=top, width="100%", height=_ROW, fill_opacity=0),
        text(words, x=percent(_LEFT), dx=8, y=top + _BASELINE, font_size=14, aria_hidden="true"),
        shape(place, top + _MARK, 6),
        href=estimate.href,
        class_="mark",
    )


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
