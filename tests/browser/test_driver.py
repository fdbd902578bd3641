"""What the browser tests rely on: that both browsers keep the rules for pages from disk, and that faults are heard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.driver import Reader, each_browser

FETCH = "fetch('neighbour.txt').then(answer => answer.text(), () => 'refused')"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = "<!doctype html><html lang=en><meta charset=utf-8><title>A page</title>"
    (tmp_path / "page.html").write_text(f"{page}<h1>Hello</h1><input><script src=script.js></script>")
    (tmp_path / "broken.html").write_text(
        f"{page}<img src=missing.png alt=''><script src=missing.js></script>"
    )
    (tmp_path / "script.js").write_text(
        "document.querySelector('input').oninput = event => { document.title = event.target.value };"
    )
    (tmp_path / "neighbour.txt").write_text("here")
    return tmp_path


@each_browser
def test_a_page_from_disk_may_not_read_its_neighbours(browser: Reader, folder: Path) -> None:
    browser.open(folder / "page.html")
    assert browser.evaluate(FETCH) == "refused"


@each_browser
def test_a_served_page_may(browser: Reader, folder: Path, serve: Callable[[Path], str]) -> None:
    browser.open(serve(folder) + "page.html")
    assert browser.evaluate(FETCH) == "here"


@each_browser
def test_typing_reaches_the_page(browser: Reader, folder: Path) -> None:
    browser.open(folder / "page.html")
    browser.type("input", "abx")
    browser.keys("Backspace", "c")
    browser.wait_for("document.title === 'abc'")
    assert browser.text("h1") == "Hello"


@each_browser
def test_a_sound_page_has_no_faults(browser: Reader, folder: Path) -> None:
    browser.open(folder / "page.html")
    assert browser.console_errors == []
    assert browser.failed_requests == []


@each_browser
def test_a_thrown_error_is_heard(browser: Reader, folder: Path) -> None:
    browser.open(folder / "page.html")
    browser.evaluate("setTimeout(() => { throw new Error('dropped'); document.title = 'never' })")
    browser.evaluate("new Promise(done => setTimeout(done))")
    assert [error for error in browser.console_errors if "dropped" in error]


@each_browser
def test_what_is_missing_is_named_from_disk(browser: Reader, folder: Path) -> None:
    browser.open(folder / "broken.html")
    names = sorted(Path(address).name for address in browser.failed_requests)
    assert names == ["missing.js", "missing.png"]


@each_browser
def test_what_is_missing_is_named_when_served(
    browser: Reader, folder: Path, serve: Callable[[Path], str]
) -> None:
    browser.open(serve(folder) + "broken.html")
    assert {"missing.js", "missing.png"} <= {Path(address).name for address in browser.failed_requests}


@each_browser
def test_nothing_outside_this_machine_can_be_reached(browser: Reader, folder: Path) -> None:
    browser.open(folder / "page.html")
    assert (
        browser.evaluate("fetch('http://192.0.2.1/', {mode: 'no-cors'}).catch(() => 'refused')") == "refused"
    )


@pytest.mark.parametrize("dark", [True, False])
def test_the_colour_scheme_is_the_one_asked_for(browser: Reader, folder: Path, dark: bool) -> None:
    browser.open(folder / "page.html", dark=dark)
    assert browser.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is dark


@each_browser
def test_scripts_can_be_off(browser: Reader, folder: Path) -> None:
    browser.open(folder / "page.html", scripts=False)
    browser.type("input", "abc")
    assert browser.page.title() == "A page"


@each_browser
def test_a_picture_is_as_large_as_the_window(browser: Reader, folder: Path) -> None:
    browser.open(folder / "page.html", width=320, height=480)
    browser.screenshot(folder / "seen.png")
    header = (folder / "seen.png").read_bytes()[16:24]
    assert (int.from_bytes(header[:4]), int.from_bytes(header[4:])) == (320, 480)


@each_browser
def test_accessibility_faults_are_found(browser: Reader, folder: Path) -> None:
    browser.open(folder / "page.html")
    assert [fault for fault in browser.accessibility_faults() if fault.startswith("label: <input>")]


def test_text_is_faulty_below_seven_to_one(browser: Reader, folder: Path) -> None:
    browser.open(folder / "page.html")
    for grey, faulty in (("#595959", False), ("#5c5c5c", True), ("#aaa", True)):  # 7.0:1, 6.7:1, 2.3:1
        style = f"font-size: 16px; font-weight: 400; background: #fff; color: {grey}"
        browser.evaluate("style => { document.querySelector('h1').style = style; }", style)
        found = [fault for fault in browser.accessibility_faults("cat.color") if "<h1" in fault]
        assert bool(found) is faulty, grey


@each_browser
def test_an_address_outside_the_sub_path_is_not_found(
    browser: Reader, folder: Path, serve: Callable[[Path], str]
) -> None:
    (folder / "404.html").write_text("<!doctype html><title>Nothing here</title>")
    browser.open(serve(folder).removesuffix("briefing/") + "page.html")
    assert browser.page.title() == "Nothing here"
    assert len(browser.failed_requests) == 1
