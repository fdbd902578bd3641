"""The parser: markdown-it with our extensions, and what they write put together to a `Body`.

`EXTENSIONS` is the syntax in one list; its order is the order in which they are asked at a character that several
begin with (`[`). A body that holds too much, or two versions at once, is not parsed: what follows from that would
hide what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.faults import Checked, Fault
from sitegen.load.markdown.abbreviations import ABBREVIATIONS, abbreviations_in, check_abbreviations
from sitegen.load.markdown.blocks import BLOCKS, too_deep, words_of_headings
from sitegen.load.markdown.callouts import CALLOUTS
from sitegen.load.markdown.characters import report_characters
from sitegen.load.markdown.citations import CITATIONS
from sitegen.load.markdown.emphasis import EMPHASIS
from sitegen.load.markdown.footnotes import FOOTNOTES, take_notes, write_notes
from sitegen.load.markdown.habits import HABITS
from sitegen.load.markdown.inline import INLINE
from sitegen.load.markdown.links import LINKS, check_definitions, check_fragments
from sitegen.load.markdown.references import REFERENCES
from sitegen.load.markdown.source import BRACKETS, NESTING, SOURCE_BYTES, SOURCE_LINES, LimitExceeded, Source
from sitegen.load.markdown.tables import TABLES
from sitegen.load.markdown.writer import Anchors, Extension, Render, Writer
from sitegen.load.source import conflict_marks
from sitegen.model.body import Body

EXTENSIONS: tuple[Extension, ...] = (
    CITATIONS,
    REFERENCES,
    FOOTNOTES,
    LINKS,
    INLINE,
    EMPHASIS,
    TABLES,
    BLOCKS,
    CALLOUTS,
    ABBREVIATIONS,
    HABITS,
)

_SIGNS = re.compile(f"[{re.escape(''.join(extension.signs for extension in EXTENSIONS))}]")
"""Where inline syntax can begin or end. markdown-it stops at more, for plug-ins that are not here."""


class _Parser(MarkdownIt):
    """Leaves every address as it is written: `sitegen.load.markdown.links` judges them, with their place."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def _parser() -> MarkdownIt:
    md = _Parser("commonmark", {"maxNesting": NESTING, "store_labels": True})
    md.disable(["normalize", "html_block", "text_join", "fragments_join"])
    for extension in EXTENSIONS:
        extension.install(md)
    md.inline.terminator_re = _SIGNS
    return md


@cache
def _rules() -> Mapping[str, Render]:
    return {kind: render for extension in EXTENSIONS for kind, render in extension.render.items()}


def parse(text: str, first_line: int = 1) -> Checked[Body]:
    """A body of Markdown as a `Body`, beside every fault that can be known from it alone.

    `text` has LF line ends and no front matter; `first_line` is the line of its file on which it begins. The faults
    have no path. A body with an error is not fit to be shown.
    """
    source = Source(text, first_line)
    writer = Writer(source, _rules())
    try:
        report_characters(source)
        if _is_whole(source):
            whole = text if text.endswith("\n") else f"{text}\n"
            env: dict[str, Any] = {"source": source}
            _write(writer, _parser().parse(whole, env), env)
    except LimitExceeded:
        writer = Writer(source, _rules())
    pieces, blocks = tuple(writer.pieces), tuple(writer.blocks)
    handles = tuple(source.handles)
    body = Body.of(pieces, blocks, tuple(writer.links), tuple(writer.headings), handles)
    return source.faults.beside(body.keyed())


def _is_whole(source: Source) -> bool:
    """Whether the body is one version of a text; else reports the marks of two. Raises `LimitExceeded` for what can be counted unread."""
    if len(source.text.encode("utf-8", "surrogatepass")) > SOURCE_BYTES:
        message = f"this page has more than {SOURCE_BYTES // 1024} KiB of Markdown"
        source.give_up(Fault("body-size", message, "split it into several pages"))
    if source.text.count("\n") > SOURCE_LINES:
        message = f"this page has more than {SOURCE_LINES:,} lines"
        source.give_up(Fault("body-size", message, "split it into several pages"))
    if source.text.count("[") > BRACKETS:
        message = f"this page has more than {BRACKETS:,} opening brackets"
        source.give_up(Fault("too-many-references", message, "split it into several pages"))
    conflicts = tuple(conflict_marks(source.text))
    for offset, width in conflicts:
        message = "a mark that Git leaves where two versions of a text contradict each other"
        fix = "keep one version, and delete the lines <<<<<<<, ======= and >>>>>>>"
        source.report(source.at(offset, width), Fault("merge-conflict", message, fix))
    return not conflicts


def _write(writer: Writer, tokens: Sequence[Token], env: Mapping[str, Any]) -> None:
    if (line := too_deep(tokens)) is not None:
        message = (
            "quotations, lists or emphasis stand too deep inside one another: what follows would be lost"
        )
        writer.report(writer.source.line(line), Fault("nesting", message, "write it with fewer levels"))
        return
    writer.anchors = Anchors(words_of_headings(tokens))
    writer.abbreviations = abbreviations_in(env)
    writer.write(take_notes(writer, tokens))
    write_notes(writer)
    check_fragments(writer)
    check_definitions(writer, tokens, env)
    writer.flush()
    check_abbreviations(writer, env)
