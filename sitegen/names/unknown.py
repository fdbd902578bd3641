"""Names in running text that nothing known bears: two capitalised words or more in a row.

What stands round a name without being part of it is left out: honorifics, names that are known, and small words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]\.(?=\s)|[^\W\d_][\w'\u2019-]*")
"""A word, or an initial with its point."""

_POSSESSIVE = re.compile(r"['\u2019]s?$")
_INSIDE = frozenset({"al", "bin", "de", "el", "ibn", "of", "the", "van", "von"})
"""Small words that stand inside names."""

_LONGEST_NAME = 12
"""Words: no name that is known has more."""

_SENTENCE_OPENS = re.compile(r"(?:^|[.!?:;\u061f\u06d4])[\"'\u201d\u2019)\]]*\s*[\"'\u201c\u2018(\[]*$")


def unknown_names(text: str, known: frozenset[str]) -> Iterator[tuple[str, bool]]:
    r"""Every such name in a paragraph, and whether its row of capitalised words opens a sentence.

    `known` is what a row may begin or end with besides. A character such as `\0` parts two rows.
    """
    for words, opens in _rows(text):
        for name in _unknown(words, known):
            yield name, opens


def known_words(names: Iterable[str], spellings: Iterable[str], honorifics: Iterable[str]) -> frozenset[str]:
    """What is known of names: full forms, longer spellings, and short ones behind an honorific ("Hussein" ends the names of many)."""
    honorifics, spellings = tuple(honorifics), tuple(spellings)
    known = {*honorifics, *names, *(spelling for spelling in spellings if " " in spelling)}
    return frozenset(
        known | {f"{honorific} {spelling}" for honorific in honorifics for spelling in spellings}
    )


def _rows(text: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Capitalised words in a row, and whether they open a sentence."""
    row: list[re.Match[str]] = []
    for word in (*_WORD.finditer(" ".join(text.split())), None):
        if row and not (word and _goes_on(row[-1], word)):
            yield tuple(match[0] for match in row), _opens_sentence(row[0])
            row = []
        if word and (row or _is_capitalised(word[0])):
            row.append(word)


def _goes_on(before: re.Match[str], word: re.Match[str]) -> bool:
    touches = before.string[before.end() : word.start()] == " "
    return touches and (_is_capitalised(word[0]) or word[0] in _INSIDE)


def _opens_sentence(word: re.Match[str]) -> bool:
    return _SENTENCE_OPENS.search(word.string[max(0, word.start() - 20) : word.start()]) is not None


def _is_capitalised(word: str) -> bool:
    return any(part[:1].isupper() for part in word.split("-"))


def _unknown(words: tuple[str, ...], known: frozenset[str]) -> Iterator[str]:
    """The names of two words or more in a row that are left when all that is known is taken away."""
    rest = [words]
    while rest:
        words = _trimmed(rest.pop(), known)
        cut = next((end for end, word in enumerate(words[:-1], 1) if _POSSESSIVE.search(word)), None)
        if cut:
            rest += (words[cut:], words[:cut])
        elif len(words) > 1:
            yield _POSSESSIVE.sub("", " ".join(words))


def _trimmed(words: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...]:
    """`words` without what is known at either end, and small words left there."""
    while words:
        lengths = range(min(len(words), _LONGEST_NAME), 0, -1)
        if first := next((length for length in lengths if _is_known(words[:length], known)), 0):
            words = words[first:]
        elif last := next((length for length in lengths if _is_known(words[-length:], known)), 0):
            words = words[:-last]
        else:
            break
    return words


def _is_known(words: tuple[str, ...], known: frozenset[str]) -> bool:
    text = " ".join(words)
    return text in known or text in _INSIDE or _POSSESSIVE.sub("", text) in known
