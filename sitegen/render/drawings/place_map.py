"""Places on a map: one mark for each, as large as it weighs, on the outlines of a region.

The ground is scaled with the page. Marks and words are not: they lie over it in percent of its size and are measured in
pixels, so that a label is as large on a phone as on a desk. A mark is a link, and the list of the same places stands
beside it in the page; labels that would touch are left out, those of the heaviest last. A mark that has a number in the list
has it in its label, and where there is no room for the name it has the number alone.

a disc         a place
a pale disc    an area: the point stands for all of it; one that weighs nothing is but its name
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from sitegen.model.output import Outline, Outlines
from sitegen.model.values import Coordinates
from sitegen.render.drawings.projection import Conic, Frame
from sitegen.render.drawings.svg import element, number, percent, text, title

MOST = 40
"""Of more places the heaviest are drawn, so that a map stays as light as it is legible."""

WIDTHS = (288, 330, 400, 480, 560, 640, 760)
"""Pixels: widths of a map between which nothing changes but the distances; labels are kept apart at each."""
WIDE = 560
"""Pixels: from here on stylesheets show what is of the class `wide`, before it what is of the class `narrow`."""

_SMALLEST, _LARGEST = 3.5, 10.0  # pixels: radius of the lightest mark and of the heaviest
_TOGETHER = 8  # pixels: on the narrowest map, places as near as that share a mark
_TARGET = 12  # pixels: radius of what can be pointed at (WCAG 2.2, 2.5.8)
_CHARACTER, _LINE = 6.9, 15  # pixels of a letter of 12 pixels, generously, and of its line
_AIR = 3  # pixels between a mark and its label


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to be drawn: where it leads, its full `name`, the words of its label, where it is and what it weighs; and the
    `number` it has in the list, if any. The label has the language `lang`, if that is not the page's.
    """

    href: str
    name: str
    label: str
    at: Coordinates
    weight: int
    area: bool = False
    number: str = ""
    lang: str = ""

    @property
    def numbered(self) -> str:
        """The number, if any, and the words of the label."""
        return f"{self.number} {self.label}" if self.number else self.label


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """A map called `label`, of the marks that lie on its ground; `semicolon` stands between names that share a mark."""

    label: str
    outlines: Outlines
    marks: tuple[Mark, ...]
    small: bool
    semicolon: str

    def __html__(self) -> str:
        outline = self.outlines.small if self.small else self.outlines.whole
        ratio = outline.height / outline.width
        placed = clustered(placed_marks(self.marks, self.outlines), ratio, self.semicolon)
        labels = _labels(placed, ratio, small=self.small)
        drawn = (_mark(each, labels[n]) for n, each in reversed([*enumerate(placed)]))
        words = element(
            "svg",
            *drawn,
            class_="marks",
            role="group",
            aria_label=self.label,
            width="100%",
            height="100%",
            direction="ltr",
            fill="currentColor",
            font_size=12,
        )
        classes = "drawing map small" if self.small else "drawing map"
        return element("div", _ground(outline), words, class_=classes)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its place in percent of the width and height, and the radius of its disc in pixels."""

    mark: Mark
    x: float
    y: float
    radius: float


NO_LABELS: Mapping[int, Spot] = MappingProxyType({})

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the words of a label stand beside its mark: pixels rightward and downward, and which end of them is there."""

    words: str
    dx: float
    dy: float
    anchor: str

    def box(self, placed: Placed, width: float, ratio: float) -> Box:
        """The room the words take on a map of this width, which is `ratio` as high."""
        x, y = placed.x / 100 * width + self.dx, placed.y / 100 * width * ratio + self.dy
        length = len(self.words) * _CHARACTER
        left = {"start": x, "middle": x - length / 2, "end": x - length}[self.anchor]
        return left, y - _LINE + 4, left + length, y + 4


def shown(at: Coordinates, outlines: Outlines) -> tuple[float, float] | None:
    """Where a point lies on the map, in percent rightward and downward; None beyond its edge."""
    conic = Conic(*outlines.parallels, *outlines.origin)
    return Frame(*outlines.frame).share(conic.at(at.latitude, at.longitude))


def _ground(outline: Outline) -> str:
    return element(
        "svg",
        element("path", class_="land", d=outline.land),
        element("path", class_="borders", d=outline.borders, fill="none"),
        class_="ground",
        viewBox=f"0 0 {outline.width} {outline.height}",
        aria_hidden="true",
    )


def placed_marks(marks: Sequence[Mark], outlines: Outlines) -> list[Placed]:
    """Those of the marks that lie on the map, the heaviest first; a disc is as large as its weight, not as its radius."""
    found = [(mark, at) for mark in marks if (at := shown(mark.at, outlines))]
    found = sorted(found, key=lambda row: (-row[0].weight, row[0].label))[:MOST]
    heaviest = max((mark.weight for mark, _ in found), default=0) or 1
    grown = _LARGEST - _SMALLEST
    return [
        Placed(mark, *at, round(_SMALLEST + grown * (mark.weight / heaviest) ** 0.5, 1)) for mark, at in found
    ]


def clustered(placed: Sequence[Placed], ratio: float, semicolon: str) -> list[Placed]:
    """The marks without those that lie on a heavier one: that bears their names too. An area is no place to lie on."""
    kept: list[Placed] = []
    for each in placed:
        near = (n for n, other in enumerate(kept) if not each.mark.area and _touching(each, other, ratio))
        if (n := next(near, None)) is None:
            kept.append(each)
        else:
            bearer = kept[n].mark
            names = f"{bearer.name}{semicolon} {each.mark.name}"
            numbers = "/".join(filter(None, (bearer.number, each.mark.number)))
            joined = Mark(
                bearer.href, names, bearer.label, bearer.at, bearer.weight, number=numbers, lang=bearer.lang
            )
            kept[n] = Placed(joined, kept[n].x, kept[n].y, kept[n].radius)
    return kept


def _touching(one: Placed, other: Placed, ratio: float) -> bool:
    across, down = ((one.x - other.x), (one.y - other.y) * ratio)
    return not other.mark.area and (across**2 + down**2) ** 0.5 / 100 * WIDTHS[0] < _TOGETHER


def _labels(placed: Sequence[Placed], ratio: float, *, small: bool) -> list[list[tuple[Spot, str]]]:
    """The labels of each mark with their classes: one that has room at every width, else what has room where the map is wide,
    and where it is narrow. A small map has no more than the first.
    """
    always = dict(labelled(placed, ratio, WIDTHS))
    found = [[(always[n], "")] if n in always else [] for n in range(len(placed))]
    for kind, wide in () if small else (("wide", True), ("narrow", False)):
        widths = [width for width in WIDTHS if (width >= WIDE) is wide]
        for n, spot in labelled(placed, ratio, widths, always, or_number=True):
            found[n].append((spot, kind))
    return found


def labelled(
    placed: Sequence[Placed],
    ratio: float,
    widths: Sequence[int],
    before: Mapping[int, Spot] = NO_LABELS,
    *,
    or_number: bool = False,
) -> Iterator[tuple[int, Spot]]:
    """The labels for which there is room at all of the `widths`, by the place of their mark; `before` are there already. Where
    there is none for a name, its number alone may be the label.
    """
    taken: list[tuple[int, Spot]] = [*before.items()]
    for n, each in enumerate(placed):
        if n in before:
            continue
        for spot in chain(_spots(each, each.mark.numbered), _numbers(each) if or_number else ()):
            if all(_free(placed, n, spot, taken, ratio, width) for width in widths):
                taken.append((n, spot))
                yield n, spot
                break


def _numbers(placed: Placed) -> Iterator[Spot]:
    return _spots(placed, placed.mark.number) if placed.mark.number else iter(())


def _spots(placed: Placed, words: str) -> Iterator[Spot]:
    """Where a label may stand, the best first: that of an area upon it, that of a place beside it."""
    off, beside = placed.radius + _AIR, 4
    if placed.mark.area:
        for dy in (off + 11, -off) if placed.mark.weight else (4,):
            yield Spot(words, 0, dy, "middle")
    yield Spot(words, off, beside, "start")
    yield Spot(words, -off, beside, "end")
    yield Spot(words, 0, -off, "middle")
    yield Spot(words, 0, off + 11, "middle")
    for dx, anchor in ((off * 0.7, "start"), (-off * 0.7, "end")):
        yield Spot(words, dx, -off * 0.7, anchor)
        yield Spot(words, dx, off * 0.7 + 9, anchor)


def _free(
    placed: Sequence[Placed],
    n: int,
    spot: Spot,
    taken: Sequence[tuple[int, Spot]],
    ratio: float,
    width: float,
) -> bool:
    """Whether a label touches no edge, no other label and no disc of another place."""
    box = spot.box(placed[n], width, ratio)
    if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > width * ratio:
        return False
    labels = (other.box(placed[number_of], width, ratio) for number_of, other in taken)
    others = (other for other in placed if other is not placed[n] and _has_disc(other))
    discs = (_disc(other, width, ratio) for other in others)
    return not any(overlap(box, other) for other in chain(labels, discs))


def _has_disc(placed: Placed) -> bool:
    """An area in which nothing happened may be no more than its name."""
    return bool(placed.mark.weight) or not placed.mark.area


def _disc(placed: Placed, width: float, ratio: float) -> Box:
    x, y, r = placed.x / 100 * width, placed.y / 100 * width * ratio, placed.radius
    return x - r, y - r, x + r, y + r


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _mark(placed: Placed, labels: Sequence[tuple[Spot, str]]) -> str:
    at = {"cx": percent(placed.x), "cy": percent(placed.y)}
    words = (
        text(
            spot.words,
            x=percent(placed.x),
            y=percent(placed.y),
            dx=number(round(spot.dx, 1)),
            dy=number(round(spot.dy, 1)),
            text_anchor=None if spot.anchor == "start" else spot.anchor,
            class_=shown_where or None,
            lang=placed.mark.lang or None,
        )
        for spot, shown_where in labels
    )
    disc = element("circle", class_="area" if placed.mark.area else "place", r=placed.radius, **at)
    return element(
        "a",
        title(placed.mark.name),
        element("circle", class_="target", r=_TARGET, fill_opacity=0, **at),
        "" if placed.mark.area and not placed.mark.weight and labels else disc,
        *words,
        href=placed.mark.href,
        class_="mark",
    )
