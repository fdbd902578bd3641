"""Cards in columns: however many there are and however wide the page, the last one leaves no hole beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.render.assets import assets_of
from tests.browser.driver import Reader
from tests.words import layouts, words

MOST = 8
KINDS = [("topic", "questions"), ("topic", "entries"), ("index", "entries")]

# Of each list, how many rows end before it does; and in how many columns the cards stand.
MEASURED = """() => [...document.querySelectorAll('ul')].map(list => {
    const cards = [...list.children].map(card => card.getBoundingClientRect());
    const end = list.getBoundingClientRect().right;
    const ends = new Map();
    for (const { top, right } of cards) ends.set(top, Math.max(right, ends.get(top) ?? 0));
    const short = [...ends.values()].filter(right => right < end - 1).length;
    return [short, new Set(cards.slice(0, 3).map(card => card.left)).size];
})"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of lists of 1 to `MOST` cards each, of questions and of entries, these on a page of all of a kind too."""
    (style,) = (file for file in assets_of(layouts(), words()).value.files if file.path.endswith(".css"))
    (tmp_path / "site.css").write_bytes(style.content)
    lists = "".join(
        f'<div class="{page}"><ul class="{kind}">{"<li>A card" * (count - 1)}<li class="last">The last</ul></div>'
        for page, kind in KINDS
        for count in range(1, MOST + 1)
    )
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Cards</title><link rel="stylesheet" href="site.css">'
    (tmp_path / "page.html").write_text(f"{head}<main>{lists}</main>", encoding="utf-8")
    return tmp_path / "page.html"


@pytest.mark.parametrize(("width", "columns"), [(390, 1), (768, 2), (1024, 3), (1280, 3)])
def test_the_last_card_takes_what_is_left_of_its_row(
    browser: Reader, page: Path, width: int, columns: int
) -> None:
    browser.open(page, width=width)
    found = browser.evaluate(MEASURED)
    assert [short for short, _ in found] == [0] * len(KINDS) * MOST
    assert max(across for _, across in found) == columns
