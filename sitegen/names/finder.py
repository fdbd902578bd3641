"""Finding the names of entities and outlets in running text. **In doubt, no link.**

A name is found where it stands as written, as whole words (a hyphen belongs to the word, a possessive does not),
the longest first. A name that touches another capitalised word is taken for part of a longer name and left alone,
unless that word is a possessive, an honorific, or, for names of two words or more, the first of its sentence. So
"Reza Pahlavi" is not found in "Mohammad Reza Pahlavi", nor "Hezbollah" in "Iraqi Hezbollah".

One pass over the words of a text, with a dictionary by first word, whatever the number of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_LETTER = r"[^\W_]"
_INNER = "[-\u2010\u2011'\u2019\u02bb-\u02bf\u200c]"
_WORD = re.compile(
    rf"{_LETTER}(?:\w|[\u0300-\u036f\u064b-\u0652])*(?:{_INNER}{_LETTER}[\w\u0300-\u036f\u064b-\u0652]*)*"
)
_POSSESSIVE = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])(?![\w-])")
_SENTENCE_END = re.compile(r"[.!?\u061f\u06d4:;][\"'\u201d\u2019)\]]*\s*$|^[\"'\u201c\u2018(\[]*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text: characters `start` up to `end`, and the id of what it names."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class NameTable:
    """Names by their first word, longest first, each with the id it stands for; and the words that may precede a name."""

    by_first_word: Mapping[str, tuple[tuple[str, str], ...]]
    honorifics: frozenset[str]


def table(names: Iterable[tuple[str, str]], honorifics: Iterable[str]) -> NameTable:
    """The table of (name, id) pairs. A name that two ids bear is left out: nobody can tell which is meant."""
    bearers: dict[str, set[str]] = {}
    for name, target in names:
        bearers.setdefault(" ".join(name.split()), set()).add(target)
    shelves: dict[str, list[tuple[str, str]]] = {}
    for name, targets in bearers.items():
        if len(targets) == 1 and (first := _WORD.search(name)):
            shelves.setdefault(_bare(first[0]), []).append((name, next(iter(targets))))
    ordered = {
        word: tuple(sorted(shelf, key=lambda n: (-len(n[0]), n[0]))) for word, shelf in shelves.items()
    }
    return NameTable(ordered, frozenset(honorifics))


def find(text: str, names: NameTable) -> Iterator[Found]:
    """Every name in `text`, in order, never two at one place."""
    flat = re.sub(r"\s", " ", text)
    free_from = 0
    for word in _WORD.finditer(flat):
        shelf = names.by_first_word.get(_bare(word[0]))
        if shelf is None or word.start() < free_from:
            continue
        for name, target in shelf:
            start = word.start() - (len(name) - len(name.lstrip("'\u2019\u02bf\u02be")))
            if flat.startswith(name, max(0, start)) and _ends_word(flat, start + len(name)):
                free_from = start + len(name)
                if not _touches(flat, start, free_from, name, names.honorifics):
                    yield Found(start, free_from, target)
                break


def _bare(word: str) -> str:
    """A word without its possessive."""
    return _POSSESSIVE.sub("", word)


def _ends_word(text: str, end: int) -> bool:
    rest = text[end : end + 2]
    if not rest or _POSSESSIVE.match(text, end):
        return True
    if rest[0].isalnum() or rest[0] == "_":
        return not text[end - 1].isalnum()
    return not (re.match(_INNER, rest[0]) and rest[1:].isalnum())


def _touches(text: str, start: int, end: int, name: str, honorifics: frozenset[str]) -> bool:
    """Whether a capitalised word stands right before or right after, so that the name may be a part of a longer one."""
    following = re.match(rf"[ ]+({_WORD.pattern})", text[end:])
    if following and following[1][0].isupper() and following[1] not in honorifics:
        return True
    before = text[:start].rstrip(" ")
    if len(before) == start or not (previous := _last_word(before)):
        return False
    if not previous[0].isupper() or _bare(previous) != previous:
        return False
    if any(before.endswith(h) and not before[: -len(h)][-1:].isalnum() for h in honorifics):
        return False
    opens = _SENTENCE_END.search(before[: -len(previous)]) is not None
    return not (" " in name and opens)


def _last_word(text: str) -> str:
    """The word that `text` ends in, or the initial with its point (`W.`); empty where it ends otherwise, as a sentence does."""
    tail = text[-80:]
    for word in _WORD.finditer(tail):
        rest = tail[word.end() :]
        if not rest or (rest == "." and len(word[0]) == 1):
            return tail[word.start() :]
    return ""
