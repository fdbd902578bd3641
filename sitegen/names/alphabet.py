"""In which order a language puts its words, and under which letters it files them.

Words go by their folded form (`fold`), letter by letter as Unicode has them, which is the order of English, Greek or Russian,
and not that of Persian or Arabic: their letters stand in several blocks of Unicode, and which of them are one letter differs between the
two. So each of these has its letters here, as CLDR orders them (the root collation with the tailoring of the language,
https://cldr.unicode.org). After digits come its own letters, after these the Latin ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from sitegen.names.fold import fold, fold_all

OTHER = "other"
"""The letter of what begins with none."""

_MADDA, _HAMZA = "ٮ", "ٯ"
"""Letters of no living spelling, which stand for alef with madda and for hamza: fold keeps neither."""

_FIRST = ord("9") + 1
"""Between digits and small Latin letters there is room for the letters of an alphabet."""


class Alphabet(NamedTuple):
    """The order of a language. `respelt` is done to a text before it is folded, `places` to it folded; `headings` are the
    letters under which others are filed. Where it has none of these it is the order of English.
    """

    respelt: Mapping[int, str] = {}
    places: Mapping[int, int] = {}
    headings: Mapping[str, str] = {}

    def sort_key(self, text: str) -> tuple[tuple[str, ...], str]:
        """The place of a text in a list: by its folded words, so that no accent, capital or apostrophe puts it behind Z."""
        return tuple(word.translate(self.places) for word in fold_all(self._respell(text))), text

    def name_key(self, name: str) -> str:
        """The place of a name in a list of names: without the Arabic article."""
        return fold(self._respell(name)).translate(self.places)

    def letter(self, name: str) -> str:
        """The letter under which a name is filed, as the file name of its page: `a` to `z`, `u0628`, or `OTHER`.

        Where the language says nothing of a letter, it is one of its own if it can be a capital: the scripts with capitals
        are alphabets of some thirty letters. Others may have thousands of signs.
        """
        first = fold(self._respell(name))[:1]
        if first and ord(first) in self.places:
            return f"u{ord(self.headings.get(first, first)):04x}"
        if first == first.upper():
            return OTHER
        return first if first.isascii() else f"u{ord(first):04x}"

    def _respell(self, text: str) -> str:
        return unicodedata.normalize("NFC", text).translate(self.respelt) if self.respelt else text


def letter_label(letter: str) -> str:
    """What readers see of a letter that is not `OTHER`: `A`, `Б`, `ب`."""
    return (chr(int(letter[1:], 16)) if letter[1:] else letter).title()


def _alphabet(letters: str, respelt: Mapping[str, str], headings: Mapping[str, str]) -> Alphabet:
    """An alphabet of `letters` with a space between them; those without one have the same place."""
    groups = letters.split()
    places = {ord(letter): _FIRST + place for place, group in enumerate(groups) for letter in group}
    return Alphabet({ord(letter): text for letter, text in respelt.items()}, places, headings)


_CONSONANTS = "ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ڤ ق ک گ ل م ن"
_ALPHABETS = {
    "ar": _alphabet(
        f"ا{_HAMZA} {_CONSONANTS} ه و ی",
        {"آ": f"{_HAMZA}ا", "ة": "ت"} | dict.fromkeys("ءأؤإئ", _HAMZA),
        {_HAMZA: "ا", "ک": "ك", "ی": "ي"},
    ),
    "fa": _alphabet(
        f"{_MADDA} ا {_HAMZA} {_CONSONANTS} و ه ی",
        {"آ": _MADDA} | dict.fromkeys("ءأؤإئ", _HAMZA),
        {_MADDA: "آ", _HAMZA: "ا"},
    ),
}


def alphabet_of(language: str) -> Alphabet:
    """The order of a language (BCP 47); of one that has none here, that of English."""
    return _ALPHABETS.get(language.partition("-")[0], Alphabet())
