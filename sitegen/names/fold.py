"""fold(): one spelling for all the ways in which a name is typed.

Names from Persian, Arabic, Armenian and Azerbaijani reach Latin letters in many forms, and keyboards differ in
which ya, kaf or apostrophe they give. `fold` keeps what all forms have in common. The search page folds what is
typed with `layouts/scripts/search/fold.js`, which is given the table of this module.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

_APOSTROPHES = "'`´ʹʻʼʽʾʿˈ‘’‛′＇"
_HAMZA_AND_STRETCH = "\u0621\u0674\u0640"
_DROPPED = _APOSTROPHES + _HAMZA_AND_STRETCH
"""Signs that one writer sets and the next leaves out."""

_LETTERS = {
    "ي": "ی", "ى": "ی", "ے": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ٱ": "ا", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ə": "a", "ß": "ss", "æ": "ae", "œ": "oe",
    "þ": "th", "ð": "d",
    **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
}  # fmt: skip
"""Letters that stand for one another and that Unicode does not take apart; Arabic and Persian digits."""

_ARTICLES = frozenset(["al", "el", "ul", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ud"])
"""The Arabic article, also as it sounds before the letter that follows: al-, as-Sadr, ash-Shaabi."""

_ARABIC_ARTICLE = "ال"

TABLE: Mapping[str, str | Sequence[str] | Mapping[str, str]] = {
    "dropped": _DROPPED,
    "letters": _LETTERS,
    "articles": sorted(_ARTICLES),
    "arabic_article": _ARABIC_ARTICLE,
}
"""The same for the search page."""

_NON_JOINER = "\u200c"  # stands between the parts of a Persian word
_DROP = str.maketrans("", "", _DROPPED)
_SAME_LETTER = str.maketrans(_LETTERS)
_INSIDE_NUMBER = re.compile(r"(?<=[0-9])[.,٫٬](?=[0-9])")


@cache
def _word_sign(character: str) -> str:
    """The character where it belongs to a word, nothing where it does not show, else a space."""
    kind = unicodedata.category(character)
    if kind[0] in "LN":
        return character
    return "" if kind[0] == "M" or (kind == "Cf" and character != _NON_JOINER) else " "


def fold_all(text: str) -> tuple[str, ...]:
    """The folded words of `text`, articles included."""
    signs = unicodedata.normalize("NFKD", text.translate(_DROP)).lower()
    signs = unicodedata.normalize("NFKD", signs).translate(_DROP)
    letters = "".join(map(_word_sign, _INSIDE_NUMBER.sub("", signs.translate(_SAME_LETTER))))
    return tuple(letters.split())


def fold(text: str) -> str:
    """The folded words of `text` with one space between them, without articles unless there is nothing else."""
    words = fold_all(text)
    bare = [_without_arabic_article(word) for word in words if word not in _ARTICLES]
    return " ".join(bare or words)


def _without_arabic_article(word: str) -> str:
    # Four letters and fewer, as in Allah, are a word of their own.
    return word[2:] if word.startswith(_ARABIC_ARTICLE) and len(word) > 4 else word
