"""What an author refers to by its id or its name.

References, `[[id]]`, `[[id|words]]`, `[[id#heading]]`, `[[#heading]]`, `[[Any Alias]]`, may run over the end of a line. Before the bar a
backslash may stand, and inside a table it must. An embed, `![[id]]` alone on its line, is a block of its own and ends the paragraph before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.faults import Fault
from sitegen.load.markdown.inline import matched, push, push_fault
from sitegen.load.markdown.writer import Extension, Writer, escape, quoted, slug
from sitegen.model.body import Embed, Reference

REFERENCE = re.compile(r"\[\[([^\[\]]*)\]\]")
_BAR = re.compile(r"\\?\|")
_FORMS = "write [[id]], [[id|words]] or [[id#heading]]"
_EMPTY = Fault("reference-empty", "a reference with an empty part", _FORMS)
_OPEN = Fault(
    "reference-open",
    'a reference opens with "[[" and is not closed, or holds a bracket',
    f"{_FORMS}; in a table the bar needs a backslash, [[id\\|words]], and so do brackets meant as text: \\[[",
)


def _parts_of(inside: str) -> tuple[str, str, str] | None:
    """Target, heading and words of what stands between the brackets; None where one is begun and left empty."""
    place, *words = (" ".join(unescapeAll(part).split()) for part in _BAR.split(inside, maxsplit=1))
    target, mark, heading = (part.strip() for part in place.partition("#"))
    if not (target or heading) or (mark and not heading) or (words and not words[0]):
        return None
    return target, heading, words[0] if words else ""


def _reference(state: StateInline, match: re.Match[str]) -> None:
    if parts := _parts_of(match[1]):
        target, heading, words = parts
        kind = "reference" if target else "reference_here"
        push(state, kind, match.end(), words or target or heading).meta["parts"] = parts
    else:
        push_fault(state, match.end(), _EMPTY)


def _reference_open(state: StateInline, silent: bool) -> bool:
    if silent or not state.src.startswith("[[", state.pos):
        return False
    push_fault(state, state.pos + 2, _OPEN)
    return True


def _write_reference(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    target, heading, words = tokens[i].meta["parts"]
    slot = Reference(target, writer.span(tokens[i]), heading, words)
    writer.slot(slot, len(target) + len(heading) + len(words))


def _write_here(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    """A link to a heading of the same page; the words of one named by its anchor are known when all entries are."""
    _, heading, words = tokens[i].meta["parts"]
    anchor, span = slug(heading), writer.span(tokens[i])
    writer.fragments.append((anchor, span))
    if heading == anchor and not words:
        writer.slot(Reference("", span, anchor), len(anchor))
        return
    words = words or heading
    writer.html(f"<a href={quoted(f'#{anchor}')}>{escape(words)}</a>", words)


_FILE = re.compile(r"[^/#|]+\.(?:png|jpe?g|gif|webp|avif|svg)", re.IGNORECASE)
_EMBED = re.compile(r"!\[\[([^\[\]\n]*)\]\](?!\()")
_INLINE = Fault(
    "embed-inline",
    "an embed stands alone on its line",
    "give it a line of its own, or write [[id]] to link",
)


def _embed(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
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


def _embed_inline(state: StateInline, match: re.Match[str]) -> None:
    push_fault(state, match.end(), _INLINE)


def _write_embed(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    inside = tokens[i].content
    span = writer.source.at(tokens[i].meta["at"], len(f"![[{inside}]]"))
    parts = _parts_of(inside)
    if parts and _FILE.fullmatch(parts[0]):
        message, fix = (
            "an embed names an entry, and this is a file",
            f"write ![what it shows](../files/{parts[0]})",
        )
        writer.report(span, Fault("embed-form", message, fix))
    elif parts is None or any(parts[1:]):
        message = "an embed names an entry and nothing else"
        writer.report(span, Fault("embed-form", message, "write ![[id]], without words or heading"))
    else:
        writer.slot(Embed(parts[0], span), len(inside))


def _install(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "reference", matched(REFERENCE, _reference, unless_link=True))
    md.inline.ruler.after("link", "reference_open", _reference_open)
    md.block.ruler.before("table", "embed", _embed, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.before("link", "embed_inline", matched(_EMBED, _embed_inline))


REFERENCES = Extension(
    _install,
    {
        "reference": _write_reference,
        "reference_here": _write_here,
        "embed": _write_embed,
    },
    signs="![",
)
