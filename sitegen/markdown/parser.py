"""The parser: markdown-it with our extensions, and what they write put together to a `Document`.

`EXTENSIONS` is the syntax in one list; its order is the order in which they are asked at a character that several
begin with (`[`). A body that holds too much, or two versions at once, is not parsed: what follows from that would
hide what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.errors import Checked
from sitegen.markdown.characters import report_characters
from sitegen.markdown.citations import CITATIONS
from sitegen.markdown.commonmark import COMMONMARK, too_deep
from sitegen.markdown.definitions import DEFINITIONS
from sitegen.markdown.document import EMPTY, Block, Document, Words
from sitegen.markdown.embeds import EMBEDS
from sitegen.markdown.extension import Extension
from sitegen.markdown.fences import FENCES
from sitegen.markdown.footnotes import FOOTNOTES, take_notes, write_notes
from sitegen.markdown.headings import HEADINGS
from sitegen.markdown.images import IMAGES
from sitegen.markdown.limits import BRACKETS, NESTING, SOURCE_BYTES, SOURCE_LINES, TooMuch
from sitegen.markdown.links import LINKS, check_fragments
from sitegen.markdown.raw_html import RAW_HTML
from sitegen.markdown.references import REFERENCES
from sitegen.markdown.source import Source
from sitegen.markdown.tables import TABLES
from sitegen.markdown.writer import Render, Writer

EXTENSIONS: tuple[Extension, ...] = (
    CITATIONS,
    REFERENCES,
    FOOTNOTES,
    EMBEDS,
    IMAGES,
    LINKS,
    RAW_HTML,
    HEADINGS,
    TABLES,
    DEFINITIONS,
    FENCES,
)

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_MARKS = re.compile(r"[\n!&*<\[\\\]_`]")
"""Where inline syntax can begin. markdown-it stops at more, for plug-ins that are not here."""


class _Parser(MarkdownIt):
    """Leaves every address as it is written: `sitegen.markdown.addresses` judges them, with their place."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def _parser() -> MarkdownIt:
    md = _Parser("commonmark", {"maxNesting": NESTING})
    md.disable(["normalize", "html_block", "text_join", "fragments_join"])
    for extension in EXTENSIONS:
        extension.install(md)
    md.inline.terminator_re = _MARKS
    return md


@cache
def _rules() -> Mapping[str, Render]:
    rules = dict(COMMONMARK)
    for extension in EXTENSIONS:
        rules.update(extension.render)
    return rules


def digest(text: str) -> str:
    """The BLAKE2b-128 of `text`, hex."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def parse(text: str, first_line: int = 1) -> Checked[Document]:
    """A body of Markdown as a `Document`, beside every fault that can be known from it alone.

    `text` has LF line ends and no front matter; `first_line` is the line of its file on which it begins. The faults
    have no path. A document with an error is not fit to be shown.
    """
    source = Source(text, first_line)
    writer = Writer(source, _rules())
    try:
        report_characters(source)
        if _is_whole(source):
            whole = text if text.endswith("\n") else f"{text}\n"
            _write(writer, _parser().parse(whole, {"source": source}))
    except TooMuch as fault:
        source.give_up(fault)
        writer = Writer(source, _rules())
    pieces, blocks = tuple(writer.pieces), tuple(writer.blocks)
    document = Document(digest(text), pieces, blocks, tuple(writer.headings), tuple(writer.links))
    return Checked(document, tuple(sorted(source.issues)))


def plain(text: str) -> Document:
    """A text of the front matter, which is not Markdown: one run of words in one block."""
    if not text:
        return EMPTY
    return Document(digest(text), (Words(text),), (Block(0, 1),))


def _is_whole(source: Source) -> bool:
    """Whether the body is one version of a text; else reports the marks of two. Raises `TooMuch` for what can be counted unread."""
    if len(source.text.encode("utf-8", "surrogatepass")) > SOURCE_BYTES:
        message = f"this page has more than {SOURCE_BYTES // 1024} KiB of Markdown"
        raise TooMuch("body-size", message, "split it into several pages")
    if source.text.count("\n") > SOURCE_LINES:
        message = f"this page has more than {SOURCE_LINES:,} lines"
        raise TooMuch("body-size", message, "split it into several pages")
    if source.text.count("[") > BRACKETS:
        message = f"this page has more than {BRACKETS:,} opening brackets"
        raise TooMuch("too-many-references", message, "split it into several pages")
    conflicts = list(_CONFLICT.finditer(source.text))
    for match in conflicts:
        span = source.at(match.start(), len(match.group()))
        message = "a mark that Git leaves where two versions of a text contradict each other"
        source.report(
            span,
            "merge-conflict",
            message,
            "keep one version, and delete the lines <<<<<<<, ======= and >>>>>>>",
        )
    return not conflicts


def _write(writer: Writer, tokens: Sequence[Token]) -> None:
    if (line := too_deep(tokens)) is not None:
        message = (
            "quotations, lists or emphasis stand too deep inside one another: what follows would be lost"
        )
        writer.report(writer.source.line(line), "nesting", message, "write it with fewer levels")
        return
    writer.write(take_notes(writer, tokens))
    write_notes(writer)
    check_fragments(writer)
    writer.flush()
