"""Figures in words, and the range of those that count the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.model.fields import Statement
from sitegen.model.values import Figure


@dataclass(frozen=True, slots=True)
class Range:
    """How far apart the figures for one `unit` are, in words."""

    unit: str
    words: str
    figures: int


def words(figure: Figure) -> str:
    """A figure for a reader: "31", "550 or more", "up to 600", "500 to 600", "about 200"."""
    about = "about " if figure.about else ""
    low, high = _grouped(figure.low), _grouped(figure.high)
    if low == high:
        return f"{about}{low}"
    if not high:
        return f"{about}{low} or more"
    return f"up to {about}{high}" if not low else f"{about}{low} to {high}"


def ranges(statements: Iterable[Statement]) -> tuple[Range, ...]:
    """One range for every unit that several statements give a figure for, unless they bound it neither below nor above.

    Figures without a unit are never compared.
    """
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for statement in statements:
        if statement.value and statement.unit:
            by_unit[statement.unit].append(statement.value)
    found = (Range(unit, _range(row), len(row)) for unit, row in by_unit.items() if len(row) > 1)
    return tuple(one for one in found if one.words)


def _range(figures: Sequence[Figure]) -> str:
    lowest = min(figures, key=lambda f: f.low or 0)
    highest = max(figures, key=lambda f: f.high or f.low or 0)
    open_below = any(f.low is None for f in figures)
    open_above = any(f.high is None for f in figures)
    if open_below and open_above:
        return ""
    bottom = _about(lowest.about, lowest.low)
    top = _about(highest.about, highest.high or highest.low)
    if open_below:
        return f"up to {top}"
    reach = bottom if bottom == top else f"{bottom} to {top}"
    return f"{reach} or more" if open_above else reach


def _about(about: bool, number: int | None) -> str:
    return f"about {_grouped(number)}" if about else _grouped(number)


def _grouped(number: int | None) -> str:
    return "" if number is None else f"{number:,}"
