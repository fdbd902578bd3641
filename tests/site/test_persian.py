"""A site in Persian and one in Arabic, as the front door builds them and a browser shows them: from right to left, searched in
their own letters, however these are typed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest

from tests.browser.driver import Reader, each_browser
from tests.golden.sites import HERE
from tests.once import once
from tests.search.reading import address, search, search_again, titles
from tests.search.spelling import ask
from tests.site.conftest import build

PAGES = (
    "index.html",
    "topics/strike.html",
    "claims/how-many-walked-out.html",
    "articles/ferries-stand-still.html",
    "timeline.html",
    "map.html",
    "names.html",
    "sources/index.html",
    "take-away.html",
    "search.html",
)

# Beside the golden site: an article of another month, without which none would be drawn, and names that are typed in many ways.
ADDED = {
    "articles/first-signs.md": "title: نخستین نشانه‌ها\ndate: 2024-01-20\nsource: harbour-radio\ntopics: [strike]\n---\n\nرادیو نشانه‌ها را شمرد.",
    "people/dan-ford.md": "name: Dan Ford\nlang: en\nsummary: A docker.\ncases:\n  - {status: sentenced, term: 16 years in prison, as_of: 2024-03-08, refs: police-take-two}\n---",
    "people/ali-akbar-kazemi.md": "name: علی‌اکبر کاظمی\nsummary: باربر.\nspellings: [علي أكبر الكاظمي]\n---",
    "notes/in-english.md": "title: A strike, told in English\nupdated: 2024-03-09\ntopics: [strike]\nlang: en\nsummary: A strike.\n---\n\nHow many?\n\n## Counts\n\n![[how-many-walked-out]]\n\nNobody knows.",
    "organisations/crew-59.md": "name: گروه ۵۹\nsummary: باربران شب.\n---",
}

# Whether what is drawn runs as the page does, and what is written in it can be read: 1 as it is, -1 mirrored.
TURNED = """selector => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility()).map(element => {
    let turned = 1;
    for (let each = element; each; each = each.parentElement) {
        const { transform } = getComputedStyle(each);
        turned *= transform === 'none' ? 1 : Math.sign(new DOMMatrix(transform).a);
    }
    return turned;
})"""


def build_in(language: str, folder: Path) -> None:
    copytree(HERE / "in-persian/content", folder / "content")
    for path, text in ADDED.items():
        (folder / "content" / path).write_text(f"---\n{text}\n", encoding="utf-8")
    settings = folder / "content/site.yaml"
    text = settings.read_text(encoding="utf-8")
    assert "language: fa" in text
    settings.write_text(text.replace("language: fa", f"language: {language}"), encoding="utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def persian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    return once(tmp_path_factory, "persian", partial(build_in, "fa")) / "public"


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the same site, whose interface is in Arabic."""
    return once(tmp_path_factory, "arabic", partial(build_in, "ar")) / "public"


@pytest.mark.parametrize("site", ["persian", "arabic"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser: Reader, site: str, request: pytest.FixtureRequest
) -> None:
    faults = {}
    for number, page in enumerate(PAGES):
        place = (request.getfixturevalue(site) / page).as_uri()
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
    browser.go((persian / "sources/index.html").as_uri())
    assert set(browser.evaluate(TURNED, ".coverage svg")) == {-1}
    edges = "[...document.querySelectorAll('.coverage svg')].map(e => [e.getBoundingClientRect().left, e.getBoundingClientRect().right])"
    assert len(set(map(tuple, browser.evaluate(edges)))) == 1
    browser.go((persian / "claims/how-many-walked-out.html").as_uri())
    assert set(browser.evaluate(TURNED, ".ranges svg")) == {-1}
    browser.go((persian / "map.html").as_uri())
    assert set(browser.evaluate(TURNED, ".map svg, .map text")) == {1}


def test_words_of_another_language_run_as_theirs_do(persian: Path) -> None:
    assert '<bdi lang="en" dir="ltr">16 years in prison</bdi>' in (persian / "register.html").read_text(
        "utf-8"
    )


def test_a_text_that_runs_the_other_way_stands_in_the_column_of_the_page(
    browser: Reader, persian: Path
) -> None:
    browser.open((persian / "notes/in-english.html").as_uri(), width=1280)
    edge = "document.querySelector('{}').getBoundingClientRect().{}"
    column = browser.evaluate(edge.format("h1", "right"))
    assert browser.evaluate(edge.format(".body", "right")) == column
    assert browser.evaluate(edge.format(".body h2", "left")) == browser.evaluate(
        edge.format(".body p", "left")
    )
    assert browser.evaluate("(({ lang, dir }) => [lang, dir])(document.querySelector('.asked'))") == [
        "fa",
        "rtl",
    ]


@pytest.mark.parametrize(("site", "name"), [("persian", "arabext"), ("arabic", "from-right")])
def test_sheets_are_numbered_in_the_digits_of_the_language(
    browser: Reader, site: str, name: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(site)
    browser.open((folder / "index.html").as_uri())
    browser.page.emulate_media(media="print")
    assert browser.evaluate("getComputedStyle(document.body).page") == name


@pytest.mark.parametrize(("site", "letter"), [("persian", "الف"), ("arabic", "أ")])
def test_footnotes_have_the_letters_of_the_language(
    browser: Reader, site: str, letter: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(site)
    browser.open((folder / "notes/why-they-strike.html").as_uri())
    assert browser.text("[role=doc-noteref]") == letter
    style = "getComputedStyle(document.querySelector('.footnotes ol')).listStyleType"
    assert browser.evaluate(style) == f"letters-{browser.evaluate('document.documentElement.lang')}"
    browser.evaluate("document.querySelector('[role=doc-noteref]').click()")
    assert browser.evaluate("document.querySelector(':target').id") == "fn:a"


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
    police = answers[0][list(QUERIES).index("پليس")]["hits"][0]
    assert "۸ مارس ۲۰۲۴ (۱۸ اسفند ۱۴۰۲)" in police["facts"]
    assert browser.console_errors == []


# One name in each row, as keyboards and habits have it: Persian and Arabic letters and digits, with and without the joiner.
TYPED = {
    "علی\u200cاکبر کاظمی": [
        "علی اکبر کاظمی",
        "علیاکبر کاظمی",
        "علي أكبر الكاظمي",
        "علی\u200cاکبر كاظمي",
        "عَلی\u200cاَکبَر کاظِمی",
        "علـی اکبر کاظمی",
    ],
    "گروه ۵۹": ["گروه ٥٩", "گروه 59", "گـروه ۵۹"],
}


@each_browser
@pytest.mark.parametrize("site", ["persian", "arabic"])
def test_a_name_is_found_the_same_however_its_letters_and_digits_are_typed(
    browser: Reader, site: str, request: pytest.FixtureRequest, serve: Callable[[Path], str]
) -> None:
    folder = request.getfixturevalue(site)
    answers: dict[str, list[list[str]]] = {}
    for place in (serve(folder), address(folder)):
        first = search(browser, place, next(iter(TYPED)))
        assert first["state"] == "done"
        for name, others in TYPED.items():
            answers.setdefault(name, []).extend(
                titles(search_again(browser, typed)) for typed in (name, *others)
            )
    for name, found in answers.items():
        assert found[0][0] == name
        assert found == [found[0]] * len(found)
    assert browser.console_errors == []


INSTEAD = {
    "persian": (
        "۵ نتیجه برای «Carl Diaz».",
        "نتایج جستجوی Carl Diaz نمایش داده شده است. جستجوی خود Karl Diyaz.",
    ),
    "arabic": (
        "5 نتائج للبحث عن «Carl Diaz».",
        "هذه نتائج البحث عن Carl Diaz. البحث بدلًا من ذلك عن Karl Diyaz.",
    ),
}


def test_a_name_is_offered_in_the_letters_in_which_it_was_typed(browser: Reader, persian: Path) -> None:
    offered = {"Karl Diyaz": "Carl Diaz", "کارل دیاس": "کارل دیاز", "Diyaz": "Carl Diaz"}
    answers = ask(browser, address(persian), list(offered))
    assert [answer["hints"][:1] for answer in answers] == [[name] for name in offered.values()]


@each_browser
@pytest.mark.parametrize("site", INSTEAD)
def test_one_near_name_is_answered_at_once_and_says_so_in_the_language_of_the_page(
    browser: Reader, site: str, request: pytest.FixtureRequest, serve: Callable[[Path], str]
) -> None:
    folder: Path = request.getfixturevalue(site)
    status, sentence = INSTEAD[site]
    for place in (serve(folder), address(folder)):
        answer = search(browser, place, "Karl Diyaz")
        assert (answer["status"], answer["offers"]) == (status, [sentence])
        assert titles(answer)[:1] == ["Carl Diaz"]
        browser.page.click("[data-hint] a >> nth=1")
        browser.wait_for("document.querySelector('[role=status]')?.textContent.includes('Karl Diyaz')")
        assert "Karl" in browser.evaluate("location.search")
    assert browser.console_errors == []
