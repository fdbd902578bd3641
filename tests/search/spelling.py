"""How names are written, rightly and nearly, and what the search page answers to many questions at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from tests.browser.driver import Reader

_ANSWER = """async queries => {
    const answers = [];
    for (const q of queries) {
        const asked = { q, topic: '', type: '', source: '', year: '', sort: 'relevance' };
        const answer = await SearchQuery.answer(asked, await SiteSearch.load());
        answers.push({ titles: (await answer.hits(0, 10)).map(hit => hit.title), hints: [answer.instead, ...answer.hints.map(hint => hint.text)].filter(Boolean) });
    }
    return answers;
}"""


def ways_to_write(name: str) -> Iterator[str]:
    """What keyboards and habits make of a name."""
    yield name
    yield name.upper()
    yield name.replace("-", " ")
    yield re.sub(r"\bal[- ]", "", name, flags=re.IGNORECASE)
    yield re.sub(r"\bal-", "Al ", name)
    yield name.replace("-", "")
    yield "".join(sign for sign in name if sign not in "'’ʿʾ")
    yield name.replace("'", "’").replace("’", "ʾ")
    yield "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    yield unicodedata.normalize("NFD", name)
    yield name.replace("\u200c", " ")
    yield name.replace("\u200c", "")
    yield name.replace("ي", "ی").replace("ك", "ک").replace("ى", "ی")
    yield name.replace("ی", "ي").replace("ک", "ك")
    yield re.sub(r"\bال(?=\w{3})", "", name)


def slips(name: str) -> Iterator[str]:
    """The name with one letter wrong, missing, extra, or changed with its neighbour, at every place."""
    for at in range(len(name)):
        if not name[at].isalpha():
            continue
        yield f"{name[:at]}q{name[at + 1 :]}"
        yield name[:at] + name[at + 1 :]
        yield f"{name[:at]}q{name[at:]}"
        if at + 1 < len(name) and name[at + 1].isalpha() and name[at] != name[at + 1]:
            yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def ask(browser: Reader, site: str, queries: list[str]) -> list[dict[str, Any]]:
    """What the search page of `site` answers to each query: the `titles` of the first hits, and the `hints`."""
    browser.open(f"{site}search.html")
    answers: list[dict[str, Any]] = browser.evaluate(_ANSWER, queries)
    return answers
