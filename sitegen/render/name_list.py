"""Every name, alias and spelling of people, organisations, places and outlets, in the order of the A-Z.

Names go by their folded form without the Arabic article, people by their family name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.model.kinds import Entry, Nameable, of_kind
from sitegen.names.fold import fold

OTHER = "other"
"""The letter of what begins with none of A to Z; also the file name of its page."""


@dataclass(frozen=True, slots=True)
class FiledName:
    """A name as written, its letter (`a` to `z`, or `OTHER`), and those it may mean; its `own` if it heads their page."""

    words: str
    letter: str
    ids: tuple[str, ...]
    own: bool


def names_in_order(entries: Iterable[Entry]) -> tuple[FiledName, ...]:
    """Own names one by one; other names once, with all who share them."""
    keyed: list[tuple[str, FiledName]] = []
    shared: dict[str, list[str]] = {}
    for entry in of_kind(entries, Nameable):
        key = fold(entry.sort_name)
        keyed.append((key, FiledName(entry.name, _letter(key), (entry.id,), own=True)))
        for words in dict.fromkeys((*entry.aliases, *entry.spellings)):
            shared.setdefault(words, []).append(entry.id)
    for words, ids in shared.items():
        key = fold(words)
        keyed.append((key, FiledName(words, _letter(key), tuple(ids), own=False)))
    keyed.sort(key=lambda n: (n[1].letter == OTHER, n[0], not n[1].own, n[1].words, n[1].ids))
    return tuple(name for _, name in keyed)


def _letter(key: str) -> str:
    return key[0] if key[:1].isascii() and key[:1].isalpha() else OTHER
