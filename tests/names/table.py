"""What `fold` and `skeleton` make of lists of spellings, as a table: `python -m tests.names.table [FOLDER OF THE BUILT SITE]`.

A list holds names, each as a row of its spellings, the commonest first. With a built site the search page is asked too, in
each browser, for spellings that no entry lists.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from playwright.sync_api import sync_playwright

from sitegen.names.fold import fold
from sitegen.names.skeleton import skeleton, sounding
from tests.browser.driver import Reader
from tests.browser.found import NAMES
from tests.browser.windows import Browsers
from tests.search.spelling import ask

HERE = Path(__file__).parent
LISTS = ("spellings.json", "held-back.json")
OF_SITE = ("unlisted.json", "held-back.json", "newspapers.json", "seven-languages.json")
KNOWN = 100
"""Among how many names the nearest is looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """What came of a list. Counts, but for `pairs_of_names`, are of its `spellings` other than the commonest of a name.

    `folded`, `heard`: they fold to the commonest one, or sound like it; `answered`, `right`: among a hundred names one is
    near, and it is theirs. `folded_names`, `heard_names`: of all `pairs_of_names`, how many are one when they are folded, or sound alike.
    """

    names: int
    spellings: int
    folded: int
    heard: int
    answered: int
    right: int
    pairs_of_names: int
    folded_names: int
    heard_names: int


def spellings(name: str) -> list[list[str]]:
    """A list of this folder."""
    rows: list[list[str]] = json.loads((HERE / name).read_text("utf-8"))
    return rows


def measured(rows: Sequence[Sequence[str]]) -> Row:
    """What comes of a list."""
    pairs = [(row[0], other) for row in rows for other in row[1:]]
    found = [(fold(row[0]), skeleton(row[0])) for row in rows]
    of_names = list(combinations(found, 2))
    nearest = list(_nearest(rows))
    return Row(
        names=len(rows),
        spellings=len(pairs),
        folded=sum(fold(one) == fold(other) for one, other in pairs),
        heard=sum(skeleton(one).is_like(skeleton(other)) for one, other in pairs),
        answered=sum(answer is not None for answer, _ in nearest),
        right=sum(answer == name for answer, name in nearest),
        pairs_of_names=len(of_names),
        folded_names=sum(one[0] == other[0] for one, other in of_names),
        heard_names=sum(one[1].is_like(other[1]) for one, other in of_names),
    )


def _nearest(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str | None, str]]:
    """For each spelling the nearest of a hundred names, drawn from the whole list, and the name that it is of."""
    parts = max(1, len(rows) // KNOWN)
    for part in range(parts):
        known = {row[0]: row for row in rows[part::parts]}
        for name, row in known.items():
            for other in row[1:]:
                yield next(iter(sounding(other, known)), None), name


def main(words: Sequence[str]) -> None:
    """Print the table."""
    print(
        f"{'list':16} names spellings  fold  heard  nearest: right  of those answered  collisions of 1,000 pairs: fold  heard"
    )
    for name in LISTS:
        row = measured(spellings(name))
        print(
            f"{name:16} {row.names:5} {row.spellings:9} {row.folded / row.spellings:5.1%} {row.heard / row.spellings:6.1%} "
            f"{row.right / row.spellings:15.1%} {row.right / row.answered:18.1%} "
            f"{row.folded_names / row.pairs_of_names * 1000:31.2f} {row.heard_names / row.pairs_of_names * 1000:6.2f}"
        )
    for folder in words:
        _ask(Path(folder).resolve().as_uri() + "/")


def _ask(site: str) -> None:
    with sync_playwright() as playwright:
        browsers = Browsers(playwright)
        for browser in NAMES:
            reader = Reader(browser, browsers)
            for name in OF_SITE:
                asked: list[tuple[str, str]] = json.loads((HERE.parent / "site" / name).read_text("utf-8"))
                answers = ask(reader, site, [written for written, _ in asked])
                wrong = [
                    pair for pair, told in zip(asked, answers, strict=True) if told["titles"][:1] != [pair[1]]
                ]
                print(
                    f"{browser}, site/{name}: {len(asked) - len(wrong)} of {len(asked)} put their entry first; not {wrong}"
                )
            reader.close()
        browsers.close()


if __name__ == "__main__":
    main(sys.argv[1:])
