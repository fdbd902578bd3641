"""The body being parsed: its lines, their places in the file, the faults met so far, and how much it may hold.

markdown-it gives blocks a range of lines and inline rules an offset into the block's text, with the marks of
quotations, lists and tables taken off. Every line of that text is the *end* of a line of the body, so columns are
counted from the right, and no rule of markdown-it has to be repeated here. Only cells of tables need help: see
`sitegen.load.markdown.tables`.

A limit counts things, never seconds, so that a build says the same everywhere. Each is far above what a page needs and
far below what would make a build slow: a few kilobytes of Markdown can ask for hundreds of megabytes of HTML.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cached_property
from typing import Any, NoReturn

from markdown_it.token import Token

from sitegen.faults import Edit, Fault, Faults, Span
from sitegen.model.body import Handle


class LimitExceeded(Exception):
    """A limit is passed, which is noted, and nothing of the body can be used."""


SOURCE_BYTES = 256 * 1024
"""The Markdown of one page, in bytes of UTF-8."""

SOURCE_LINES = 20_000
"""Its lines: each may begin a block."""

NESTING = 20
"""Levels of quotations, lists, definitions and notes inside one another, a list and its item counting one each;
likewise of emphasis. A browser's parser gives up at 512."""

SLOTS = 4000
"""References, citations, embeds and images of one body, together."""

BRACKETS = 20_000
"""Opening brackets of one body: whatever is in them, each must be looked at for a link, a reference, a note."""

CELLS = 20_000
"""Cells of tables of one body, those included that a short row leaves out."""

FAULTS = 500
"""Faults of one body that are reported: whoever made more made one mistake many times."""

OUTPUT_FACTOR, OUTPUT_ALLOWANCE = 20, 100_000
"""HTML may have so many times the characters of its Markdown, and so many more."""


def output_limit(source: str) -> int:
    """How many characters of HTML `source` may become."""
    return OUTPUT_FACTOR * len(source) + OUTPUT_ALLOWANCE


def source_of(env: MutableMapping[str, Any]) -> Source:
    """The body that markdown-it is parsing, from its environment."""
    source = env["source"]
    assert isinstance(source, Source)  # noqa: S101 - markdown-it's environment is untyped
    return source


class Source:
    """A body of Markdown whose first line is line `first_line` of its file. Lines are counted from 0 here."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.faults = Faults()
        self.handles: list[Handle] = []
        """Words behind an @, of which the form does not tell whether they cite."""

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the body, without their ends."""
        return self.text.split("\n")

    def report(self, span: Span, fault: Fault) -> None:
        """Notes a fault at a place. Raises `LimitExceeded` where there are too many."""
        if len(self.faults.met) >= FAULTS:
            message, fix = f"this page has more than {FAULTS} faults", "mend the first ones, and check again"
            self.give_up(Fault("too-many-faults", message, fix))
        self.faults.place(fault, span)

    def give_up(self, fault: Fault) -> NoReturn:
        """Notes that a limit is passed, and raises `LimitExceeded`. It concerns the whole body, so it stands at its first line."""
        self.faults.place(fault, Span(self.first_line))
        raise LimitExceeded

    def at(self, offset: int, width: int) -> Span:
        """The place of `width` characters at `offset` of the body, cut at the end of the line."""
        span = Span.of(self.text, offset, offset + width)
        return span._replace(line=self.first_line + span.line - 1)

    def line(self, number: int, needle: str = "") -> Span:
        """The place of `needle` in line `number`, or of all that is written there."""
        line = self.lines[number]
        written = needle if needle and needle in line else line.strip()
        return Span(self.first_line + number, line.index(written) + 1, max(1, len(written)))

    def appended(self, text: str) -> Edit:
        """A paragraph below all others."""
        last = len(self.lines) - 1
        end = Span(self.first_line + last, len(self.lines[last]) + 1, 0)
        return Edit(f"\n{text}\n" if not self.lines[last] else f"\n\n{text}\n", span=end)

    def inline(self, token: Token, start: int, end: int) -> Span:
        """The place of `token.content[start:end]` of an inline token, cut at the end of the line."""
        if "cell" in token.meta:
            return self._in_cell(token, start, end)
        content = token.content
        head = content.rfind("\n", 0, start) + 1
        tail = content.find("\n", start)
        line = content[head : len(content) if tail < 0 else tail].rstrip()
        number = self._first_line_of(token) + content.count("\n", 0, start)
        column = self._width_before_closing_marks(number, line) - len(line) + start - head
        return Span(self.first_line + number, column + 1, max(1, min(end - head, len(line)) - (start - head)))

    def _first_line_of(self, token: Token) -> int:
        """The line where the text of `token` begins: lines of exotic blanks before it are trimmed away."""
        first, end = token.map or (0, 0)
        begin = token.content.partition("\n")[0].rstrip()
        return next((n for n in range(first, end) if self.lines[n].rstrip().endswith(begin)), first)

    def _width_before_closing_marks(self, number: int, line: str) -> int:
        """Where `line` ends in the body's line: at its end, or before the closing `##` of a heading."""
        whole = self.lines[number].rstrip()
        if whole.endswith(line.lstrip()):
            return len(whole)
        return len(whole.rstrip("#").rstrip())

    def _in_cell(self, token: Token, start: int, end: int) -> Span:
        """As `inline`, for a cell of a table, whose text has lost the backslashes before its bars."""
        number, column = token.meta["cell"]
        bars = token.content.count("|", 0, start)
        width = end - start + token.content.count("|", start, end)
        return Span(self.first_line + number, column + start + bars + 1, width)
