"""Citations: `[@id]`, `[@id, p. 3]`, `[@a; @b]`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.load.markdown.extension import Extension, bracketed, push, push_fault
from sitegen.load.markdown.writer import Writer
from sitegen.model.body import Citation, CitedItem

_CITATION = re.compile(r"\[@[^\[\]]*\]")
_ITEM = re.compile(r"\s*(@[^\s,;@\[\]]+)\s*(?:,\s*([^;@\[\]]*[^;@\[\]\s])\s*)?(?=[;\]])")
_FORM = (
    "citation-form",
    "this citation cannot be read",
    "write [@id], [@id, p. 3] for a place in it, or [@first; @second] for several",
)


def _read(state: StateInline, match: re.Match[str]) -> None:
    if items := _items(state.src, match.start(), match.end()):
        push(state, "citation", match.end()).meta["items"] = items
    else:
        push_fault(state, match.end(), _FORM)


def _items(text: str, start: int, end: int) -> list[tuple[str, str, int]] | None:
    """Target, locator and offset of each article cited between `start` and `end`; None where one has another form."""
    items = []
    while start < end - 1:
        match = _ITEM.match(text, start + 1, end)
        if match is None:
            return None
        items.append((match[1][1:], " ".join((match[2] or "").split()), match.start(1)))
        start = match.end()
    return items


def _write(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    items = tuple(
        CitedItem(target, locator, writer.span_of(offset, offset + 1 + len(target)))
        for target, locator, offset in tokens[i].meta["items"]
    )
    writer.slot(Citation(items), sum(len(item.target) + len(item.locator) for item in items))


def _install(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "citation", bracketed(_CITATION, _read))


CITATIONS = Extension(_install, {"citation": _write})
