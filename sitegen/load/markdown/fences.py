"""Fenced code. A fence that is never closed swallows the rest of the page: a fault, where it opens."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from sitegen.load.markdown.commonmark import write_code
from sitegen.load.markdown.extension import Extension
from sitegen.load.markdown.writer import Writer


def _write(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    token = tokens[i]
    first, end = token.map or (0, 0)
    lines_of_fence = end - first - token.content.count("\n")
    if lines_of_fence < 2:
        span = writer.source.line(first, token.markup)
        message = "this fence is never closed: all that follows is shown as code"
        writer.report(
            span, "fence-open", message, f"write {token.markup} alone on a line where the code ends"
        )
    language, *_ = unescapeAll(token.info).split() or [""]
    write_code(writer, token.content, language)


def _install(_md: MarkdownIt) -> None:
    """CommonMark's own rule reads fences."""


FENCES = Extension(_install, {"fence": _write})
