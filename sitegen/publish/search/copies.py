"""Index copies: a page reduced to what Pagefind shall know of it. They are never published."""

from __future__ import annotations

import re
from html import escape, unescape

from sitegen.model.output import SearchRecord
from sitegen.publish.search.pagefind import IndexCopy
from sitegen.publish.search.terms import further, spellings

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
