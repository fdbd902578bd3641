"""The real site in real browsers: nothing fails to load, nothing complains, everybody can use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.driver import Reader
from tests.site.pages import one_of_each_kind, pages

PARTS = 6


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("place", ["disk", "hosted"])
@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_every_page_opens_without_a_complaint(
    browser: Reader, built: Path, serve: Callable[[Path], str], place: str, part: int
) -> None:
    base = serve(built) if place == "hosted" else ""
    for page in pages(built)[part::PARTS]:
        if page == "404.html":
            continue
        browser.open(f"{base}{page}" if base else built / page)
    assert browser.console_errors == []
    assert browser.failed_requests == []


def test_each_kind_of_page_opens_from_disk(browser: Reader, built: Path) -> None:
    for page in one_of_each_kind(built):
        browser.open(built / page)
    assert browser.console_errors == []
    assert browser.failed_requests == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_each_kind_of_page_is_accessible(browser: Reader, built: Path, width: int, dark: bool) -> None:
    faults = {}
    for page in one_of_each_kind(built):
        browser.open(built / page, width=width, dark=dark)
        if found := browser.accessibility_faults():
            faults[page] = found
        if browser.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults[f"{page} is wider than {width}"] = []
    assert faults == {}


@pytest.mark.parametrize(
    "query", ["Soleimani", "Qasem Soleimani", "Suleimani letter", "Karabakh", "favipiravir"]
)
def test_search_from_disk_finds_what_is_there(browser: Reader, built: Path, query: str) -> None:
    browser.open(f"{(built / 'search.html').as_uri()}?q={query.replace(' ', '%20')}")
    browser.wait_for("document.querySelector('[role=status]').dataset.state === 'done'")
    assert browser.evaluate("document.querySelectorAll('ol[data-results] > li').length") > 0
