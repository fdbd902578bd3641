"""On the real site: any listed spelling of any name, however it is typed, leads to who or what it names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.names.fold import fold, fold_all
from tests.browser.driver import Reader, each_browser
from tests.names.table import OF_SITE
from tests.search.reading import address, search, search_again, titles
from tests.search.spelling import ask, slips, ways_to_write

SAMPLE = 149  # of so many slips one is tried
LONG_ENOUGH = 5  # letters


def listed(built: Path) -> list[list[str]]:
    """The names of each entry, its title first, as the search page gets them."""
    script = (built / "pagefind-offline/names.js").read_text("utf-8")
    rows: list[list[str]] = json.loads(script.partition("(")[2].rpartition(")")[0])
    return [names for _, *names in rows]


def keys(name: str) -> Iterator[str]:
    yield "".join(fold(name).split())
    yield "".join(fold_all(name))


def bearers(built: Path) -> dict[str, set[str]]:
    """The titles of the entries that bear a name, by what is left of it when it is folded."""
    found: dict[str, set[str]] = {}
    for title, *others in listed(built):
        for name in (title, *others):
            for key in keys(name):
                found.setdefault(key, set()).add(title)
    return found


def words_of_pages(built: Path) -> set[str]:
    """Every word that stands on a page, folded."""
    texts = (re.sub(r"<[^>]*>", " ", page.read_text("utf-8")) for page in built.rglob("*.html"))
    return {word for text in texts for word in fold(text).split()}


def test_every_way_to_write_a_listed_name_puts_its_entries_first(browser: Reader, built: Path) -> None:
    known = bearers(built)
    ways = list(
        dict.fromkeys(way for names in listed(built) for name in names for way in ways_to_write(name))
    )
    for way, answer in zip(ways, ask(browser, address(built), ways), strict=True):
        meant = set().union(*(known.get(key, set()) for key in keys(way)))
        assert set(answer["titles"][: len(meant)]) == meant, way


@pytest.mark.parametrize("name", OF_SITE)
@each_browser
def test_nine_in_ten_spellings_that_no_entry_lists_put_theirs_first(
    browser: Reader, built: Path, name: str
) -> None:
    spellings: list[tuple[str, str]] = json.loads((Path(__file__).parent / name).read_text("utf-8"))
    every = {key for names in listed(built) for name in names for key in keys(name)}
    assert [written for written, _ in spellings if every.intersection(keys(written))] == []
    answers = ask(browser, address(built), [written for written, _ in spellings])
    wrong = [
        (written, meant, answer["titles"][:2])
        for (written, meant), answer in zip(spellings, answers, strict=True)
        if answer["titles"][:1] != [meant]
    ]
    assert len(wrong) <= len(spellings) / 10, wrong


def test_a_slip_in_a_listed_name_gets_a_hint_that_leads_there(browser: Reader, built: Path) -> None:
    known, written = bearers(built), words_of_pages(built)
    slipped = [
        (title, slip)
        for title, *others in listed(built)
        for name in (title, *others)
        if len("".join(fold(name).split())) >= LONG_ENOUGH
        for slip in slips(name)
    ][::SAMPLE]
    for (title, slip), answer in zip(
        slipped, ask(browser, address(built), [slip for _, slip in slipped]), strict=True
    ):
        if any(key in known or key in written for key in keys(slip)):
            continue  # it is a name or a word of its own
        offered = set().union(*(known.get(key, set()) for hint in answer["hints"] for key in keys(hint)))
        assert title in offered, slip


@each_browser
def test_disk_and_host_answer_alike(browser: Reader, built: Path, serve: Callable[[Path], str]) -> None:
    hosted = serve(built)
    queries = ("rockets", '"United States"', "Soleimani letter", "Karabakh", "another attack", "Khamenai")
    answers = []
    for site in (hosted, address(built)):
        first = search(browser, site, queries[0])
        answers.append([first, *(search_again(browser, query) for query in queries[1:])])
    for over_http, from_disk in zip(*answers, strict=True):
        assert from_disk == over_http
        assert titles(from_disk) or from_disk["hints"] or "No page contains" in from_disk["status"]
    assert browser.console_errors == []
