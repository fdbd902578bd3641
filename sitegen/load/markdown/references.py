"""References: `[[id]]`, `[[id|words]]`, `[[id#heading]]`, `[[Any Alias]]`.

They may run over the end of a line. Before the bar a backslash may stand, and inside a table it must.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.load.markdown.extension import Extension, bracketed, push, push_fault
from sitegen.load.markdown.writer import Writer
from sitegen.model.body import Reference

REFERENCE = re.compile(r"\[\[([^\[\]]*)\]\]")
_BAR = re.compile(r"\\?\|")
_FORMS = "write [[id]], [[id|words]] or [[id#heading]]"
_EMPTY = ("reference-empty", "a reference with an empty part", _FORMS)
_OPEN = (
    "reference-open",
    'a reference opens with "[[" and is not closed, or holds a bracket',
    f"{_FORMS}; in a table the bar needs a backslash, [[id\\|words]], and so do brackets meant as text: \\[[",
)


def read_reference(inside: str) -> tuple[str, str, str] | None:
    """Target, heading and words of what stands between the brackets; None where one is begun and left empty."""
    place, *words = (" ".join(unescapeAll(part).split()) for part in _BAR.split(inside, maxsplit=1))
    target, mark, heading = (part.strip() for part in place.partition("#"))
    if not target or (mark and not heading) or (words and not words[0]):
        return None
    return target, heading, words[0] if words else ""


def _read(state: StateInline, match: re.Match[str]) -> None:
    if parts := read_reference(match[1]):
        target, _heading, words = parts
        push(state, "reference", match.end(), words or target).meta["parts"] = parts
    else:
        push_fault(state, match.end(), _EMPTY)


def _never_closed(state: StateInline, silent: bool) -> bool:
    if silent or not state.src.startswith("[[", state.pos):
        return False
    push_fault(state, state.pos + 2, _OPEN)
    return True


def _write(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    target, heading, words = tokens[i].meta["parts"]
    slot = Reference(target, writer.span(tokens[i]), heading, words)
    writer.slot(slot, len(target) + len(heading) + len(words))


def _install(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "reference", bracketed(REFERENCE, _read))
    md.inline.ruler.after("link", "reference_open", _never_closed)


REFERENCES = Extension(_install, {"reference": _write})
