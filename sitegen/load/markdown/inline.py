"""Inline syntax: what the rules of every extension need, and how CommonMark's own inline tokens are written.

HTML in Markdown is text: it is shown as it is written, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, html_inline, link
from markdown_it.token import Token

from sitegen.faults import Fault
from sitegen.load.markdown.writer import Extension, Writer, escape, tag

InlineRule: TypeAlias = Callable[[StateInline, bool], bool]
"""Reads what stands at `state.pos`; if that is its syntax, moves on (and, unless silent, adds tokens)."""


def push(state: StateInline, kind: str, end: int, content: str = "") -> Token:
    """Adds a token for the text from here to `end`, and goes there. Its place is in `meta`."""
    token = state.push(kind, "", 0)
    token.content = content
    token.meta["at"] = (state.pos, end)
    state.pos = end
    return token


def push_fault(state: StateInline, end: int, fault: Fault) -> None:
    """Leaves the text from here to `end` as it is and reports `fault` at it, once its place in the file is known."""
    push(state, "fault", end, state.src[state.pos : end]).meta["fault"] = fault


def bracketed(pattern: re.Pattern[str], read: Callable[[StateInline, re.Match[str]], None]) -> InlineRule:
    """What `read` makes of a match of `pattern`, which begins with `[`; unless a link does too: `[[1]](address)`."""

    def run(state: StateInline, silent: bool) -> bool:
        match = pattern.match(state.src, state.pos, state.posMax)
        if match is None:
            return False
        if state.src.startswith("(", match.end()) and link(state, True):
            state.pos = match.start()
            return False
        if silent:
            state.pos = match.end()
        else:
            read(state, match)
        return True

    return run


def placed(rule: InlineRule) -> InlineRule:
    """`rule`, one of markdown-it's own, whose first token knows its place."""

    def run(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            token = state.tokens[count]
            if token.type == "text":
                token = state.tokens[count + 1]
            token.meta["at"] = (start, state.pos)
        return True

    return run


_html_tag = placed(html_inline)


def _html(state: StateInline, silent: bool) -> bool:
    """A tag, or the start of a comment that this paragraph does not end."""
    if state.src[state.pos] != "<":
        return False
    if _html_tag(state, silent):
        return True
    if not state.src.startswith("<!--", state.pos):
        return False
    if silent:
        state.pos += 4
    else:
        push(state, "html_inline", state.pos + 4, "<!--")
    return True


def _write_html(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    markup = tokens[i].content
    message = "HTML is not allowed here: readers see it as it is written"
    fix = "write it in Markdown, or with a backslash before the < if it is meant to be read"
    writer.report(tokens[i], Fault("html-raw", message, fix, "warning"))
    writer.words(markup)


def _code_inline(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    writer.html(f"<code>{escape(tokens[i].content)}</code>", tokens[i].content)


def _text(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    writer.words(tokens[i].content)


def _soft_break(writer: Writer, _tokens: Sequence[Token], _i: int) -> None:
    writer.words("\n")


def _hard_break(writer: Writer, _tokens: Sequence[Token], _i: int) -> None:
    writer.html("<br>\n", "\n")


def _fault(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    writer.report(tokens[i], tokens[i].meta["fault"])
    writer.words(tokens[i].content)


def _install(md: MarkdownIt) -> None:
    md.inline.ruler.at("html_inline", _html)


INLINE = Extension(
    _install,
    {
        "text_special": _text,
        "softbreak": _soft_break,
        "hardbreak": _hard_break,
        "code_inline": _code_inline,
        "em_open": tag("<em>"),
        "em_close": tag("</em>"),
        "strong_open": tag("<strong>"),
        "strong_close": tag("</strong>"),
        "html_inline": _write_html,
        "fault": _fault,
    },
)
