"""What a reader sees of a search: asked through the page, and read off it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from tests.browser.driver import Reader
from tests.browser.windows import PATIENCE

STATE = "document.querySelector('[role=status]').dataset.state"
SETTLED = f"['done', 'failed'].includes({STATE}) && {STATE}"

_SEEN = """() => ({
    status: document.querySelector('[role=status]').textContent,
    state: document.querySelector('[role=status]').dataset.state,
    wider: [...document.querySelectorAll('[data-wider] li')].map(item => item.textContent),
    hints: [...document.querySelectorAll('[data-hint] a[href]')].map(link => link.textContent),
    offers: [...document.querySelectorAll('[data-hint] > *')].map(part => part.textContent),
    hits: [...document.querySelectorAll('ol[data-results] > li')].map(hit => ({
        title: hit.querySelector('a[href]').textContent,
        leads: hit.querySelector('a[href]').href.split('/').slice(-2).join('/'),
        facts: [...hit.querySelectorAll('.search-facts li')].map(fact => fact.textContent),
        excerpt: hit.querySelector('[data-excerpt]').innerHTML,
        below: [...hit.querySelectorAll('.search-below a')].map(link => link.href.split('/').slice(-2).join('/')),
    })),
    filters: Object.fromEntries([...document.querySelectorAll('select')].map(
        select => [select.name, [...select.options].map(option => option.textContent)])),
})"""


_ASK = (
    """async asked => {
    const form = document.querySelector('[data-search]');
    for (const control of [...form.elements].filter(each => each.name)) {
        const value = asked[control.name] ?? '';
        const offered = control.localName !== 'select' || [...control.options].some(each => each.value === value);
        if (!offered) control.append(new Option(value, value));
        control.value = value;
    }
    form.requestSubmit();
    const end = Date.now() + PATIENCE;
    while (!SETTLED && Date.now() < end) await new Promise(done => setTimeout(done, 5));
    return (SEEN)();
}""".replace("SETTLED", SETTLED)
    .replace("SEEN", _SEEN)
    .replace("PATIENCE", str(PATIENCE))
)


def search(reader: Reader, site: str, query: str = "", **narrowed: str) -> dict[str, Any]:
    """Open the search page of `site` (an address that ends in /) with a question in its address; what is seen then."""
    asked = urlencode(
        {name: text for name, text in {"q": query, **narrowed}.items() if text}, quote_via=quote
    )
    if reader.is_open:
        reader.page.goto(f"{site}search.html?{asked}")
    else:
        reader.open(f"{site}search.html?{asked}")
    return seen(reader)


def search_again(reader: Reader, query: str = "", **narrowed: str) -> dict[str, Any]:
    """Ask another question on the search page that is open, in its form; what is seen then."""
    shown: dict[str, Any] = reader.evaluate(_ASK, {"q": query, "sort": "relevance", **narrowed})
    return shown


def seen(reader: Reader) -> dict[str, Any]:
    """What is shown once the search has come to an end."""
    reader.wait_for(SETTLED)
    shown: dict[str, Any] = reader.evaluate(_SEEN)
    return shown


def titles(shown: dict[str, Any]) -> list[str]:
    return [hit["title"] for hit in shown["hits"]]


def address(folder: Path) -> str:
    """A folder as an address from disk."""
    return folder.as_uri() + "/"
