"""A body of Markdown, read once: finished HTML with open slots for what only the whole site knows.

A `Body` is a row of pieces. Joined in order they are the body's HTML; the pieces that are not `Html`
are slots, which the link stage fills with values and the render stage turns into markup. So Markdown runs
once per body, whatever happens to the rest of the site. Bodies hold no path and no id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from sitegen.cache.keys import Keyed, Late
from sitegen.faults import Span

SPARE_SPACE = re.compile(r" +(?= |(?:[)\]]?[.,;:!?\u060c\u061b\u061f\u06d4]|[)\]])(?: |$))")
"""What a citation, which has no words, leaves behind in running text: the space before it."""

_WORD = re.compile(r"\S*\w\S*")


class Html(NamedTuple):
    """Finished markup, and the text a reader reads in it (`""` for bare tags)."""

    html: str
    text: str = ""


class Words(NamedTuple):
    """A run of plain text (not escaped) in which names may become links; what the abbreviations in it stand for."""

    text: str
    abbreviations: tuple[tuple[str, str], ...] = ()


class Reference(NamedTuple):
    """`[[target#heading|words]]`, or `[words](../notes/x.md#heading)` with `relative` set.

    `target` is as written, without heading, and empty for the page itself; `words` are empty where the title of the target
    (for the page itself: the words of the heading, which is its anchor then) shall stand.
    The words of a relative link may hold markup (`words_html`).
    """

    target: str
    span: Span
    heading: str = ""
    words: str = ""
    relative: bool = False
    words_html: str = ""


class CitedItem(NamedTuple):
    """One entry of a citation: its id and the place in it (`p. 3`), each as written."""

    target: str
    locator: str
    span: Span


class Citation(NamedTuple):
    """`[@id]`, `[@id, p. 3]` or `[@a; @b]`: one number in the text for each item."""

    items: tuple[CitedItem, ...]


class Embed(NamedTuple):
    """`![[id]]` alone on its line: the entry's summary, a claim's table or an event's line stands here."""

    target: str
    span: Span


class Image(NamedTuple):
    """An image the body shows: its target as written, its alternative text, and where it stands."""

    target: str
    alt: str
    span: Span


class InterfaceWord(NamedTuple):
    """A word of the interface that stands in the text, by its key."""

    key: str


class NoteLetter(NamedTuple):
    """The letter of a footnote where the text refers to it, in the letters of the interface, by its number from 1 on."""

    number: int


Slot: TypeAlias = Words | Reference | Citation | Embed | Image | InterfaceWord | NoteLetter
Piece: TypeAlias = Html | Slot
_LEADING = (Reference, Citation, Embed, Image)


class Heading(NamedTuple):
    """A heading: level 2 to 6 as rendered, its anchor (unique in the document, any script) and its plain text.

    The text is as written: what a reference without words is called is known when all entries are.
    """

    level: int
    anchor: str
    text: str
    span: Span


class Block(NamedTuple):
    """The pieces `first` up to (not with) `end` are the inline content of one paragraph, cell, item or heading.

    Sentences are looked for inside a block, never across two. `paragraph` is one of running text: it stands in no list,
    quotation, note or table.
    """

    first: int
    end: int
    heading: bool = False
    paragraph: bool = False


class WebLink(NamedTuple):
    """A link to another site, whose markup is finished: its address, and where it stands."""

    address: str
    span: Span


@dataclass(frozen=True, slots=True)
class Handle:
    """A word behind an @ in running text: somebody's handle, or a citation as Pandoc has it, if an entry is called so.

    Between `before` and `after` (`[@`, `]`) its id would be cited.
    """

    word: str
    span: Span
    before: str
    after: str


class BodyText(NamedTuple):
    """What of a body is not looked at unless its text is: `blocks` of `pieces`, and the `links` that lead to other sites."""

    pieces: tuple[Piece, ...] = ()
    blocks: tuple[Block, ...] = ()
    links: tuple[WebLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Body(Keyed):
    """A parsed body. `leading` are the slots that lead somewhere (neither words nor such of the interface), by index.

    The spans in it count lines from the top of the file, not of the body (the parser is told the offset).
    """

    text: Late[BodyText] = field(default_factory=lambda: Late(BodyText()))
    leading: tuple[tuple[int, Slot], ...] = ()
    headings: tuple[Heading, ...] = ()
    handles: tuple[Handle, ...] = ()

    @classmethod
    def of(
        cls,
        pieces: tuple[Piece, ...],
        blocks: tuple[Block, ...],
        links: tuple[WebLink, ...] = (),
        headings: tuple[Heading, ...] = (),
        handles: tuple[Handle, ...] = (),
    ) -> Body:
        """The body of these."""
        leading = tuple((i, piece) for i, piece in enumerate(pieces) if isinstance(piece, _LEADING))
        return Body(Late(BodyText(pieces, blocks, links)), leading, headings, handles)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its HTML and its slots, in order."""
        return self.text.value.pieces

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its paragraphs, cells, items and headings."""
        return self.text.value.blocks

    @property
    def links(self) -> tuple[WebLink, ...]:
        """Its links to other sites."""
        return self.text.value.links

    def block_pieces(self, block: Block) -> tuple[Piece, ...]:
        """The inline pieces of `block`, in order."""
        return self.pieces[block.first : block.end]

    def headed(self) -> Iterator[tuple[Heading, Block]]:
        """Every heading with its block, in order."""
        return zip(self.headings, (block for block in self.blocks if block.heading), strict=False)

    @property
    def word_count(self) -> int:
        """Words of running text; citations and embeds count none, a reference without words counts one."""
        edges = {edge for block in self.blocks for edge in (block.first, block.end)}
        texts = (f"{' ' if i in edges else ''}{_words(piece)}" for i, piece in enumerate(self.pieces))
        return len(_WORD.findall("".join(texts)))


def _words(piece: Piece) -> str:
    match piece:
        case Html(_, text) | Words(text, _):
            return text
        case Reference():
            return piece.words or (piece.target or piece.heading).replace(" ", "-")
        case _:
            return ""


def any_of(abbreviations: Iterable[str]) -> re.Pattern[str]:
    """Finds abbreviations that stand as words of their own; of two that begin alike, the longer."""
    longest_first = sorted(map(re.escape, abbreviations), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)")


EMPTY = Body()


def plain(text: str) -> Body:
    """A text of the front matter, which is not Markdown: one run of words in one block."""
    return Body.of((Words(text),), (Block(0, 1),)) if text else EMPTY
