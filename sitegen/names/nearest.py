"""The nearest known words to one that is not known: what a did-you-mean offers."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, combinations

_CLOSE = 0.72
_SAME_BEGINNING = 0.92
_LONGEST = 100
_SHORTEST_PART = 3
_LONG_WORD = 5
_HYPHENS = str.maketrans("_ ", "--")


def nearest(word: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` of `known` that `word` was likely meant to be, likeliest first; empty where none is near.

    A slip of one letter counts most (optimal string alignment: wrong, missing, extra or swapped letters), then words
    left out (`soleimani` of `qassem-soleimani`) or added (`the-gazette` for `gazette`), then a shared beginning
    (Jaro–Winkler), since ids and keys are often cut short. Upper and lower case do not differ, nor do hyphens, underscores and spaces.
    """
    candidates = _candidates(tuple(known))
    likeness = candidates.likeness(_folded(word[:_LONGEST]), limit)
    best = sorted(likeness, key=lambda index: (-likeness[index], candidates.words[index]))
    return tuple(candidates.words[index] for index in best[:limit])


def is_slip(text: str, other: str) -> bool:
    """Whether two texts are most likely meant to be one: they differ in capitals, spaces and marks alone, or in one letter
    of a long word, but for its first ("legal" and "illegal") and for digits.
    """
    if text == other:
        return False
    words, others = (re.findall(r"\w+", one.casefold()) for one in (text, other))
    if "".join(words) == "".join(others):
        return True
    differing = [pair for pair in zip(words, others, strict=False) if pair[0] != pair[1]]
    if len(words) != len(others) or len(differing) != 1:
        return False
    one, two = differing[0]
    letters = min(len(one), len(two)) >= _LONG_WORD and (one + two).isalpha() and one[0] == two[0]
    return letters and _slips(one, two) == 1


def _slips(word: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    return OSA.distance(word, other)


@lru_cache(maxsize=8)
def _candidates(known: tuple[str, ...]) -> _Candidates:
    """The same words are asked for again and again: each key of a kind of entry, each id of a site."""
    return _Candidates(known)


def _folded(word: str) -> str:
    return word.casefold().translate(_HYPHENS)


class _Candidates:
    """Known words, folded once; `_text` is all of them as `-word-`, one a line, to look for parts of any of them."""

    def __init__(self, known: tuple[str, ...]) -> None:
        self.words = sorted(set(known))
        self._folded = [_folded(word) for word in self.words]
        self._at = {folded: index for index, folded in reversed(list(enumerate(self._folded)))}
        self._text = "".join(f"-{folded}-\n" for folded in self._folded)
        self._ends = list(accumulate(len(folded) + 3 for folded in self._folded))

    def likeness(self, sought: str, limit: int) -> dict[int, float]:
        """How like `sought` the likeliest are, from 0 to 1, by their index."""
        # Only a fault needs it, and a build without faults need not wait for it.
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import OSA, JaroWinkler  # noqa: PLC0415

        found = {i: 0.75 + 0.2 * len(sought) / len(self._folded[i]) for i in self._containing(sought)}
        found |= {i: 0.75 + 0.2 * len(self._folded[i]) / len(sought) for i in self._contained(sought)}
        for measure, cutoff, worth in ((OSA, _CLOSE, 1.0), (JaroWinkler, _SAME_BEGINNING, 0.9)):
            scorer = measure.normalized_similarity
            close = process.extract(sought, self._folded, scorer=scorer, limit=limit, score_cutoff=cutoff)
            for _, score, index in close:
                found[index] = max(found.get(index, 0.0), score * worth)
        return found

    def _containing(self, sought: str) -> Iterator[int]:
        """Those of which `sought` is some of the words."""
        if len(sought) < _SHORTEST_PART:
            return
        part = f"-{sought}-"
        at = self._text.find(part)
        while at >= 0:
            index = bisect(self._ends, at)
            yield index
            at = self._text.find(part, self._ends[index])

    def _contained(self, sought: str) -> Iterator[int]:
        """Those that are the larger part of the words of `sought`."""
        words = sought.split("-")
        for begin, end in combinations(range(len(words) + 1), 2):
            part = "-".join(words[begin:end])
            if len(sought) > len(part) > len(sought) / 2 and part in self._at:
                yield self._at[part]
