"""A site in Persian, as the front door builds it and a browser shows it: from right to left, searched in its own letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from tests.browser.driver import Reader
from tests.golden.sites import HERE
from tests.once import once
from tests.search.reading import address, search, search_again, titles
from tests.site.conftest import build

PAGES = (
    "index.html",
    "topics/strike.html",
    "claims/how-many-walked-out.html",
    "articles/ferries-stand-still.html",
    "map.html",
    "names.html",
    "search.html",
)

# Whether what is drawn runs as the page does, and what is written in it can be read: 1 as it is, -1 mirrored.
TURNED = """selector => [...document.querySelectorAll(selector)].map(element => {
    let turned = 1;
    for (let each = element; each; each = each.parentElement) {
        const { transform } = getComputedStyle(each);
        turned *= transform === 'none' ? 1 : Math.sign(new DOMMatrix(transform).a);
    }
    return turned;
})"""


@pytest.fixture(scope="module")
def persian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""

    def make(folder: Path) -> None:
        copytree(HERE / "in-persian/content", folder / "content")
        done = build(folder)
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "persian", make) / "public"


def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(browser: Reader, persian: Path) -> None:
    faults = {}
    for number, page in enumerate(PAGES):
        place = (persian / page).as_uri()
        browser.go(place) if number else browser.open(place, width=390, dark=True)
        wide = browser.evaluate("document.documentElement.scrollWidth > innerWidth")
        if found := [*browser.accessibility_faults(), *(["wider than the window"] if wide else [])]:
            faults[page] = found
    assert faults == {}


def test_drawings_run_as_the_page_does_but_for_maps_and_their_words_can_be_read(
    browser: Reader, persian: Path
) -> None:
    browser.open((persian / "topics/strike.html").as_uri(), width=1280)
    assert set(browser.evaluate(TURNED, "svg.drawing")) == {-1}
    assert set(browser.evaluate(TURNED, "svg.drawing text")) == {1}
    years = "[...document.querySelectorAll('.lanes .axis text')].filter(e => /^۲۰۲/.test(e.textContent))"
    places = browser.evaluate(f"{years}.map(e => [e.textContent, e.getBoundingClientRect().left])")
    earlier, later = (dict(places)[year] for year in ("۲۰۲۳", "۲۰۲۴"))
    assert earlier > later
    browser.go((persian / "claims/how-many-walked-out.html").as_uri())
    assert set(browser.evaluate(TURNED, ".ranges svg")) == {-1}
    browser.go((persian / "map.html").as_uri())
    assert set(browser.evaluate(TURNED, ".map svg, .map text")) == {1}


QUERIES = {
    "آنا برگ": ["آنا برگ"],
    "انا برگ": ["آنا برگ"],
    "Anna Bergh": ["آنا برگ"],
    "کارل دیاز": ["Carl Diaz"],
    "كارل دياز": ["Carl Diaz"],  # on a keyboard for Arabic
    "پليس": ["پلیس دو نفر را با خود برد"],
    "۱۹۳۱": ["چرا اعتصاب می\u200cکنند"],
    "1931": ["چرا اعتصاب می\u200cکنند"],
    "می\u200cشمارد": ["شرکت می\u200cشمارد"],
    "می شمارد": ["شرکت می\u200cشمارد"],
    "چه کسی فراخوان را داد": [
        "چه کسی فراخوان اعتصاب را داد؟"
    ],  # as a question is asked, with words that say little
}


def test_search_takes_persian_as_it_is_typed_and_answers_from_disk_as_over_http(
    browser: Reader, persian: Path, serve: Callable[[Path], str]
) -> None:
    answers = []
    for site in (serve(persian), address(persian)):
        first, *others = QUERIES
        answers.append([search(browser, site, first), *(search_again(browser, query) for query in others)])
    for (query, expected), over_http, from_disk in zip(QUERIES.items(), *answers, strict=True):
        assert titles(from_disk)[:1] == expected, query
        assert from_disk == over_http, query
    assert answers[0][0]["status"] == "۳ نتیجه برای «آنا برگ»."
    assert answers[0][0]["filters"]["year"] == ["همه سال\u200cها", "۲۰۲۴ (۱)"]
    assert browser.console_errors == []
