"""Inline syntax: what the rules of every extension need, and how CommonMark's own inline tokens are written.

HTML in Markdown is text: it is shown as it is written, with a warning. A comment of HTML is none: see
`sitegen.load.markdown.habits`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, backtick, html_inline, link
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


def matched(
    pattern: re.Pattern[str], read: Callable[[StateInline, re.Match[str]], None], *, unless_link: bool = False
) -> InlineRule:
    """What `read` makes of a match of `pattern`; `unless_link`: but where a link begins as well, `[[1]](address)`."""

    def run(state: StateInline, silent: bool) -> bool:
        match = pattern.match(state.src, state.pos, state.posMax)
        if match is None:
            return False
        if unless_link and state.src.startswith("(", match.end()) and link(state, True):
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
            made = next((token for token in state.tokens[count:] if token.type != "text"), None)
            if made is not None:
                made.meta["at"] = (start, state.pos)
        return True

    return run


_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
TAKEN = "\ufffc"
"""Stands for a character that is not looked at: it is neither a sign, a letter nor a space."""


def prose_of(token: Token) -> str:
    """What is written in an inline token as a reader reads it: `TAKEN` stands for code, and for a backslash and its sign."""
    text = token.content
    for child in token.children or ():
        if child.type == "code_inline":
            start, end = child.meta["at"]
            text = f"{text[:start]}{TAKEN * (end - start)}{text[end:]}"
    return _ESCAPED.sub(TAKEN * 2, text)


_html_tag = placed(html_inline)
_BEGINS_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?=[\s/>]|$)|\?|!--|!\[CDATA\[|![A-Za-z])")


def _html(state: StateInline, silent: bool) -> bool:
    """A tag, or the beginning of one, of a comment or of their like that this paragraph does not end."""
    if state.src[state.pos] != "<" or state.src.endswith(
        "{{", 0, state.pos
    ):  # {{<figure>}} is told as a whole
        return False
    if _html_tag(state, silent):
        return True
    begin = _BEGINS_HTML.match(state.src, state.pos, state.posMax)
    if begin is None:
        return False
    if silent:
        state.pos = begin.end()
    else:
        push(state, "html_inline", begin.end(), begin.group())
    return True


def _write_html(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    report_html(writer, tokens[i], tokens[i])
    writer.words(tokens[i].content)


def report_html(writer: Writer, html: Token, where: Token) -> None:
    """Warns of HTML at a token that knows its place. Comments are reported with all private remarks."""
    if not html.content.startswith("<!--"):
        message = "HTML is not allowed here: readers see it as it is written"
        fix = "write it in Markdown, or with a backslash before the < if it is meant to be read"
        writer.report(where, Fault("html-raw", message, fix, "warning"))


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
    md.inline.ruler.at("backticks", placed(backtick))


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
    signs="\n\\`&<",
)
