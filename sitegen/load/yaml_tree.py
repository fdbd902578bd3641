"""YAML read as a tree of texts with their places, and nothing guessed.

Only the *events* of the parser are used: composing and constructing are where PyYAML hangs (427 bytes of nested
merges) and crashes (100,000 opening brackets). Anchors, aliases, tags and merges are refused, depth and size are
bounded, duplicate keys are faults, and every scalar stays the text that was written: `no`, `1:30`, `010`, `~`.
The parser is libyaml's, which every wheel of PyYAML brings: the one written in Python accepts other texts.

Behind a mistake it is read on: what holds it is left out, so that one fault does not hide the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NoReturn, TypeAlias

import yaml

from sitegen.faults import Checked, EnvironmentFault, Fault, Faults, Span
from sitegen.load.yaml_errors import explain, in_quotes

MAX_DEPTH = 8
MAX_NODES = 500

_MOST_MISTAKES = 9
"""Mistakes of one header that are read on behind."""

_UNREAD = "\ue000unread"
"""What stands for the value of a key that is left out; no text of a site holds this character alone."""

_WHOLE = {"too-deep", "too-many", "documents", "not-keys"}
"""What is wrong with the front matter as a whole; there is nothing to be read on behind it."""

_VAGUE = {"no-key", "indent", "tab", "syntax"}
"""What leaves it open which key a line belongs to: what could not be read may have held other keys as well."""

_COMMENT = re.compile(r"\s*#")
_ITEM = re.compile(r"\s+-(?=\s)")
_LOST = re.compile(r"\s+#\S")
_KEY = re.compile(r"([\w-]+):(?:\s|$)")
_BEGINS = re.compile(r"([\w-]+):")
_WITH_A_WORD = re.compile(r"[\w-]+:\s+[^\s\"'\[{|>#]")
_SAYS_ANYTHING = re.compile(r"\s*[^\s#]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; and, where a comment stands in its place, that comment."""

    text: str
    span: Span
    comment: str = ""

    @property
    def unread(self) -> bool:
        """Whether this only stands for a value that is no YAML, which was told."""
        return self.text == _UNREAD


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, in the order written; `partial` where further keys may stand in what could not be read."""

    pairs: tuple[tuple[Scalar, Node], ...]
    span: Span
    partial: bool = False


Node: TypeAlias = Scalar | Sequence | Mapping


def lone_text(node: Node) -> str:
    """The text that stands alone inside brackets, as in a link."""
    while isinstance(node, Sequence) and len(node.items) == 1:
        node = node.items[0]
    return node.text if isinstance(node, Scalar) else ""


class _Refused(Exception):
    """Front matter holds what it may not, which is noted; nothing after it is read."""


def read(text: str, first_line: int, faults: Faults, limit: int = MAX_NODES) -> Mapping | None:
    """The tree of `text`, whose first line is line `first_line` of the file; None with faults where there is none.

    It has at most `limit` keys and values. Behind a mistake it is read on, without the key that holds it (`Scalar.unread`), if all the rest can be read then.
    """
    read = _read_once(text, first_line, limit)
    if read.value is None and _what(read.faults[-1]) not in _WHOLE:
        read = _read_on(text, first_line, limit, read.faults[-1:]) or read
    return faults.take(read)


def _read_on(
    text: str, first_line: int, limit: int, known: tuple[Fault, ...]
) -> Checked[Mapping | None] | None:
    """The tree of `text` without what holds the mistakes `known` and those behind them; None where it has none either."""
    for _ in range(_MOST_MISTAKES):
        shorter = _without(text, known[-1].span.line - first_line)
        if shorter is None:
            return None
        text = shorter
        read = _read_once(text, first_line, limit)
        if read.value:
            partial = not _VAGUE.isdisjoint(map(_what, known))
            return Checked(replace(read.value, partial=partial), (*known, *read.faults))
        known = (*known, read.faults[-1])
    return None


def _what(fault: Fault) -> str:
    return fault.code.removeprefix("yaml-")


def _read_once(text: str, first_line: int, limit: int) -> Checked[Mapping | None]:
    """The tree, and what is wrong; where there is no tree, the last fault says why."""
    faults = Faults()
    composer = _Composer(text, first_line, limit, faults)
    try:
        return faults.beside(composer.document())
    except _Refused:
        return faults.beside(None)
    except yaml.YAMLError as error:
        faults.place(explain(error, text, first_line, composer.last))
        return faults.beside(None)
    finally:
        composer.close()


def _without(text: str, number: int) -> str | None:
    """`text` without what is wrong on line `number` (from 0), its lines kept; None where that can't be told.

    It is the value of the key around it, or that line alone where it stands below a value that is no list, no group
    and no quotation. A key begins at the left edge and goes on to the next one. Where the first key is indented, all
    that follow seem out of place, and nothing is taken out.
    """
    lines = text.split("\n")
    if next(filter(_SAYS_ANYTHING.match, lines), "")[:1].isspace():
        return None
    number = min(number, len(lines) - 1)
    start = next((i for i in range(number, -1, -1) if _BEGINS.match(lines[i])), None)
    if start is None or _UNREAD in lines[start]:
        return None
    if start < number and lines[number].strip() and _WITH_A_WORD.match(lines[start]):
        return "\n".join([*lines[:number], "", *lines[number + 1 :]])
    end = next((i for i in range(start + 1, len(lines)) if _KEY.match(lines[i])), len(lines))
    key = lines[start].partition(":")[0]
    return "\n".join([*lines[:start], f"{key}: {_UNREAD}", *[""] * (end - start - 1), *lines[end:]])


class _Composer:
    """Turns the parser's events into nodes, one document, refusing what front matter may not hold."""

    def __init__(self, text: str, first_line: int, limit: int, faults: Faults) -> None:
        if not yaml.__with_libyaml__:
            fix = "install PyYAML from its wheel: make clean, then make site"
            raise EnvironmentFault("PyYAML was built without libyaml", fix)
        self._parser = yaml.CLoader(text)
        self._lines = text.split("\n")
        self._first_line = first_line
        self._limit = limit
        self._faults = faults
        self._count = 0
        self.last: yaml.Event | None = None

    def close(self) -> None:
        """Let the parser go."""
        self._parser.dispose()

    def document(self) -> Mapping:
        """The one document there is. Raises `_Refused` and the parser's own errors."""
        self._next()
        if isinstance(event := self._next(), yaml.StreamEndEvent):
            return Mapping((), Span(self._first_line))
        node = self._node(self._next(), 0)
        self._next()
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            message = "a second YAML document begins here"
            fix = "remove the line ---: all keys stand in one block"
            self._refuse(self._span(event), "yaml-documents", message, fix)
        if not isinstance(node, Mapping):
            what = "a list" if isinstance(node, Sequence) else "a text"
            message = f"{what} stands where the keys belong"
            self._refuse(node.span, "yaml-not-keys", message, "write one `key: value` a line")
        return node

    def _refuse(self, span: Span, code: str, message: str, fix: str) -> NoReturn:
        self._faults.add(span, code, message, fix)
        raise _Refused

    def _next(self) -> Any:
        self.last = event = self._parser.get_event()
        return event

    def _node(self, event: Any, depth: int) -> Node:
        self._check(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        span = self._span(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self._node(item, depth + 1) for item in self._until(yaml.SequenceEndEvent))
            return Sequence(items, self._to_here(event, span))
        return Mapping(tuple(self._pairs(depth)), self._to_here(event, span))

    def _to_here(self, event: Any, span: Span) -> Span:
        """The place of a list or group in brackets, up to the bracket that closes it if that is on the same line."""
        end = self.last.end_mark if self.last else None
        if not event.flow_style or end is None or end.line != event.start_mark.line:
            return span
        return Span(span.line, span.column, max(1, end.column - event.start_mark.column))

    def _scalar(self, event: Any) -> Scalar:
        span = self._span(event)
        end = event.end_mark
        if not event.style:
            self._report_swallowed_item(event.start_mark.line, end.line)
        line = self._lines[end.line] if end.line < len(self._lines) else ""
        if event.style or "#" not in line:
            return Scalar(event.value, span)
        if not event.value:
            comment = _COMMENT.match(line, end.column)
            return Scalar("", span, comment=line[comment.end() - 1 :].rstrip() if comment else "")
        if lost := _LOST.match(line, end.column):
            place = Span(end.line + self._first_line, lost.end() - 1, len(line.rstrip()) - lost.end() + 2)
            fix, *edits = in_quotes(line, place.line)
            fix = f"{fix}; or write a space after the #, if it is a comment"
            message = "what follows this # is a comment, and not read"
            self._faults.add(place, "yaml-comment", message, fix, *edits)
        return Scalar(event.value, span)

    def _report_swallowed_item(self, first: int, last: int) -> None:
        """An item that is indented more than the one above goes on with it, as YAML reads it."""
        for number in range(first + 1, last + 1):
            line = self._lines[number] if number < len(self._lines) else ""
            if item := _ITEM.match(line):
                place = Span(number + self._first_line, item.end(), len(line.rstrip()) - item.end() + 1)
                message = "this item is read as part of the text above it"
                self._faults.add(place, "yaml-indent", message, "line it up with the item above")
                return

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Span] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar) or not key.text.strip():
                message = "a key is one word, not a list or a group"
                self._refuse(key.span, "yaml-key", message, "write `key: value`")
            if key.text == "<<":
                message = "merge keys (<<) are not read in front matter"
                self._refuse(key.span, "yaml-feature", message, "write the keys out")
            value = self._node(self._next(), depth + 1)
            if first := seen.get(key.text):
                message = f"the key `{key.text[:60]}` stands twice; the first is on line {first.line}"
                self._faults.add(key.span, "key-duplicate", message, "keep one of the two")
                continue
            seen[key.text] = key.span
            yield key, value

    def _until(self, end: type[yaml.Event]) -> Iterator[Any]:
        while not isinstance(event := self._next(), end):
            yield event

    def _check(self, event: Any, depth: int) -> None:
        self._count += 1
        if self._count > self._limit:
            message = f"the front matter holds more than {self._limit} keys and values"
            fix = "move some of it into entries of their own"
            self._refuse(self._span(event), "yaml-too-many", message, fix)
        if depth > MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            self._refuse(self._span(event), "yaml-too-deep", message, "take brackets or indentation away")
        if event.anchor is None and getattr(event, "tag", None) is None:
            return
        span = self._span(event)
        mark = self._lines[event.start_mark.line][event.start_mark.column :][:1]
        what = {"*": "an alias", "&": "an anchor"}.get(mark, "a tag")
        message = f"a value that begins with {mark} is {what} in YAML, which front matter here does not use"
        fix = f"put the value in quotation marks, or remove the {mark}"
        self._refuse(span, "yaml-feature", message, fix)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        number = min(start.line, len(self._lines) - 1)
        line = self._lines[number]
        column = min(start.column, len(line))
        on_line = end.line == start.line and isinstance(event, yaml.ScalarEvent)
        stop = end.column if on_line else len(line.rstrip())
        return Span(number + self._first_line, column + 1, max(1, stop - column))
