"""HTML as it was saved -> a tree in which every element knows where it stands in the file.

Nothing is executed and nothing fetched. One pass over the tags, in time that grows with the length alone, makes markup
that a parser can bear: scripts, styles and comments out, pictures inside addresses out, nesting cut at a depth that no
page needs, and on every tag the place where it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

AT = "x-at"
"""The attribute that says at which character of the page a tag begins."""

DEEPEST = 60
"""Elements of structure inside one another; parsers and the library that finds the main text go on in circles."""

MOST_MARKUP = 12 * 1024 * 1024
"""Characters of markup, without scripts and pictures. Ten long books have as many."""

_LONGEST_ATTRIBUTES = 4_000
_MOST_JSON = 2 * 1024 * 1024

_TOKEN = re.compile(
    r"<!--.*?(?:--!?>|\Z)"
    r"|<(?P<raw>script|style|svg|template|iframe|noembed|object|canvas|math)(?=[\s/>])(?P<rawattrs>(?:[^>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*+)(?:>|\Z)"
    r"(?P<content>.*?)(?:</(?P=raw)(?=[\s/>])[^>]*(?:>|\Z)|\Z)"
    r"|</(?P<close>[a-zA-Z][^\s/>]*)[^>]*(?:>|\Z)"
    r"|<(?P<open>[a-zA-Z][^\s/>]*)(?P<attrs>(?:[^>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*+)(?:>|\Z)"
    r"|<[!?/][^>]*(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_DATA_ADDRESS = re.compile(r"data:[^\"'\s)>]{200,}")
_JSON_LD = re.compile(r"application/(?:ld\+json|json\+ld)", re.IGNORECASE)
_VOID = frozenset(
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "td", "th", "tr", "dt", "dd", "option",
    ]
)  # fmt: skip
"""Tags that need no end: they do not nest without limit."""


_IN_HEAD = frozenset(
    [
        "html", "head", "title", "base", "link", "meta", "style", "script", "noscript", "template",
    ]
)  # fmt: skip
"""What may stand before the body. The parser knows no newer element, and would take the whole page for a head."""


@dataclass(frozen=True, slots=True)
class Markup:
    """A page ready to be read: its tree, its blocks of JSON-LD as written, and where each end tag ends, in order."""

    root: Any
    json_ld: tuple[str, ...]
    comments: tuple[str, ...]
    ends: tuple[int, ...]
    is_cut: bool


class TooMuchMarkup(Exception):
    """A page with more markup than is read."""


def parse(text: str) -> Markup:
    """The tree of an HTML page.

    Raises:
        TooMuchMarkup: there is more of it than any page has.
    """
    cleaner = _Cleaner(text)
    markup = cleaner.cleaned()
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        root = html.document_fromstring("<html><body></body></html>")
    return Markup(root, tuple(cleaner.json_ld), tuple(cleaner.comments), tuple(cleaner.ends), cleaner.is_cut)


class _Cleaner:
    """One pass over the tags of `text`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._depth = 0
        self._in_body = False
        self.json_ld: list[str] = []
        self.comments: list[str] = []
        self.ends: list[int] = []
        self.is_cut = False

    def cleaned(self) -> str:
        parts: list[str] = []
        done = size = 0
        for token in _TOKEN.finditer(self._text):
            words = self._text[done : token.start()]
            tag = self._tag(token)
            parts += (words.replace("\x00", ""), tag)
            done = token.end()
            size += len(words) + len(tag)
            if size > MOST_MARKUP:
                raise TooMuchMarkup
        rest = self._text[done:]
        if size + len(rest) > MOST_MARKUP:
            raise TooMuchMarkup
        parts.append(rest.replace("\x00", ""))
        return "".join(parts)

    def _tag(self, token: re.Match[str]) -> str:
        if token.end() == len(self._text) and not token[0].endswith(">"):
            self.is_cut = True
        if token["raw"] is not None:
            if _JSON_LD.search(token["rawattrs"]) and len(token["content"]) <= _MOST_JSON:
                self.json_ld.append(token["content"])
            return " " if token["raw"].lower() in ("svg", "math") else ""
        if token["close"] is not None:
            return self._closed(token)
        if token["open"] is None:
            if token[0].startswith("<!--") and len(token[0]) < 2_000:
                self.comments.append(token[0])
            return ""
        return self._opened(token)

    def _opened(self, token: re.Match[str]) -> str:
        name, attributes = token["open"].lower(), token["attrs"]
        before = "" if self._in_body or name in _IN_HEAD else self._begin_body(name)
        if len(attributes) > 200:
            attributes = _DATA_ADDRESS.sub("", attributes)[:_LONGEST_ATTRIBUTES]
            if attributes.count('"') % 2 or attributes.count("'") % 2:
                attributes = ""
        if name not in _VOID and not attributes.endswith("/"):
            self._depth += 1
            if self._depth > DEEPEST:
                return before or " "
        return f'{before}<{name} {AT}="{token.start()}"{attributes}>'

    def _begin_body(self, name: str) -> str:
        """The tags that begin the body, where they were left out before an element that stands in no head."""
        self._in_body = True
        return "" if name in ("body", "frameset") else "</head><body>"

    def _closed(self, token: re.Match[str]) -> str:
        name = token["close"].lower()
        self.ends.append(token.end())
        if name not in _VOID:
            self._depth = max(0, self._depth - 1)
            if self._depth >= DEEPEST:
                return " "
        return f"</{name}>"
