"""Embeds: `![[id]]` alone on its line. It is a block of its own and ends the paragraph before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.load.markdown.extension import Extension, push_fault
from sitegen.load.markdown.references import read_reference
from sitegen.load.markdown.writer import Writer
from sitegen.model.body import Embed

_EMBED = re.compile(r"!\[\[([^\[\]\n]*)\]\]")
_INLINE = (
    "embed-inline",
    "an embed stands alone on its line",
    "give it a line of its own, or write [[id]] to link",
)


def _block(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("![[", start) or state.is_code_block(line):
        return False
    match = _EMBED.match(state.src, start, state.eMarks[line])
    if match is None or state.src[match.end() : state.eMarks[line]].strip():
        return False
    if not silent:
        token = state.push("embed", "", 0)
        token.map = [line, line + 1]
        token.content = match[1]
        token.meta["at"] = start
        state.line = line + 1
    return True


def _inline(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("![[", state.pos):
        return False
    match = _EMBED.match(state.src, state.pos, state.posMax)
    if match is None or state.src.startswith("(", match.end()):
        return False
    if silent:
        state.pos = match.end()
    else:
        push_fault(state, match.end(), _INLINE)
    return True


def _write(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    inside = tokens[i].content
    span = writer.source.at(tokens[i].meta["at"], len(f"![[{inside}]]"))
    parts = read_reference(inside)
    if parts is None or any(parts[1:]):
        message = "an embed names an entry and nothing else"
        writer.report(span, "embed-form", message, "write ![[id]], without words or heading")
    else:
        writer.slot(Embed(parts[0], span), len(inside))


def _install(md: MarkdownIt) -> None:
    md.block.ruler.before("table", "embed", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.before("link", "embed_inline", _inline)


EMBEDS = Extension(_install, {"embed": _write})
