"""The timeline drawing: every event a named link, uncertainty visible, nothing that collides, the same bytes each time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import dates
from sitegen.render.drawings.timeline import FEWEST, NAMED, WIDTHS, Moment, YearBar, timeline, year_bars
from tests.words import words

NAMES = words().locale.drawn

NS = {"svg": "http://www.w3.org/2000/svg"}
DISC, RING, SOLID = "circle", "circle[@fill-opacity='0']", "svg/path"
FADE, TIP = "svg/path[@fill-opacity]", "svg/path[@stroke]"
NARROW, MIDDLE, FULL = WIDTHS.values()


def drawn(*written: str, status: str = "") -> ET.Element:
    """The drawing of these dates; of too few to be drawn the last stands there several times."""
    enough = [*written, *[written[-1]] * (FEWEST - len(written))]
    text = timeline([moment(date, status=status) for date in enough], "Events", NAMES)
    return ET.fromstring(text)  # noqa: S314 - our own text


def moment(written: str, *, status: str = "") -> Moment:
    assert status in ("", "planned", "alleged", "denied")
    return Moment(f"events/{written}.html", f"{written}: <b> & such", dates.parse(written), status)  # type: ignore[arg-type]


def marks(root: ET.Element) -> list[ET.Element]:
    return root.findall("g[@class='marks']/a")


def place(mark: ET.Element) -> tuple[float, float]:
    target = mark.find("line[@class='target']")
    assert target is not None
    return float(target.attrib["x1"].rstrip("%")), float(target.attrib["x2"].rstrip("%"))


def labels(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.findall("g[@class='axis']//text")]


def test_every_event_is_a_link_with_a_name() -> None:
    found = marks(drawn("2019", "2020-01-03", "2020-01-08", "2020-02", "2020-03"))[:3]
    assert [m.attrib["href"] for m in found] == [
        f"events/{d}.html" for d in ("2019", "2020-01-03", "2020-01-08")
    ]
    assert [m.findtext("title") for m in found] == [
        f"{d}: <b> & such" for d in ("2019", "2020-01-03", "2020-01-08")
    ]


@pytest.mark.parametrize("written", [(), ("2020",), ("2017", "2018", "2019", "2020"), ("2020-09",) * 9])
def test_what_would_not_help_is_not_drawn(written: tuple[str, ...]) -> None:
    assert timeline([moment(date) for date in written], "Events", NAMES) == ""


@pytest.mark.parametrize(
    ("written", "shapes"),
    [
        ("2020-09-13", {DISC: 1, SOLID: 0}),
        ("2020-09-13~", {DISC: 1, RING: 1, SOLID: 2, FADE: 2}),
        ("2020-09", {DISC: 0, SOLID: 2, FADE: 0}),
        ("2020-09~", {DISC: 0, SOLID: 2, FADE: 2}),
        ("2020-09-13..2020-09-19", {DISC: 0, SOLID: 2, FADE: 0}),
        ("2020-09-13/2020-09-19", {DISC: 0, SOLID: 0}),
        ("2020-09-13/2020-09-19~", {DISC: 0, SOLID: 1, FADE: 1}),
        ("2020-09-13/..", {DISC: 0, SOLID: 2, FADE: 1, TIP: 1}),
        ("..2020-09-13", {DISC: 0, SOLID: 3, FADE: 1, TIP: 1}),
        ("2020-09-13..", {DISC: 0, SOLID: 3, FADE: 1, TIP: 1}),
    ],
)
def test_the_shape_says_how_sure_the_date_is(written: str, shapes: dict[str, int]) -> None:
    mark = marks(drawn(written, "2020-09-01", "2020-10-01"))[0]
    assert {shape: len(mark.findall(shape)) for shape in shapes} == shapes


def test_a_stretch_too_short_for_the_axis_is_a_block_of_three_pixels() -> None:
    short, long = marks(drawn("2017-05-15/2017-05-17", "1990/2016", *(["1975", "2020"] * 9)))[:2]
    blocks = [mark.findall("svg/rect") for mark in (short, long)]
    assert [[block.attrib["width"] for block in found] for found in blocks] == [["3"], []]


def test_an_unknown_day_reaches_over_all_the_days_it_can_be() -> None:
    first, last, within = (
        place(m) for m in marks(drawn("2020-09-13", "2020-09-19", "2020-09-13..2020-09-19"))[:3]
    )
    assert within[0] < first[0] < last[1] < within[1]


def test_marks_stand_in_the_order_of_time() -> None:
    found = [
        place(m)[0] for m in marks(drawn("1968", "2003-03-20", "2020-09-27", "2020-09-28", "2020-10-05"))[:5]
    ]
    assert found == sorted(found)
    assert len(set(found)) == len(found)


def test_a_busy_week_stays_readable_beside_decades() -> None:
    week = [f"2020-09-{day}" for day in range(22, 29)]
    found = [place(m)[0] for m in marks(drawn("1968", "1990", *week))]
    assert min(b - a for a, b in pairwise(found[2:])) > 5


def test_years_without_events_are_a_gap_however_many() -> None:
    short, long = (drawn("2020", "2020-05-02", then) for then in ("2022", "2222"))
    assert [place(m) for m in marks(short)] == [place(m) for m in marks(long)]


def test_marks_that_would_touch_lie_in_different_lanes() -> None:
    found = marks(drawn(*(["2020-09-27"] * 40), "2020-09-28", "1990"))
    assert len({m.findall("circle")[0].attrib["cy"] for m in found if m.find("circle") is not None}) == 40


def test_the_surest_lies_nearest_to_the_axis() -> None:
    vague, sure = marks(drawn("2020", "2020-06-15", "2010", "2005", "2000"))[:2]
    heights = [float(m.findall("line")[0].attrib["y1"]) for m in (vague, sure)]
    assert heights[0] < heights[1]


def test_few_marks_are_large_enough_to_press() -> None:
    target = marks(drawn("2019", "2020-01-03", "2020-01-08"))[0].find("line[@class='target']")
    assert target is not None
    assert float(target.attrib["stroke-width"]) >= 24


def test_labels_do_not_touch_where_the_page_is_narrow() -> None:
    root = drawn(
        *map(str, range(1990, 2021)),
        *(f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in (3, 9)),
    )
    rows: dict[str, list[tuple[float, str]]] = {}
    for label in root.findall("g[@class='axis']//text"):
        if label.get("class") != "wide":
            rows.setdefault(label.attrib["y"], []).append(
                (float(label.attrib["x"].rstrip("%")), label.text or "")
            )
    for row in rows.values():
        row.sort()
        for (left, shown), (right, more) in pairwise(row):
            assert (right - left) / 100 * 300 >= (len(shown) + len(more)) / 2 * 7


def test_what_only_fits_on_a_wide_page_is_marked_so() -> None:
    root = drawn(*map(str, range(1990, 2002)))
    wide = {label.text for label in root.findall("g[@class='axis']//text[@class='wide']")}
    assert wide
    assert wide < set(labels(root))


def test_the_axis_names_what_holds_events() -> None:
    found = labels(drawn("1994", "2020-07-14", "2020-09-27", "2020-09-28", "2020-09-29"))
    assert {"1994", "2020", "Jul", "Sept", "27", "28", "29"} <= set(found)
    assert "30" not in found


def test_what_is_only_alleged_is_marked_so() -> None:
    assert {m.attrib["class"] for m in marks(drawn("2018", "2019", "2020", status="alleged"))} == {
        "mark alleged"
    }


def test_it_keeps_the_content_security_policy() -> None:
    text = timeline(
        [moment(d) for d in ("2017", "2018", "2019~", "..2020-02", "2020-01-01/..")], "Events", NAMES
    )
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", text)


def test_the_last_year_there_can_be_is_drawn() -> None:
    assert len(marks(drawn("0001", "9999", "0002", "9998", "9999-12-31"))) == 5


def test_a_mark_may_stand_for_several_events_and_says_how_many() -> None:
    many = Moment("#first", "September 2020: 14 events", dates.parse("2020-09"), events=14)
    day = Moment("#other", "13 September 2020: 3 events", dates.parse("2020-09-13"), events=3)
    text = timeline([many, day, *(moment(f"20{year}") for year in range(10, 14))], "Events", NAMES)
    found = marks(ET.fromstring(text))  # noqa: S314 - our own text
    assert [mark.findtext("text[@class='number']") for mark in found] == ["14", "3", None, None, None, None]


LABELS = st.text("abcdefghij ", min_size=1, max_size=60)
DAYS = st.dates(date(2019, 1, 1), date(2020, 12, 31))


SPANS = st.tuples(DAYS, st.sampled_from((0, 0, 9, 200))).map(
    lambda row: f"{row[0]}..{row[0] + timedelta(row[1])}" if row[1] else row[0].isoformat()
)


def named(mark: ET.Element, width: int) -> ET.Element | None:
    """The name that a mark bears on a drawing of this width."""
    shown = next(name for name, least in reversed(WIDTHS.items()) if width >= least)
    classes = ((name, set(name.get("class", "").split())) for name in mark.iter("text"))
    return next((n for n, of in classes if "name" in of and (shown in of or not of & WIDTHS.keys())), None)


def extent(mark: ET.Element, width: int) -> tuple[float, float]:
    """From where to where a mark and its name reach, in pixels."""
    left, right = (at / 100 * width for at in place(mark))
    name = named(mark, width)
    if name is None or name.get("text-anchor") == "middle":
        return left - 5, right + 5
    off, length = float(name.attrib["dx"]), len(name.text or "") * 6.3
    if name.get("text-anchor") == "end":
        return left + off - length, right + 5
    return left - 5, right + off + length


@pytest.mark.parametrize("width", [NARROW, 700, MIDDLE, 900, FULL, 1100])
@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(SPANS, LABELS, st.integers(0, 9), st.sampled_from("AB")), min_size=5, max_size=40))
def test_names_touch_neither_one_another_nor_a_mark(
    width: int, rows: list[tuple[str, str, int, str]]
) -> None:
    moments = [
        Moment(f"events/{n}.html", f"{n}", dates.parse(when), label=label, weight=weight, lane=lane)
        for n, (when, label, weight, lane) in enumerate(rows)
    ]
    text = timeline(moments, "Events", NAMES)
    taken: dict[float, list[tuple[float, float]]] = {}
    for mark in marks(ET.fromstring(text)) if text else []:  # noqa: S314 - our own text
        line = mark.find("line[@class='target']")
        assert line is not None
        taken.setdefault(float(line.attrib["y1"]), []).append(extent(mark, width))
    for row in taken.values():
        row.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(row))
        assert all(left >= 0 and right <= width for left, right in row)


def names_at(moments: list[Moment], width: int) -> list[str]:
    found = marks(ET.fromstring(timeline(moments, "Events", NAMES)))  # noqa: S314 - our own text
    return [name.text or "" for mark in found if (name := named(mark, width)) is not None]


def test_wide_all_are_named_and_narrow_the_weightiest_and_those_that_have_room_without_a_row_of_their_own() -> (
    None
):
    moments = [
        Moment(
            f"{n}.html", f"{n}", dates.parse(f"2020-{n % 12 + 1:02}-11"), label=f"Event number {n}", weight=n
        )
        for n in range(1, 49)
    ]
    long = Moment("long.html", "long", dates.parse("2020-01-02"), label="word " * 15, weight=99)
    narrow = names_at([long, *moments], NARROW)
    assert f"{'word ' * 11}".strip() + "…" in narrow, (
        "a long name takes what room there is and breaks at a word"
    )
    assert {f"Event number {n}" for n in range(49 - NAMED + 1, 49)} < {*narrow}
    assert names_at([long, *moments], MIDDLE) == ["word " * 15, *(f"Event number {n}" for n in range(1, 49))]


def test_a_long_name_stands_whole_where_its_row_has_room() -> None:
    name = "Negotiators of both sides meet for the first time in a year"
    days = ("2020-01-02", "2020-03-01", "2020-06-01", "2020-12-30")
    meeting = Moment("meet.html", "Meeting", dates.parse("2020-01-20"), label=name, weight=1)
    assert names_at([meeting, *map(moment, days)], NARROW) == [name]


def test_a_name_that_fits_beside_no_long_bar_is_cut_out_of_it_but_never_out_of_what_is_sure() -> None:
    name = "Talks for which neither side leaves room"
    days = ("2020-01-02", "2020-03-01", "2020-06-01", "2020-12-30")
    others = [moment(day) for day in days]
    for written, upon in (("2020-02-05..2020-11-20", True), ("2020-02-05/2020-11-20", False)):
        bar = Moment("talks.html", "Talks", dates.parse(written), label=name, weight=1)
        mark = marks(ET.fromstring(timeline([bar, *others], "Events", NAMES)))[0]  # noqa: S314 - our own text
        assert (mark.find("text[@class='name upon']") is not None) is upon, written
        assert [text.text for text in mark.iter("text") if text.get("text-anchor") == "middle"] == [
            name
        ] * upon


def test_the_number_of_events_stands_on_a_bar_unless_its_name_does() -> None:
    rest = [moment(day) for day in ("2020-01-02", "2020-03-01", "2020-06-01", "2020-12-30")]
    when = dates.parse("2020-02-05..2020-11-20")
    plain = Moment("#all", "many", when, events=7)
    told = plain._replace(label="7 events: Negotiations that fit nowhere", weight=1)
    for each, texts in ((plain, ["7"]), (told, ["7 events: Negotiations that fit nowhere"])):
        mark = marks(ET.fromstring(timeline([each, *rest], "Events", NAMES)))[0]  # noqa: S314 - our own text
        assert [text.text for text in mark.iter("text")] == texts


def test_lanes_bear_their_names_and_each_has_its_own_marks() -> None:
    lanes = ("War", "Peace")
    moments = [
        Moment(f"{lane}{n}.html", f"{n}", dates.parse(f"2020-0{n}-11"), lane=lane)
        for n in range(1, 6)
        for lane in lanes
    ]
    root = ET.fromstring(timeline(moments, "Events", NAMES))  # noqa: S314 - our own text
    assert [text.text for text in root.findall("g/text[@class='lane']")] == ["War", "Peace"]
    heights = {mark.attrib["href"]: float(mark.findall("line")[0].attrib["y1"]) for mark in marks(root)}
    war, peace = ({heights[f"{lane}{n}.html"] for n in range(1, 6)} for lane in lanes)
    assert max(war) < min(peace)


def test_a_bar_is_as_long_as_its_year_has_events() -> None:
    years = (YearBar("#y2", "2020", 8, "8 events"), YearBar("#y1", "2019", 2, "2 events"))
    bars = ET.fromstring(year_bars(years, "Events", narrow=True))  # noqa: S314 - our own text
    assert [(a.attrib["href"], [span.text for span in a.findall("span")]) for a in bars.iter("a")] == [
        ("#y2", ["2020", "8 events"]),
        ("#y1", ["2019", "2 events"]),
    ]
    assert [rect.attrib["width"] for rect in bars.iter("rect")] == ["100%", "25%"]
    assert year_bars(years[:1], "Events", narrow=True) == ""
