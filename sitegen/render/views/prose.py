"""Running text as markup: one piece joined with what fills it. Links are relative to the page.

A link to an entry that can be previewed says so with `data-preview`; a citation is a number that leads to the
page's Sources list and can be led back to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from markupsafe import Markup

from sitegen.model.body import (
    Citation,
    Html,
    Image,
    InterfaceWord,
    NoteLetter,
    Piece,
    Reference,
    Words,
    any_of,
)
from sitegen.model.site import (
    CitationFill,
    CitationMark,
    FileFill,
    Fill,
    LinkedText,
    LinkFill,
    NameLink,
    NamesFill,
)
from sitegen.model.words import Words as InterfaceWords
from sitegen.model.words import lettered
from sitegen.render.views.page_context import PageContext


def source_anchor(number: int) -> str:
    """The anchor of a line of the Sources list."""
    return f"source:{number}"


def cite_anchor(number: int, occurrence: int) -> str:
    """The anchor of a place in the text (counted from 1) that cites a line of the Sources list."""
    return f"cite:{number}:{occurrence}"


def prose(ctx: PageContext, entry_id: str, key: str, plain: str) -> Markup:
    """A text of the front matter with its names linked; `plain` is that text as written."""
    text = ctx.index.linked(entry_id).prose.get(key)
    if text is None:
        return Markup(escape(plain))
    return Markup("".join(written(text, partial(markup, ctx))))


def unlinked(text: LinkedText, words: InterfaceWords) -> str:
    """The markup of a text without what leads elsewhere, pictures and embeds: the words a reader reads there."""
    return "".join(written(text, partial(_unlinked, words)))


def written(text: LinkedText, write: Callable[[Piece, Fill | None], str]) -> list[str]:
    """Each piece of a text as `write` writes it with what fills it.

    The number of a citation stands at the word before it, never on a line of its own.
    """
    fills = dict(text.fills)
    row: list[str] = []
    for position, piece in enumerate(text.source.pieces):
        if isinstance(piece, Citation) and row:
            row[-1] = row[-1].rstrip()
        row.append(write(piece, fills.get(position)))
    return row


def markup(ctx: PageContext, piece: Piece, fill: Fill | None) -> str:
    """The markup of one piece; a slot that nothing fills is its plain words."""
    match fill:
        case None:
            return _unfilled(ctx.index.words, piece)
        case NamesFill(parts):
            known = piece.abbreviations if isinstance(piece, Words) else ()
            return "".join(_text(p, known) if isinstance(p, str) else _name(ctx, p, known) for p in parts)
        case LinkFill():
            words = piece.words_html if isinstance(piece, Reference) else ""
            return _anchor(ctx, fill, words or escape(fill.words))
        case CitationFill(marks):
            return f'<sup class="citation">{"".join(_mark(ctx, mark) for mark in marks)}</sup>'
        case FileFill():
            return _file(ctx, piece, fill)
        case _:
            return ""


def _unfilled(words: InterfaceWords, piece: Piece) -> str:
    match piece:
        case Html(html):
            return html
        case Words(text, known):
            return _text(text, known)
        case InterfaceWord(key):
            return escape(words(key))
        case NoteLetter(number):
            return escape(lettered(number, words("lists.letters").split()))
        case Reference():
            return piece.words_html or escape(piece.words or piece.target)
        case _:
            return ""


def _text(text: str, abbreviations: Sequence[tuple[str, str]]) -> str:
    """Text as markup, in which each abbreviation says what it stands for."""
    if not abbreviations:
        return escape(text)
    known = dict(abbreviations)
    parts = any_of(known).split(text)
    return "".join(
        f'<abbr title="{escape(known[part])}">{escape(part)}</abbr>' if i % 2 else escape(part)
        for i, part in enumerate(parts)
    )


def _unlinked(words: InterfaceWords, piece: Piece, fill: Fill | None) -> str:
    if isinstance(fill, LinkFill):
        return (piece.words_html if isinstance(piece, Reference) else "") or escape(fill.words)
    return _unfilled(words, piece)


def _name(ctx: PageContext, name: NameLink, abbreviations: Sequence[tuple[str, str]]) -> str:
    href, words = escape(ctx.link(name.target).href), _text(name.words, abbreviations)
    return f'<a class="name" href="{href}" data-preview>{words}</a>'


def _anchor(ctx: PageContext, fill: LinkFill, words: str) -> str:
    if not fill.target:
        return f'<a href="#{escape(fill.heading)}">{words}</a>'
    link = ctx.link(fill.target, fragment=fill.heading)
    script = link.script if fill.words == link.text else None
    tongue = f' lang="{script.lang}" dir="{script.dir}"' if script else ""
    return f'<a href="{escape(link.href)}" data-preview{tongue}>{words}</a>'


def _mark(ctx: PageContext, mark: CitationMark) -> str:
    locator = f'<span class="locator">{escape(mark.locator)}</span>' if mark.locator else ""
    place, number = cite_anchor(mark.number, mark.occurrence), ctx.index.words.locale.number(mark.number)
    return f'<a href="#{source_anchor(mark.number)}" id="{place}">{number}</a>{locator}'


def _file(ctx: PageContext, piece: Piece, fill: FileFill) -> str:
    href = escape(ctx.href(fill.path, fill.place))
    if isinstance(piece, Image):
        size = f' width="{fill.width}" height="{fill.height}"' if fill.width and fill.height else ""
        return f'<img src="{href}" alt="{escape(piece.alt)}"{size} loading="lazy">'
    words = (piece.words_html or escape(piece.words)) if isinstance(piece, Reference) else ""
    return f'<a href="{href}">{words}</a>'
