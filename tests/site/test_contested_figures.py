"""A figure that a question is about stands in its table with who says it, never alone where a few words stand for a page.

Those places are titles, descriptions for search engines and link cards, previews, feeds and the titles of search
results. Figures below ten are left out: "two" and "three" stand everywhere, and a reader of titles finds those.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.model.kinds import Claim, Entry
from sitegen.model.schema import ids_in
from sitegen.model.site import Site
from tests.browser.driver import Reader
from tests.site.pages import HTML, parsed, search_records

SMALLEST = 10
WORDS = {
    10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
    17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty",
}  # fmt: skip
MONTH = "(?: (?:January|February|March|April|May|June|July|August|September|October|November|December))"


def contested(site: Site) -> Iterator[tuple[Claim, int]]:
    """Every question with the figures that are said to it."""
    for claim in site.entries.values():
        if isinstance(claim, Claim):
            values = [statement.value for statement in claim.statements if statement.value]
            figures = {figure for v in values for figure in (v.low, v.high) if figure is not None}
            yield from ((claim, figure) for figure in sorted(figures) if figure >= SMALLEST)


def near(site: Site, claim: Claim) -> Iterator[Entry]:
    """The question, its topics, and whatever rests on an article that it rests on."""
    rests_on = {article.id for article in ids_in(claim) if "articles" in article.folders}
    for entry in site.entries.values():
        named = {item.id for item in ids_in(entry)} | {cited.target for cited in site.linked[entry.id].cited}
        if rests_on & {entry.id, *named} or entry.id in site.linked[claim.id].topics:
            yield entry


def says(text: str, figure: int) -> bool:
    """Whether the text has that figure, in digits or as a word, and not as the day of a date."""
    forms = [f"{figure}", f"{figure:,}", *([WORDS[figure]] if figure in WORDS else [])]
    pattern = rf"(?<![\w.,:/-])(?:{'|'.join(map(re.escape, forms))})(?![\w-]|[.,]\d|{MONTH})"
    return re.search(pattern, text, re.IGNORECASE) is not None


def short_texts(built: Path, site: Site, entry: Entry) -> Iterator[str]:
    """What stands for an entry on other pages and elsewhere."""
    folder = "" if entry.folder == "pages" else f"{entry.folder}/"
    page = f"{folder}{entry.id}.html"
    head = parsed(built / page).find(f".//{HTML}head")
    assert head is not None
    yield from (title.text or "" for title in head.iterfind(f"{HTML}title"))
    yield from (
        m.get("content") or "" for m in head.iterfind(f"{HTML}meta") if m.get("name") == "description"
    )
    yield from (m.get("content") or "" for m in head.iterfind(f"{HTML}meta") if m.get("property"))
    yield (built / f"previews/{entry.id}.js").read_text(encoding="utf-8")
    for feed in ("feed.json", *(f"topics/{topic}.json" for topic in site.linked[entry.id].topics)):
        for item in json.loads((built / feed).read_text(encoding="utf-8"))["items"]:
            if item["url"].endswith(f"/{page}"):
                yield json.dumps(item, ensure_ascii=False)


def test_no_figure_of_a_question_stands_alone(built: Path, site: Site) -> None:
    every = list(contested(site))
    assert every  # or this tries nothing
    found = search_records(built)
    for claim, figure in every:
        entries = list(near(site, claim))
        assert claim in entries
        for entry in entries:
            for text in short_texts(built, site, entry):
                assert not says(text, figure), f"{claim.id}: {figure} in {entry.id}: {text}"
        title = found[f"claims/{claim.id}.html"]["meta"]["title"]
        assert not says(title, figure)


@pytest.mark.parametrize(
    ("text", "figure", "found"),
    [
        ("31 died", 31, True),
        ("kills 31.", 31, True),
        ("Ten are held", 10, True),
        ("20,000 pills", 20000, True),
        ("on 31 December", 31, False),
        ("in 2031", 31, False),
        ("31,000 men", 31, False),
        ("often", 10, False),
    ],
)
def test_a_figure_is_known_by_its_digits_or_its_word(text: str, figure: int, *, found: bool) -> None:
    assert says(text, figure) is found


def test_answers_stand_side_by_side_where_there_is_room_and_below_one_another_on_a_phone(
    browser: Reader, built: Path
) -> None:
    browser.open(built / "claims" / "how-many-died-in-karabakh-fighting.html", width=1280)
    row = "getComputedStyle(document.querySelector('.claim tbody tr')).display"
    assert browser.evaluate(row) == "table-row"
    browser.open(built / "claims" / "how-many-died-in-karabakh-fighting.html", width=390)
    assert browser.evaluate(row) == "block"
