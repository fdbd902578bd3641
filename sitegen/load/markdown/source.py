"""The body being parsed: its lines, their places in the file, and the faults met so far.

markdown-it gives blocks a range of lines and inline rules an offset into the block's text, with the marks of
quotations, lists and tables taken off. Every line of that text is the *end* of a line of the body, so columns are
counted from the right, and no rule of markdown-it has to be repeated here. Only cells of tables need help: see
`sitegen.load.markdown.tables`.
"""

from __future__ import annotations

from functools import cached_property

from markdown_it.token import Token

from sitegen.faults import Fault, Severity, Span
from sitegen.load.markdown.limits import FAULTS, LimitExceeded


class Source:
    """A body of Markdown whose first line is line `first_line` of its file. Lines are counted from 0 here."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.faults: list[Fault] = []

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the body, without their ends."""
        return self.text.split("\n")

    def report(self, span: Span, code: str, message: str, fix: str, severity: Severity = "error") -> None:
        """Notes a fault, without a path: whoever knows the file adds it."""
        if len(self.faults) >= FAULTS:
            raise LimitExceeded(
                "too-many-faults",
                f"this page has more than {FAULTS} faults",
                "mend the first ones, and check again",
            )
        self.faults.append(Fault(code, message, fix, severity, span=span))

    def give_up(self, fault: LimitExceeded) -> None:
        """Notes that a limit is passed. It concerns the whole body, so it stands at its first line."""
        code, message, fix = fault.args
        self.faults.append(Fault(code, message, fix, span=Span(self.first_line)))

    def at(self, offset: int, width: int) -> Span:
        """The place of `width` characters at `offset` of the body, cut at the end of the line."""
        head = self.text.rfind("\n", 0, offset) + 1
        tail = self.text.find("\n", offset)
        room = (len(self.text) if tail < 0 else tail) - offset
        line = self.text.count("\n", 0, offset)
        return Span(self.first_line + line, offset - head + 1, max(1, min(width, room)))

    def line(self, number: int, needle: str = "") -> Span:
        """The place of `needle` in line `number`, or of all that is written there."""
        line = self.lines[number]
        written = needle if needle and needle in line else line.strip()
        return Span(self.first_line + number, line.index(written) + 1, max(1, len(written)))

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
