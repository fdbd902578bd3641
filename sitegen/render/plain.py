"""The plain text of a linked body: for summaries, descriptions and everything that takes no markup."""

from __future__ import annotations

import re

from sitegen.model.body import SPARE_SPACE, Block, Html, Words
from sitegen.model.site import LinkedText, LinkFill

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults: the mean of Brysbaert, "How many words do we read per minute?" (2019)."""

_SPACE = re.compile(r"\s+")


def first_paragraph(text: LinkedText) -> str:
    """The words of the first paragraph of running text that has some; where there is none, of the first cell or item.

    Citations, embeds and pictures have none.
    """
    blocks = (block for block in text.source.blocks if not block.heading)
    for block in sorted(blocks, key=lambda block: not block.paragraph):
        if words := block_text(text, block):
            return words
    return ""


def block_text(text: LinkedText, block: Block) -> str:
    """The words a reader reads in `block`, with single spaces."""
    fills = dict(text.fills)
    words: list[str] = []
    for position in range(block.first, block.end):
        piece = text.source.pieces[position]
        if isinstance(piece, Html | Words):
            words.append(piece.text)
        elif isinstance(fill := fills.get(position), LinkFill):
            words.append(fill.words)
    return SPARE_SPACE.sub("", _SPACE.sub(" ", "".join(words)).strip())


def minutes(text: LinkedText) -> int:
    """How long it takes to read, in whole minutes, at least one; see `WORDS_A_MINUTE`."""
    words = sum(len(block_text(text, block).split()) for block in text.source.blocks)
    return max(1, round(words / WORDS_A_MINUTE))


def shortened(text: str, length: int) -> str:
    """`text`, cut at a word where it has more than `length` characters (inside it, where it is one long word)."""
    text = _SPACE.sub(" ", text).strip()
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" .,;:–—") + "…"
