"""The YAML parser's own messages, said in an editor's words at the place where the mistake was made.

The parser says where it gave up; that is often a line after the mistake. Each rule below knows one mistake by what
the parser said and by what stands in the lines; the first that knows it speaks. Where it can, it shows the line as
it should be.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from sitegen.faults import Fault
from sitegen.load.yaml_brackets import after_bracket, open_bracket, open_quote
from sitegen.load.yaml_error_context import Position, YamlErrorContext, in_quotes, place_of
from sitegen.model.kinds import KINDS
from sitegen.model.schema import keys_of

KEYS = frozenset(key for kind in KINDS for key in keys_of(kind))
"""Every key that an entry can have."""

_KEY = re.compile(r"\s*[\w-]+:(?:\s|$)")
_NO_SPACE = re.compile(r"[ -]*([\w-]+):(?=[^ \t:/])")
_BLOCK_TEXT = re.compile(r"\s*(?:- )?[\w-]+:\s+[|>][-+0-9]*\s*$")
_NO_SPACE_BEHIND_HYPHEN = re.compile(r"-(?=[^ \t-])")
_OTHER_SPACE = re.compile(r"[ \t]*(?=[^\S \t])")
_KEY_WITH_VALUE = re.compile(r"[\w-]+:\s+\S")


def explain(fault: yaml.YAMLError, text: str, first_line: int, last: yaml.Event | None) -> Fault:
    """What is wrong in front matter `text`, which begins on `first_line`; `last` is the last event before the fault."""
    lines = text.split("\n")
    mark = getattr(fault, "problem_mark", None)
    place = place_of(mark, lines)
    opened = place_of(getattr(fault, "context_mark", None) or mark, lines)
    problem, context = (str(getattr(fault, name, "") or "") for name in ("problem", "context"))
    error = YamlErrorContext(problem, context, place, opened, lines, first_line, last)
    for rule in _RULES:
        if known := rule(error):
            return known
    fix = "write one `key: value` a line, and put the value in quotation marks"
    return error.at(place, "yaml-syntax", f"this is not YAML: {problem or fault}", fix)


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


def _no_space(error: YamlErrorContext) -> Fault | None:
    """A key without a space behind its colon is read as a word, and the next colon is the one too many."""
    if "mapping values" not in error.problem and "simple key" not in error.context:
        return None
    for place in (error.opened, error.line_above()):
        if place and (match := _NO_SPACE.match(place.line)):
            where = Position(place.number, match.end() - 1, place.line)
            line = f"{match[1]}: {place.line[match.end() :].strip()[:80]}"
            message, fix = "a space is missing after the colon", f"write {line}"
            if place.line[match.end()].isspace():
                message, fix = (
                    "the space after the colon is not that of the space bar",
                    f"type it anew: {line}",
                )
            return error.at(where, "yaml-colon", message, fix, width=1)
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
        return error.at(place, "yaml-no-key", "a space is missing after the hyphen", fix, width=1)
    if spaces := _OTHER_SPACE.match(place.line):
        where = Position(place.number, spaces.end(), place.line)
        message = "the space before this is not that of the space bar"
        fix = f"type the line anew: {place.line.strip()[:80]}"
        return error.at(where, "yaml-indent", message, fix, width=1)
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
    fix = in_quotes(place.line)
    last = error.place.before.rpartition(" ")[2]
    if last in KEYS and place.column < len(error.place.before):
        fix = f"begin a new line before {last}:, if that is a key; else {fix}"
    return error.at(place, "yaml-colon", message, fix)


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
    return error.at(place, "yaml-first-character", message, in_quotes(place.line))


def _block_text(error: YamlErrorContext) -> Fault | None:
    if "block scalar" not in error.context:
        return None
    message = f"after {error.opened.rest[:1]} a text begins on the next line"
    return error.at(error.opened, "yaml-first-character", message, in_quotes(error.opened.line))


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
        return error.at(error.place, "yaml-syntax", message, in_quotes(error.place.line))
    if "'-'" in error.problem:
        return _deeper(error, "a key stands where a list item belongs")
    if error.place.rest.startswith("-"):
        return _deeper(error, "a list item stands where a key belongs")
    return _deeper(error, "this line is indented differently from the ones above")


_RULES: tuple[Callable[[YamlErrorContext], Fault | None], ...] = (
    _tab,
    open_quote,
    open_bracket,
    after_bracket,
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
