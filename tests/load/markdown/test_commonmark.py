"""Every example of the CommonMark spec: its HTML is ours, but for what is named in `DEVIATIONS` and by the faults in `POLICY`."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from markdown_it.common.normalize_url import normalizeLink

from sitegen.load.markdown.parser import parse
from sitegen.model.body import Body, Html, Image, Piece, Reference, Words

SPEC = (Path(__file__).parent / "commonmark/spec.txt").read_text(encoding="utf-8")

POLICY = {
    "html-raw": "HTML is shown as text",
    "private-remark": "a comment of HTML is refused",
    "heading-empty": "a heading has words",
    "fence-open": "code ends",
    "character-control": "no text holds what nobody can see",
    "link-empty": "a link leads somewhere",
    "link-form": "what looks like a link and is none is refused",
    "link-heading": "a link to a heading of the page finds it",
    "link-invalid": "an address is whole",
    "link-nested": "what looks like a link in a link is refused",
    "link-root": "no address begins at the root of a host",
    "link-scheme": "links lead to the web, to mail and telephones",
    "link-title": "a link inside the site shows no title",
    "link-undefined": "what looks like a link and is none is refused",
    "image-external": "a picture is a file of the site",
    "image-title": "a picture shows no title",
    "link-words": "a link has words",
    "reference-open": "[[ opens a reference",
}
"""Faults that say for themselves why a text is not shown as CommonMark has it."""

DEVIATIONS = {
    522: "[[ is no link in the words of a picture either",
    561: "[[ and ]] refer to an entry",
    592: "![[ and ]] embed one",
}
"""Examples that are shown in another way without a word, and why."""

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
_ROOT = re.compile(r"(?<![\w/<.:*])/(?=[^\W\d_]|%)")
"""Where an address at the root of a host begins. Our pages have none, so those of the spec are made whole ones."""


def _part(text: str) -> str:
    return _ROOT.sub("https://example.org/", text.replace("→", "\t"))


EXAMPLES = {
    number: (_part(match[1]), _part(match[2])) for number, match in enumerate(_EXAMPLE.finditer(SPEC), 1)
}


def _html(body: Body) -> str:
    """The HTML of a body that is all there is of a site."""
    return "".join(map(_piece, body.pieces))


def _piece(piece: Piece) -> str:
    match piece:
        case Html(html):
            return html
        case Words(text):
            return escape(text)
        case Image(target, alt):
            return f'<img src="{escape(normalizeLink(target))}" alt="{escape(alt)}">'
        case Reference(relative=True):
            address = piece.target + (f"#{piece.heading}" if piece.heading else "")
            return f'<a href="{escape(normalizeLink(address))}">{piece.words_html}</a>'
        case _:
            return repr(piece)


_BLOCK = r"</?(?:ul|ol|li|p|h[1-6]|blockquote|hr)\b[^>]*>"


def _normal(html: str) -> str:
    """HTML without what makes no difference, and without what our pages add to it."""
    html = html.replace(' rel="external"', "").replace(' tabindex="0"', "").replace(" />", ">")
    html = re.sub(r"<(/?)h1", r"<\1h2", re.sub(r'(<h[1-6]) id="[^"]*"', r"\1", html))
    return re.sub(rf"\s*({_BLOCK})\s*", r"\1", html).replace("&quot;", '"').replace("&#x27;", "'").strip()


def test_the_whole_spec_is_here() -> None:
    assert "version: '0.31.2'" in SPEC
    assert len(EXAMPLES) == 655


def _is_same(number: int) -> bool:
    markdown, html = EXAMPLES[number]
    return _normal(_html(parse(markdown).value)) == _normal(html)


def _codes(number: int) -> set[str]:
    return {fault.code for fault in parse(EXAMPLES[number][0]).faults}


@pytest.mark.parametrize("number", [number for number in EXAMPLES if number not in DEVIATIONS])
def test_an_example_becomes_the_html_of_the_spec_or_a_fault_says_why_not(number: int) -> None:
    assert _is_same(number) or _codes(number) & POLICY.keys()


@pytest.mark.parametrize("number", DEVIATIONS)
def test_what_is_said_to_deviate_does(number: int) -> None:
    assert not _is_same(number)


@pytest.mark.parametrize("number", EXAMPLES)
def test_nothing_is_refused_but_by_policy(number: int) -> None:
    errors = {fault.code for fault in parse(EXAMPLES[number][0]).faults if fault.severity == "error"}
    assert errors <= POLICY.keys()


def test_every_policy_has_its_example() -> None:
    assert POLICY.keys() <= set().union(*map(_codes, EXAMPLES))


@pytest.mark.parametrize("number", [14, 534, 535, 571, 573])
def test_brackets_that_are_no_link_are_text(number: int) -> None:
    assert _is_same(number)
    assert not any(fault.severity == "error" for fault in parse(EXAMPLES[number][0]).faults)
