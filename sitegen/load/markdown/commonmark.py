"""How CommonMark's own tokens are written, but for those that an extension takes over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from sitegen.load.markdown.limits import NESTING
from sitegen.load.markdown.writer import Render, Writer, escape, quoted, tag


def _paragraph_open(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    if not tokens[i].hidden:
        writer.html("<p>")


def _paragraph_close(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    if not tokens[i].hidden:
        writer.html("</p>\n")


def _ordered_list(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    start = tokens[i].attrGet("start")
    writer.html("<ol>\n" if start is None else f'<ol start="{start}">\n')


def _code_block(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    write_code(writer, tokens[i].content)


def write_code(writer: Writer, code: str, language: str = "") -> None:
    """A block of code. It takes focus, since it scrolls where it is wide."""
    attribute = f" class={quoted(f'language-{language}')}" if language else ""
    writer.html(f'<pre tabindex="0"><code{attribute}>{escape(code)}</code></pre>\n', code)


def _code_inline(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    writer.html(f"<code>{escape(tokens[i].content)}</code>", tokens[i].content)


def _text(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    writer.words(tokens[i].content)


def _soft_break(writer: Writer, _tokens: Sequence[Token], _i: int) -> None:
    writer.words("\n")


def _hard_break(writer: Writer, _tokens: Sequence[Token], _i: int) -> None:
    writer.html("<br>\n", "\n")


def _fault(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    code, message, fix, severity = tokens[i].meta["fault"]
    writer.report(tokens[i], code, message, fix, severity)
    writer.words(tokens[i].content)


COMMONMARK: Mapping[str, Render] = {
    "paragraph_open": _paragraph_open,
    "paragraph_close": _paragraph_close,
    "blockquote_open": tag("<blockquote>\n"),
    "blockquote_close": tag("</blockquote>\n"),
    "bullet_list_open": tag("<ul>\n"),
    "bullet_list_close": tag("</ul>\n"),
    "ordered_list_open": _ordered_list,
    "ordered_list_close": tag("</ol>\n"),
    "list_item_open": tag("<li>"),
    "list_item_close": tag("</li>\n"),
    "hr": tag("<hr>\n"),
    "code_block": _code_block,
    "text_special": _text,
    "softbreak": _soft_break,
    "hardbreak": _hard_break,
    "code_inline": _code_inline,
    "em_open": tag("<em>"),
    "em_close": tag("</em>"),
    "strong_open": tag("<strong>"),
    "strong_close": tag("</strong>"),
    "fault": _fault,
}

_CONTAINERS = frozenset({"blockquote_open", "list_item_open", "dd_open", "footnote_reference_open"})


def too_deep(tokens: Sequence[Token]) -> int | None:
    """The first line (from 0) nested so deeply that markdown-it left its content out, or emphasised so deeply."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type in _CONTAINERS and token.level >= NESTING - 1:
            return line
        if token.type == "inline" and _depth_of_emphasis(token.children or ()) > NESTING:
            return line
    return None


def _depth_of_emphasis(tokens: Sequence[Token]) -> int:
    deepest = depth = 0
    for token in tokens:
        depth += token.nesting
        deepest = max(deepest, depth)
    return deepest
