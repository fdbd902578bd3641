"""The words under which a page is found beside those that stand in its text: other spellings of its own name and
of the names it mentions, and the folded form of words that Pagefind would take otherwise.

They go into metadata of the index copy, which is searched together with the text and never quoted in a hit. What a
reader types is folded before it is searched (`layouts/scripts/search/query.js`), so what is found by its folded form
has to be there in that form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from sitegen.names.fold import fold, fold_all

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_EDGES = "\"'().,:;!?[]“”‘’«»…"


def spellings(names: Iterable[str]) -> str:
    """The names as written, then what of their folded words, joined and apart, is not in them already.

    Signs part them: two names that stand side by side are no phrase.
    """
    written = tuple(dict.fromkeys(names))
    known = _found(" ".join(written).split())
    words = [
        form
        for name in written
        for form in (*fold(name).split(), _joined(fold_all(name)), _joined(fold(name)))
    ]
    return " · ".join([*written, *dict.fromkeys(word for word in words if word not in known)])


def further(text: str, mentions: Iterable[str]) -> str:
    """The folded words of `text` and of the names that are mentioned in it, as far as `text` is not found by them."""
    written = dict.fromkeys(text.split())
    known = _found(written)
    odd = (word.strip(_EDGES) for word in written if not _is_plain(word))
    words = [form for part in (*odd, *mentions) for form in fold_words(part)]
    return " ".join(dict.fromkeys(word for word in words if word not in known))


@lru_cache(maxsize=1 << 16)
def fold_words(part: str) -> tuple[str, ...]:
    """The folded words of a word or a name. Remembered: pages mention the same names."""
    return tuple(fold(part).split())


def _joined(words: Iterable[str]) -> str:
    return "".join(words).replace(" ", "")


def _found(written: Iterable[str]) -> set[str]:
    """The words by which Pagefind finds words as written: each as a whole without its punctuation, and its parts.

    Less than it really does in rare cases (it also takes apart camelCase), so that nothing is ever left out.
    """
    return {form for word in set(written) for form in _forms(word)}


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalnum()


@lru_cache(maxsize=1 << 16)
def _forms(written: str) -> tuple[str, ...]:
    if _is_plain(written):
        return (written.lower(),)
    marked = unicodedata.normalize("NFD", written.lower())
    plain = "".join(sign for sign in marked if unicodedata.category(sign)[0] != "M")
    # Of the parts, Pagefind leaves out those of one letter.
    parts = (part for part in _PUNCTUATION.sub(" ", plain).split() if len(part) > 1)
    return ("".join(filter(str.isalnum, plain)), *parts)
