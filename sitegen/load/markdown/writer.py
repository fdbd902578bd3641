"""Tokens in, pieces out: what every extension writes to.

Text goes out as `Words` where names may link, as `Html` in headings and links; everything between two slots is one
piece, and each inline content begins and ends at the edge of a piece, so that sentences can be looked for in it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import NamedTuple, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.faults import Fault, Span
from sitegen.load.markdown.source import SLOTS, Source, output_limit
from sitegen.model.body import Block, Heading, Html, Piece, Slot, WebLink, Words, any_of
from sitegen.model.words import lettered

Render: TypeAlias = Callable[["Writer", Sequence[Token], int], None]
"""Writes token number i of a row of tokens."""


class Extension(NamedTuple):
    """A piece of syntax: how markdown-it learns to read it, and how each of its tokens is written.

    `signs` are the characters at which it begins or ends inside a line; empty where it is made of whole lines. No rule is
    asked at a character that no extension names.
    """

    install: Callable[[MarkdownIt], object]
    render: Mapping[str, Render]
    signs: str


@dataclass(slots=True)
class Note:
    """A footnote: its blocks, the line of its definition, its number once it is referred to, and how often that was so far."""

    tokens: list[Token]
    line: int
    number: int = 0
    uses: int = 0

    @property
    def letter(self) -> str:
        """What it is called in addresses: a, b ... z, aa, ab, as `<ol type="a">` counts."""
        return lettered(self.number, ascii_lowercase)


class Abbreviations:
    """What the abbreviations of a body stand for, and which of them stood in a text so far."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.used: set[str] = set()
        self._known = known
        self._any = any_of(known) if known else None

    def of(self, text: str) -> tuple[tuple[str, str], ...]:
        """Those in `text`, each once, with what they stand for."""
        if self._any is None:
            return ()
        found = dict.fromkeys(self._any.findall(text))
        self.used |= found.keys()
        return tuple((short, self._known[short]) for short in found)


class Writer:
    """Writes one body. `rules` say how each type of token is written."""

    def __init__(self, source: Source, rules: Mapping[str, Render]) -> None:
        self.source = source
        self.pieces: list[Piece] = []
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.anchors = Anchors()
        self.fragments: list[tuple[str, Span]] = []
        """Links to headings of this page."""
        self.links: list[WebLink] = []
        self.abbreviations = Abbreviations({})
        self.tables = 0
        """How many have begun: their columns are numbered, and name them."""
        self.notes: dict[str, Note] = {}
        self.cited_notes: list[Note] = []
        self.plain = False
        """Whether text is written as it is, since names may not link here."""
        self._links: list[tuple[Token, bool]] = []
        self._rules = rules
        self._inline = Token("inline", "", 0)
        self._html: list[str] = []
        self._text: list[str] = []
        self._words: list[str] = []
        self._room = output_limit(source.text)
        self._slots = 0

    def write(self, tokens: Sequence[Token]) -> None:
        """Writes block tokens."""
        for i, token in enumerate(tokens):
            if token.type == "inline":
                self._write_inline(token)
            else:
                self._rules[token.type](self, tokens, i)

    def _write_inline(self, inline: Token) -> None:
        self.flush()
        first = len(self.pieces)
        self._inline = inline
        children = inline.children or ()
        for i, token in enumerate(children):
            if token.type == "text":
                self.words(token.content)
            else:
                self._rules[token.type](self, children, i)
        self.flush()
        if len(self.pieces) > first:
            paragraph = inline.level == 1 and not self.plain
            self.blocks.append(Block(first, len(self.pieces), heading=self.plain, paragraph=paragraph))

    def html(self, markup: str, text: str = "") -> None:
        """Writes finished markup, and what a reader reads in it."""
        if self._words:
            self.flush()
        self._html.append(markup)
        if text:
            self._text.append(text)
        self._count(len(markup))

    def words(self, text: str) -> None:
        """Writes text."""
        if self.plain:
            self.html(escape(text), text)
        elif text:
            if self._html:
                self.flush()
            self._words.append(text)

    def slot(self, slot: Slot, size: int) -> None:
        """Leaves a slot; `size` is the length of the texts it holds."""
        self.flush()
        self.pieces.append(slot)
        self._count(size)
        self._slots += 1
        if self._slots > SLOTS:
            message = f"this page has more than {SLOTS:,} references, citations and images"
            self.source.give_up(Fault("too-many-references", message, "split it into several pages"))

    @property
    def link(self) -> Token | None:
        """The link whose words are being written."""
        return self._links[0][0] if self._links else None

    def begin_link(self, token: Token) -> None:
        """From here on words are those of a link."""
        self._links.append((token, self.plain))
        self.plain = True

    def end_link(self) -> Token:
        """Ends the innermost link begun."""
        token, self.plain = self._links.pop()
        return token

    def flush(self) -> None:
        """Ends the piece being written."""
        if self._html:
            self.pieces.append(Html(*self.take()))
        elif self._words:
            text = "".join(self._words)
            self.pieces.append(Words(text, self.abbreviations.of(text)))
            self._words.clear()

    def take(self) -> tuple[str, str]:
        """The markup written since the last piece, and its text: they become no piece."""
        taken = "".join(self._html), "".join(self._text)
        self._html.clear()
        self._text.clear()
        return taken

    def span(self, token: Token) -> Span:
        """The place of an inline token that knows its own."""
        return self.span_of(*token.meta["at"])

    def span_of(self, start: int, end: int) -> Span:
        """The place of a stretch of the inline content that is being written."""
        return self.source.inline(self._inline, start, end)

    def report(self, where: Token | Span, fault: Fault) -> None:
        """Notes a fault at an inline token or a place."""
        self.source.report(where if isinstance(where, Span) else self.span(where), fault)

    def _count(self, size: int) -> None:
        self._room -= size
        if self._room < 0:
            limit = output_limit(self.source.text)
            message = f"this Markdown would become more than {limit:,} characters of HTML"
            fix = "take out what repeats: long addresses, wide tables of empty cells"
            self.source.give_up(Fault("output-size", message, fix))


def escape(text: str) -> str:
    """`text` as HTML between tags."""
    return html.escape(text, quote=False)


def quoted(text: str) -> str:
    """`text` as the value of an attribute, with its quotation marks."""
    return f'"{html.escape(text)}"'


def tag(markup: str) -> Render:
    """Writes a token as `markup`, always."""
    return lambda writer, _tokens, _i: writer.html(markup)


def plain_text(tokens: Sequence[Token]) -> str:
    """What a reader reads in inline tokens, in one line."""
    return " ".join("".join(map(_plain, tokens)).split())


def _plain(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return plain_text(token.children or ()) if token.type == "image" else token.content


_DROPPED = re.compile(
    "['’ʼ\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20dd-\u20e0\u20e2-\u20e4"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Apostrophes, what Unicode calls ignorable by default (zero-width signs, selectors of variants, tags), and what is
drawn round or upon a sign (keycaps)."""

_NOT_ASCII_WORD = re.compile("[^a-z0-9]+")


_DROPPED_ONCE = re.compile("['’ʼ\u200b-\u200f]")
"""What was dropped before: addresses that were published then still lead to their headings."""


def slug(text: str, dropped: re.Pattern[str] = _DROPPED) -> str:
    """`text` as an anchor: letters, marks and digits of any script in lower case, hyphens between. Never empty.

    Nothing is in it that nobody sees.
    """
    text = dropped.sub("", text.lower())
    if text.isascii():
        return _NOT_ASCII_WORD.sub("-", text).strip("-") or "section"
    text = unicodedata.normalize("NFC", text)
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    return "-".join("".join(kept).split()) or "section"


class Anchors:
    """The names of headings in addresses, in any script, each once on a page.

    They hold letters, marks, digits and hyphens only: an id with another character (`fn:a`) never collides with one. The time it takes grows with their number, however many are equal.
    """

    def __init__(self, headings: Iterable[str] = ()) -> None:
        """`headings` are the words of all of them, which go before the anchors of former times."""
        self._slugs = frozenset(map(slug, headings))
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def __contains__(self, anchor: str) -> bool:
        return anchor in self._taken

    def new(self, text: str) -> str:
        """An anchor for the heading `text`; a hyphen and a number tell equal ones apart, from 2."""
        base = anchor = slug(text)
        number = self._next.get(base, 1)
        while anchor in self._taken:
            number += 1
            anchor = f"{base}-{number}"
        self._next[base] = number
        self._taken.add(anchor)
        return anchor

    def former(self, text: str) -> str | None:
        """The anchor that the heading `text` had when they could hold what nobody sees, where that was another one."""
        anchor = slug(text, _DROPPED_ONCE)
        if anchor in self._slugs or anchor in self._taken:
            return None
        self._taken.add(anchor)
        return anchor
