"""The site for those who see it otherwise: small, enlarged, without movement, in colours of their own, without scripts."""

from __future__ import annotations

import pytest

from tests.browser.driver import Reader, each_browser
from tests.site.conftest import Whole
from tests.site.visits import MOVING, Answers, wrong

# A busy machine paints the name of the site when half of it is there. A tenth is what https://web.dev/articles/cls calls good.
NOTICED = 0.001


def test_no_page_is_wider_than_the_window(wide_visit: Answers, narrow_visit: Answers) -> None:
    assert wrong(wide_visit["wide"]) == {}
    assert wrong(narrow_visit["wide"]) == {}


def test_no_page_is_wider_than_the_window_with_letters_twice_as_large(narrow_visit: Answers) -> None:
    assert wrong(narrow_visit["wide with large letters"]) == {}


def test_nothing_moves_while_a_page_loads(wide_visit: Answers, narrow_visit: Answers) -> None:
    for visit in (wide_visit, narrow_visit):
        assert {page: shift for page, shift in visit["moved"].items() if shift > NOTICED} == {}


PLACES = """() => [...document.querySelectorAll('main :is(h1, h2, h3, td, th, p, li)')]
    .filter(element => element.checkVisibility())
    .map(element => {
        const { top, height } = element.getBoundingClientRect();
        return `${element.tagName} ${element.textContent.trim().slice(0, 40)}: ${Math.round(top)} ${Math.round(height)}`;
    })"""


@pytest.mark.parametrize(
    "page", ["index.html", "timeline.html", "topics/militias.html", "claims/who-fires-the-rockets.html"]
)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_scripts_come_late(browser: Reader, whole: Whole, page: str, width: int) -> None:
    browser.open(whole.address, width=width)
    browser.page.route("**/assets/page.*.js", lambda route: route.abort())
    browser.go(whole.address + page)
    before = browser.evaluate(PLACES)
    browser.page.unroute_all()
    browser.go(whole.address + page)
    browser.wait_for("document.querySelector('main a.permalink')")
    assert browser.evaluate(PLACES) == before


def test_nothing_moves_for_those_who_ask_for_that(browser: Reader, whole: Whole, wide_visit: Answers) -> None:
    browser.open(whole.address + "index.html")
    browser.page.emulate_media(reduced_motion="no-preference")
    assert browser.evaluate(MOVING), "otherwise some things do"
    assert wrong(wide_visit["moving"]) == {}


def test_nothing_vanishes_in_colours_of_the_readers_own(narrow_visit: Answers) -> None:
    assert wrong(narrow_visit["forced colours"]) == {}


def test_all_there_is_to_read_is_there_without_scripts(
    browser: Reader, whole: Whole, wide_visit: Answers
) -> None:
    browser.open(whole.address, scripts=False)
    for page in whole.samples:
        browser.go(whole.address + page)
        if page != "search.html":
            assert browser.text("main").split() == wide_visit["words"][page], page


@each_browser
def test_without_scripts_there_is_nothing_that_needs_them(browser: Reader, whole: Whole) -> None:
    browser.open(whole.address + "search.html", scripts=False)
    assert not browser.page.locator("main form").is_visible()
    assert not browser.page.locator("[data-theme-switch]").is_visible()
    assert browser.page.locator("noscript a").first.is_visible()


def test_a_page_from_right_to_left_is_the_mirror_of_one_from_left_to_right(wide_visit: Answers) -> None:
    assert wrong(wide_visit["unlike its mirror"]) == {}
