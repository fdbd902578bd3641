"""Packing: marks that would touch lie in different lanes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Stretch = tuple[float, float]
"""From where to where something lies along an axis."""


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
