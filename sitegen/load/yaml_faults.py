"""The YAML parser's own messages, said in an editor's words at the place in the file.

libyaml and PyYAML word the same fault a little differently; what is looked at here is the part they share and the
character that stands at the place.
"""

from __future__ import annotations

import yaml

from sitegen.errors import Span

Fault = tuple[Span, str, str, str]

_QUOTE = 'put the value in quotation marks: key: "the value"'


def explain(fault: yaml.YAMLError, text: str, first_line: int) -> Fault:
    """The place (in the file), code, message and fix of a fault in front matter `text`, which begins on `first_line`."""
    position = getattr(fault, "position", None)
    if position is not None:
        return _control_character(text, position, first_line)
    problem = getattr(fault, "problem", "") or ""
    context = getattr(fault, "context", "") or ""
    mark = getattr(fault, "problem_mark", None)
    opened = getattr(fault, "context_mark", None) or mark
    lines = text.split("\n")
    if "unexpected end" in problem and "quoted" in context:
        return (
            _span(opened, lines, first_line),
            "yaml-quote",
            "the quotation mark opened here is never closed",
            "close it at the end of the value",
        )
    if "flow" in context and "expected" in problem:
        bracket = _character(opened, lines)
        closing = {"[": "]", "{": "}"}.get(bracket, "]")
        return (
            _span(opened, lines, first_line),
            "yaml-bracket",
            f"the {bracket} opened here is never closed",
            f"close it with {closing}, and put a comma between the items",
        )
    if "block scalar" in context:
        return (
            _span(mark, lines, first_line),
            "yaml-syntax",
            "a text that begins with > or | starts on the next line",
            _QUOTE,
        )
    if "mapping values" in problem:
        return _colon(mark, lines, first_line)
    if "cannot start any token" in problem:
        return _first_character(mark, lines, first_line)
    if "escape" in problem:
        return (
            _span(mark, lines, first_line),
            "yaml-escape",
            "a backslash inside double quotation marks begins an escape, and this is none",
            "write two backslashes, or use single quotation marks",
        )
    if "tag handle" in problem:
        return (
            _span(mark, lines, first_line),
            "yaml-feature",
            "a value that begins with ! is a tag, which front matter here does not read",
            _QUOTE,
        )
    if "document" in problem:
        return (
            _span(mark, lines, first_line),
            "yaml-indent",
            "this line is indented differently from the keys above",
            "begin every key at the left edge",
        )
    if "expected" in problem:
        return _after_value(mark, lines, first_line)
    return (_span(mark, lines, first_line), "yaml-syntax", f"this is not YAML: {problem}", _QUOTE)


def _control_character(text: str, position: int, first_line: int) -> Fault:
    before = text[:position]
    span = Span(first_line + before.count("\n"), position - (before.rfind("\n") + 1) + 1)
    return (
        span,
        "control-character",
        f"the character U+{ord(text[position]):04X} cannot stand in a text",
        "remove it",
    )


def _colon(mark: yaml.Mark | None, lines: list[str], first_line: int) -> Fault:
    line = _line(mark, lines)
    if mark is not None and line[: mark.column].count(":") == 0:
        return (
            _span(mark, lines, first_line),
            "yaml-syntax",
            "the line above is not closed before this key begins",
            "look for a value without its key, or an indented key, on the line above",
        )
    if line != line.lstrip() and not line.lstrip().startswith("-") and line.count(":") == 1:
        return (
            _span(mark, lines, first_line),
            "yaml-indent",
            "this key is indented under a key that has a value already",
            "begin it at the left edge",
        )
    return (
        _span(mark, lines, first_line),
        "yaml-colon",
        "a value with a colon and a space in it needs quotation marks",
        _QUOTE,
    )


def _first_character(mark: yaml.Mark | None, lines: list[str], first_line: int) -> Fault:
    character = _character(mark, lines)
    span = _span(mark, lines, first_line)
    if character == "\t":
        return (
            span,
            "yaml-tab",
            "a tab stands here, and YAML is indented with spaces",
            "replace the tab with spaces",
        )
    return (
        span,
        "yaml-first-character",
        f"a value cannot begin with {character} unless it stands in quotation marks",
        _QUOTE,
    )


def _after_value(mark: yaml.Mark | None, lines: list[str], first_line: int) -> Fault:
    span, line = _span(mark, lines, first_line), _line(mark, lines)
    if mark is not None and line[: mark.column].strip():
        return (
            span,
            "yaml-syntax",
            "the value ends before this, and nothing may follow it",
            "put quotation marks round the whole value, or remove what follows",
        )
    return (
        span,
        "yaml-indent",
        "this line is indented differently from the ones above",
        "give keys that belong together the same indentation",
    )


def _line(mark: yaml.Mark | None, lines: list[str]) -> str:
    return lines[mark.line] if mark is not None and mark.line < len(lines) else ""


def _character(mark: yaml.Mark | None, lines: list[str]) -> str:
    line = _line(mark, lines)
    return line[mark.column] if mark is not None and mark.column < len(line) else ""


def _span(mark: yaml.Mark | None, lines: list[str], first_line: int) -> Span:
    if mark is None:
        return Span(first_line)
    line = min(mark.line, max(0, len(lines) - 1))
    return Span(line + first_line, mark.column + 1, 1)
