"""The range chart: figures of one unit on one scale, open ends drawn open."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from sitegen.model.values import Figure
from sitegen.render.drawings.range_chart import Estimate, RangeDrawing


def estimate(low: int | None, high: int | None, *, about: bool = False) -> Estimate:
    return Estimate("#row", "Baku", Figure("", low, high, about), f"{low} to {high}")


def drawn(*estimates: Estimate) -> list[ET.Element]:
    drawing = RangeDrawing("Figures", estimates, "0").__html__()
    return ET.fromstring(f"<p>{drawing}</p>").findall("ul/li/a")  # noqa: S314 - our own


def test_one_figure_has_nothing_to_be_compared_with() -> None:
    assert not RangeDrawing("Figures", (estimate(31, 31),), "0")


def test_nothing_above_zero_is_not_drawn() -> None:
    assert not RangeDrawing("Figures", (estimate(0, 0), estimate(0, 0)), "0")


def test_each_row_is_a_link_that_says_who_and_what() -> None:
    row = drawn(estimate(31, 31), estimate(500, 600))[1]
    assert row.attrib["href"] == "#row"
    assert "".join(row.itertext()) == "Baku: 500 to 600"


def test_the_words_of_a_row_are_text_that_can_wrap_and_no_part_of_its_picture() -> None:
    row = drawn(estimate(31, 31), estimate(500, 600))[0]
    assert ["".join(picture.itertext()) for picture in row.findall("svg")] == [""]


def test_a_name_and_a_figure_are_words_and_no_markup() -> None:
    spoiling = Estimate("#row", "Us & <them>", Figure("", 31, 31, False), "<31>")
    row = drawn(spoiling, estimate(500, 600))[0]
    assert "".join(row.itertext()) == "Us & <them>: <31>"


def test_lengths_are_as_the_figures() -> None:
    half, whole = (
        row.findall("svg/circle")[0].attrib["cx"] for row in drawn(estimate(50, 50), estimate(100, 100))
    )
    zero = 3.0
    assert float(whole.rstrip("%")) - zero == pytest.approx(2 * (float(half.rstrip("%")) - zero), abs=0.02)


def test_a_range_reaches_from_its_lowest_to_its_highest() -> None:
    bar = drawn(estimate(250, 500), estimate(1000, 1000))[0].findall("svg/rect")[0]
    left, wide = (float(bar.attrib[side].rstrip("%")) for side in ("x", "width"))
    right = left + wide
    assert right - 3 == pytest.approx(2 * (left - 3), abs=0.02)
    assert right > 40  # half of a scale that fills the drawing


@pytest.mark.parametrize(
    ("figure", "fading"),
    [
        (estimate(31, 31), 0),
        (estimate(500, 600), 0),
        (estimate(550, None), 1),
        (estimate(None, 600), 1),
        (estimate(200, 200, about=True), 2),
    ],
)
def test_what_is_open_or_about_fades(figure: Estimate, fading: int) -> None:
    row = drawn(figure, estimate(1000, 1000))[0]
    assert len(row.findall("svg/svg/path[@fill-opacity]")) == fading
