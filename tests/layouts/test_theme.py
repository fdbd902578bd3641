"""Light and dark: the system's choice until the reader makes one, which then holds on every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.driver import Reader, each_browser

SCRIPT = Path(__file__).parent.parent.parent / "layouts" / "scripts" / "theme.js"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,"><script src="theme.js"></script>
<script>document.documentElement.dataset.first = document.documentElement.dataset.theme ?? 'system'</script>
<button type="button" data-theme-switch data-dark="Dark" data-light="Light" hidden>Dark</button><a href="other.html">Other</a>"""
SWITCH = "[data-theme-switch]"
THEME = "document.documentElement.dataset.theme ?? 'system'"


@pytest.fixture
def address(tmp_path: Path, serve: Callable[[Path], str]) -> str:
    (tmp_path / "theme.js").write_bytes(SCRIPT.read_bytes())
    for name in ("page.html", "other.html"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    return serve(tmp_path) + "page.html"


def offered(browser: Reader) -> object:
    """What the switch says that it brings."""
    return browser.evaluate(f"document.querySelector('{SWITCH}').textContent")


@pytest.mark.parametrize(("dark", "state"), [(False, "Dark"), (True, "Light")])
def test_the_system_decides_until_the_reader_does(
    browser: Reader, address: str, dark: bool, state: str
) -> None:
    browser.open(address, dark=dark)
    assert browser.evaluate(THEME) == "system"
    assert offered(browser) == state


@each_browser
def test_the_choice_holds_on_the_next_page_before_anything_is_drawn(browser: Reader, address: str) -> None:
    browser.open(address)
    browser.click(SWITCH)
    assert (browser.evaluate(THEME), offered(browser)) == ("dark", "Light")
    browser.click("a")
    browser.wait_for("location.pathname.endsWith('other.html') && document.readyState === 'complete'")
    assert browser.evaluate("document.documentElement.dataset.first") == "dark"


def test_choosing_what_the_system_says_follows_it_again(browser: Reader, address: str) -> None:
    browser.open(address)
    browser.click(SWITCH)
    browser.click(SWITCH)
    assert browser.evaluate(THEME) == "system"
    assert browser.evaluate("localStorage.length") == 0


def test_without_scripts_there_is_nothing_to_press(browser: Reader, address: str) -> None:
    browser.open(address, scripts=False)
    assert not browser.page.locator(SWITCH).is_visible()


def test_refused_storage_breaks_nothing(browser: Reader, tmp_path: Path, address: str) -> None:
    refuse = "<script>Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('refused') }</script>"
    page = PAGE.replace('<script src="theme.js">', f'{refuse}<script src="theme.js">')
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    browser.open(address)
    browser.click(SWITCH)
    assert browser.evaluate(THEME) == "dark"
    assert browser.console_errors == []
