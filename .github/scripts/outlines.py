"""Draws the outlines of a region, once, for the maps of the site.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    PYTHONPATH=. python .github/scripts/outlines.py package/countries-50m.json > layouts/map.json

`world-atlas` carries the countries of Natural Earth, version 4.1, at 1:50 million (public domain) as TopoJSON: each line
between two countries stands in it once, so that what is made simpler fits together afterwards. A line that bounds one country
is coast, one that bounds two is a border. Borders are Natural Earth's, which draws who holds a land and not who claims it.

    PYTHONPATH=. python .github/scripts/outlines.py package/countries-50m.json Iran Iraq

prints the middle of a country instead: the centroid of its largest part, for the `coordinates` of a place.
"""

from __future__ import annotations

import heapq
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from sitegen.render.drawings.projection import Conic, Frame

Point = tuple[float, float]
Line = list[Point]

CONIC = Conic(south=18, north=38, latitude=28, longitude=48)
SOUTH_WEST, NORTH_EAST = (12.5, 33.5), (42.6, 62.0)
"""Latitude and longitude of what the frame must hold, measured at the meridian in the middle and at its southern corners."""
DETAILS = {"whole": (1000, 3.5, 20.0), "small": (360, 1.8, 9.0)}
"""By name: the width of a drawing, the least triangle that a bend in it makes, and the least area of an island, in its units."""
MARGIN = 0.02
"""How far beyond the frame lines run on, as a share of its width: their ends are not seen."""


def main() -> None:
    """Prints the outlines, or the middle of the countries that are named."""
    path, *names = sys.argv[1:]
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    arcs = [*_arcs(topology)]
    if names:
        for country in topology["objects"]["countries"]["geometries"]:
            if country["properties"]["name"] in names:
                _, _longitude, _latitude = max(_measured(_ring(p[0], arcs)) for p in _polygons(country))
        return
    frame = _frame()
    drawn = {
        "source": "Natural Earth 4.1, 1:50 million",
        "licence": "public domain",
        "parallels": [CONIC.south, CONIC.north],
        "origin": [CONIC.latitude, CONIC.longitude],
        "frame": [round(value, 5) for value in (frame.west, frame.north, frame.width, frame.height)],
    }
    for name, (width, bend, island) in DETAILS.items():
        drawn[name] = _drawn(topology, arcs, frame, (width, bend, island))
    json.dump(drawn, sys.stdout, indent=1)


def _frame() -> Frame:
    (south, west), (north, east) = SOUTH_WEST, NORTH_EAST
    left, right = CONIC.at(south, west)[0], CONIC.at(south, east)[0]
    top, bottom = CONIC.at(north, CONIC.longitude)[1], CONIC.at(south, CONIC.longitude)[1]
    return Frame(left, top, right - left, top - bottom)


def _drawn(
    topology: Any, arcs: Sequence[Line], frame: Frame, detail: tuple[int, float, float]
) -> dict[str, Any]:
    width, bend, island = detail
    scale = width / frame.width
    edge = (-MARGIN * width, -MARGIN * width, width * (1 + MARGIN), frame.height * scale + MARGIN * width)

    def placed(point: Point) -> Point:
        x, y = CONIC.at(max(point[1], -60), point[0])  # the far pole is nowhere
        return (x - frame.west) * scale, (frame.north - y) * scale

    simple = [_simplified([placed(point) for point in arc], bend) for arc in arcs]
    # What lies on the other side of the earth is cut where the cone is, and would be drawn across everything.
    near = {n for n, arc in enumerate(arcs) if any(0 < x < 95 and 0 < y < 65 for x, y in arc)}
    sides = Counter(
        i if i >= 0 else ~i
        for country in topology["objects"]["countries"]["geometries"]
        for polygon in _polygons(country)
        for ring in polygon
        for i in ring
    )
    land = topology["objects"]["land"]
    rings = [
        _clipped(_ring(ring, simple), edge)
        for shape in land.get("geometries", [land])
        for polygon in _polygons(shape)
        for ring in polygon
        if any((i if i >= 0 else ~i) in near for i in ring)
    ]
    borders = [part for n in sorted(near) if sides[n] == 2 for part in _within(simple[n], edge)]
    return {
        "width": width,
        "height": round(frame.height * scale),
        "land": "".join(
            _path(ring) + "z" for ring in rings if len(ring) > 3 and _measured(ring)[0] >= island
        ),
        "borders": "".join(map(_path, borders)),
    }


def _arcs(topology: Any) -> Iterator[Line]:
    """The lines of the topology in degrees, longitude first."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for right, up in steps:
            x, y = x + right, y + up
            line.append((x * sx + tx, y * sy + ty))
        yield line


def _polygons(shape: Any) -> Any:
    return shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]


def _ring(numbers: Sequence[int], arcs: Sequence[Line]) -> Line:
    """Lines one after another; a number below zero is that of a line that is run through backwards."""
    ring: Line = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += line[1:] if ring else line
    return ring


def _measured(ring: Line) -> tuple[float, float, float]:
    """The area of a closed line and its centroid."""
    twice = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring if ring[0] == ring[-1] else [*ring, ring[0]]):
        cross = x0 * y1 - x1 * y0
        twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(twice) / 2, x / (3 * twice), y / (3 * twice)) if twice else (0.0, *ring[0])


def _simplified(line: Line, bend: float) -> Line:
    """The line without the points whose triangle with their neighbours is smaller than `bend` (Visvalingam and Whyatt)."""
    before, after = [*range(-1, len(line) - 1)], [*range(1, len(line) + 1)]
    gone = [False] * len(line)

    def triangle(n: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = line[before[n]], line[n], line[after[n]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    waiting = [(triangle(n), n) for n in range(1, len(line) - 1)]
    heapq.heapify(waiting)
    while waiting:
        size, n = heapq.heappop(waiting)
        if gone[n] or size != triangle(n):
            continue
        if size >= bend:
            break
        gone[n] = True
        after[before[n]], before[after[n]] = after[n], before[n]
        for near in (before[n], after[n]):
            if 0 < near < len(line) - 1:
                heapq.heappush(waiting, (triangle(near), near))
    return [point for point, left_out in zip(line, gone, strict=True) if not left_out]


def _clipped(ring: Line, edge: tuple[float, float, float, float]) -> Line:
    """What of a closed line lies within the edge (Sutherland and Hodgman)."""
    left, top, right, bottom = edge
    for axis, limit, sign in ((0, left, 1), (1, top, 1), (0, right, -1), (1, bottom, -1)):
        kept: Line = []
        for a, b in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            inside_a, inside_b = (sign * (p[axis] - limit) >= 0 for p in (a, b))
            if inside_a != inside_b:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
            if inside_b:
                kept.append(b)
        ring = kept
    return ring


def _within(line: Line, edge: tuple[float, float, float, float]) -> Iterator[Line]:
    """The stretches of a line that lie within the edge, each with the first point beyond it."""
    left, top, right, bottom = edge
    inside = [left <= x <= right and top <= y <= bottom for x, y in line]
    part: Line = []
    for n, point in enumerate(line):
        if any(inside[max(0, n - 1) : n + 2]):
            part.append(point)
        elif part:
            yield part
            part = []
    if len(part) > 1:
        yield part


def _path(line: Line) -> str:
    """The line as the data of a path: whole numbers, each point from the one before; empty where it is but a point."""
    whole = [(round(x), round(y)) for x, y in line]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(whole) if (x0, y0) != (x1, y1)]
    return f"M{_pair(*whole[0])}l{_joined(_pair(*step) for step in steps)}" if steps else ""


def _pair(x: int, y: int) -> str:
    return f"{x}{'' if y < 0 else ' '}{y}"


def _joined(pairs: Iterable[str]) -> str:
    return "".join(pair if not n or pair[0] == "-" else f" {pair}" for n, pair in enumerate(pairs))


if __name__ == "__main__":
    main()
