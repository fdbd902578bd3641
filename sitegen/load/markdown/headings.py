"""Headings, each with an anchor. The title of a page is its first-level heading, so a body's begin at the second."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.faults import Span
from sitegen.load.markdown.extension import Extension
from sitegen.load.markdown.writer import Writer, plain_text, quoted
from sitegen.model.body import Heading


def _open(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    children = tokens[i + 1].children or []
    written = len(tokens[i].markup) if tokens[i].markup.startswith("#") else int(tokens[i].tag[1])
    span = writer.source.line((tokens[i].map or [0])[0])
    _check_level(writer, written, span)
    text = plain_text(children)
    if not text:
        fix = "write its words, or delete the line"
        writer.report(span, "heading-empty", "a heading without words", fix)
    level = max(2, written)
    anchor = writer.anchors.new(text)
    writer.headings.append(Heading(level, anchor, text, span))
    writer.html(f"<h{level} id={quoted(anchor)}>")
    writer.plain = True


def _check_level(writer: Writer, level: int, span: Span) -> None:
    before = writer.headings[-1].level if writer.headings else 1
    if level == 1:
        message = "a first-level heading: the page has one already, its title"
        writer.report(span, "heading-first-level", message, 'begin it with "##"', "warning")
    elif level > before + 1:
        message = f"a heading of level {level} after one of level {before}: a level is left out"
        fix = f'write "{"#" * (before + 1)}"'
        writer.report(span, "heading-level", message, fix, "warning")


def _close(writer: Writer, _tokens: Sequence[Token], _i: int) -> None:
    writer.plain = False
    writer.html(f"</h{writer.headings[-1].level}>\n")


def _install(_md: MarkdownIt) -> None:
    """CommonMark's own rules read headings."""


HEADINGS = Extension(_install, {"heading_open": _open, "heading_close": _close})
