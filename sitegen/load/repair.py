"""Reading on behind a mistake of YAML: what holds it is left out, so that one fault does not hide the next."""

from __future__ import annotations

import re

MOST = 9
"""Mistakes of one header that are read on behind."""

UNREAD = "\ue000unread"
"""What stands for the value of a key that is left out; no text of a site holds this character alone."""

_KEY = re.compile(r"([\w-]+):(?:\s|$)")
_BEGINS = re.compile(r"([\w-]+):")
_WITH_A_WORD = re.compile(r"[\w-]+:\s+[^\s\"'\[{|>#]")
_SAYS_ANYTHING = re.compile(r"\s*[^\s#]")


def without(text: str, number: int) -> str | None:
    """`text` without what is wrong on line `number` (from 0), its lines kept; None where that can't be told.

    It is the value of the key around it, or that line alone where it stands below a value that is no list, no group
    and no quotation. A key begins at the left edge and goes on to the next one. Where the first key is indented, all
    that follow seem out of place, and nothing is taken out.
    """
    lines = text.split("\n")
    if next(filter(_SAYS_ANYTHING.match, lines), "")[:1].isspace():
        return None
    number = min(number, len(lines) - 1)
    start = next((i for i in range(number, -1, -1) if _BEGINS.match(lines[i])), None)
    if start is None or UNREAD in lines[start]:
        return None
    if start < number and lines[number].strip() and _WITH_A_WORD.match(lines[start]):
        return "\n".join([*lines[:number], "", *lines[number + 1 :]])
    end = next((i for i in range(start + 1, len(lines)) if _KEY.match(lines[i])), len(lines))
    key = lines[start].partition(":")[0]
    return "\n".join([*lines[:start], f"{key}: {UNREAD}", *[""] * (end - start - 1), *lines[end:]])
