"""Previews: what a card says, that the script is only data, and how the card behaves in a browser."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from sitegen.model.fields import Label
from sitegen.model.kinds import Entry
from sitegen.render.formats.excerpts import preview
from tests.browser.driver import Reader, each_browser
from tests.render.formats.example import (
    ALLEGED,
    ARTICLE,
    CLAIM,
    EVENT,
    OUTLET,
    PERSON,
    article,
    example,
    texts,
)

LAYOUTS = Path(__file__).parents[3] / "layouts"
CALL = re.compile(r'briefingPreview\("([a-z0-9-]+)",(\{.*\})\);\n')
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title>
<link rel="stylesheet" href="../assets/preview.css"></head>
<body><main><h1>A page</h1>
<p><a id="one" href="fighting-goes-on.html" data-preview>One</a> and
<a id="two" href="../people/ann-envoy.html" data-preview>Two</a> and
<a id="lost" href="lost.html" data-preview>Lost</a>.</p>
</main><script src="../assets/preview.js"></script></body></html>
"""
CARD = "document.querySelector('.preview:not([hidden])')"


def _words(entry_id: str, *changed: Entry) -> dict[str, Any]:
    script = preview(example(*changed), "", entry_id).decode()
    call = CALL.fullmatch(script)
    assert call, script
    assert call[1] == entry_id
    words: dict[str, Any] = json.loads(call[2])
    return words


def test_an_article_names_its_outlet_and_date_before_what_it_says() -> None:
    assert _words(ARTICLE.id) == {
        "title": "Fighting goes on for a second day",
        "kind": "Article",
        "source": "The Paper",
        "date": "28 September 2020",
        "line": "The Paper reports that the fighting goes on.",
    }


def test_an_outlet_says_what_kind_of_source_it_is() -> None:
    labelled = replace(OUTLET, label=Label(text="state media", basis="It says so."))
    assert _words(OUTLET.id, labelled)["source"] == "state media"


def test_a_content_note_stands_instead_of_the_summary() -> None:
    assert _words(ARTICLE.id, article(content_note="Tells of a death."))["line"] == "Tells of a death."


def test_a_contested_question_names_who_speaks_and_no_figure() -> None:
    assert _words(CLAIM.id) == {
        "title": "How many died?",
        "kind": "Question",
        "line": "Statements by: The Army; Local officials.",
    }


def test_an_event_says_on_whose_word_it_stands() -> None:
    assert _words(EVENT.id)["line"] == "According to The Paper."
    assert _words(ALLEGED.id)["line"] == "Alleged, according to The Paper."
    assert _words(EVENT.id)["date"] == "27 to 28 September 2020"


@given(texts(lines=False))
def test_any_text_comes_back_out_of_a_preview(title: str) -> None:
    assert _words(ARTICLE.id, article(title=title))["title"] == title


@given(texts())
def test_no_text_ends_a_script_or_a_line(text: str) -> None:
    script = preview(
        example(article(title=text, content_note=f"</script><!-- \u2028 {text}")), "", ARTICLE.id
    ).decode()
    assert not set(script) & set("<>&\u2028\u2029")
    assert script.count("\n") == 1


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with three links, one of which has no preview, and the files it needs, on disk."""
    index = example(article(summary="<b>Bold</b> words."))
    files = {"articles/page.html": PAGE.encode()}
    files |= {f"previews/{i}.js": preview(index, "", i) for i in (ARTICLE.id, PERSON.id)}
    files |= {
        f"assets/preview.{kind}": (LAYOUTS / where).read_bytes()
        for kind, where in {"js": "scripts/page/preview.js", "css": "styles/preview.css"}.items()
    }
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path / "articles/page.html"


@each_browser
def test_pointing_at_a_link_shows_its_card_as_text(browser: Reader, page: Path) -> None:
    browser.open(page)
    browser.page.hover("#one")
    browser.wait_for(CARD)
    assert browser.page.locator(".preview p").all_inner_texts() == [
        "Article · The Paper · 28 September 2020",
        "Fighting goes on for a second day",
        "<b>Bold</b> words.",
    ]
    assert browser.page.get_attribute("#one", "aria-describedby") == "part:preview"
    assert browser.console_errors == []


def test_a_card_can_be_pointed_at_and_goes_when_the_pointer_leaves(browser: Reader, page: Path) -> None:
    browser.open(page, apart=True)
    browser.page.clock.install()
    browser.page.hover("#one")
    browser.page.clock.run_for(1_000)
    browser.wait_for(CARD)
    browser.page.hover(".preview-title")
    browser.page.clock.run_for(60_000)
    assert browser.page.is_visible(".preview")
    browser.page.hover("h1")
    browser.page.clock.run_for(1_000)
    assert not browser.page.is_visible(".preview")
    assert browser.page.get_attribute("#one", "aria-describedby") is None


@each_browser
def test_focus_shows_a_card_and_escape_takes_it_away(browser: Reader, page: Path) -> None:
    browser.open(page)
    browser.keys("Tab", "Tab")
    browser.wait_for(f"{CARD}?.textContent.includes('Ann Envoy')")
    browser.keys("Escape")
    assert not browser.page.is_visible(".preview")
    assert browser.evaluate("document.activeElement.id") == "two"


def test_a_link_without_a_preview_stays_a_link(browser: Reader, page: Path) -> None:
    browser.open(page)
    browser.page.hover("#lost")
    browser.wait_for("document.querySelector('script[src$=\"lost.js\"]')")
    browser.page.hover("#two")
    browser.wait_for(f"{CARD}?.textContent.includes('Ann Envoy')")


def test_a_card_stays_within_a_narrow_window(browser: Reader, page: Path) -> None:
    browser.open(page, width=320, height=400)
    browser.page.hover("#two")
    browser.wait_for(CARD)
    assert browser.evaluate(f"{CARD}.getBoundingClientRect().right <= innerWidth")
    assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_open_card_has_no_accessibility_faults(browser: Reader, page: Path) -> None:
    browser.open(page)
    browser.page.hover("#one")
    browser.wait_for(CARD)
    assert browser.accessibility_faults() == []
