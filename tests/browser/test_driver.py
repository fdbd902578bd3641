"""What the browser tests rely on: that both browsers keep the rules for pages from disk, and that faults are heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.driver import Reader, each_browser
from tests.browser.windows import Browsers

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


STORE = "localStorage.setItem('kept', 'long'), sessionStorage.setItem('kept', 'short')"
KEPT = "[localStorage.getItem('kept'), sessionStorage.getItem('kept')]"


@contextmanager
def next_one(before: Reader, browsers: Browsers) -> Iterator[Reader]:
    """Who gets the window of a reader that is done with it."""
    before.close()
    reader = Reader(before.name, browsers)
    yield reader
    reader.close()


def is_kept_on_return(browser: Reader, address: str | Path, elsewhere: Path) -> bool:
    """Whether a page finds what it stored before the reader went elsewhere. Who leaves at once may come back too early: Chromium
    opens the next page whether or not it has heard what the last one stored.
    """
    browser.evaluate(STORE)
    browser.go(elsewhere)
    browser.go(address)
    return bool(browser.evaluate(KEPT) == ["long", "short"])


@each_browser
@pytest.mark.parametrize("place", ["disk", "host"])
def test_what_pages_stored_is_there_for_this_reader_and_not_for_the_next(
    browser: Reader, browsers: Browsers, folder: Path, serve: Callable[[Path], str], place: str
) -> None:
    address = serve(folder) + "page.html" if place == "host" else folder / "page.html"
    browser.open(address)
    assert any(is_kept_on_return(browser, address, folder / "broken.html") for _ in range(20))
    used = browser.page
    with next_one(browser, browsers) as reader:
        reader.open(address)
        assert reader.page is used
        assert reader.evaluate(KEPT) == [None, None]
        assert reader.evaluate("localStorage.length") == 0


@each_browser
def test_what_goes_on_in_a_page_ends_with_its_reader(
    browser: Reader, browsers: Browsers, folder: Path
) -> None:
    browser.open(folder / "page.html")
    browser.evaluate(
        "void setInterval(() => { console.error('still here'); new Image().src = 'missing.png' })"
    )
    browser.wait_for("performance.now() > 0")
    with next_one(browser, browsers) as reader:
        reader.open(folder / "page.html")
        reader.evaluate("new Promise(done => setTimeout(done, 20))")
        assert (reader.console_errors, reader.failed_requests) == ([], [])
        assert "still here" in browser.console_errors


@each_browser
def test_the_next_reader_has_a_window_as_it_is_when_new(
    browser: Reader, browsers: Browsers, folder: Path
) -> None:
    state = "() => [innerWidth, innerHeight, MEDIA.map(media => matchMedia(media).matches), POINTED]"
    media = "['print', '(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-reduced-motion)']"
    drawn = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"
    state = state.replace("MEDIA", media).replace("POINTED", "document.querySelector('h1').matches(':hover')")
    browser.open(folder / "page.html")
    new = browser.evaluate(state)
    browser.resize(500, 500)
    if browser.name == "chromium":
        browser.page.emulate_media(
            media="print", color_scheme="dark", forced_colors="active", reduced_motion="reduce"
        )
        assert all(browser.evaluate(state)[2])
    browser.page.hover("h1")
    assert browser.evaluate(state)[3]
    used = browser.page
    with next_one(browser, browsers) as reader:
        reader.open(folder / "page.html")
        assert reader.page is used
        reader.evaluate(drawn)
        assert reader.evaluate(state) == new == [1280, 800, [False] * 4, False]


def test_a_window_apart_is_nobody_elses(browser: Reader, browsers: Browsers, folder: Path) -> None:
    browser.open(folder / "page.html")  # the window that would be kept
    second = Reader(browser.name, browsers)
    second.open(folder / "page.html", apart=True)
    apart = second.page
    apart.clock.install(time=0)
    with next_one(second, browsers) as third:
        third.open(folder / "page.html")
        assert third.page is not apart
        assert apart.is_closed()
        assert third.evaluate("Date.now()") > 1_000_000


def test_a_window_that_does_not_answer_is_replaced(browser: Reader, browsers: Browsers, folder: Path) -> None:
    browser.open(folder / "page.html")
    browser.page.close()
    with next_one(browser, browsers) as reader:
        reader.open(folder / "page.html")
        assert reader.text("h1") == "Hello"
