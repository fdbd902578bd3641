"""The words under which a page is found beside those that stand in its text: other spellings of its own name and
of the names it mentions, and the folded form of words that Pagefind would take otherwise.

They go into metadata of the index copy, which is searched together with the text and never quoted in a hit. What a
reader types is folded before it is searched (`layouts/scripts/search-query.js`), so what is found by its folded form
has to be there in that form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from sitegen.names.fold import fold, fold_all

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_ODD = re.compile(r"\S*[^A-Za-z0-9\s]\S*")
_EDGES = "\"'().,:;!?[]“”‘’«»…"


def spellings(names: Iterable[str]) -> str:
    """The names as written, then what of their folded words, joined and apart, is not in them already.

    Signs part them: two names that stand side by side are no phrase.
    """
    written = tuple(dict.fromkeys(names))
    text = " ".join(written)
    known = _found(text)
    words = [
        form
        for name in written
        for form in (*fold(name).split(), _joined(fold_all(name)), _joined(fold(name)))
    ]
    return " · ".join([*written, *dict.fromkeys(word for word in words if word not in known)])


def further(text: str, mentions: Iterable[str]) -> str:
    """The folded words of `text` and of the names that are mentioned in it, as far as `text` is not found by them."""
    known = _found(text)
    odd = (word.strip(_EDGES) for word in _ODD.findall(text))
    words = [form for part in (*odd, *mentions) for form in fold_words(part)]
    return " ".join(dict.fromkeys(word for word in words if word not in known))


@lru_cache(maxsize=1 << 16)
def fold_words(part: str) -> tuple[str, ...]:
    """The folded words of a word or a name. Remembered: pages mention the same names."""
    return tuple(fold(part).split())


def _joined(words: Iterable[str]) -> str:
    return "".join(words).replace(" ", "")


def _found(text: str) -> set[str]:
    """The words by which Pagefind finds a text: each as a whole without its punctuation, and its parts.

    Less than it really does in rare cases (it also takes apart camelCase), so that nothing is ever left out.
    """
    return {word for written in set(text.split()) for word in _forms(written)}


@lru_cache(maxsize=1 << 16)
def _forms(written: str) -> tuple[str, ...]:
    if written.isascii() and written.isalnum():
        return (written.lower(),)
    marked = unicodedata.normalize("NFD", written.lower())
    plain = "".join(sign for sign in marked if unicodedata.category(sign)[0] != "M")
    # Of the parts, Pagefind leaves out those of one letter.
    parts = (part for part in _PUNCTUATION.sub(" ", plain).split() if len(part) > 1)
    return ("".join(filter(str.isalnum, plain)), *parts)
