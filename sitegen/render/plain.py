"""How long a text takes to read, and a text that is cut short."""

from __future__ import annotations

import re

from sitegen.model.site import LinkedText

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults: the mean of Brysbaert, "How many words do we read per minute?" (2019)."""

_SPACE = re.compile(r"\s+")


def minutes(text: LinkedText) -> int:
    """How long it takes to read, in whole minutes, at least one; see `WORDS_A_MINUTE`."""
    words = sum(len(text.words_of(block).split()) for block in text.source.blocks)
    return max(1, round(words / WORDS_A_MINUTE))


def shortened(text: str, length: int) -> str:
    """`text`, cut at a word where it has more than `length` characters (inside it, where it is one long word)."""
    text = _SPACE.sub(" ", text).strip()
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" .,;:–—") + "…"
