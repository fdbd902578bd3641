"""What a search loads, and what it says when that does not come."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from sitegen.publish.search import index
from tests.browser.driver import Reader, each_browser
from tests.once import once
from tests.search import large, site
from tests.search.reading import address, search, seen, titles

HOSTED_BUDGET = (
    250_000  # bytes of search, uncompressed, that a first result over http may need beside what each page has
)


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """The small site, to take something away from."""
    return Path(shutil.copytree(folder, tmp_path / "site"))


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a thousand pages."""

    def make(place: Path) -> None:
        pages = large.records(1_000)
        site.write(place, index(pages, language="en", work=place / "work"), pages)

    return once(tmp_path_factory, "thousand", make)


def remove(site: Path, *patterns: str) -> None:
    for pattern in patterns:
        gone = list(site.glob(pattern))
        assert gone, pattern
        for path in gone:
            path.unlink()


@each_browser
@pytest.mark.parametrize("place", ["on disk", "served"])
def test_nothing_of_the_search_loads_before_somebody_reaches_for_it(
    browser: Reader, copy: Path, serve: Callable[[Path], str], place: str
) -> None:
    shutil.rmtree(copy / "pagefind")
    shutil.rmtree(copy / "pagefind-offline")
    base = serve(copy) if place == "served" else address(copy)
    browser.open("about:blank")
    for page in ("index.html", "articles/rockets-erbil.html", "search.html"):
        browser.go(f"{base}{page}")
        assert browser.failed_requests == [], page
        browser.evaluate("window.SiteSearch?.load().catch(() => {})")
        assert bool(browser.failed_requests) == (page == "search.html"), page


@each_browser
def test_from_disk_no_network_is_asked_or_needed(browser: Reader, disk: str) -> None:
    browser.open(f"{disk}index.html", apart=True)
    browser.page.context.set_offline(True)
    assert len(titles(search(browser, disk, "rockets"))) == 3
    assert titles(search(browser, disk, "کاظمی", sort="newest"))
    assert {urlsplit(address).scheme for address in browser.requests} <= {"file", "data"}
    assert (browser.failed_requests, browser.console_errors) == ([], [])


def test_over_http_the_stock_bundle_serves_and_no_copy_of_it(browser: Reader, hosted: str) -> None:
    search(browser, hosted, "rockets")
    copies = [name for name in browser.requests if "/pagefind-offline/" in name]
    assert [Path(name).name for name in copies] == ["names.js"]


def test_reaching_for_the_field_fills_the_filters(browser: Reader, disk: str) -> None:
    browser.open(f"{disk}search.html")
    browser.page.hover(".search-filters")
    browser.wait_for("document.querySelector('select[name=topic]').options.length > 1")
    assert "Weather (40)" in browser.evaluate("document.querySelector('select[name=topic]').textContent")


def test_a_first_result_over_http_is_light_at_a_thousand_pages(
    browser: Reader, thousand: Path, serve: Callable[[Path], str]
) -> None:
    title = large.records(8)[7].title.split()
    hosted = serve(thousand)
    assert search(browser, hosted, f"{title[3]} {title[5]}")["hits"]
    paths = [unquote(urlsplit(name).path).removeprefix(urlsplit(hosted).path) for name in browser.requests]
    needed = {path for path in paths if path.startswith(("assets/search", "pagefind"))}
    assert {path.partition("/")[0] for path in needed} >= {"assets", "pagefind"}
    assert sum((thousand / path).stat().st_size for path in needed) <= HOSTED_BUDGET


LOST = {
    "the index": ["index/*"],
    "a page": ["fragment/*"],
    "the engine's data": ["*.pf_meta*"],
}


@pytest.mark.parametrize("lost", LOST)
def test_what_does_not_come_over_http_is_made_up_for_or_told(
    browser: Reader, copy: Path, serve: Callable[[Path], str], lost: str
) -> None:
    remove(copy, *(f"pagefind/{pattern}" for pattern in LOST[lost]))
    shown = search(browser, serve(copy), "rockets")
    if lost == "the engine's data":
        assert len(titles(shown)) == 3
    else:
        assert shown["state"] == "failed"
        assert "could not be loaded" in shown["status"]
    assert "Nothing found" not in shown["status"]


@pytest.mark.parametrize(
    ("browser", "lost"),
    [*(("chromium", lost) for lost in LOST), ("firefox", "the index")],
    indirect=["browser"],
)
def test_what_does_not_come_from_disk_is_told(browser: Reader, copy: Path, lost: str) -> None:
    remove(copy, *(f"pagefind-offline/{pattern}" for pattern in LOST[lost]))
    shown = search(browser, address(copy), "rockets")
    assert shown["state"] == "failed"
    assert "could not be loaded" in shown["status"]
    assert "names A–Z" in browser.text("[data-notice] p:not([hidden])")


def test_without_the_stock_engine_the_scripts_serve_hosted_readers_too(
    browser: Reader, copy: Path, serve: Callable[[Path], str], disk: str
) -> None:
    remove(copy, "pagefind/pagefind.js")
    assert titles(search(browser, serve(copy), "rockets")) == titles(search(browser, disk, "rockets"))


@pytest.mark.parametrize("site", ["served", "on disk"])
def test_without_the_names_the_hits_are_shown_as_incomplete(
    browser: Reader, copy: Path, serve: Callable[[Path], str], site: str
) -> None:
    remove(copy, "pagefind-offline/names.js")
    shown = search(browser, serve(copy) if site == "served" else address(copy), "rockets")
    assert len(titles(shown)) == 3
    assert "incomplete" in shown["status"]


def test_after_a_failure_the_next_question_tries_again(
    browser: Reader, copy: Path, serve: Callable[[Path], str]
) -> None:
    index = copy / "pagefind/index"
    index.rename(copy / "away")
    assert search(browser, serve(copy), "rockets")["state"] == "failed"
    (copy / "away").rename(index)
    browser.click("form button")
    browser.wait_for("document.querySelectorAll('[data-results] > li').length === 3")
    assert seen(browser)["state"] == "done"
