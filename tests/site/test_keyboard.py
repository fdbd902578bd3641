"""The site without a mouse: the focus can be seen, goes everywhere in the order of the page, and can skip ahead."""

from __future__ import annotations

from typing import Literal

from tests.browser.driver import Reader, each_browser
from tests.site.conftest import Whole

FEW = ("index.html", "claims/how-wide.html", "notes/everything.html", "articles/taken-down.html")
"""Pages as different as they come; that each has this header first is seen without a browser (`test_structure`)."""

# Every element that a reader reaches by Tab, in the order of the page.
STOPS = """[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0)"""

# After a key was pressed, focus that a script gives shows as if it had come by a key.
UNSEEN = """() => STOPS.filter(element => {
    element.focus();
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/^rgba.*, 0\\)$/.test(outlineColor);
    return !(element.matches(':focus-visible') && outlined && width > 1 && height > 1);
}).map(element => element.outerHTML.slice(0, 150))""".replace("STOPS", STOPS)

FOLLOW = """() => {
    window.stops = STOPS;
    window.passed = [];
    addEventListener('focusin', ({ target }) => passed.push(stops.indexOf(target)));
    return stops.length;
}""".replace("STOPS", STOPS)


def test_the_focus_can_be_seen_wherever_it_goes(browser: Reader, whole: Whole) -> None:
    """In the page's own colours, and in those of a reader who has some."""
    unseen = {}
    colours: tuple[Literal["none", "active"], ...] = ("none", "active")
    browser.open(whole.address)
    for page in whole.samples:
        browser.go(whole.address + page)
        browser.keys("Tab")
        for forced in colours:
            browser.page.emulate_media(forced_colors=forced)
            unseen[page, forced] = browser.evaluate(UNSEEN)
    assert {where: found for where, found in unseen.items() if found} == {}


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
