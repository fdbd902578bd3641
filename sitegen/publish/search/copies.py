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
_NOTE_NUMBER = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
"""What leads to a source or a footnote. Nothing else stands in <sup>: Markdown here has no raw HTML."""

_UNREAD = str.maketrans({'"': "\ue000", "\\": "\ue001"})
"""Pagefind does not read what JSON escapes in the value of a filter; `layouts/scripts/search/query.js` puts it back."""

_NEVER = "0000"
"""Sorts what has no date after everything that has one."""


def index_copy(record: SearchRecord) -> IndexCopy:
    """The copy of one page. Title and names are metadata: found, weighed of their own, and not quoted."""
    text = _text(record)
    meta = {
        "title": record.title,
        "names": spellings(record.names),
        "also": further(_plain(text), record.mentions),
    }
    filters = [
        *(("topic", topic) for topic in record.topics),
        ("type", record.kind),
        *(("source", outlet) for outlet in record.outlets),
        ("year", record.year),
        ("date", record.date),
        ("lang", record.lang),
    ]
    marks = (
        *(_mark("meta", name, value) for name, value in meta.items() if value),
        *(_mark("filter", name, value.translate(_UNREAD)) for name, value in filters if value),
        _mark("sort", "date", record.order or _NEVER),
    )
    return IndexCopy(f"/{record.path}", f"<html><body>{''.join(marks)}{text}</body></html>")


def _text(record: SearchRecord) -> str:
    """What is quoted in a hit: the summary, unless the page's text has it, and the text.

    Never empty: a page without a word is left out of the index.
    """
    body = _NOTE_NUMBER.sub("", record.body)
    is_said = " ".join(record.summary.split()) in _plain(body)
    text = body if is_said else f"<p>{escape(record.summary)}</p>{body}"
    return text if _plain(text) else f"<p>{escape(record.title)}</p>"


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _BLOCK.sub(" ", html))).split())


def _mark(kind: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{kind}="{name}:{escape(value)}"></i>'
