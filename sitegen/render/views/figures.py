"""Figures in words, and the range of those that count the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
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
    """One range for every unit that at least two statements give a figure for; figures without a unit are never compared."""
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for statement in statements:
        if statement.value and statement.unit:
            by_unit[statement.unit].append(statement.value)
    return tuple(
        Range(unit, _range(figures), len(figures)) for unit, figures in by_unit.items() if len(figures) > 1
    )


def _range(figures: list[Figure]) -> str:
    lowest = min((f.low or 0 for f in figures), default=0)
    highest = max(f.high or f.low or 0 for f in figures)
    whole = Figure(
        "",
        None if any(f.low is None for f in figures) else lowest,
        None if any(f.high is None for f in figures) else highest,
    )
    if whole.low is not None and whole.high is None and highest > lowest:
        return f"{_grouped(lowest)} to {_grouped(highest)} or more"
    return (
        words(whole)
        if whole.low is not None or whole.high is not None
        else f"{_grouped(highest)}, open at both ends"
    )


def _grouped(number: int | None) -> str:
    return "" if number is None else f"{number:,}"
