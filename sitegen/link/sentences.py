"""The sentence around a place in a text, so that a backlink shows what was said and not only where.

A sentence ends at `.`, `!`, `?` (and their Arabic and Persian forms) followed by space and a capital, a figure or an
opening quotation mark; not after an initial, an honorific that is written with a point, or a month cut short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.model.site import Sentence

MAX_LENGTH = 280

_END = re.compile(r"[.!?\u061f\u06d4][\"'\u201d\u2019)\]]*\s+(?=[^\sa-z,;:)\]])")
_SHORT = frozenset(
    [
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Jun.",
        "Jul.",
        "Aug.",
        "Sep.",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
        "No.",
        "St.",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "vs.",
        "e.g.",
        "i.e.",
        "cf.",
        "p.",
        "pp.",
    ]
)
_SPACE = re.compile(r"\s+")
_ORPHAN = re.compile(r"\s+([.,;:!?\u061f\u06d4\u060c](?:\s|$))")
_INITIAL = re.compile(r"(?:\b[A-Z]\.)+$")


def sentence_around(text: str, start: int, end: int, honorifics: Iterable[str] = ()) -> Sentence:
    """The sentence of `text` that holds characters `start` up to `end`, cut with … where it is very long."""
    short = _SHORT.union(h for h in honorifics if h.endswith("."))
    begin, stop = 0, len(text)
    for match in _END.finditer(text):
        if _is_short(text[: match.start() + 1], short):
            continue
        if match.end() <= start:
            begin = match.end()
        elif match.start() >= end:
            stop = match.end()
            break
    return _cut(text[begin:start], text[start:end], text[end:stop])


def _is_short(before: str, short: frozenset[str]) -> bool:
    last = before.rpartition(" ")[2]
    return last.lstrip("(\u201c\"'") in short or _INITIAL.search(last) is not None


def _cut(before: str, words: str, after: str) -> Sentence:
    # A citation leaves the space before it behind; and the three parts must join again as they stood.
    before, words, after = (_SPACE.sub(" ", part) for part in (before.lstrip(), words, after.rstrip()))
    after = _ORPHAN.sub(r"\1", after)
    room = max(40, (MAX_LENGTH - len(words)) // 2)
    if len(before) > room:
        before = "\u2026" + before[-room:].partition(" ")[2]
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + "\u2026"
    return Sentence(_ORPHAN.sub(r"\1", before), words, after)
