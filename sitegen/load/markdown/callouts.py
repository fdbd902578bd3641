"""Callouts: a quotation whose first line is `[!note]`, `[!tip]`, `[!important]`, `[!warning]` or `[!caution]`.

The word over it is one of the interface, so it stands in the language of the site. What looks like a callout and is none
would be a quotation with a strange first line: a fault.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.faults import Advice, Edit, Fault
from sitegen.load.markdown.source import Source, source_of
from sitegen.load.markdown.writer import Extension, Writer, tag
from sitegen.model.body import InterfaceWord
from sitegen.names.nearest import nearest

KINDS = ("note", "tip", "important", "warning", "caution")

_CALLED_ELSEWHERE = {
    **dict.fromkeys(("info", "abstract", "summary", "example", "quote"), "note"),
    **dict.fromkeys(("hint", "success"), "tip"),
    **dict.fromkeys(("danger", "error", "bug", "failure"), "caution"),
    "attention": "warning",
}

_LIKE_ONE = re.compile(r"\[!([^\[\]\n]*)\](?![(\[])([^\n]*)")


def _take_titles(state: StateCore) -> None:
    """Takes out the English titles that markdown-it gives to callouts."""
    title = False
    kept: list[Token] = []
    for token in state.tokens:
        title |= token.type == "alert_title_open"
        if not title:
            kept.append(token)
        title &= token.type != "alert_title_close"
    state.tokens = kept


def _check(state: StateCore) -> None:
    source = source_of(state.env)
    for i, (token, following) in enumerate(pairwise(state.tokens)):
        if token.type == "alert_open" and following.type == "alert_close":
            fix = "write its text below, with > before each line, or delete it"
            _report(source, token, "a callout without text", fix)
        elif (
            token.type == "blockquote_open"
            and following.type == "paragraph_open"
            and (match := _LIKE_ONE.match(state.tokens[i + 2].content))
        ):
            _report(source, token, *_misread(match[1]))


def _report(source: Source, token: Token, message: str, fix: str, *edits: Edit) -> None:
    line = (token.map or [0])[0]
    place = source.line(line, source.lines[line].lstrip(" \t>-*+"))
    source.report(place, Fault("callout-form", message, fix, edits=edits))


def _misread(written: str) -> tuple[str, *Advice]:
    kind = written.strip().lower()
    if kind in KINDS:
        message = "the kind of a callout stands alone on its line"
        return message, f"write > [!{kind}] alone, and a title of its own in bold on the line below"
    near = (_CALLED_ELSEWHERE[kind],) if kind in _CALLED_ELSEWHERE else nearest(kind, KINDS, 1)
    meant = f"did you mean [!{near[0]}]? " if near else ""
    fix = f"{meant}The kinds are {', '.join(KINDS)}; a bracket as text needs a backslash: \\["
    edits = (Edit(f"[!{one}]", f"[!{written}]") for one in near)
    return f'there is no callout of the kind "{kind}"', fix, *edits


def _open(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    kind = tokens[i].info.lower()
    writer.html(f'<div class="callout" role="note" data-kind="{kind}">\n<p class="callout-title">')
    writer.slot(InterfaceWord(f"callouts.{kind}"), 0)
    writer.html("</p>\n")


def _install(md: MarkdownIt) -> None:
    md.options["alerts"] = True
    md.core.ruler.after("block", "callout_titles", _take_titles)
    md.core.ruler.push("callouts", _check)


CALLOUTS = Extension(_install, {"alert_open": _open, "alert_close": tag("</div>\n")}, signs="")
