"""Stars and underscores that stress nothing: CommonMark leaves them in the text, and readers see them.

Left alone is what is likely meant as text: a star between spaces or behind a word, marks inside a word, a line to fill in.
"""

from __future__ import annotations

from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token

from sitegen.faults import Fault
from sitegen.load.markdown.writer import Extension

_NOUNS = {"*": "star", "_": "underscore"}


def _tokenize(state: StateInline, silent: bool) -> bool:
    """CommonMark's rule; each mark knows its place, and which run of marks it belongs to."""
    start, count = state.pos, len(state.tokens)
    if not emphasis.tokenize(state, silent):
        return False
    marks = state.tokens[-(state.pos - start) :] if len(state.tokens) > count else []
    for at, mark in enumerate(marks, start):
        mark.meta["mark"] = (start, at)
    return True


def _report_unread(state: StateInline) -> None:
    """Runs when marks that stress something are tokens of another type. An error may have taken one: it comes first."""
    if any(token.type == "fault" for token in state.tokens):
        return
    unread = [
        token for token in state.tokens if "mark" in token.meta and token.type == "text" and token.content
    ]
    for start, run in groupby(unread, key=lambda token: token.meta["mark"][0]):
        marks = list(run)
        if _is_meant_as_mark(state, start, marks):
            first, last = marks[0].meta["mark"][1], marks[-1].meta["mark"][1]
            text = state.src[first : last + 1]
            for mark in marks:
                mark.content = ""
            marks[0].type, marks[0].content = "fault", text
            marks[0].meta |= {"at": (first, last + 1), "fault": _fault(text)}


def _is_meant_as_mark(state: StateInline, start: int, marks: list[Token]) -> bool:
    marker = marks[0].content
    run = state.scanDelims(start, marker == "*")
    before, after = state.src[start - 1 : start], state.src[start + run.length : start + run.length + 1]
    if before.isalnum() and after.isalnum():
        return False
    if len(marks) < run.length:
        return True
    if len(marks) == 1:
        return run.can_open and not run.can_close and after.isalnum()
    return run.can_open or run.can_close or (marker == "*" and len(marks) == 2)


def _fault(text: str) -> Fault:
    noun = _NOUNS[text[0]]
    marks = f"this {noun} stresses" if len(text) == 1 else f"these {noun}s stress"
    written = "".join(f"\\{mark}" for mark in text)
    return Fault(
        "mark-unread",
        f"{marks} nothing: readers see {'it' if len(text) == 1 else 'them'}",
        f"write **words** or *words*: no space inside the marks, a space or a sign outside; as text: {written}",
        "warning",
    )


def _install(md: MarkdownIt) -> None:
    md.inline.ruler.at("emphasis", _tokenize)
    md.inline.ruler2.after("emphasis", "emphasis_unread", _report_unread)


EMPHASIS = Extension(_install, {}, signs="*_")
