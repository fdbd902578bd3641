"""Finding the names of entities and outlets in running text. **In doubt, no link.**

A name is found where it stands as written, as whole words (a hyphen belongs to the word, a possessive does not),
the longest first. A name that touches another capitalised word is taken for part of a longer name and left alone,
unless that word is a possessive, an honorific, or, for names of two words or more, the first of its sentence or one
such as "Iran-backed". So "Reza Pahlavi" is not found in "Mohammad Reza Pahlavi", nor "Hezbollah" in "Iraqi Hezbollah".

One pass over the words of a text, with a dictionary by first word, whatever the number of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_MARKS = "\u0300-\u036f\u064b-\u0652"
_LETTER = r"[^\W_]"
_REST = rf"[\w{_MARKS}]*"
_INNER = "[-\u2010\u2011'\u2019\u02bb-\u02bf\u200c]"
_WORD = rf"{_LETTER}{_REST}(?:{_INNER}{_LETTER}{_REST})*"

_LETTERS = re.compile(rf"{_LETTER}+")
_WORDS = re.compile(_WORD)
_NEXT_WORD = re.compile(rf" +({_WORD})")
_COMES_ON = re.compile(rf"[\w{_MARKS}]{_INNER}?$")
_GOES_ON = re.compile(rf"[\w{_MARKS}]|{_INNER}{_LETTER}")
_POSSESSIVE = re.compile(rf"(?:['\u2019]s|(?<=s)['\u2019])(?!{_INNER}?\w)")

_ADJECTIVE = re.compile(r"[-\u2010\u2011][^\W\d_A-Z]+$")
"""The end of a word such as Iran-backed or Tehran-based."""

_OTHER_SPACE = re.compile(r"[^\S ]")

_OPENING = " \"'\u201c\u2018\u00ab([*"
_CLOSING = "\"'\u201d\u2019\u00bb)]"
_SENTENCE_ENDS = frozenset(".!?\u2026\u061f\u06d4")
_FAR = 80
"""How many characters before a name are looked at: longer than any word."""


class Found(NamedTuple):
    """A name in a text: characters `start` up to `end`, and the id of what it names."""

    start: int
    end: int
    target: str


class _Known(NamedTuple):
    """A name, the id it leads to (None: it links nowhere), and how many characters stand before its first letter."""

    text: str
    target: str | None
    lead: int


class NameTable(NamedTuple):
    """Names by the letters they begin with, longest first, and the words that may precede a name."""

    by_first_letters: Mapping[str, tuple[_Known, ...]]
    honorifics: tuple[str, ...]


def table(names: Mapping[str, str | None], honorifics: Iterable[str]) -> NameTable:
    """The table of names, each with the id it leads to.

    None stands for a name that leads nowhere by itself; the shorter names in it are left alone all the same.
    """
    groups: dict[str, list[_Known]] = {}
    for name, target in names.items():
        text = " ".join(name.split())
        if first := _LETTERS.search(text):
            groups.setdefault(first[0], []).append(_Known(text, target, first.start()))
    ordered = {
        letters: tuple(sorted(group, key=lambda known: (-len(known.text), known.text)))
        for letters, group in groups.items()
    }
    return NameTable(ordered, tuple(honorifics))


def find(text: str, names: NameTable) -> Iterator[Found]:
    """Every name in `text` that links, in order, never two at one place."""
    groups = names.by_first_letters
    if groups.keys().isdisjoint(_LETTERS.findall(text)):
        return
    flat = _OTHER_SPACE.sub(" ", text)
    free_from = 0
    for word in _LETTERS.finditer(flat):
        group = groups.get(word[0])
        if group is None:
            continue
        known = _at(flat, word.start(), free_from, group)
        if known is None:
            continue
        start = word.start() - known.lead
        free_from = start + len(known.text)
        if known.target and not _is_part_of_longer(flat, start, free_from, names.honorifics):
            yield Found(start, free_from, known.target)


def _at(text: str, letters: int, free_from: int, group: tuple[_Known, ...]) -> _Known | None:
    """The longest name whose first letter stands at `letters`, as whole words."""
    for known in group:
        start = letters - known.lead
        if start < free_from or not text.startswith(known.text, start):
            continue
        if _begins_word(text, start) and _ends_word(text, start + len(known.text)):
            return known
    return None


def _begins_word(text: str, start: int) -> bool:
    return not _COMES_ON.search(text[max(0, start - 2) : start])


def _ends_word(text: str, end: int) -> bool:
    return not _GOES_ON.match(text, end) or _POSSESSIVE.match(text, end) is not None


def _is_part_of_longer(text: str, start: int, end: int, honorifics: tuple[str, ...]) -> bool:
    """Whether a capitalised word stands right before or right after, so that the name may be a part of a longer one."""
    following = _NEXT_WORD.match(text, end)
    if following and following[1][0].isupper() and not _honorific_at(text, following.start(1), honorifics):
        return True
    before = text[max(0, start - _FAR) : start]
    bare = before.rstrip(" ")
    previous = _last_word(bare) if bare != before else ""
    if not previous[:1].isupper() or _POSSESSIVE.search(previous) or _ends_in_honorific(bare, honorifics):
        return False
    apart = _ADJECTIVE.search(previous) or _ends_sentence(bare.removesuffix(previous))
    return not (apart and " " in text[start:end])


def _honorific_at(text: str, start: int, honorifics: tuple[str, ...]) -> bool:
    return any(text.startswith(h, start) and _ends_word(text, start + len(h)) for h in honorifics)


def _ends_in_honorific(before: str, honorifics: tuple[str, ...]) -> bool:
    return any(before.endswith(h) and _begins_word(before, len(before) - len(h)) for h in honorifics)


def _last_word(before: str) -> str:
    """The word that `before` ends in, or the initial with its point (`W.`); empty where it ends otherwise."""
    for word in _WORDS.finditer(before, before.rfind(" ") + 1):
        rest = before[word.end() :]
        if not rest or (rest == "." and len(word[0]) == 1):
            return word[0] + rest
    return ""


def _ends_sentence(before: str) -> bool:
    """Whether what follows `before` opens a sentence, perhaps in quotation marks or brackets."""
    head = before.rstrip(_OPENING)
    return not head or head.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS
