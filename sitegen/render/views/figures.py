"""Figures in words, and the range of those that count the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.model.fields import Statement
from sitegen.model.values import Figure
from sitegen.model.words import Words


@dataclass(frozen=True, slots=True)
class Range:
    """How far apart the figures for one `unit` are, in words."""

    unit: str
    words: str
    figures: int


def words(figure: Figure, said: Words) -> str:
    """A figure for a reader: "31", "550 or more", "up to 600", "500 to 600", "about 200"."""
    low, high = (_about(figure.about, number, said) for number in (figure.low, figure.high))
    if low == high:
        return low
    if not high:
        return said("figures.or_more", figure=low)
    if not low:
        return said("figures.up_to", figure=high)
    return said("figures.range", low=low, high=_about(False, figure.high, said))


def ranges(statements: Iterable[Statement], said: Words) -> tuple[Range, ...]:
    """One range for every unit that several statements give a figure for, unless they bound it neither below nor above.

    Figures without a unit are never compared.
    """
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for statement in statements:
        if statement.value and statement.unit:
            by_unit[statement.unit].append(statement.value)
    found = (Range(unit, _range(row, said), len(row)) for unit, row in by_unit.items() if len(row) > 1)
    return tuple(one for one in found if one.words)


def _range(figures: Sequence[Figure], said: Words) -> str:
    lowest = min(figures, key=lambda f: f.low or 0)
    highest = max(figures, key=lambda f: f.high or f.low or 0)
    open_below = any(f.low is None for f in figures)
    open_above = any(f.high is None for f in figures)
    if open_below and open_above:
        return ""
    bottom = _about(lowest.about, lowest.low, said)
    top = _about(highest.about, highest.high or highest.low, said)
    if open_below:
        return said("figures.up_to", figure=top)
    reach = bottom if bottom == top else said("figures.range", low=bottom, high=top)
    return said("figures.or_more", figure=reach) if open_above else reach


def _about(about: bool, number: int | None, said: Words) -> str:
    if number is None:
        return ""
    grouped = said.locale.number(number)
    return said("figures.about", figure=grouped) if about else grouped
