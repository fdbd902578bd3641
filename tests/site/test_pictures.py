"""What readers see drawn, in a real browser: the timeline on a phone, and the map as it is and for whoever hears it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.render.drawings.timeline import CHARACTER
from sitegen.render.views.home import HIGH
from tests.browser.driver import Reader
from tests.site.conftest import Whole

PHONE, DESK = 390, 1280
_INSIDE = """selector => {
    const parts = [...document.querySelector(selector).children].map(part => part.getBoundingClientRect());
    return Math.max(...parts.map(part => part.bottom)) - Math.min(...parts.map(part => part.top));
}"""
SCREEN = 844
"""Pixels of a phone's screen."""

_OVERLAPPING = """() => {
    const boxes = [...document.querySelectorAll('SELECTOR')]
        .filter(each => each.checkVisibility()).map(each => [each.textContent, each.getBoundingClientRect()]);
    return boxes.flatMap(([name, a], n) => boxes.slice(n + 1)
        .filter(([, b]) => a.left < b.right && b.left < a.right && a.top + 4 < b.bottom - 3 && b.top + 3 < a.bottom - 4)
        .map(([other]) => `${name} / ${other}`));
}"""


def test_the_timeline_has_at_most_eight_screens_of_a_phone_and_loses_nothing(
    browser: Reader, built: Path
) -> None:
    browser.open(built / "timeline.html", width=PHONE)
    height = browser.evaluate("document.documentElement.scrollHeight")
    assert height / SCREEN <= 8
    assert browser.evaluate("document.querySelector('.lanes').checkVisibility()") is False
    assert browser.evaluate("document.querySelector('.bars').checkVisibility()") is True
    # A bar leads into what is folded, and opens it.
    browser.click(".bars li:last-child a")
    assert browser.evaluate("document.querySelector(':target').closest('details').open") is True
    assert len(set(re.findall(r'href="(events/[^"#]+)"', (built / "timeline.html").read_text("utf-8")))) > 80


@pytest.mark.parametrize("page", ["timeline.html", "map.html"])
@pytest.mark.parametrize("width", [PHONE, 820, DESK])
def test_no_two_names_in_a_picture_touch(browser: Reader, built: Path, page: str, width: int) -> None:
    browser.open(built / page, width=width)
    names = ".map text" if page == "map.html" else ".lanes .name"
    assert browser.evaluate(f"({_OVERLAPPING.replace('SELECTOR', names)})()") == []


def test_the_letters_of_a_name_are_about_as_wide_as_they_were_taken_to_be(
    browser: Reader, built: Path
) -> None:
    browser.open(built / "timeline.html", width=DESK)
    shown = "[...document.querySelectorAll('.lanes .name')].filter(each => each.checkVisibility())"
    widths = browser.evaluate(f"{shown}.map(each => [each.textContent, each.getComputedTextLength()])")
    assert len(widths) > 20
    letters = sum(len(name) for name, _ in widths)
    assert CHARACTER * 0.85 < sum(wide for _, wide in widths) / letters < CHARACTER
    assert [name for name, wide in widths if wide > len(name) * CHARACTER * 1.05] == []


def test_what_came_last_stands_beside_the_topics_where_it_is_about_as_high_as_they_are(
    browser: Reader, built: Path
) -> None:
    """How many rows that takes is `HIGH`; the site has as many, so that this is the case that could be wrong."""
    browser.open(built / "index.html", width=DESK)
    assert browser.evaluate("document.querySelectorAll('.rows > li').length") == HIGH
    rows, beside = browser.evaluate(_INSIDE, ".topics"), browser.evaluate(_INSIDE, ".topics + div")
    assert 0.6 * rows < beside < 1.2 * rows, (rows, beside)


@pytest.mark.parametrize(("width", "dark"), [(320, True), (DESK, False)])
def test_everybody_can_use_a_timeline_however_much_of_it_is_open(
    browser: Reader, built: Path, width: int, dark: bool
) -> None:
    browser.open(built / "timeline.html", width=width, dark=dark)
    browser.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert browser.accessibility_faults() == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_map_can_be_read_and_heard(browser: Reader, whole: Whole, dark: bool) -> None:
    browser.open(whole.address + "map.html", width=PHONE, dark=dark)
    assert browser.accessibility_faults() == []
    assert browser.evaluate("document.querySelector('.map .marks').getAttribute('aria-label')")
    marks = browser.evaluate(
        "[...document.querySelectorAll('.map a')].map(each => each.getAttribute('href'))"
    )
    rows = browser.evaluate(
        "[...document.querySelectorAll('.map-beside section a')].map(each => each.getAttribute('href'))"
    )
    assert set(marks) <= set(rows)
    # Marks lie on the ground: both fill the same frame.
    frames = browser.evaluate(
        "[...document.querySelectorAll('.map > svg')].map(each => JSON.stringify(each.getBoundingClientRect()))"
    )
    assert len(set(frames)) == 1


def test_the_list_stands_beside_the_map_at_a_desk_and_under_it_on_a_phone(
    browser: Reader, built: Path
) -> None:
    tops = """[...document.querySelectorAll('.map-beside > *')].map(each => Math.round(each.getBoundingClientRect().top))"""
    browser.open(built / "map.html", width=DESK)
    figure, listed = browser.evaluate(tops)
    assert figure == listed
    browser.open(built / "map.html", width=PHONE)
    figure, listed = browser.evaluate(tops)
    assert figure < listed


def test_maps_are_light_and_stand_where_a_place_is_looked_up(built: Path) -> None:
    for page in ("map.html", "places/borazjan.html"):
        html = (built / page).read_text(encoding="utf-8")
        found = re.search(r'<div class="drawing map.*?</div>', html)
        assert found, page
        assert len(found[0].encode()) <= 25_000
        assert "takes no position" in html


def test_the_picture_beside_a_shared_link_is_of_the_size_that_is_told_and_light(built: Path) -> None:
    page = (built / "index.html").read_text(encoding="utf-8")
    told = re.findall(r'og:image:(?:width|height)" content="(\d+)"', page)
    raw = (built / "files/share.png").read_bytes()
    assert [int.from_bytes(raw[16:20]), int.from_bytes(raw[20:24])] == [*map(int, told)] == [1200, 630]
    assert len(raw) < 40_000
