"""Places on a map: where they lie, that labels never touch, and that the whole stays light."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.faults import Faults
from sitegen.load.layouts import read_outlines
from sitegen.model.output import Outlines
from sitegen.model.values import Coordinates
from sitegen.render.drawings.place_map import (
    MOST,
    WIDTHS,
    Mark,
    PlaceMap,
    clustered,
    labelled,
    overlap,
    placed_marks,
    shown,
)
from sitegen.render.drawings.projection import Conic
from tests.faults.case import HOME

LIGHTEST = 25_000
"""Bytes that a map may have."""


def outlines() -> Outlines:
    found = read_outlines((HOME / "layouts/map.json").read_text(encoding="utf-8"), Faults("layouts/map.json"))
    assert found
    return found


GROUND = outlines()
RATIO = GROUND.whole.height / GROUND.whole.width


def mark(label: str, latitude: float, longitude: float, weight: int = 1, *, area: bool = False) -> Mark:
    return Mark(
        f"places/{label}.html", f"{label}: {weight}", label, Coordinates(latitude, longitude), weight, area
    )


def drawing(marks: Sequence[Mark], *, small: bool) -> str:
    return PlaceMap("Map", GROUND, tuple(marks), small, ";").__html__()


def test_the_projection_gives_the_numbers_of_the_manual() -> None:
    # Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987): the example for a sphere.
    x, y = Conic(south=33, north=45, latitude=23, longitude=-96).at(35, -75)
    assert (round(x, 7), round(y, 7)) == (0.2966785, 0.2462112)


def test_the_origin_of_a_projection_is_nought_and_its_meridian_upright() -> None:
    conic = Conic(south=18, north=38, latitude=28, longitude=48)
    assert conic.at(28, 48) == pytest.approx((0, 0))
    assert conic.at(40, 48)[0] == pytest.approx(0)
    assert conic.at(40, 48)[1] > conic.at(30, 48)[1] > 0


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(38.9, -77.0), (0.0, 48.0), (55.8, 37.6), (-33.9, 151.2), (32.6, 170.0)]
)
def test_what_lies_beyond_the_edge_is_not_drawn(latitude: float, longitude: float) -> None:
    assert shown(Coordinates(latitude, longitude), GROUND) is None
    assert "<a " not in drawing([mark("Far", latitude, longitude)], small=False)


LABELS = st.text("abcdefgh ", min_size=3, max_size=22).map(str.strip).filter(bool)
MARKS = st.builds(mark, LABELS, st.floats(14, 42), st.floats(36, 60), st.integers(0, 20), area=st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(MARKS, max_size=18), st.integers(WIDTHS[0], 1000))
def test_no_two_labels_overlap_and_none_is_cut_off(marks: list[Mark], width: int) -> None:
    placed = clustered(placed_marks(marks, GROUND), RATIO, ";")
    always = dict(labelled(placed, RATIO, WIDTHS))
    boxes = [spot.box(placed[n], width, RATIO) for n, spot in always.items()]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    assert all(left >= 0 and right <= width for left, _, right, _ in boxes)
    assert placed == [] or 0 in always or len(placed[0].mark.label) > 15


def test_no_label_covers_the_mark_of_another_place_or_of_an_area_where_something_happened() -> None:
    town, region = mark("Tartar", 40.34, 46.93), mark("Nagorno-Karabakh", 39.82, 46.75, 5, area=True)
    placed = clustered(placed_marks([town, region], GROUND), RATIO, ";")
    for width in WIDTHS:
        for number, spot in labelled(placed, RATIO, [width]):
            other = placed[1 - number]
            x, y, r = other.x / 100 * width, other.y / 100 * width * RATIO, other.radius
            assert not overlap(spot.box(placed[number], width, RATIO), (x - r, y - r, x + r, y + r)), width


def test_the_heaviest_have_their_names_where_not_all_find_room() -> None:
    crowd = [mark(f"A rather long name {n}", 33 + n / 10, 44, weight=n) for n in range(12)]
    placed = placed_marks(crowd, GROUND)
    assert [each.mark.weight for each in placed] == sorted(range(12), reverse=True)
    named = dict(labelled(placed, RATIO, WIDTHS))
    assert 0 in named
    assert len(named) < len(placed)


def test_places_that_lie_on_one_another_share_a_mark_that_bears_all_names() -> None:
    two = placed_marks([mark("Town", 33, 44, 5), mark("Airport", 33.05, 44.05, 2)], GROUND)
    assert [each.mark.name for each in clustered(two, RATIO, ";")] == ["Town: 5; Airport: 2"]
    assert [each.mark.name for each in clustered(two, RATIO, "؛")] == ["Town: 5؛ Airport: 2"]
    country = clustered(
        placed_marks([mark("Land", 33, 44, 5, area=True), mark("Town", 33, 44)], GROUND), RATIO, ";"
    )
    assert len(country) == 2


def numbered(name: str, latitude: float, longitude: float, number: str, weight: int) -> Mark:
    return replace(mark(name, latitude, longitude, weight), number=number)


def test_the_number_in_the_list_stands_before_the_name_and_alone_where_the_name_has_no_room() -> None:
    crowd = [
        numbered(f"A rather long name {n}", 33 + n % 6 * 0.9, 44 + n // 6 * 1.6, str(n), 12 - n)
        for n in range(1, 12)
    ]
    placed = clustered(placed_marks(crowd, GROUND), RATIO, ";")
    for width in (WIDTHS[0], WIDTHS[-1]):
        found = {spot.words for _, spot in labelled(placed, RATIO, [width], or_number=True)}
        names = {mark.numbered for mark in crowd} & found
        assert names, width
        assert found - names <= {mark.number for mark in crowd}
    assert any(spot.words.isdigit() for _, spot in labelled(placed, RATIO, [WIDTHS[0]], or_number=True))
    drawn = drawing(crowd, small=False)
    assert re.search(r'class="narrow">\d+</text>', drawn)


def test_places_that_share_a_mark_share_its_numbers() -> None:
    two = placed_marks([numbered("Town", 33, 44, "1", 5), numbered("Airport", 33.05, 44.05, "4", 2)], GROUND)
    assert [each.mark.numbered for each in clustered(two, RATIO, ";")] == ["1/4 Town"]


def test_an_area_in_which_nothing_happened_is_but_a_name() -> None:
    drawn = drawing([mark("Land", 33, 44, 0, area=True)], small=False)
    assert 'class="area"' not in drawn
    assert ">Land</text>" in drawn


@pytest.mark.parametrize("small", [True, False])
def test_a_map_is_light_however_many_places_there_are(small: bool) -> None:
    many = [mark(f"A place {n}", 14 + n * 3 % 28, 36 + n * 7 % 24, n) for n in range(400)]
    drawn = drawing(many, small=small)
    assert len(drawn.encode()) < LIGHTEST
    assert drawn.count("<a ") <= MOST
    assert "style=" not in drawn


def test_the_ground_of_a_small_map_is_light() -> None:
    drawn = drawing([mark("Town", 33, 44)], small=True)
    assert len(drawn.encode()) < 5_500


def test_the_outlines_are_lines_that_browsers_read() -> None:
    for outline in (GROUND.whole, GROUND.small):
        for path in (outline.land, outline.borders):
            assert re.fullmatch(r"(?:M-?\d+ ?-?\d+l(?: ?-?\d+ ?-?\d+)+z?)+", path)


def test_outlines_of_another_shape_are_a_fault() -> None:
    faults = Faults("layouts/map.json")
    short = Path(HOME / "layouts/map.json").read_text(encoding="utf-8").replace('"parallels"', '"lines"')
    assert read_outlines(short, faults) is None
    assert [fault.message for fault in faults.met] == ["the outlines cannot be read: there is no 'parallels'"]
