"""In a real browser nothing of a hostile site runs: no call, no blocked script, no request that nobody wrote.

Every text of `payloads` stands somewhere in the site, every page of which is opened, over http and from disk (but for the page of what is not found, which is for http alone).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from build import build
from sitegen.commands.progress import Progress
from tests.browser.driver import Reader
from tests.browser.server import served
from tests.hostile.filled import options, rotated, rows, write
from tests.hostile.payloads import DOES, texts
from tests.once import once
from tests.search.reading import search

_WATCH = """
    window.canary = () => console.error('a text ran');
    addEventListener('securitypolicyviolation',
        ({violatedDirective, blockedURI}) => console.error(`blocked: ${violatedDirective} ${blockedURI}`));
"""
_ELEMENTS = "selector => [...document.querySelectorAll(selector + ' *')].map(element => element.localName)"
_PREVIEWED = "[...new Set([...document.querySelectorAll('main a[data-preview]')].map(link => link.getAttribute('href')))]"
_IN_A_HIT = {"a", "bdi", "div", "h2", "h3", "li", "mark", "ol", "p", "span", "time", "ul"}


pytestmark = pytest.mark.parametrize(
    ("browser", "site"), [("chromium", "disk"), ("chromium", "hosted"), ("firefox", "disk")], indirect=True
)
"""What a page may load and run is said in the page: a host adds nothing to it."""


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, with its search index."""

    def make(root: Path) -> None:
        write(root, rotated(rows(texts()), 0))
        build(options(root), Progress(quiet=True))

    return once(tmp_path_factory, "hostile", make) / "public"


@pytest.fixture
def site(request: pytest.FixtureRequest, public: Path) -> Iterator[str]:
    """Where the site is, ending in a slash."""
    if request.param == "disk":
        yield public.as_uri() + "/"
    else:
        with served(public) as address:
            yield address


@pytest.fixture
def watcher(browser: Reader) -> Iterator[Reader]:
    """A browser that tells whatever runs or is blocked."""
    browser.open("about:blank")
    with browser.page.context.add_init_script(_WATCH):
        yield browser


def pages_of(public: Path) -> set[str]:
    """Every page but those that lead on at once to another."""
    pages = {
        path.relative_to(public).as_posix(): path.read_text(encoding="utf-8")
        for path in public.rglob("*.html")
    }
    return {path for path, text in pages.items() if 'http-equiv="refresh"' not in text}


def nothing_ran(reader: Reader, site: str) -> None:
    assert reader.console_errors == []
    assert [request for request in reader.requests if not request.startswith((site, "data:", "about:"))] == []


def test_no_page_runs_what_it_says(watcher: Reader, site: str, public: Path) -> None:
    for page in pages_of(public) - ({"404.html"} if site.startswith("file:") else set()):
        watcher.page.goto(f"{site}{page}")
        nothing_ran(watcher, site)
    watcher.page.goto(f"{site}articles/older-talks.html")
    watcher.wait_for("location.pathname.endsWith('/first-talks.html')")
    nothing_ran(watcher, site)


def test_no_preview_runs_what_it_shows(watcher: Reader, site: str) -> None:
    watcher.page.goto(f"{site}topics/strike.html")
    watcher.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true; })")
    for href in watcher.evaluate(_PREVIEWED):
        watcher.page.hover(f"main a[data-preview][href='{href}'] >> nth=0")
        watcher.wait_for("document.querySelector('.preview:not([hidden])')?.textContent.includes('canary')")
        assert set(watcher.evaluate(_ELEMENTS, ".preview")) == {"p"}
        watcher.keys("Escape")
        watcher.page.mouse.move(0, 0)
    nothing_ran(watcher, site)


def test_no_search_runs_what_it_finds_or_was_asked(watcher: Reader, site: str) -> None:
    shown = search(watcher, site, "talks canary")
    assert shown["hits"]
    assert "canary" in json.dumps(shown)
    for question in rows(tuple(f'">{act}' for act in DOES.values())):
        search(watcher, site, question)
        assert set(watcher.evaluate(_ELEMENTS, "[data-results]")) <= _IN_A_HIT
        assert set(watcher.evaluate(_ELEMENTS, "[role=status]")) <= _IN_A_HIT
        assert set(watcher.evaluate(_ELEMENTS, "[data-hint]")) <= _IN_A_HIT
    nothing_ran(watcher, site)


def test_whoever_watches_would_see_it(watcher: Reader, site: str) -> None:
    """What the tests above rest on: a text that got out is heard, whether it runs or is blocked."""
    watcher.page.goto(f"{site}index.html")
    watcher.evaluate("canary()")
    assert watcher.console_errors == ["a text ran"]
    watcher.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=icon.svg onload=canary()>')")
    watcher.wait_for("[...document.images].every(image => image.complete)")
    assert any("blocked: script-src-attr" in error for error in watcher.console_errors)
