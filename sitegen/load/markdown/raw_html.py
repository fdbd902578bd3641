"""HTML in Markdown is text: it is shown as it is written, with a warning."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, html_inline
from markdown_it.token import Token

from sitegen.load.markdown.extension import Extension, placed, push
from sitegen.load.markdown.writer import Writer

_tag = placed(html_inline)


def _rule(state: StateInline, silent: bool) -> bool:
    """A tag, or the start of a comment that this paragraph does not end."""
    if state.src[state.pos] != "<":
        return False
    if _tag(state, silent):
        return True
    if not state.src.startswith("<!--", state.pos):
        return False
    if silent:
        state.pos += 4
    else:
        push(state, "html_inline", state.pos + 4, "<!--")
    return True


def _write(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    markup = tokens[i].content
    message = "HTML is not allowed here: readers see it as it is written"
    fix = "write it in Markdown, or with a backslash before the < if it is meant to be read"
    writer.report(tokens[i], "html-raw", message, fix, "warning")
    writer.words(markup)


def _install(md: MarkdownIt) -> None:
    md.inline.ruler.at("html_inline", _rule)


RAW_HTML = Extension(_install, {"html_inline": _write})
