"""An editor's screen: what is saved is on the page, what is wrong stands over it, and nothing else is touched."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.driver import Reader, each_browser
from tests.commands.said import said
from tests.commands.serve.serving import Serving, serving
from tests.faults.case import HOME, write_site
from tests.publish.yard import tree

NOTE = "content/notes/why-they-strike.md"
LONG = "\n\n".join(f"Paragraph {number} of a long text." for number in range(150))
FAULT = "content/notes/why-they-strike.md:4:10"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served")
    write_site(root, {"layouts/styles/none.css": None})
    return root


@pytest.fixture(scope="module")
def served(root: Path) -> Iterator[Serving]:
    with serving(root, "--no-search", editor_url="vscode://file/{path}:{line}:{column}") as started:
        yield started


@pytest.fixture
def note(root: Path, served: Serving) -> Iterator[Path]:
    """The file of a note, which is as it was before when the test is over; and every page is, or the next would be reloaded."""
    note = root / NOTE
    before = note.read_text()
    yield note
    if note.read_text() != before:
        last = build_of(served)
        note.write_text(before)
        while build_of(served) == last:
            pass  # each is an answer of the server, which ends when all takes too long


def build_of(served: Serving) -> bytes:
    """The number of the last build that the server told of."""
    found = re.search(rb'data-build="(\d+)"', served.page("/index.html"))
    assert found
    return found[1]


def built(page: bytes) -> bytes:
    """A page as it is built, from what is served."""
    return re.sub(rb'<aside id="serve:panel".*?</script>', b"", page)


@each_browser
def test_a_save_is_on_the_screen_at_the_place_where_one_was(
    browser: Reader, served: Serving, note: Path
) -> None:
    note.write_text(f"{note.read_text()}\n{LONG}\n")
    served.until(" written")
    browser.open(f"{served.address}notes/why-they-strike.html")
    browser.evaluate("window.scrollTo({top: 1200, behavior: 'instant'})")
    note.write_text(note.read_text().replace("of a long text", "of a longer text"))
    browser.wait_for("document.body?.textContent.includes('of a longer text')")
    assert browser.wait_for("window.scrollY") == 1200
    assert browser.console_errors == []


@each_browser
def test_a_fault_stands_over_the_page_until_it_is_mended(
    browser: Reader, served: Serving, note: Path
) -> None:
    browser.open(f"{served.address}notes/why-they-strike.html")
    sound = note.read_text()
    note.write_text(sound.replace("2024-03-10", "2024-02-30"))
    browser.wait_for("document.querySelector('#serve\\\\:panel li')")
    link = browser.evaluate("document.querySelector('#serve\\\\:panel a').outerHTML")
    assert link == f'<a href="vscode://file/{note}:4:10">{FAULT}</a>'
    assert "    |          ^^^^^^^^^^" in browser.text("#serve\\:panel pre")
    browser.go(f"{served.address}articles/index.html")  # another page has it in its HTML
    assert b"date-invalid" in served.page("/index.html")
    assert FAULT in browser.text("#serve\\:panel")
    note.write_text(sound)
    browser.wait_for("!document.querySelector('#serve\\\\:panel li')")


def test_a_style_is_swapped_on_the_page_that_stays(browser: Reader, served: Serving, root: Path) -> None:
    browser.open(served.address)
    browser.evaluate("window.stayed = true")
    style = root / "layouts/styles/base.css"
    before = style.read_text()
    style.write_text(f"{before}\nh1 {{ letter-spacing: 7px; }}\n")
    browser.wait_for("getComputedStyle(document.querySelector('h1')).letterSpacing === '7px'")
    assert browser.evaluate("window.stayed")
    style.write_text(before)
    browser.wait_for("getComputedStyle(document.querySelector('h1')).letterSpacing !== '7px'")


def test_the_page_that_was_edited_is_offered_on_another(browser: Reader, served: Serving, note: Path) -> None:
    browser.open(f"{served.address}about.html")
    note.write_text(f"{note.read_text()}\nA line more.\n")
    browser.wait_for("document.querySelector('#serve\\\\:panel a')")
    browser.click("#serve\\:panel a")
    browser.wait_for("location.pathname === '/notes/why-they-strike.html'")
    browser.wait_for("document.querySelector('main')?.textContent.includes('A line more.')")


def test_a_page_served_is_the_page_built_and_neither_is_in_the_others_way(
    served: Serving, root: Path
) -> None:
    build = [sys.executable, "build.py", "--root", str(root), "--today", "2024-06-01", "--no-search"]
    done = subprocess.run(build, cwd=HOME, capture_output=True, text=True, check=False)
    assert (done.returncode, said(done.stderr)) == (0, "")
    pages = {path: text for path, text in tree(root / "public").items() if path.endswith(".html")}
    assert len(pages) > 15
    for path in pages.keys() - {"404.html"}:
        assert built(served.page(f"/{path}")) == (root / "public" / path).read_bytes()


def test_stopped_it_leaves_the_site_alone_and_nothing_behind(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    with serving(tmp_path) as started:
        assert ", 0 written" not in started.said
        started.until("search is up to date")
        (tmp_path / NOTE).write_text((tmp_path / NOTE).read_text() + "\nA line of zebras.\n")
        started.until("search is up to date")
        assert started.stop() == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cache", "content"]
    assert not (tmp_path / ".cache/serve/work").exists()


def test_what_stops_the_first_build_is_served_too(tmp_path: Path, browser: Reader) -> None:
    write_site(tmp_path, {NOTE: "---\ntitle: Why\n---\n\nSee [[nobody]].\n"})
    with serving(tmp_path, "--no-search") as started:
        assert "[link-unknown]" in started.said or "content/notes" in started.said
        browser.open(started.address)
        assert f"{NOTE}:5:" in browser.text("#serve\\:panel")
        (tmp_path / NOTE).write_text(
            "---\ntitle: Why\ntopics: [strike]\nupdated: 2024-03-10\n---\n\nNobody.\n"
        )
        browser.wait_for("document.querySelector('h1')?.textContent === 'The Harbour Briefing'")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["--port", "eight"],
            'error: --port: "eight" is no port\n  fix: write a number up to 65535, or 0 for one that is free\n',
        ),
        (
            ["--out", "x"],
            "error: serve takes no --out\n  fix: it has its own folder, .cache/serve; leave --out away\n",
        ),
    ],
)
def test_what_cannot_be_served_is_said(tmp_path: Path, words: list[str], told: str) -> None:
    write_site(tmp_path, {})
    command = [sys.executable, "build.py", "serve", "--root", str(tmp_path), *words]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, told)
