"""The sentence around a place in a text, so that a backlink shows what was said and not only where.

A sentence ends at `.`, `!`, `?` (and their Arabic and Persian forms) followed by space and a capital, a figure or an
opening quotation mark; not after an initial, an honorific that is written with a point, or a month cut short.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.model.body import SPARE_SPACE
from sitegen.model.site import Sentence

MAX_LENGTH = 280
"""Characters; a longer sentence is cut on both sides, with … where it is cut."""

_MOST_LOOKED_AT = 2 * MAX_LENGTH

_END = re.compile(r"[.!?\u2026\u061f\u06d4][\"'\u201d\u2019)\]]*(?=\s+[^\sa-z,;:)\]])")
_SHORT = frozenset({
    "Jan.", "Feb.", "Mar.", "Apr.", "Jun.", "Jul.", "Aug.", "Sep.", "Sept.", "Oct.", "Nov.", "Dec.", "No.", "St.",
    "Mr.", "Mrs.", "Ms.", "Dr.", "vs.", "e.g.", "i.e.", "cf.", "ca.", "c.", "p.", "pp.",
})  # fmt: skip
_INITIAL = re.compile(r"(?:\b[A-Z]\.)+$")
_OTHER_SPACE = re.compile(r"[^\S ]")


def short_forms(honorifics: Iterable[str]) -> frozenset[str]:
    """The words that end in a point and no sentence: what is usual, and those of `honorifics`."""
    return _SHORT.union(word for honorific in honorifics for word in honorific.split() if word.endswith("."))


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one text: where each begins and where it ends."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str, short: frozenset[str]) -> Sentences:
        """The sentences of `text`; after the words `short` none ends."""
        text = _OTHER_SPACE.sub(" ", text)
        ends = [m.end() for m in _END.finditer(text) if not _is_short(text, m.start(), short)]
        return cls(text, (0, *ends), (*ends, len(text)))

    def around(self, start: int, end: int) -> Sentence:
        """The sentence, or the sentences, that hold the characters `start` up to `end`.

        A place without words, that of a citation, belongs to the words before it, though their sentence has ended.
        """
        first = self._number(start) if start < end else self._number(self._after_words(start) - 1)
        last = bisect_left(self.ends, end, lo=first) if start < end else first
        begin = max(self.starts[first], start - _MOST_LOOKED_AT)
        stop = min(max(end, self.ends[last]), end + _MOST_LOOKED_AT)
        return _cut(self.text[begin:start], self.text[start:end], self.text[end:stop])

    def _number(self, place: int) -> int:
        return max(0, bisect_right(self.starts, place) - 1)

    def _after_words(self, place: int) -> int:
        while place and self.text[place - 1].isspace():
            place -= 1
        return place


def _is_short(text: str, point: int, short: frozenset[str]) -> bool:
    word = text[max(0, point - 20) : point + 1].rsplit(maxsplit=1)[-1].lstrip("(\u201c\"'")
    return word in short or _INITIAL.search(word) is not None


def _cut(before: str, words: str, after: str) -> Sentence:
    before, after = SPARE_SPACE.sub("", before.lstrip()), SPARE_SPACE.sub("", after.rstrip())
    before = before if words else before.rstrip()
    room = max(40, (MAX_LENGTH - len(words)) // 2)
    return Sentence(_end_of(before, room), words, _beginning_of(after, room))


def _end_of(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    kept = text[-room:]
    return "\u2026" + (kept.partition(" ")[2] or kept)


def _beginning_of(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    kept = text[:room]
    return (kept.rpartition(" ")[0] or kept) + "\u2026"
