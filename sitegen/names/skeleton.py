"""The consonants of a name: what is left of it in all the ways in which newspapers write it in Latin letters.

Arabic, Persian, Hebrew, Turkic and Armenian names come to readers without one spelling: Soleimani, Sulaymani, Soleymani.
Vowels are guessed by each writer anew, and some consonants too: Kadhimi is Kazemi in Tehran, Qassem is Ghasem, Yusuf is
Youssef. A skeleton leaves the vowels out and says of each consonant which sounds it may stand for. Two names are alike
where their skeletons may sound the same. That is a guess: it offers, and never links.

The search page does the same with `layouts/scripts/search/skeleton.js`, which is given the tables of this module.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sitegen.names.fold import fold

_SIGNS = {
    "ş": "sh", "ș": "sh", "š": "sh", "ç": "ch", "č": "ch", "ğ": "gh", "ǧ": "j", "ž": "zh", "ż": "zh", "ẖ": "kh", "ḫ": "kh",
}  # fmt: skip
"""Letters whose sign says another sound. `fold` drops it."""

_LINKS = frozenset(
    [
        "bin",
        "ibn",
        "ben",
        "bint",
        "and",
        "va",
        "wa",
        "ve",
        "و",
        "es",
        "esh",
        "ed",
        "er",
        "et",
        "ez",
        "en",
        "asch",
        "ach",
        "asz",
        "und",
    ]
)
"""Son or daughter of, "and", and the article as it is written in French, German, Polish and Turkish: one writer sets them, the next
does not."""

_ALIKE = (
    ("^m[ou]?hd$", "mohamad"),  # Mohd, an abbreviation
    ("^abd[aeiou]+l(?![aeiou])", "abd"),  # Abdul Mahdi, Abdolmahdi, Abd al-Mahdi
    ("^abo?ul?(?![aeiou])", "abu"),  # Aboul Qasim, Abu al-Qasim
    (r"(?<=([kgdts]h|sz))\1+", ""),
    ("oo", "u"),
    ("ee", "i"),
    (r"(?<=([^s]))\1+", ""),
    ("(?<=[aeiouy])h$", ""),  # Fatimah, Khamaneh
)
"""What is written in several ways and sounds the same."""

_ROWS = """
    tsch|tch CX  dsch|dzh|dj J  zh JZ  sch|sh X  kh KH  gh K  ch CXK  ck K  ph F  th TSDZ  dh DZ  t[sz] SZ  sz XS
    c(?=[eiy]) SJ  c KJ  g KJ  ^j JYH  (?<=[aeiou])j(?=[aeiou]) JH?i  (?<=[aeiouy])j(?![aeiouy]) JH?i  (?<=[sn])j(?=a) J?i  j JH  x KH  [qk] K  z ZD  ^y(?=[aeou]) YAi
    (?<=[aeiy])ou(?=[aeiy]) Vu  ou(?=[aeiy]) V?u  (?<=a)o?u(?![aeiouy]) V?u
    (?<=[aeiouy])w V?u  [vw] V
    (?<=[bcdfgjklmnpqrstvxz])h H?  h H  ^[ou] Au  ^[eiy] Ai  ^a Aa  [ou] u  [eiy] i  a a
    b B  d D  f F  l L  m M  n N  p$ PB  p P  r R  ss S  (?<![cfhkpst])s(?=[aeiouybdm]) SZ  s S  t$ TD  t T

    ^[اع] Aa  ^ی YAi  ^و Vu  ه$ -  [عء] -  ا a  ی i  و V?u
    ب B  پ P  ت T  ث TSDZ  ج JK  چ CX  ح H  خ KH  د D  ذ DZ  ر R  ز ZD  ژ JZ  س S  ش X
    ص S  ض ZD  ط T  ظ ZDTS  غ K  ف F  ق K  ک K  گ KJ  ل L  م M  ن N  ه H
"""
"""What letters sound like: a pattern, then capitals for the consonants it may be, `?` where it may be silent, and the vowel it
brings, of three. `-` is nothing. The first row that fits counts. A vowel at the beginning of a word leaves an A."""

_FARTHEST = (-1.0, -1.0, 0.34, 0.5)
"""How far a name may be from one that sounds alike, by how many consonants it has (its first vowel counts as none): one is never
enough. Of the spellings of one name that sound alike, 94 in 100 are nearer with two consonants, 99 with more (tests/names/spellings.json).
"""

TABLE: Mapping[str, Mapping[str, str] | Sequence[str | float | Sequence[str]]] = {
    "signs": _SIGNS,
    "links": sorted(_LINKS),
    "alike": _ALIKE,
    "rows": _ROWS.split(),
    "farthest": _FARTHEST,
}
"""The same for the search page. A pattern means the same in Python and in JavaScript."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The consonants of a name in order, each as the sounds it may be, with `?` at the end where it may be silent;
    how it is `spoken`, by the likeliest of them, with its vowels; and its Latin `letters`, folded, without spaces.
    """

    consonants: tuple[str, ...]
    spoken: str
    letters: str

    def is_like(self, other: Skeleton) -> bool:
        """Whether the two may sound the same."""
        return bool(self.consonants and other.consonants) and _fits(self.consonants, other.consonants)

    def distance(self, other: Skeleton) -> float:
        """How far apart they are, from 0 to 1: the changes from one to the other as a share of its length, as spoken and,
        where both are in Latin letters, as written, of which the sound counts double.
        """
        spoken = _share(self.spoken, other.spoken)
        are_latin = self.letters and other.letters
        return (2 * spoken + _share(self.letters, other.letters)) / 3 if are_latin else spoken


_SIGN_TABLE = str.maketrans(_SIGNS)


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> Skeleton:
    """The skeleton of a name of one word or more. One in other letters has these, as they are folded."""
    composed = unicodedata.normalize("NFC", name).lower().translate(_SIGN_TABLE)
    words = fold(composed).split()
    consonants: list[str] = []
    spoken: list[str] = []
    for number, word in enumerate([w for w in words if w not in _LINKS] or words):
        for sounds, vowel in _sounds(word):
            if sounds and not (number and sounds == "A"):
                consonants.append(sounds)
                spoken.append(sounds[0] if sounds != "A" else "")
            if vowel and not (spoken and spoken[-1] == vowel):
                spoken.append(vowel)
    letters = "".join(words)
    return Skeleton(tuple(consonants), "".join(spoken), letters if letters.isascii() else "")


def sounding(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of `known` that sound like `name`, nearest first."""
    asked = skeleton(name)
    farthest = _FARTHEST[min(sum(sounds != "A" for sounds in asked.consonants), 3)]
    others = [(other, each) for each in known if asked.is_like(other := skeleton(each))]
    near = sorted(
        (distance, each) for other, each in others if (distance := asked.distance(other)) <= farthest
    )
    return tuple(each for _, each in near)


def _sounds(word: str) -> list[tuple[str, str]]:
    for pattern, instead in _ALIKE:
        word = re.sub(pattern, instead, word)
    table, sounds = _table()
    found = []
    for match in table.finditer(word):
        row = sounds[match.lastindex - 1] if match.lastindex else None
        found.append(row or (match[0], ""))
    return found


@cache
def _table() -> tuple[re.Pattern[str], tuple[tuple[str, str] | None, ...]]:
    """One pattern with a group for each row, the last for any other sign, and the consonants and the vowel of each row."""
    cells = _ROWS.split()
    patterns, sounds = cells[::2], cells[1::2]
    rows = [(_capitals(sound), sound[-1] if sound[-1].islower() else "") for sound in sounds]
    return re.compile("|".join(f"({pattern})" for pattern in (*patterns, "."))), (*rows, None)


def _capitals(sound: str) -> str:
    return "".join(c for c in sound if c.isupper() or c == "?")


def _fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one sound after the other is shared; what may be silent may be passed over."""
    reached = _past_silent({0}, other)
    for sounds in one:
        shared = {
            at + 1 for at in reached if at < len(other) and not set(sounds).isdisjoint(other[at].rstrip("?"))
        }
        reached = _past_silent(shared | reached if sounds.endswith("?") else shared, other)
    return len(other) in reached


def _past_silent(places: set[int], sounds: tuple[str, ...]) -> set[int]:
    """The places, and those that are reached from one over what may be silent."""
    reached = set(places)
    for at, each in enumerate(sounds):
        if at in reached and each.endswith("?"):
            reached.add(at + 1)
    return reached


def _share(one: str, other: str) -> float:
    longest = max(len(one), len(other))
    return _steps(one, other) / longest if longest else 0.0


def _steps(one: str, other: str) -> int:
    """Letters to change, add or take away to make the other of the one (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for at, right in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != right))
    return row[-1]
