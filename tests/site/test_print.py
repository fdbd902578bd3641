"""The site on paper: addresses of what lies outside, no furniture, dark on light, nothing cut off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.driver import Reader
from tests.site.conftest import Whole

A4 = 700  # CSS pixels between usual margins
LETTER_HEIGHT = 940  # the same, of the lower sheet

ADDRESS = "footer .address"
FURNITURE = "header nav, nav, button, form, input, select, footer ul, .skip, noscript"

VISIBLE = """selector => [...document.querySelectorAll(selector)]
    .filter(e => e.checkVisibility({ visibilityProperty: true })).map(e => e.outerHTML.slice(0, 100))"""

# Links that lead outside and whose address neither is their text nor is written behind them.
WITHOUT_ADDRESS = """() => [...document.querySelectorAll('main a[rel~=external]')]
    .filter(a => a.checkVisibility() && !a.textContent.includes(a.getAttribute('href')))
    .filter(a => !getComputedStyle(a, '::after').content.includes('href') &&
                 !getComputedStyle(a, '::after').content.includes(a.getAttribute('href')))
    .map(a => a.outerHTML)"""

# What a box hides that cannot be scrolled on paper.
CUT_OFF = """() => [...document.querySelectorAll('main *')]
    .filter(e => e.checkVisibility() && !e.closest('svg') && getComputedStyle(e).overflowX !== 'visible')
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 100))"""


def test_a_printed_page_has_addresses_and_no_furniture(browser: Reader, whole: Whole) -> None:
    browser.open(whole.address, width=A4, dark=True)
    browser.page.emulate_media(media="print")
    faults = {}
    for page in whole.samples:
        browser.go(whole.address + page)
        colour = browser.evaluate("getComputedStyle(document.body).color")
        faults[page] = [
            *browser.evaluate(VISIBLE, FURNITURE),
            *browser.evaluate(WITHOUT_ADDRESS),
            *browser.evaluate(CUT_OFF),
            *([] if colour == "rgb(0, 0, 0)" else [colour]),
            *([] if page == whole.still or browser.evaluate(VISIBLE, ADDRESS) else ["no address of its own"]),
        ]
    assert {page: found for page, found in faults.items() if found} == {}


def test_there_are_addresses_to_print(browser: Reader, whole: Whole) -> None:
    browser.open(whole.address + "notes/everything.html")
    browser.page.emulate_media(media="print")
    written = (
        "getComputedStyle(document.querySelector('main a[rel~=external][href$=footnote]'), '::after').content"
    )
    assert "https://example.org/footnote" in browser.evaluate(written)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_briefing_paper_has_room_on_two_sheets(browser: Reader, built: Path, paper: str) -> None:
    """The longest of the real site: each topic has one."""
    briefs = sorted(built.glob("topics/*/brief.html"), key=lambda path: path.stat().st_size)
    assert len(briefs) == len(list(built.glob("topics/*.html")))
    for brief in briefs[-3:]:
        browser.open(brief.as_uri())
        sheets = re.findall(rb"/Type\s*/Page\b", browser.page.pdf(format=paper))
        assert 1 <= len(sheets) <= 2, f"{brief} has {len(sheets)}"


def test_the_drawing_of_the_timeline_stands_on_the_sheet_on_which_its_page_begins(
    browser: Reader, built: Path
) -> None:
    browser.open(built / "timeline.html", width=A4)
    browser.page.emulate_media(media="print")
    drawn = browser.evaluate("document.querySelector('.lanes').getBoundingClientRect().bottom")
    assert 0 < drawn < LETTER_HEIGHT


def test_what_a_sheet_has_left_is_filled_by_the_next_question(browser: Reader, built: Path) -> None:
    """No card is cut, so that one that was high would leave as much of a sheet empty."""
    topics = list(built.glob("topics/*.html"))
    assert topics
    browser.open(topics[0], width=A4)
    browser.page.emulate_media(media="print")
    high = "Math.max(0, ...[...document.querySelectorAll('.questions > li')].map(card => card.offsetHeight))"
    heights = {}
    for topic in topics:
        browser.go(topic)
        heights[topic.name] = browser.evaluate(high)
    assert 0 < max(heights.values()) < LETTER_HEIGHT / 6, heights
