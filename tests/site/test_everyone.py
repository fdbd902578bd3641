"""The site for those who see it otherwise: small, enlarged, without movement, in colours of their own, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest

from tests.browser.driver import Reader, each_browser
from tests.site.conftest import Whole

WINDOWS = {
    "chromium": ((1440, 900), (768, 1024), (360, 640), (320, 256)),
    "firefox": ((1440, 900), (320, 256)),
}
OVERFLOWS = """() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? `${scrollWidth} wide in ${clientWidth}` : '';
}"""

ENLARGE = """() => {
    document.documentElement.style.fontSize = '200%';
    document.querySelectorAll('details').forEach(folded => { folded.open = true; });
}"""

# The sum of all that moved while nobody did anything.
# A busy machine paints the name of the site when half of it is there. A tenth is what https://web.dev/articles/cls calls good.
NOTICED = 0.001

SHIFT = """() => new Promise(done => {
    let sum = 0;
    const add = list => list.getEntries().forEach(({ value }) => { sum += value; });
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => setTimeout(() => done(sum)));
})"""

MOVING = """() => [...document.querySelectorAll('*')].flatMap(element => {
    const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
    const still = animationName === 'none' && transitionDuration === '0s' && scrollBehavior === 'auto';
    return still ? [] : [`${element.tagName} ${element.className}`];
})"""

# Shapes that are drawn in the colour of what is under them, or in none.
VANISHED = """() => {
    const ground = getComputedStyle(document.body).backgroundColor;
    const ofBody = ground === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.documentElement).backgroundColor : ground;
    const seen = (colour, opacity) => colour !== 'none' && colour !== ofBody && !/^rgba.*, 0\\)$/.test(colour) && opacity > 0;
    return [...document.querySelectorAll('main svg :is(line, rect, circle, path, polygon, polyline, text)')]
        .filter(shape => shape.checkVisibility() && !shape.closest('.target, clipPath, defs, mask'))
        .filter(shape => {
            const { fill, fillOpacity, stroke, strokeOpacity } = getComputedStyle(shape);
            return !seen(fill, fillOpacity) && !seen(stroke, strokeOpacity);
        })
        .map(shape => shape.outerHTML.slice(0, 120));
}"""

# Where each box begins, from the side where a line begins. Words run their own way, so only boxes count.
BOXES = """() => {
    const rightwards = document.documentElement.dir === 'rtl';
    const { clientWidth } = document.documentElement;
    return [...document.querySelectorAll('body *')]
        .filter(e => e.checkVisibility() && !e.closest('svg, bdi, body [dir], .skip'))
        .filter(e => ['block', 'flex', 'grid', 'list-item', 'table', 'table-cell'].includes(getComputedStyle(e).display))
        .map(e => {
            const { left, right } = e.getBoundingClientRect();
            const name = `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`;
            return [name, Math.round(rightwards ? clientWidth - right : left)];
        });
}"""


def each(browser: Reader, whole: Whole, **how: Any) -> Iterator[str]:
    """Opens one sample after the other, as `Reader.open` is told."""
    for number, page in enumerate(whole.samples):
        if number:
            browser.go(whole.address + page)
        else:
            browser.open(whole.address + page, **how)
        yield page


@each_browser
def test_no_page_is_wider_than_the_window(browser: Reader, whole: Whole) -> None:
    """The narrowest window is one of 1280 pixels, enlarged to 400 %."""
    wide = {}
    for page in each(browser, whole):
        for width, height in WINDOWS[browser.name]:
            browser.resize(width, height)
            wide[page, width] = browser.evaluate(OVERFLOWS)
    assert {where: how for where, how in wide.items() if how} == {}


def test_no_page_is_wider_than_the_window_with_letters_twice_as_large(browser: Reader, whole: Whole) -> None:
    """Larger letters alone, as a browser can show them: the window stays as it is."""
    wide = {}
    for page in each(browser, whole):
        browser.evaluate(ENLARGE)
        for width, height in ((320, 640), (390, 844), (1280, 900)):
            browser.resize(width, height)
            wide[page, width] = browser.evaluate(OVERFLOWS)
    assert {where: how for where, how in wide.items() if how} == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(browser: Reader, whole: Whole, width: int) -> None:
    shifts = {}
    for page in each(browser, whole, width=width):
        shifts[page] = browser.evaluate(SHIFT)
    assert {page: shift for page, shift in shifts.items() if shift > NOTICED} == {}


PLACES = """() => [...document.querySelectorAll('main :is(h1, h2, h3, td, th, p, li)')]
    .filter(element => element.checkVisibility())
    .map(element => {
        const { top, height } = element.getBoundingClientRect();
        return `${element.tagName} ${element.textContent.trim().slice(0, 40)}: ${Math.round(top)} ${Math.round(height)}`;
    })"""


@pytest.mark.parametrize(
    "page", ["timeline.html", "topics/militias.html", "claims/who-fires-the-rockets.html"]
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


def test_nothing_moves_for_those_who_ask_for_that(browser: Reader, whole: Whole) -> None:
    browser.open(whole.address + "index.html")
    browser.page.emulate_media(reduced_motion="no-preference")
    assert browser.evaluate(MOVING), "otherwise some things do"
    browser.page.emulate_media(reduced_motion="reduce")
    for page in whole.samples:
        browser.go(whole.address + page)
        assert browser.evaluate(MOVING) == [], page


def test_nothing_vanishes_in_colours_of_the_readers_own(browser: Reader, whole: Whole) -> None:
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for page in each(browser, whole):
        for scheme in schemes:
            browser.page.emulate_media(forced_colors="active", color_scheme=scheme)
            assert browser.evaluate(
                f"matchMedia('(forced-colors: active) and (prefers-color-scheme: {scheme})').matches"
            )
            assert browser.evaluate(VANISHED) == [], (page, scheme)
            # A pair of system colours that does not contrast is wrong in any palette: looked for in one, since that is dear.
            assert scheme == "dark" or browser.accessibility_faults("cat.color") == [], page


def test_all_there_is_to_read_is_there_without_scripts(browser: Reader, whole: Whole) -> None:
    words = {}
    for page in each(browser, whole):
        browser.evaluate(
            "document.querySelectorAll('main button[type=button]').forEach(button => button.remove())"
        )
        words[page] = browser.text("main").split()
    for page in each(browser, whole, scripts=False):
        if page != "search.html":
            assert browser.text("main").split() == words[page], page


@each_browser
def test_without_scripts_there_is_nothing_that_needs_them(browser: Reader, whole: Whole) -> None:
    browser.open(whole.address + "search.html", scripts=False)
    assert not browser.page.locator("main form").is_visible()
    assert not browser.page.locator("[data-theme-switch]").is_visible()
    assert browser.page.locator("noscript a").first.is_visible()


def test_a_page_from_right_to_left_is_the_mirror_of_one_from_left_to_right(
    browser: Reader, whole: Whole
) -> None:
    for page in each(browser, whole):
        for width in (360, 1280):
            browser.resize(width, 800)
            browser.evaluate("document.documentElement.dir = 'ltr'")
            there = browser.evaluate(BOXES)
            browser.evaluate("document.documentElement.dir = 'rtl'")
            back = browser.evaluate(BOXES)
            pairs = zip(there, back, strict=True)
            assert there, page
            assert [(*one, other[1]) for one, other in pairs if abs(one[1] - other[1]) > 1] == [], page
            assert browser.evaluate(OVERFLOWS) == "", page
