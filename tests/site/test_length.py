"""How much a reader is given at once: home, topics, notes, lists and timeline are some screens of a phone, and no page is
heavy.
"""

from __future__ import annotations

from pathlib import Path

from tests.browser.driver import Reader

WIDTH, HEIGHT = 390, 844
HOME, TOPIC, NOTE, TIMELINE, LIST = 6, 8, 10, 8, 8
"""How many screens each may be high before anything is unfolded."""

HEAVIEST = 57 * 1024  # bytes of HTML, not compressed


def test_home_topics_notes_and_lists_are_some_screens_high(browser: Reader, built: Path) -> None:
    most = {"index.html": HOME} | {
        f"{folder}/{path.name}": high
        for folder, high in (("topics", TOPIC), ("notes", NOTE))
        for path in (built / folder).glob("*.html")
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    }
    most |= {path.relative_to(built).as_posix(): LIST for path in built.glob("*/index.html")}
    most |= dict.fromkeys(("sources/iran-international.html", "names.html", "map.html"), LIST)
    assert len(most) > 1
    browser.open(built / "index.html", width=WIDTH)
    heights = {}
    for page in most:
        browser.go(built / page)
        heights[page] = browser.evaluate("document.documentElement.scrollHeight") / HEIGHT
    assert {page: round(high, 1) for page, high in heights.items() if high > most[page]} == {}


def test_the_first_topic_stands_on_the_first_screen_of_home(browser: Reader, built: Path) -> None:
    browser.open(built / "index.html", width=WIDTH)
    end = "document.querySelector('.rows > li').getBoundingClientRect().bottom"
    assert 0 < browser.evaluate(end) <= HEIGHT


def test_the_timeline_is_some_screens_high_before_anything_is_unfolded(browser: Reader, built: Path) -> None:
    browser.open(built / "timeline.html", width=WIDTH)
    assert browser.evaluate("document.documentElement.scrollHeight") / HEIGHT <= TIMELINE


def test_no_page_is_heavy_but_the_timeline(built: Path) -> None:
    weights = {page.relative_to(built).as_posix(): page.stat().st_size for page in built.rglob("*.html")}
    assert len(weights) > 400
    heavy = {page: weight for page, weight in weights.items() if weight > HEAVIEST}
    assert heavy.keys() <= {"timeline.html"}, heavy
