"""`check --names`: names that stand in several entries and that no entry bears. A hint for editors, not a fault.

A name is taken to be two capitalised words or more in a row, in running text. What stands round a name without being
part of it is left out: honorifics, names that are known, and the word that opens a sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from sitegen.faults import Faults, Span
from sitegen.model.body import Body, Words
from sitegen.model.kinds import Entry, Nameable, of_kind
from sitegen.model.site import Site

SEEN_IN = 3
"""In how many entries a name must stand to be told."""

_WORD = re.compile(r"[^\W\d_]\.(?=\s)|[^\W\d_][\w'\u2019-]*")
"""A word, or an initial with its point."""


_POSSESSIVE = re.compile(r"['\u2019]s?$")
_INSIDE = frozenset({"al", "bin", "de", "el", "ibn", "of", "the", "van", "von"})
"""Small words that stand inside names."""

_LONGEST_NAME = 12
"""Words: no name that is known has more."""

_SENTENCE_OPENS = re.compile(r"(?:^|[.!?:;\u061f\u06d4])[\"'\u201d\u2019)\]]*\s*[\"'\u201c\u2018(\[]*$")
_BREAK = "\0"
"""Stands for what is no running text: a link, a citation, code."""


def check_names(site: Site, faults: Faults) -> None:
    """Warns of each, at the first entry that has it in the order of paths."""
    known = _known(site)
    inside: defaultdict[str, list[Entry]] = defaultdict(list)
    opening: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(site.entries.values(), key=lambda e: e.origin.path):
        rows = {(name, opens) for words, opens in _rows(entry.body) for name in _unknown(words, known)}
        for name, opens in rows:
            (opening if opens else inside)[name].append(entry)
    seen = {name: {e.origin.path: e for e in (*where, *opening[name])} for name, where in inside.items()}
    for name, where in sorted(seen.items()):
        if len(where) >= SEEN_IN:
            path, entry = min(where.items())
            message = f'"{name}" stands in {len(where)} entries and is no name, alias or spelling of any'
            fix = "add an entry for it, or a spelling to the one it belongs to"
            faults.of(path).warn(Span(entry.origin.body_line), "name-unknown", message, fix)


def _known(site: Site) -> frozenset[str]:
    """What a row of capitalised words may begin or end with besides a name that is unknown.

    A short form is known behind an honorific only: "Hussein" ends the names of many.
    """
    honorifics = site.settings.honorifics
    known = set(honorifics)
    for entry in site.entries.values():
        known.add(entry.display_title)
    for entry in of_kind(site.entries.values(), Nameable):
        known |= {*entry.aliases, *(spelling for spelling in entry.spellings if " " in spelling)}
        known |= {f"{honorific} {spelling}" for honorific in honorifics for spelling in entry.spellings}
    return frozenset(known)


def _rows(document: Body) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Capitalised words in a row, and whether they open a sentence."""
    for block in document.blocks:
        pieces = document.block_pieces(block)
        text = "".join(piece.text if isinstance(piece, Words) else _BREAK for piece in pieces)
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
