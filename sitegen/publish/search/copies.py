"""Index copies: a page reduced to what Pagefind shall know of it. They are never published.

Beside the words of its text a page is found by others: other spellings of its own name and of the names it mentions, and the
folded form of words that Pagefind would take otherwise. They go into metadata, which is searched together with the text and
never quoted in a hit. What a reader types is folded before it is searched (`layouts/scripts/search/query.js`), so what is
found by its folded form has to be there in that form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import escape, unescape

from sitegen.model.output import SearchRecord
from sitegen.names.fold import fold, fold_all
from sitegen.publish.search.pagefind import IndexCopy

_BLOCK = re.compile(
    r"</?(?:p|div|section|figure|figcaption|blockquote|[uod]l|li|d[td]|t[hdr]|table|pre|br|hr|h[1-6])\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_WAYS = re.compile(r'<sup\b.*?</sup>|<a\b[^>]* role="doc-backlink".*?</a>', re.DOTALL)
"""What leads to a source or a footnote, and back from there. Nothing else stands in <sup>: Markdown here has no raw HTML."""

_UNREAD = str.maketrans({'"': "\ue000", "\\": "\ue001"})
"""Pagefind does not read what JSON escapes in the value of a filter; `layouts/scripts/search/query.js` puts it back."""

FIELDS = ("title", "names", "also")
"""The metadata of a copy."""


def index_copy(record: SearchRecord) -> IndexCopy:
    """The copy of one page. Title and names are metadata: found, weighed of their own, and not quoted."""
    text = _text(record)
    meta = (record.title, spellings(record.names), further(f"{record.title} {_plain(text)}", record.mentions))
    filters = [
        *(("topic", topic) for topic in record.topics),
        ("type", record.kind),
        *(("source", outlet) for outlet in record.outlets),
        ("year", record.year),
        ("date", record.date),
        ("lang", record.lang),
    ]
    marks = (
        *(_mark("meta", name, value) for name, value in zip(FIELDS, meta, strict=True) if value),
        *(_mark("filter", name, value.translate(_UNREAD)) for name, value in filters if value),
    )
    return _copy(f"/{record.path}", "".join(marks) + text)


def everything() -> IndexCopy:
    """The copy of a page that is none: it has all that a copy can have."""
    return _copy("/", "".join(_mark("meta", name, name) for name in FIELDS) + "<p>everything</p>")


def _copy(address: str, content: str) -> IndexCopy:
    return IndexCopy(address, f"<html><body>{content}</body></html>")


def _text(record: SearchRecord) -> str:
    """What is quoted in a hit: the summary, unless the page's text has it, and the text.

    Never empty: a page without a word is left out of the index.
    """
    body = _WAYS.sub("", record.body)
    is_said = " ".join(record.summary.split()) in _plain(body)
    text = body if is_said else f"<p>{escape(record.summary)}</p>{body}"
    return text if _plain(text) else f"<p>{escape(record.title)}</p>"


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _BLOCK.sub(" ", html))).split())


def _mark(kind: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{kind}="{name}:{escape(value)}"></i>'


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
    words = [form for part in (*odd, *mentions) for form in _fold_words(part)]
    return " ".join(dict.fromkeys(word for word in words if word not in known))


@lru_cache(maxsize=1 << 16)
def _fold_words(part: str) -> tuple[str, ...]:
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
