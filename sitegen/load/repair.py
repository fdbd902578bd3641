"""Reading on behind a mistake of YAML: the key that holds it is left out, so that one fault does not hide the next."""

from __future__ import annotations

import re

MOST = 9
"""Mistakes of one header that are read on behind."""

UNREAD = "\ue000unread"
"""What stands for the value of a key that is left out; no text of a site holds this character alone."""

_KEY = re.compile(r"([\w-]+):(?:\s|$)")
_BEGINS = re.compile(r"([\w-]+):")


def without(text: str, number: int) -> str | None:
    """`text` with the value taken out of the key around line `number` (from 0), its lines kept; None where there is none.

    A key begins at the left edge and goes on to the next one.
    """
    lines = text.split("\n")
    start = next((i for i in range(min(number, len(lines) - 1), -1, -1) if _BEGINS.match(lines[i])), None)
    if start is None or UNREAD in lines[start]:
        return None
    end = next((i for i in range(start + 1, len(lines)) if _KEY.match(lines[i])), len(lines))
    key = lines[start].partition(":")[0]
    return "\n".join([*lines[:start], f"{key}: {UNREAD}", *[""] * (end - start - 1), *lines[end:]])
