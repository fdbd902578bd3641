"""Whatever is written, parsing ends with a document or with faults, and a document is well-formed HTML."""

from __future__ import annotations

from collections import Counter

import html5lib
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.faults import Checked
from sitegen.load.markdown.parser import parse
from sitegen.load.markdown.source import output_limit
from sitegen.load.markdown.writer import escape
from sitegen.model.body import Body, Embed, Html, Image, NoteLetter, Reference, Words

ELEMENTS = {
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
}
ELEMENTS |= {
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {
    "aria-label",
    "aria-labelledby",
    "class",
    "href",
    "id",
    "rel",
    "role",
    "scope",
    "start",
    "tabindex",
}
ATTRIBUTES |= {"title", "type"}

BLOCKS = [
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n    ",
    "\n# ",
    "\n### ",
    "\n```",
    "\n~~~",
    "\n---\n",
    "\n===\n",
    "\n: ",
]
TABLE = "\n| a | b |\n|---|---|\n"
SLOTS = ["[[id]]", "[[id|words]]", "![[id]]", "\n![[id]]\n", "[@id]", "[^a]", "\n[^a]: ", "![alt](x.png)"]
LINKS = [
    "[words](",
    "../x.md",
    "https://example.org",
    "javascript:",
    "\n[a]: x.md\n",
    "[a]",
    "<us@example.org>",
    '"t")',
]
OTHERS = [
    "<b>",
    "<!--",
    "&amp;",
    "&#x41;",
    "word",
    "漢字",
    "سلام",
    "\x00",
    "\r",
    "\u202e",
    "\ufffd",
    "\ud800",
    "\u2028",
]
SNIPPETS = [*"*_`[]()!<>#|\\&;:-+=~^@\"' \t\n\u00a0", *BLOCKS, TABLE, *SLOTS, *LINKS, *OTHERS]
texts = st.text(max_size=60) | st.lists(st.sampled_from(SNIPPETS), max_size=40).map("".join)


@given(texts)
@example("[a](<java\nscript:x>)")
@example("> ```\n> [[")
def test_parsing_always_ends_with_a_document_or_a_fault(text: str) -> None:
    check_parsing(text, parse(text, 1))


@given(texts)
def test_every_fault_stands_in_the_text(text: str) -> None:
    check_faults(text, parse(text, 1))


def check_parsing(text: str, checked: Checked[Body]) -> None:
    markup = "".join(map(markup_of, checked.value.pieces))
    assert len(markup) <= 2 * output_limit(text)
    if not any(fault.severity == "error" for fault in checked.faults):
        _check_markup(markup)
        _check_blocks(checked.value)


def check_faults(text: str, checked: Checked[Body]) -> None:
    lines = text.split("\n")
    for fault in checked.faults:
        line = lines[fault.span.line - 1]
        if fault.span.column is not None:
            assert 0 <= fault.span.column - 1 <= len(line)
            assert fault.span.column - 1 + fault.span.width <= max(len(line), fault.span.column)


def _check_markup(markup: str) -> None:
    """Parses without an error of HTML's own parser, and holds nothing but what is listed above."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    elements = list(parser.parseFragment(markup).iter())[1:]
    assert {element.tag for element in elements} <= ELEMENTS
    assert {name for element in elements for name in element.attrib} <= ATTRIBUTES
    ids = Counter(element.attrib["id"] for element in elements if "id" in element.attrib)
    assert not [name for name, count in ids.items() if count > 1]
    assert not [a for link in elements if link.tag == "a" for a in link.findall(".//a")]


def _check_blocks(document: Body) -> None:
    """Blocks follow one another, and all words stand in them."""
    ends = [0, *(edge for block in document.blocks for edge in (block.first, block.end))]
    assert ends == sorted(ends)
    inside = {i for block in document.blocks for i in range(block.first, block.end)}
    assert {i for i, piece in enumerate(document.pieces) if not isinstance(piece, Html | Embed)} <= inside


def markup_of(piece: object) -> str:
    match piece:
        case Html():
            return piece.html
        case Words():
            return escape(piece.text)
        case Reference():
            return f"<a>{piece.words_html or escape(piece.words or piece.target)}</a>"
        case Embed():
            return "<div></div>"
        case Image() | NoteLetter():  # neither holds an element
            return "<img>"
        case _:
            return "<sup><a>1</a></sup>"
