"""The YAML parser's own messages, said in an editor's words at the place where the mistake was made.

The parser says where it gave up; that is often a line after the mistake. Each rule below knows one mistake by what
the parser said and by what stands in the lines; the first that knows it speaks. Where it can, it shows the line as
it should be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from sitegen.faults import Advice, Edit, Fault, Span
from sitegen.model.kinds import KINDS
from sitegen.model.schema import keys_of

KEY_AND_VALUE = re.compile(r"\s*(?:- )?([\w-]+): +(.*)")
"""A line with a key and a value, which is an item of a list or not."""

LONGEST = 120
"""Characters of a line that an advice repeats at most."""


def quoted(value: str) -> str:
    """`value` in the quotation marks that it needs."""
    text = value.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def in_quotes(line: str, number: int) -> Advice:
    """The advice to put the value of line `number` in quotation marks, with the line as it should be unless it is long."""
    match = KEY_AND_VALUE.match(line)
    if not match or len(line) > LONGEST:
        return ("put the whole value in quotation marks",)
    value = quoted(match[2])
    fix = f"put the whole value in quotation marks: {match[1]}: {value}"
    return fix, Edit(value, match[2].rstrip(), Span(number))


_KEY = re.compile(r"\s*[\w-]+:(?:\s|$)")
_NO_SPACE = re.compile(r"[ -]*([\w-]+):(?=[^ \t:/])")
_BLOCK_TEXT = re.compile(r"\s*(?:- )?[\w-]+:\s+[|>][-+0-9]*\s*$")
_NO_SPACE_BEHIND_HYPHEN = re.compile(r"-(?=[^ \t-])")
_OTHER_SPACE = re.compile(r"[ \t]*(?=[^\S \t])")
_KEY_WITH_VALUE = re.compile(r"[\w-]+:\s+\S")
_CURLED = "“”„‘’‚«»"
"""What word processors make of a quotation mark."""


def explain(fault: yaml.YAMLError, text: str, first_line: int, last: yaml.Event | None) -> Fault:
    """What is wrong in front matter `text`, which begins on `first_line`; `last` is the last event before the fault."""
    lines = text.split("\n")
    mark = getattr(fault, "problem_mark", None)
    place = _place_of(mark, lines)
    opened = _place_of(getattr(fault, "context_mark", None) or mark, lines)
    problem, context = (str(getattr(fault, name, "") or "") for name in ("problem", "context"))
    error = YamlErrorContext(problem, context, place, opened, lines, first_line, last)
    for rule in _RULES:
        if known := rule(error):
            return known
    fix = "write one `key: value` a line, and put the value in quotation marks"
    return error.at(place, "yaml-syntax", f"this is not YAML: {problem or fault}", fix)


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

    def at(
        self, place: Position, code: str, message: str, fix: str, *edits: Edit, width: int | None = None
    ) -> Fault:
        """A fault at `place`, over `width` characters or to the end of the line."""
        span = Span(place.number + self.first_line, place.column + 1, max(1, width or len(place.rest)))
        return Fault(code, message, fix, span=span, edits=edits)

    def in_quotes(self, place: Position) -> Advice:
        """The advice to put the value of the line of `place` in quotation marks."""
        return in_quotes(place.line, place.number + self.first_line)

    def instead(self, place: Position, old: str, text: str) -> Edit:
        """`text` for `old` in the line of `place`."""
        return Edit(text, old, Span(place.number + self.first_line))

    def line_above(self, place: Position | None = None) -> Position | None:
        """The first line above `place` (else that of the trouble) that is not blank, from its first letter on."""
        for number in range((place or self.place).number - 1, -1, -1):
            line = self.lines[number]
            if line.strip():
                return Position(number, len(line) - len(line.lstrip()), line)
        return None


def _tab(error: YamlErrorContext) -> Fault | None:
    indent = error.place.line[: len(error.place.line) - len(error.place.line.lstrip())]
    if "\t" not in indent or error.place.column > len(indent):
        return None
    place = Position(error.place.number, indent.index("\t"), error.place.line)
    message = "a tab indents this line, and YAML is indented with spaces"
    above = error.line_above()
    own_key = above and _KEY_WITH_VALUE.match(above.line) and _KEY.match(error.place.line)
    fix = "remove the tab: a key begins at the left edge" if own_key else "replace the tab with two spaces"
    return error.at(place, "yaml-tab", message, fix, width=1)


def _open_quote(error: YamlErrorContext) -> Fault | None:
    """A quotation mark that is not closed, or closed too early."""
    if "quoted" in error.context and "end of stream" in error.problem:
        message = "the quotation mark opened here is never closed"
        return error.at(error.opened, "yaml-quote", message, *_closed(error, error.opened))
    last = error.last
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return None
    start, end = (_place_of(mark, error.lines) for mark in (last.start_mark, last.end_mark))
    if start.number < end.number == error.place.number:
        message = f"the quotation mark opened here is closed only on line {end.number + error.first_line}"
        return error.at(start, "yaml-quote", message, *_closed(error, start))
    goes_on = "expected" in error.problem or "mapping keys" in error.problem
    if end.number == error.place.number and goes_on and "flow" not in error.context:
        message = "the quotation mark before this ends the value, and more text follows"
        return error.at(error.place, "yaml-quote", message, *error.in_quotes(error.place))
    return None


def _open_bracket(error: YamlErrorContext) -> Fault | None:
    """A bracket that is not closed, or a comma that is missing inside."""
    if "flow" not in error.context or "expected" not in error.problem:
        return None
    bracket = error.opened.rest[:1]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    if closing in error.opened.rest and error.place.number == error.opened.number:
        return error.at(
            error.place, "yaml-bracket", "a comma is missing before this", "put one between the items"
        )
    message = f"the {bracket} opened here is never closed"
    fix = f"close it with {closing}; put a text that begins with {bracket} in quotation marks"
    return error.at(error.opened, "yaml-bracket", message, fix)


def _after_bracket(error: YamlErrorContext) -> Fault | None:
    """More text, or one bracket more, behind the bracket that closes a list."""
    ended = isinstance(error.last, yaml.SequenceEndEvent | yaml.MappingEndEvent)
    if not ended or not re.search(r"[\]}]\s*$", error.place.before):
        return None
    if not error.place.rest.strip("[]{} "):
        return error.at(error.place, "yaml-bracket", "this bracket closes nothing", "remove it")
    message = "the bracket before this ends the list, and more text follows"
    fix, *edits = error.in_quotes(error.place)
    fix = f"remove it; or, if this is no list, {fix}"
    return error.at(error.place, "yaml-bracket", message, fix, *edits)


def _no_space(error: YamlErrorContext) -> Fault | None:
    """A key without a space behind its colon is read as a word, and the next colon is the one too many."""
    if "mapping values" not in error.problem and "simple key" not in error.context:
        return None
    for place in (error.opened, error.line_above()):
        if place and (match := _NO_SPACE.match(place.line)):
            where = Position(place.number, match.end() - 1, place.line)
            line = f"{match[1]}: {place.line[match.end() :].strip()[:80]}"
            message, fix = "a space is missing after the colon", f"write {line}"
            behind = place.line[match.end() :]
            if space := behind[: len(behind) - len(behind.lstrip())]:
                message = "the space after the colon is not that of the space bar"
                fix = f"type it anew: {line}"
            edit = error.instead(place, f"{match[1]}:{space}", f"{match[1]}: ")
            return error.at(where, "yaml-colon", message, fix, edit, width=1)
    return None


def _no_key(error: YamlErrorContext) -> Fault | None:
    """A line without a colon, which is only noticed when the next one has one."""
    place = error.opened if "simple key" in error.context else None
    if "mapping values" in error.problem and ":" not in error.place.before:
        above = error.line_above()
        place = above if above and ":" not in above.line and not above.rest.startswith("- ") else None
    if place is None:
        return None
    if _NO_SPACE_BEHIND_HYPHEN.match(place.rest):
        fix = f"write - {place.rest[1:80].strip()}"
        edit = error.instead(place, "-", "- ")
        return error.at(place, "yaml-no-key", "a space is missing after the hyphen", fix, edit, width=1)
    if spaces := _OTHER_SPACE.match(place.line):
        where = Position(place.number, spaces.end(), place.line)
        message = "the space before this is not that of the space bar"
        fix = f"type the line anew: {place.line.strip()[:80]}"
        lost = len(place.line) - len(place.line.lstrip()) - spaces.end()
        edit = Edit("", span=Span(place.number + error.first_line, spaces.end() + 1, lost))
        return error.at(where, "yaml-indent", message, fix, edit, width=1)
    above = error.line_above(place)
    if above and _BLOCK_TEXT.match(above.line):
        message = "this text belongs to the key above it, and is not indented"
        return error.at(place, "yaml-indent", message, "begin each of its lines with two spaces")
    fix = "write it as key: value; if the text of the page begins here, close the front matter above it with ---"
    return error.at(place, "yaml-no-key", "this line has no key", fix)


def _colon(error: YamlErrorContext) -> Fault | None:
    if "mapping values" not in error.problem:
        return None
    if ":" not in error.place.before:
        return _deeper(error, "this key is indented under one that has a value already")
    start = re.match(r"\s*(?:- )?[\w-]+:\s*", error.place.line)
    place = Position(error.place.number, start.end() if start else error.place.column, error.place.line)
    message = "a value with a colon and a space in it needs quotation marks"
    fix, *edits = error.in_quotes(place)
    last = error.place.before.rpartition(" ")[2]
    if any(last in keys_of(kind) for kind in KINDS) and place.column < len(error.place.before):
        fix = f"begin a new line before {last}:, if that is a key; else {fix}"
    return error.at(place, "yaml-colon", message, fix, *edits)


def _deeper(error: YamlErrorContext, message: str) -> Fault:
    line = error.place.line
    place = Position(error.place.number, len(line) - len(line.lstrip()), line)
    return error.at(place, "yaml-indent", message, "line it up with what it belongs to")


def _first_character(error: YamlErrorContext) -> Fault | None:
    known = (
        "cannot start any token",
        "node content",
        "scanning an anchor",
        "scanning an alias",
        "scanning a tag",
        "parsing a tag",
        "tag handle",
    )
    place = error.opened
    # A question mark and a space begin a key in YAML.
    asks = "mapping keys" in error.problem and place.before.rstrip().endswith((":", "-"))
    if not asks and not any(words in f"{error.problem} {error.context}" for words in known):
        return None
    message = f"a value cannot begin with {place.rest[:1]} unless it stands in quotation marks"
    return error.at(place, "yaml-first-character", message, *error.in_quotes(place))


def _block_text(error: YamlErrorContext) -> Fault | None:
    if "block scalar" not in error.context:
        return None
    message = f"after {error.opened.rest[:1]} a text begins on the next line"
    return error.at(error.opened, "yaml-first-character", message, *error.in_quotes(error.opened))


def _escape(error: YamlErrorContext) -> Fault | None:
    if "escape" not in error.problem and "hexdecimal" not in error.problem:  # as the parser spells it
        return None
    column = error.place.line.rfind("\\", 0, error.place.column + 1)
    place = Position(error.place.number, max(0, column), error.place.line)
    message = "in double quotation marks a backslash begins an escape, and this is none"
    return error.at(
        place, "yaml-escape", message, "write two backslashes, or use single quotation marks", width=2
    )


def _list_beside_key(error: YamlErrorContext) -> Fault | None:
    if "sequence entries" not in error.problem:
        return None
    return error.at(
        error.place,
        "yaml-indent",
        "a list begins on the line below its key",
        "write each item on a line of its own, as `  - item`",
    )


def _directive(error: YamlErrorContext) -> Fault | None:
    """`%YAML 1.2`, or a text that goes on with a per cent sign at the left edge."""
    ahead = "document start" in error.problem
    if not ahead and "directive" not in error.context:
        return None
    lines = error.lines[: error.place.number] if ahead else [error.opened.line]
    line = next((line for line in lines if line.startswith("%")), None)
    if line is None:
        return None
    place = Position(error.lines.index(line), 0, line)
    message = "a line that begins with % is a directive in YAML, which front matter here does not use"
    fix = "remove the line; or indent it, if it goes on with the value above"
    return error.at(place, "yaml-feature", message, fix)


def _second_document(error: YamlErrorContext) -> Fault | None:
    if "document start" not in error.problem:
        return None
    if any(line.startswith("...") for line in error.lines[: error.place.number]):
        return error.at(
            error.place,
            "yaml-documents",
            "a second YAML document begins here",
            "remove the line ...: all keys stand in one block",
        )
    return _deeper(error, "this line is not indented as the ones above are")


def _indent(error: YamlErrorContext) -> Fault | None:
    if "expected" not in error.problem:
        return None
    if error.place.rest.startswith(":"):
        message = "a colon stands here without a key before it"
        return error.at(error.place, "yaml-no-key", message, "write it as key: value")
    if error.place.before.strip():
        message = "the value ends before this, and nothing may follow it"
        return error.at(error.place, "yaml-syntax", message, *error.in_quotes(error.place))
    if "'-'" in error.problem:
        return _deeper(error, "a key stands where a list item belongs")
    if error.place.rest.startswith("-"):
        return _deeper(error, "a list item stands where a key belongs")
    return _deeper(error, "this line is indented differently from the ones above")


_RULES: tuple[Callable[[YamlErrorContext], Fault | None], ...] = (
    _tab,
    _open_quote,
    _open_bracket,
    _after_bracket,
    _no_space,
    _no_key,
    _colon,
    _first_character,
    _block_text,
    _escape,
    _list_beside_key,
    _directive,
    _second_document,
    _indent,
)


def _place_of(mark: object, lines: list[str]) -> Position:
    """The place of a parser's mark, inside the text whatever the mark says."""
    number = min(getattr(mark, "line", 0), len(lines) - 1)
    line = lines[number]
    return Position(number, min(getattr(mark, "column", 0), len(line)), line)


def _closed(error: YamlErrorContext, place: Position) -> Advice:
    """The advice to close the quotation mark that a line opens, with the line as it should be unless it is long."""
    fix, match = "close it where the value ends", KEY_AND_VALUE.match(place.line)
    if not match or len(place.line) > LONGEST or match[2][:1] not in ("'", '"'):
        return (fix,)
    written = match[2].rstrip()
    value = f"{written.rstrip(_CURLED)}{written[0]}"
    return f"{fix}: {match[1]}: {value}", error.instead(place, written, value)
