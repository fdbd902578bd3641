"""The real site in real browsers: nothing fails to load, nothing complains, everybody can use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.driver import Reader
from tests.site.conftest import REFRESH, Whole
from tests.site.pages import pages

NOT_FOUND = "404.html"  # it is served at any depth, so its links begin with the path of the site
PARTS = 6


def leads_on(page: Path) -> bool:
    """Whether a page is an old address that leads to another by itself."""
    return REFRESH in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("place", ["disk", "hosted"])
@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_every_page_opens_without_a_complaint(
    browser: Reader, built: Path, serve: Callable[[Path], str], place: str, part: int
) -> None:
    base = serve(built) if place == "hosted" else ""
    there = [page for page in pages(built)[part::PARTS] if page != NOT_FOUND]
    browser.open(f"{base}index.html" if base else built / "index.html")
    for page in sorted(there, key=lambda page: leads_on(built / page)):
        # One window for all is six times as fast; but what leads on would take the place of the next.
        show = browser.open if leads_on(built / page) else browser.go
        show(f"{base}{page}" if base else built / page)
    assert browser.console_errors == []
    assert browser.failed_requests == []


def test_no_kind_of_page_is_missing_here(whole: Whole) -> None:
    assert all(whole.kinds)


def test_each_kind_of_page_opens_from_disk(browser: Reader, whole: Whole) -> None:
    for page in whole.samples:
        if page != NOT_FOUND:
            browser.open(whole.folder / page)
    assert browser.console_errors == []
    assert browser.failed_requests == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_axe_finds_nothing_on_each_kind_of_page(
    browser: Reader, whole: Whole, width: int, dark: bool
) -> None:
    faults = {}
    for page in whole.samples:
        browser.open(whole.address + page, width=width, dark=dark)
        faults[page] = browser.accessibility_faults()
    assert {page: found for page, found in faults.items() if found} == {}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_axe_finds_nothing_in_what_opens(browser: Reader, whole: Whole, width: int, dark: bool) -> None:
    for query in ("Soleimani", "Soleimoni", "xyzzyq", "the&type=Article"):
        browser.open(f"{whole.address}search.html?q={query}", width=width, dark=dark)
        browser.wait_for("document.querySelector('[role=status]').dataset.state === 'done'")
        assert browser.accessibility_faults() == [], query
    browser.open(whole.address + "notes/everything.html", width=width, dark=dark)
    browser.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    browser.keys("Tab")
    browser.evaluate("document.querySelector('main p a[data-preview]').focus()")
    browser.wait_for("document.querySelector('.preview')?.hidden === false")
    browser.wait_for("document.getAnimations().length === 0")
    assert browser.accessibility_faults() == []


@pytest.mark.parametrize(
    "query", ["Soleimani", "Qasem Soleimani", "Suleimani letter", "Karabakh", "favipiravir"]
)
def test_search_from_disk_finds_what_is_there(browser: Reader, built: Path, query: str) -> None:
    browser.open(f"{(built / 'search.html').as_uri()}?q={query.replace(' ', '%20')}")
    browser.wait_for("document.querySelector('[role=status]').dataset.state === 'done'")
    assert browser.evaluate("document.querySelectorAll('ol[data-results] > li').length") > 0
