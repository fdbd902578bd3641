"""Pages that hold several stories, in the forms that such pages have: each story is found, and none in two pieces."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from datetime import date
from itertools import islice
from time import process_time

import pytest

from sitegen.importing.read import read
from tests.importing.structures import Told, in_words, stories

STORIES = tuple(islice(stories(), 4))
_HEAD = "<title>The Lune Gazette</title>"


def _page(each: Callable[[Told], str], before: str = "", head: str = _HEAD) -> str:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{before}{''.join(map(each, STORIES))}</body></html>"


def _text(each: Callable[[Told], str], between: str = "\n\n") -> str:
    return between.join(map(each, STORIES))


def _words(told: Told, between: str = "\n\n") -> str:
    return between.join(told.paragraphs)


_LIST = {
    "@type": "ItemList",
    "itemListElement": [{"item": {"@type": "NewsArticle", "headline": s.headline}} for s in STORIES],
}

PAGES = {
    "headings alone": _page(lambda s: f"<h2>{s.headline}</h2>{s.words}"),
    "headings below the name of the site": _page(
        lambda s: f"<h2>{s.headline}</h2>{s.words}", "<h1>The Lune Gazette</h1>"
    ),
    "headings of the first level": _page(lambda s: f"<h1>{s.headline}</h1>{s.words}"),
    "articles": _page(lambda s: f"<article><h2>{s.headline}</h2>{s.words}</article>"),
    "articles in an article": _page(
        lambda s: f"<article><h2>{s.headline}</h2>{s.words}</article>", "<article><h1>Round-up</h1>"
    ),
    "sections with a date": _page(
        lambda s: f"<section><h2>{s.headline}</h2><p class=meta>{in_words(s.date)}</p>{s.words}</section>"
    ),
    "posts whose headings are links": _page(
        lambda s: f'<div class=post><h3><a href="{s.address}">{s.headline}</a></h3>{s.words}</div>'
    ),
    "articles with bold headings": _page(
        lambda s: f"<article><p><strong>{s.headline}</strong></p>{s.words}</article>"
    ),
    "bold lines": _page(lambda s: f"<p><b>{s.headline}</b></p>{s.words}"),
    "a list in JSON-LD": _page(
        lambda s: f"<div><h4>{s.headline}</h4>{s.words}</div>",
        head=f'{_HEAD}<script type="application/ld+json">{json.dumps(_LIST)}</script>',
    ),
}
TEXTS = {
    "blank lines": _text(lambda s: f"{s.headline}\n\n{_words(s)}"),
    "bylines and dates": _text(lambda s: f"{s.headline}\nBy {s.byline}\n{in_words(s.date)}\n\n{_words(s)}"),
    "stars between": _text(lambda s: f"{s.headline}\n\n{_words(s)}", "\n\n* * *\n\n"),
    "broken lines": _text(
        lambda s: "\n\n".join((s.headline, *(textwrap.fill(text, 72) for text in s.paragraphs)))
    ),
    "no blank lines": _text(lambda s: f"{s.headline}\n" + _words(s, "\n"), "\n"),
    "capitals": _text(lambda s: f"{s.headline.upper()}\n\n{_words(s)}"),
}
MARKDOWN = {
    "headings": _text(lambda s: f"# {s.headline}\n\n{_words(s)}"),
    "lower headings": "# The Lune Gazette\n\n" + _text(lambda s: f"## {s.headline}\n\n{_words(s)}"),
    "bold": _text(lambda s: f"**{s.headline}**\n\n{_words(s)}"),
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *((f"{form}.html", text) for form, text in PAGES.items()),
        *((f"{form}.txt", text) for form, text in TEXTS.items()),
        *((f"{form}.md", text) for form, text in MARKDOWN.items()),
    ],
)
def test_each_story_is_found(name: str, text: str) -> None:
    found = read(name, text.encode(), date(2026, 11, 28), lambda _: None)
    assert found.faults == ()
    told = [story.headline.value.casefold() if story.headline else None for story in found.value.stories]
    assert told == [s.headline.casefold() for s in STORIES]
    for story, s in zip(found.value.stories, STORIES, strict=True):
        assert [text for text in s.paragraphs if text not in story.text.replace("\n", " ")] == []


def test_a_thousand_headlines_take_seconds() -> None:
    """Each is compared with what stands near it, and not with all before it."""
    below = "This is a text that goes on for many more words than a headline has, it does and it does. " * 3
    text = "\n\n".join(f"A Title Of Some Words Here {number}\n\n{below}" for number in range(1_000))
    began = process_time()
    read("page.txt", text.encode(), date(2026, 11, 28), lambda _: None)
    assert process_time() - began < 4
