"""Abbreviations: `*[PMF]: Popular Mobilization Forces` on a line of its own says what `PMF` stands for in running text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from sitegen.faults import Fault
from sitegen.load.markdown.characters import private_remarks
from sitegen.load.markdown.source import source_of
from sitegen.load.markdown.writer import Abbreviations, Extension, Writer

_DEFINITION = re.compile(r"\*\[([^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]:(.*)")


def _rule(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    match = _DEFINITION.fullmatch(state.src, start, state.eMarks[line])
    if match is None:
        return False
    if not silent:
        _define(state, line, " ".join(match[1].split()), " ".join(match[2].split()))
        state.line = line + 1
    return True


def _define(state: StateBlock, line: int, short: str, long: str) -> None:
    source = source_of(state.env)
    known = state.env.setdefault("abbreviations", {})
    for fault, _, _ in private_remarks(long):
        source.report(source.line(line), fault)
    if not long:
        fix = "write them behind the colon; as text, the line needs a backslash: \\*["
        source.report(
            source.line(line), _fault(f'"{short}" is abbreviated, and nothing says what it stands for', fix)
        )
    elif short in known:
        fix = "delete one of the two lines"
        source.report(source.line(line), _fault(f'what "{short}" stands for is said above already', fix))
    else:
        known[short] = (long, line)


def _fault(message: str, fix: str) -> Fault:
    return Fault("abbreviation-unseen", message, fix, "warning")


def abbreviations_in(env: Mapping[str, Any]) -> Abbreviations:
    """What the abbreviations of a body stand for."""
    return Abbreviations({short: long for short, (long, _) in env.get("abbreviations", {}).items()})


def check_abbreviations(writer: Writer, env: Mapping[str, Any]) -> None:
    """Warns of abbreviations that do not stand in running text: nobody sees what they stand for."""
    for short, (_, line) in env.get("abbreviations", {}).items():
        if short not in writer.abbreviations.used:
            message = f'"{short}" does not stand in the text: nobody sees what it stands for'
            fix = "write it as it stands in the text, or delete the line"
            writer.report(writer.source.line(line), _fault(message, fix))


def _install(md: MarkdownIt) -> None:
    md.block.ruler.before("reference", "abbreviation", _rule, {"alt": ["paragraph", "reference"]})


ABBREVIATIONS = Extension(_install, {}, signs="")
