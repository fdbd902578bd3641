"""The site without a mouse: the focus can be seen, goes everywhere in the order of the page, and can skip ahead."""

from __future__ import annotations

from tests.browser.driver import Reader, each_browser
from tests.site.conftest import Whole
from tests.site.visits import STOPS, Answers, wrong

FEW = ("index.html", "claims/how-wide.html", "notes/everything.html", "articles/taken-down.html")
"""Pages as different as they come; that each has this header first is seen without a browser (`test_structure`)."""

FOLLOW = """() => {
    window.stops = STOPS;
    window.passed = [];
    addEventListener('focusin', ({ target }) => passed.push(stops.indexOf(target)));
    return stops.length;
}""".replace("STOPS", STOPS)


def test_the_focus_can_be_seen_wherever_it_goes(wide_visit: Answers) -> None:
    assert wrong(wide_visit["unseen focus"]) == {}


def test_tab_goes_everywhere_in_the_order_of_the_page(browser: Reader, whole: Whole) -> None:
    browser.open(whole.address)
    for page in FEW:
        browser.go(whole.address + page)
        count = browser.evaluate(FOLLOW)
        browser.keys(*["Tab"] * count)
        assert browser.evaluate("passed") == list(range(count)), page


@each_browser
def test_the_first_tab_offers_to_skip_the_header(browser: Reader, whole: Whole) -> None:
    browser.open(whole.address)
    for page in FEW:
        browser.go(whole.address + page)
        browser.keys("Tab")
        assert browser.evaluate("document.activeElement.className") == "skip", page
        box = browser.page.locator("a.skip:focus").bounding_box()
        assert box is not None
        assert min(box["x"], box["y"]) >= 0, page
        assert min(box["width"], box["height"]) >= 24, page
        browser.keys("Enter", "Tab")
        assert browser.evaluate("Boolean(document.activeElement.closest('main, footer'))"), page


@each_browser
def test_the_theme_is_switched_by_keys_and_remembered(browser: Reader, whole: Whole) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    browser.open(whole.address)
    light = browser.evaluate(ground)
    browser.page.focus("[data-theme-switch]")
    browser.keys("Space")
    dark = browser.evaluate(ground)
    assert dark != light
    browser.go(whole.address + "topics/long-topic.html")
    assert browser.evaluate(ground) == dark
    browser.page.focus("[data-theme-switch]")
    browser.keys("Enter")
    assert browser.evaluate(ground) == light


def test_the_theme_follows_the_system_until_it_is_chosen(browser: Reader, whole: Whole) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    browser.open(whole.address)
    light = browser.evaluate(ground)
    browser.page.emulate_media(color_scheme="dark")
    dark = browser.evaluate(ground)
    assert dark != light
    browser.click("[data-theme-switch]")
    assert browser.evaluate(ground) == light
    browser.page.emulate_media(color_scheme="light")
    browser.page.emulate_media(color_scheme="dark")
    assert browser.evaluate(ground) == light
