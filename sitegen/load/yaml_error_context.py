"""Where the YAML parser gave up, and what stands there: what the rules of `sitegen.load.yaml_faults` look at."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from sitegen.faults import Fault, Span

_KEY = re.compile(r"\s*(?:- )?([\w-]+): +(.*)")
_LONGEST = 120
_CURLED = "“”„‘’‚«»"
"""What word processors make of a quotation mark."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the front matter: line and column from 0, and the text of the line."""

    number: int
    column: int
    line: str

    @property
    def rest(self) -> str:
        """The line from the place on."""
        return self.line[self.column :].rstrip()

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.line[: self.column]


@dataclass(frozen=True, slots=True)
class YamlErrorContext:
    """What the parser said: the problem, in the course of what, where both were; and the last event before."""

    problem: str
    context: str
    place: Position
    opened: Position
    lines: list[str]
    first_line: int
    last: yaml.Event | None

    def at(self, place: Position, code: str, message: str, fix: str, *, width: int | None = None) -> Fault:
        """A fault at `place`, over `width` characters or to the end of the line."""
        span = Span(place.number + self.first_line, place.column + 1, max(1, width or len(place.rest)))
        return Fault(code, message, fix, span=span)

    def line_above(self, place: Position | None = None) -> Position | None:
        """The first line above `place` (else that of the trouble) that is not blank, from its first letter on."""
        for number in range((place or self.place).number - 1, -1, -1):
            line = self.lines[number]
            if line.strip():
                return Position(number, len(line) - len(line.lstrip()), line)
        return None


def place_of(mark: object, lines: list[str]) -> Position:
    """The place of a parser's mark, inside the text whatever the mark says."""
    number = min(getattr(mark, "line", 0), len(lines) - 1)
    line = lines[number]
    return Position(number, min(getattr(mark, "column", 0), len(line)), line)


def quoted(value: str) -> str:
    """`value` in the quotation marks that it needs."""
    text = value.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def in_quotes(line: str) -> str:
    """The advice to put the value of `line` in quotation marks, with the line as it should be unless it is long."""
    match = _KEY.match(line)
    if not match or len(line) > _LONGEST:
        return "put the whole value in quotation marks"
    return f"put the whole value in quotation marks: {match[1]}: {quoted(match[2])}"


def closed(line: str) -> str:
    """The advice to close the quotation mark that `line` opens, with the line as it should be unless it is long."""
    match = _KEY.match(line)
    if not match or len(line) > _LONGEST or match[2][:1] not in ("'", '"'):
        return "close it where the value ends"
    return f"close it where the value ends: {match[1]}: {match[2].rstrip().rstrip(_CURLED)}{match[2][0]}"
