"""Characters that cannot stand in a text: nobody can see them, and some make a text read differently than it is.

Refused are the C0 and C1 controls (but tab and line feed), the bidirectional overrides, embeddings and isolates
(Unicode Standard Annex 9; "Trojan Source"), U+FFFD, which says that a letter was lost, noncharacters, and lone
surrogates. The marks that Persian and Arabic text needs (zero-width non-joiner and joiner, LRM, RLM, ALM) are let pass.
"""

from __future__ import annotations

import re

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufff9-\uffff\ud800-\udfff]"
)

_NAMES = {
    "\ufffd": "U+FFFD (a letter that was lost when the text was saved)",
    **{chr(c): f"U+{c:04X} (it changes the direction of the text unseen)" for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
}


def name_of(character: str) -> str:
    """A forbidden character as a message names it."""
    return _NAMES.get(character, f"U+{ord(character):04X}")


def forbidden(text: str) -> str | None:
    """The name of the first character of `text` that cannot stand in it; None where all can."""
    match = FORBIDDEN.search(text)
    return name_of(match[0]) if match else None
