"""The nearest known words to one that is not known: what a did-you-mean offers."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

_CLOSE = 0.74


def nearest(word: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` of `known` that `word` was likely meant to be, likeliest first; empty where none is near.

    A slip of one letter counts most (Damerau–Levenshtein: wrong, missing, extra or swapped letters); a shared
    beginning helps (Jaro–Winkler), since ids and keys are often cut short. Upper and lower case do not differ.
    """
    candidates = sorted(set(known))
    scored = process.extract(
        word, candidates, scorer=_likeness, processor=None, limit=limit, score_cutoff=_CLOSE
    )
    return tuple(text for text, _, _ in scored)


def _likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    a, b = one.casefold(), other.casefold()
    return max(DamerauLevenshtein.normalized_similarity(a, b), JaroWinkler.similarity(a, b) - 0.1)
