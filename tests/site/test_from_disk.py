"""The real site from disk: previews of what a link leads to, old addresses, and all of it without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.driver import Reader, each_browser
from tests.site.conftest import REFRESH
from tests.site.pages import HTML, pages, parsed, target_of

PERSON = "people/qais-al-khazali.html"
CARD = "document.querySelector('.preview:not([hidden])')"


def first_link(built: Path, folder: str) -> tuple[str, str]:
    """Of the links on a person's page the first to an entry of that folder: its id, and the title of that entry's page."""
    for link in parsed(built / PERSON).iterfind(f".//{HTML}main//{HTML}a[@data-preview]"):
        page, _ = target_of(PERSON, link.get("href") or "")
        if page.startswith(f"{folder}/"):
            heading = parsed(built / page).find(f".//{HTML}h1")
            assert heading is not None
            return page.rpartition("/")[2].removesuffix(".html"), " ".join(
                "".join(heading.itertext()).split()
            )
    raise AssertionError(f"{PERSON} leads to nothing in {folder}: take another page")


def moved(built: Path) -> list[str]:
    """The pages that only lead on."""
    return [p for p in pages(built) if REFRESH in (built / p).read_text(encoding="utf-8")]


@each_browser
def test_pointing_at_a_link_shows_what_it_leads_to_until_escape(browser: Reader, built: Path) -> None:
    browser.open(built / PERSON)
    for folder in ("organisations", "events", "articles", "notes", "sources"):
        target, title = first_link(built, folder)
        browser.page.locator(f"main a[data-preview][href$='/{target}.html']").first.hover()
        browser.wait_for(CARD)
        assert browser.text(".preview-title") == title
        browser.keys("Escape")
        assert not browser.page.is_visible(".preview")
    assert (browser.console_errors, browser.failed_requests) == ([], [])


@each_browser
def test_the_keyboard_shows_it_too(browser: Reader, built: Path) -> None:
    target, title = first_link(built, "organisations")
    browser.open(built / PERSON)
    browser.keys("Tab")  # so that what is focused counts as focused by key
    browser.page.locator(f"main a[data-preview][href$='/{target}.html']").first.focus()
    browser.wait_for(CARD)
    assert browser.text(".preview-title") == title
    browser.keys("Escape")
    assert not browser.page.is_visible(".preview")


@each_browser
def test_without_scripts_a_link_is_a_link_and_a_number_leads_to_its_source_and_back(
    browser: Reader, built: Path
) -> None:
    target, title = first_link(built, "organisations")
    browser.open(built / PERSON, scripts=False)
    follow(browser, ".body a[href='#source:1']")
    browser.page.wait_for_url("**#source:1", wait_until="commit")
    follow(browser, "[id='source:1'] .back a")
    browser.page.wait_for_url("**#cite:1:1", wait_until="commit")
    follow(browser, f"main a[data-preview][href$='/{target}.html']")
    browser.page.wait_for_url(f"**/{target}.html")
    assert browser.text("h1") == title


def follow(browser: Reader, link: str) -> None:
    """Follow the first link that fits by key: without scripts Firefox never says that a link has come to rest."""
    browser.page.locator(link).first.focus()
    assert browser.page.locator(".preview").count() == 0
    browser.keys("Enter")


@each_browser
@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_address_leads_on(browser: Reader, built: Path, scripts: bool) -> None:
    """One from each folder; all of them say the same twice, as the next test sees."""
    of_folders = {page.rpartition("/")[0]: page for page in moved(built)}
    assert of_folders  # or this tries nothing
    for page in of_folders.values():
        link = parsed(built / page).find(f".//{HTML}main//{HTML}a")
        assert link is not None
        target, _ = target_of(page, link.get("href") or "")
        browser.open(built / page, scripts=scripts)
        browser.page.wait_for_url((built / target).as_uri())
    assert browser.failed_requests == []


def test_every_old_address_leads_where_its_link_does_and_that_page_is_there(built: Path) -> None:
    for page in moved(built):
        tree = parsed(built / page)
        meta, link = tree.find(f".//{HTML}meta[@http-equiv='refresh']"), tree.find(f".//{HTML}main//{HTML}a")
        assert meta is not None
        assert link is not None
        assert meta.get("content") == f"0; url={link.get('href')}"
        assert (built / target_of(page, link.get("href") or "")[0]).is_file()
