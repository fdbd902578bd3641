"""Places in a text: as we count them, in lines and composed letters from 1, and as an editor program does.

A program counts from 0, in units of an encoding that it names (UTF-16, unless it likes UTF-8 or whole characters better),
and in the text as it holds it: with letters taken apart, where they are, and a byte order mark, which we never see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sitegen.faults import Span

_LINE_END = re.compile("\r\n|\r|\n")
_MARK = "\ufeff"

Units = Callable[[str], int]
"""How many units of the program's encoding a text takes."""


class Position(NamedTuple):
    """A line from 0, and units of the program's encoding before a place in it."""

    line: int
    units: int


class Stretch(NamedTuple):
    """From one position up to another."""

    start: Position
    end: Position


class LineChange(NamedTuple):
    """The lines from `first`, from 1, up to (not with) `end` become these."""

    first: int
    end: int
    lines: tuple[str, ...]


class Lines:
    """The lines of a text as an editor program holds it, without their ends."""

    def __init__(self, raw: bytes, units: Units) -> None:
        self._lines = _LINE_END.split(raw.decode("utf-8", "replace"))
        self._units = units

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def all(self) -> tuple[str, ...]:
        """Every line as the program holds it."""
        return tuple(self._lines)

    def read(self, number: int) -> str:
        """Line `number`, from 1, as the loader reads it; empty where there is none."""
        return _composed(self._lines[number - 1]) if 0 < number <= len(self._lines) else ""

    def stretch(self, span: Span) -> Stretch:
        """Where a span stands; that of a whole line from its first letter to its last."""
        number = min(span.line, len(self._lines))
        line = self.read(number)
        if span.column is None:
            start, end = len(line) - len(line.lstrip()), len(line.rstrip())
        else:
            start, end = span.column - 1, span.column - 1 + span.width
        return Stretch(self.position(number, start), self.position(number, max(start, end)))

    def position(self, number: int, letters: int) -> Position:
        """The place behind so many composed letters of line `number`."""
        line = self._lines[number - 1]
        taken = min(letters, len(line))
        if _composed(line) != line:
            wanted = _composed(line)[:letters]
            taken = next((n for n in range(len(line) + 1) if _composed(line[:n]) == wanted), len(line))
            # Marks behind a letter belong to it.
            while taken < len(line) and unicodedata.combining(line[taken]):
                taken += 1
        return Position(number - 1, self._units(line[:taken]))

    def edit(self, change: LineChange) -> tuple[Stretch, str]:
        """A change as a stretch of the text, and what stands there then."""
        first, end, lines = change
        if first > len(self):
            at = self.position(len(self), len(self._lines[-1]))
            return Stretch(at, at), "".join(f"\n{line}" for line in lines)
        start = Position(first - 1, 0)
        if first == end:
            return Stretch(start, start), "".join(f"{line}\n" for line in lines)
        if not lines and end <= len(self):
            return Stretch(start, Position(end - 1, 0)), ""
        last = Position(end - 2, self._units(self._lines[end - 2]))
        return Stretch(start, last), "\n".join(lines)

    def place(self, position: Position) -> tuple[int, int]:
        """The line, from 1, and how many composed letters stand before a position in it; the nearest there is."""
        number = min(position.line, len(self._lines) - 1)
        if number < position.line:
            return number + 1, len(_composed(self._lines[number]))
        line, units = self._lines[number], 0
        for taken, letter in enumerate(line):
            if units >= position.units:
                return number + 1, len(_composed(line[:taken]))
            units += self._units(letter)
        return number + 1, len(_composed(line))


def line_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[LineChange]:
    """What turns some lines into others; a line that becomes another is a change of its own."""
    for kind, i, j, k, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "replace" and j - i == end - k:
            yield from (LineChange(i + n + 1, i + n + 2, (after[k + n],)) for n in range(j - i))
        elif kind != "equal":
            yield LineChange(i + 1, j + 1, tuple(after[k:end]))


def _composed(line: str) -> str:
    return unicodedata.normalize("NFC", line.removeprefix(_MARK))
