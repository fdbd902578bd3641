"""The real site in real browsers: nothing fails to load, nothing complains, everybody can use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.driver import Reader, each_browser
from tests.search.reading import address, search
from tests.site.conftest import Whole
from tests.site.visits import OVERFLOWS, Answers, wrong

NOT_FOUND = "404.html"  # it is served at any depth, so its links begin with the path of the site

narrow_and_wide = pytest.mark.parametrize(
    ("width", "dark"), [(320, True), (1280, False)], ids=["320 dark", "1280 light"]
)
"""Each width and each set of colours once: no style depends on both."""


def test_each_kind_of_page_opens_over_http_without_a_complaint(
    wide_visit: Answers, narrow_visit: Answers
) -> None:
    """Not every page: a browser does no more with the others, and that their links lead somewhere is seen without one."""
    for visit in (wide_visit, narrow_visit):
        assert visit["complaints"][""] == []
        assert [failed for failed in visit["failures"][""] if NOT_FOUND not in failed] == []


def test_no_kind_of_page_is_missing_here(whole: Whole) -> None:
    assert all(whole.kinds)


@each_browser
def test_each_kind_of_page_opens_from_disk_and_fits_a_narrow_window(browser: Reader, whole: Whole) -> None:
    wide = {}
    browser.open(whole.folder / "index.html", width=320)
    for page in whole.samples:
        if page != NOT_FOUND:
            browser.go(whole.folder / page)
            wide[page] = browser.evaluate(OVERFLOWS)
    assert wrong(wide) == {}
    assert browser.console_errors == []
    assert browser.failed_requests == []


def test_axe_finds_nothing_on_each_kind_of_page(wide_visit: Answers, narrow_visit: Answers) -> None:
    assert wrong(wide_visit["axe"]) == {}
    assert wrong(narrow_visit["axe"]) == {}


@narrow_and_wide
def test_axe_finds_nothing_in_what_opens(browser: Reader, whole: Whole, width: int, dark: bool) -> None:
    browser.open(whole.address, width=width, dark=dark)
    for query in ("Soleimani", "Soleimoni", "xyzzyq", "the&type=Article"):
        browser.go(f"{whole.address}search.html?q={query}")
        browser.wait_for("document.querySelector('[role=status]').dataset.state === 'done'")
        assert browser.accessibility_faults() == [], query
    browser.go(whole.address + "notes/everything.html")
    browser.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    browser.keys("Tab")
    browser.evaluate("document.querySelector('main p a[data-preview]').focus()")
    browser.wait_for("document.querySelector('.preview')?.hidden === false")
    browser.wait_for("document.getAnimations().length === 0")
    assert browser.accessibility_faults() == []


@each_browser
def test_search_from_disk_finds_what_is_there(browser: Reader, built: Path) -> None:
    for query in ("Soleimani", "Qasem Soleimani", "Suleimani letter", "Karabakh", "favipiravir"):
        assert search(browser, address(built), query)["hits"], query
