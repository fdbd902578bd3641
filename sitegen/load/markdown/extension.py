"""What an extension of the syntax is, and what most of them need: a place in the text, a fault in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token

from sitegen.faults import Severity
from sitegen.load.markdown.source import Source
from sitegen.load.markdown.writer import Render

InlineRule: TypeAlias = Callable[[StateInline, bool], bool]
"""Reads what stands at `state.pos`; if that is its syntax, moves on (and, unless silent, adds tokens)."""


@dataclass(frozen=True, slots=True)
class Extension:
    """A piece of syntax: how markdown-it learns to read it, and how each of its tokens is written."""

    install: Callable[[MarkdownIt], None]
    render: Mapping[str, Render]


def push(state: StateInline, kind: str, end: int, content: str = "") -> Token:
    """Adds a token for the text from here to `end`, and goes there. Its place is in `meta`."""
    token = state.push(kind, "", 0)
    token.content = content
    token.meta["at"] = (state.pos, end)
    state.pos = end
    return token


def push_fault(
    state: StateInline, end: int, fault: tuple[str, str, str], severity: Severity = "error"
) -> None:
    """Leaves the text from here to `end` as it is and reports `fault` (code, message, fix) at it."""
    token = push(state, "fault", end, state.src[state.pos : end])
    token.meta["fault"] = (*fault, severity)


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


def source_of(state: StateBlock) -> Source:
    """The body that is being parsed."""
    source = state.env["source"]
    assert isinstance(source, Source)  # noqa: S101 - markdown-it's environment is untyped
    return source
