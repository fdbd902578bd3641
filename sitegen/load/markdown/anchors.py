"""Anchors: the names of headings in addresses, in any script, each once on a page.

They hold letters, marks, digits and hyphens only: an id with another character (`fn:a`) never collides with one.
"""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile("['’ʼ\u200b-\u200f]")
_NOT_ASCII_WORD = re.compile("[^a-z0-9]+")


def slug(text: str) -> str:
    """`text` as an anchor: letters, marks and digits of any script in lower case, hyphens between. Never empty."""
    text = _DROPPED.sub("", text.lower())
    if text.isascii():
        return _NOT_ASCII_WORD.sub("-", text).strip("-") or "section"
    text = unicodedata.normalize("NFC", text)
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    return "-".join("".join(kept).split()) or "section"


class Anchors:
    """Hands out anchors, each once. The time it takes grows with their number, however many are equal."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def __contains__(self, anchor: str) -> bool:
        return anchor in self._taken

    def new(self, text: str) -> str:
        """An anchor for the heading `text`; a hyphen and a number tell equal ones apart, from 2."""
        base = anchor = slug(text)
        number = self._next.get(base, 1)
        while anchor in self._taken:
            number += 1
            anchor = f"{base}-{number}"
        self._next[base] = number
        self._taken.add(anchor)
        return anchor
