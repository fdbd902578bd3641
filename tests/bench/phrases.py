"""Words that mean nothing and are spread like words of a language: few are common, most are rare.

Names are made of open syllables and words end in a consonant, so that no word is a name by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import TypeVar

from tests.chance import chances

T = TypeVar("T")

_VOCABULARY = 9_000
_COMMON = 40  # words about equally common; what comes after gets rarer, as in a language
_PHRASES = 3_000
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_ENDS = "dklmnrst"
_LITTLE = ("the", "of", "and", "to", "in", "that", "for", "with", "on", "as", "by", "from")
_FIRST_NAMES = (
    *("Adel", "Amir", "Anna", "Arash", "Basim", "Celine", "Dara", "Elena", "Farid", "Goran", "Hadi", "Ilse"),
    *(
        "Jamal",
        "Karim",
        "Layla",
        "Maria",
        "Nadir",
        "Omid",
        "Parisa",
        "Qasim",
        "Rana",
        "Samir",
        "Tariq",
        "Yara",
    ),
)


class Draw:
    """Chance that picks, the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self._chance = chances(seed)

    def below(self, count: int) -> int:
        """A number below `count`."""
        return int(next(self._chance) * count)

    def rank(self, count: int) -> int:
        """A number below `count`, the small ones far more often."""
        return int((count + 1) ** next(self._chance)) - 1

    def one(self, values: Sequence[T]) -> T:
        """One of them."""
        return values[self.below(len(values))]

    def phrase(self) -> str:
        """Some words that end no sentence."""
        return self.one(_phrases())

    def heading(self) -> str:
        """Words that begin with a capital."""
        return self.phrase().capitalize()

    def sentence(self, name: str = "") -> str:
        """Some twenty words; the name stands among small letters, so that it can link."""
        return " ".join(filter(None, (self.heading(), name, *(self.phrase() for _ in range(3))))) + "."

    def paragraph(self, sentences: int) -> str:
        """One sentence a line."""
        return "\n".join(self.sentence() for _ in range(sentences))


@cache
def _phrases() -> tuple[str, ...]:
    """Of three to seven words each."""
    chance = chances("phrases")
    return tuple(_phrase(list(islice(chance, 3 + number % 5))) for number in range(_PHRASES))


def coined(number: int) -> str:
    """A name nobody has, another one for each number up to 343,000."""
    number = number * 104_729 % 343_000  # neighbours do not look alike
    syllables = []
    for _ in range(3):
        number, syllable = divmod(number, 70)
        syllables.append(_CONSONANTS[syllable // 5] + _VOWELS[syllable % 5])
    return "".join(syllables).capitalize()


def first_name(number: int) -> str:
    """A first name; they return after some."""
    return _FIRST_NAMES[number % len(_FIRST_NAMES)]


def _phrase(chance: list[float]) -> str:
    """Every second word is a little one."""
    return " ".join(
        _LITTLE[int(value * len(_LITTLE))]
        if place % 2
        else _word(int(_COMMON * (_VOCABULARY / _COMMON) ** value))
        for place, value in enumerate(chance)
    )


@cache
def _word(number: int) -> str:
    """Common words are short."""
    chance = chances(f"word {number}")
    syllables = 1 + (number > 60) + (number > 1_500) + int(next(chance) * 2)
    parts = [_CONSONANTS[int(next(chance) * 14)] + _VOWELS[int(next(chance) * 5)] for _ in range(syllables)]
    return "".join(parts) + _ENDS[int(next(chance) * 8)]
