"""A digest against its original: whether it says things in its own words, and how much of the original it is.

Words taken over are runs of eight or more that stand in both. Names, titles and figures are nobody's own, so a run needs
four ordinary words to count; a real quotation stands in quotation marks, and of those up to 25 words at a time are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

RUN = 8
"""Words in a row that are no accident."""

LONGEST_QUOTATION = 25
"""Words. More of another's text than that is a copy of it."""

MOST_TAKEN = 0.4
"""Share of a digest that may stand in runs of `SHORT_RUN` words which its original has too. Measured: digests in words of
their own have up to 0.32, names and figures included; paragraphs that are taken over have 0.6 and more.
"""

MOST_OF_ORIGINAL = 0.5
SHORT_RUN = 4
_ORDINARY = 4

_WORD = re.compile(r"[^\W_]+(?:['’ʼ\u200c-][^\W_]+)*")
_CITED = re.compile(r"^headline:(?:.*\n(?:[ \t]+.*\n)*)", re.MULTILINE)
_YAML_QUOTED = re.compile(r"^(\s*(?:- )?\w+:\s*)([\"'])(.*)\2[ \t]*$", re.MULTILINE)
_BLOCKQUOTE = re.compile(r"(?:^[ \t]*>.*\n?)+", re.MULTILINE)
_QUOTE = re.compile(r"“([^”]{1,400})”|„([^“”]{1,400})[“”]|«([^»]{1,400})»|\"([^\"\n]{1,400})\"")
_LINK = re.compile(r"\]\([^()\s]*\)|\[@[^\]]*\]|\[\[[^\]|]*\|")
_SMALL = frozenset(
    [
        "a", "al", "an", "and", "at", "by", "for", "from", "has", "in", "is", "it", "of", "on", "or", "that", "the",
        "to", "was", "with",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """A run of words that stands in both texts: where it begins in the digest's file and in the original (characters), how long."""

    start: int
    end: int
    in_original: int
    words: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Runs of `RUN` words and more that were taken over, and the share of all words of the digest in runs of `SHORT_RUN`."""

    taken: tuple[Taken, ...]
    share: float


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text in small letters, where each begins and ends, and whether it is an ordinary word."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    ordinary: tuple[bool, ...]


def compare(file: str, original: str, body_at: int = 0) -> Comparison:
    """What the file of a digest has in common with its original; `body_at` is where its body begins."""
    here, there = _words_of(_without_quotations(file)), _words_of(original)
    short = _runs(here, there, SHORT_RUN)
    # A long run is a row of short ones, so where there is none of those there is none of these.
    long = _runs(here, there, RUN) if any(last - first >= RUN for first, last, _ in short) else ()
    taken = (run for run in long if sum(here.ordinary[run[0] : run[1]]) >= _ORDINARY)
    in_body = [start >= body_at for start, _ in here.spans]
    covered = sum(
        in_body[first] * (last - first) for first, last, _ in short if sum(here.ordinary[first:last]) >= 2
    )
    total = sum(in_body)
    return Comparison(
        tuple(
            Taken(here.spans[first][0], here.spans[last - 1][1], there.spans[at][0], last - first)
            for first, last, at in taken
        ),
        covered / total if total else 0.0,
    )


def _count(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def _runs(here: _Words, there: _Words, length: int) -> Sequence[tuple[int, int, int]]:
    """The longest runs of at least `length` words of the one that stand in the other: first, behind the last, first there."""
    wanted = set(zip(*(here.words[i:] for i in range(length)), strict=False))
    places: dict[tuple[str, ...], int] = {}
    for at, here_too in enumerate(zip(*(there.words[i:] for i in range(length)), strict=False)):
        if here_too in wanted:
            places.setdefault(here_too, at)
    if not places:
        return ()
    found: list[tuple[int, int, int]] = []
    first = 0
    while first <= len(here.words) - length:
        run = here.words[first : first + length]
        if run not in places:
            first += 1
            continue
        last = first + length
        while last < len(here.words) and here.words[last - length + 1 : last + 1] in places:
            last += 1
        found.append((first, last, places[run]))
        first = last
    return found


def _words_of(text: str) -> _Words:
    matches = list(_WORD.finditer(text.replace("\xa0", " ")))
    words = tuple(match[0].lower().replace("’", "'").replace("ʼ", "'") for match in matches)
    ordinary = tuple(m[0][0].islower() and word not in _SMALL for m, word in zip(matches, words, strict=True))
    return _Words(words, tuple(match.span() for match in matches), ordinary)


def _without_quotations(text: str) -> str:
    """`text` with blanks in the place of the headline, of what is no word, and of quotations that are short enough."""
    text = _CITED.sub(_blank, text)
    text = _YAML_QUOTED.sub(lambda m: f"{m[1]} {m[3]} ", text)
    text = _BLOCKQUOTE.sub(lambda m: _blank(m) if _count(m[0]) <= LONGEST_QUOTATION else m[0], text)
    text = _QUOTE.sub(lambda m: _blank(m) if _count(m[0]) <= LONGEST_QUOTATION else m[0], text)
    return _LINK.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    """As many characters that belong to no word: what stands on both sides of a quotation is no run."""
    return re.sub(r"\S", "_", match[0])
