"""What of a page is always there on a phone: a masthead of one line whose menu opens without scripts, and a topic's contents."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.driver import Reader, each_browser

WIDTH, HEIGHT = 390, 844
MASTHEAD = 48
"""How many pixels high it is, with letters as large as they come."""

WAYS = ["Topics", "Who says what", "Timeline", "Names A–Z", "Outlets"]

BOX = """selector => {
    const { left, right, top, bottom } = document.querySelector(selector).getBoundingClientRect();
    return [left, right, top, bottom].map(Math.round);
}"""

# A heading stands right beneath the bar, or as near as the end of the page lets it.
LED_TO = """(() => {
    const { top, bottom } = document.querySelector('nav.contents').getBoundingClientRect();
    const heading = document.querySelector('TARGET').getBoundingClientRect().top;
    const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
    return top === 0 && bottom < heading && (heading < bottom + 40 || atEnd);
})()"""

# From the last stop up, as with Shift and Tab: what the bar at the top of the window covers of it.
COVERED = """() => {
    document.documentElement.style.scrollBehavior = 'auto';
    const bar = document.querySelector('nav.contents');
    return [...document.querySelectorAll('nav.contents ~ * :is(a[href], summary)')].reverse()
        .filter(stop => stop.checkVisibility())
        .filter(stop => {
            stop.focus();
            return stop.getBoundingClientRect().top < bar.getBoundingClientRect().bottom;
        })
        .map(stop => stop.outerHTML);
}"""


@pytest.mark.parametrize("page", ["index.html", "topics/militias.html", "search.html"])
def test_the_masthead_is_one_line(browser: Reader, built: Path, page: str) -> None:
    browser.open(built / page, width=WIDTH, height=HEIGHT)
    assert browser.evaluate(BOX, "header.site") == [0, WIDTH, 0, MASTHEAD]
    assert browser.page.locator("header.site :is(a, summary):visible").count() == 3
    assert browser.page.get_by_role("link", name="Search", exact=True).is_visible()


@each_browser
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_its_menu_opens_by_keys_and_without_scripts(browser: Reader, built: Path, direction: str) -> None:
    browser.open(built / "topics/militias.html", width=WIDTH, height=HEIGHT, scripts=False)
    browser.evaluate("direction => { document.documentElement.dir = direction; }", direction)
    assert browser.page.locator("header.site nav a:visible").count() == 0
    browser.page.focus(".menu summary")
    browser.keys("Enter")
    ways = browser.page.locator("header.site nav a:visible")
    assert ways.all_inner_texts() == WAYS
    left, right, top, _ = browser.evaluate(BOX, ".menu > div")
    assert [left, right, top] == [0, browser.evaluate("document.documentElement.clientWidth"), MASTHEAD]
    grounds = [
        browser.evaluate(f"getComputedStyle(document.querySelector('{part}')).backgroundColor")
        for part in ("header.site", ".menu > div")
    ]
    assert grounds[0] == grounds[1], "what it lies over does not show through"
    tops = [way.evaluate("link => link.getBoundingClientRect().top") for way in ways.all()]
    assert all(there + 32 < beneath for there, beneath in pairwise(tops))
    browser.keys("Tab")
    assert ways.first.evaluate("link => link === document.activeElement")
    browser.keys("Tab", "Enter")
    assert browser.text("h1") == "Who says what"


@each_browser
def test_where_there_is_room_all_ways_stand_in_the_masthead(browser: Reader, built: Path) -> None:
    browser.open(built / "topics/militias.html", width=1280, scripts=False)
    assert browser.page.locator("header.site nav a:visible").all_inner_texts() == WAYS
    assert not browser.page.locator(".menu summary").is_visible()


def test_on_a_tablet_they_stand_in_one_line_and_no_word_of_them_is_cut(browser: Reader, built: Path) -> None:
    browser.open(built / "topics/militias.html", width=768, scripts=False)
    ways = browser.page.locator("header.site :is(nav a, .to-search)").all()
    heights = [way.evaluate("way => way.getBoundingClientRect().height") for way in ways]
    tops = {way.evaluate("way => Math.round(way.getBoundingClientRect().top)") for way in ways[:-1]}
    assert len(tops) == 1
    assert max(heights) < 40, "a second line in one would make it higher"


@each_browser
def test_the_contents_of_a_topic_stay_at_the_top_and_cover_nothing_that_is_led_to(
    browser: Reader, built: Path
) -> None:
    browser.open(built / "topics/militias.html", width=WIDTH, height=HEIGHT)
    _, _, top, _ = browser.evaluate(BOX, "nav.contents")
    assert top > browser.evaluate(BOX, ".bottom-line")[3], "it takes room of its own"
    links = browser.page.locator("nav.contents a[href^='#']")
    for number in range(links.count()):
        links.nth(number).click()
        target = "#" + (links.nth(number).get_attribute("href") or "")[1:].replace(":", "\\\\:")
        browser.wait_for(LED_TO.replace("TARGET", target))
    assert browser.evaluate(COVERED) == []


@pytest.mark.parametrize("width", [WIDTH, 1280])
def test_a_topic_is_seen_at_a_glance_in_the_first_window(browser: Reader, built: Path, width: int) -> None:
    """Beside the first text where there is room, before it where there is none."""
    browser.open(built / "topics/militias.html", width=width, height=HEIGHT)
    left, right, top, bottom = browser.evaluate(BOX, ".glance")
    first = browser.evaluate(BOX, "nav.contents ~ p")
    assert bottom < HEIGHT
    if width == WIDTH:
        assert bottom < first[2]
        assert bottom - top < HEIGHT / 3
    else:
        assert first[1] < left < right <= browser.evaluate(BOX, "main > section")[1]
        assert abs(top - first[2]) <= 24
