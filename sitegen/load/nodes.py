"""YAML read as a tree of texts with their places, and nothing guessed.

Only the *events* of the parser are used: composing and constructing are where PyYAML hangs (427 bytes of nested
merges) and crashes (100,000 opening brackets). Anchors, aliases, tags and merges are refused, depth and size are
bounded, duplicate keys are faults, and every scalar stays the text that was written: `no`, `1:30`, `010`, `~`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from sitegen.errors import Checked, Issue, Span
from sitegen.load.yaml_faults import explain

MAX_DEPTH = 8
MAX_NODES = 500


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `plain` where it stands without quotes."""

    text: str
    span: Span
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, in the order written."""

    pairs: tuple[tuple[Scalar, Node], ...]
    span: Span


Node: TypeAlias = Scalar | Sequence | Mapping

Report: TypeAlias = Callable[[Span, str, str, str], None]

_Parser = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader


class _Refused(Exception):
    def __init__(self, span: Span, code: str, message: str, fix: str) -> None:
        self.fault = (span, code, message, fix)


def read(path: str, text: str, first_line: int) -> Checked[Mapping | None]:
    """The tree of `text`, whose first line is line `first_line` of the file; None with issues where there is none."""
    issues: list[Issue] = []

    def report(span: Span, code: str, message: str, fix: str) -> None:
        issues.append(Issue(path, span, code, message, fix))

    try:
        node = _Composer(text, first_line, report).document()
    except _Refused as refused:
        report(*refused.fault)
        node = None
    except yaml.YAMLError as fault:
        report(*explain(fault, text, first_line))
        node = None
    return Checked(node, tuple(issues))


class _Composer:
    """Turns the parser's events into nodes, one document, refusing what front matter may not hold."""

    def __init__(self, text: str, first_line: int, report: Report) -> None:
        self._events: Iterator[yaml.Event] = _events(text)
        self._lines = text.split("\n")
        self._first_line = first_line
        self._report = report
        self._count = 0

    def document(self) -> Mapping | None:
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise _Refused(
                Span(1),
                "front-matter-empty",
                "the front matter is empty",
                "write `key: value` lines between the two ---",
            )
        node = self._node(next(self._events), 0)
        next(self._events)
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Refused(
                self._span(after),
                "yaml-documents",
                "a second YAML document begins here",
                "keep all keys in one block",
            )
        if isinstance(node, Mapping):
            return node
        raise _Refused(
            node.span,
            "yaml-not-keys",
            "the front matter is not a list of `key: value` lines",
            "write one `key: value` a line",
        )

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._refuse(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, self._span(event), event.style is None)
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self._node(item, depth + 1) for item in self._until(yaml.SequenceEndEvent))
            return Sequence(items, self._span(event))
        return Mapping(tuple(self._pairs(depth)), self._span(event))

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Span] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar) or not key.text:
                raise _Refused(
                    key.span, "yaml-key", "a key is one word, not a list or a group", "write `key: value`"
                )
            if key.text == "<<":
                raise _Refused(
                    key.span,
                    "yaml-feature",
                    "merge keys (<<) are not read in front matter",
                    "write the keys out",
                )
            if first := seen.get(key.text):
                self._report(
                    key.span,
                    "key-duplicate",
                    f"the key `{key.text}` stands twice; the first is on line {first.line}",
                    "keep one of the two",
                )
                continue
            seen[key.text] = key.span
            yield key, value

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        while not isinstance(event := next(self._events), end):
            yield event

    def _refuse(self, event: yaml.Event, depth: int) -> None:
        span = self._span(event)
        self._count += 1
        if self._count > MAX_NODES:
            raise _Refused(
                span,
                "yaml-too-many",
                f"the front matter holds more than {MAX_NODES} values",
                "move some of it into entries of their own",
            )
        if depth > MAX_DEPTH:
            raise _Refused(
                span,
                "yaml-too-deep",
                f"values are nested more than {MAX_DEPTH} deep",
                "flatten the front matter",
            )
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(
                span,
                "yaml-feature",
                f"*{event.anchor} is an alias, which front matter here does not read",
                "write the value out, or put it in quotation marks",
            )
        if getattr(event, "anchor", None):
            raise _Refused(
                span,
                "yaml-feature",
                f"&{event.anchor} is an anchor, which front matter here does not read",
                "remove it, or put the value in quotation marks",
            )
        if getattr(event, "tag", None):
            raise _Refused(
                span,
                "yaml-feature",
                f"{event.tag} is a tag, which front matter here does not read",
                "remove it, or put the value in quotation marks",
            )

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        line = self._lines[start.line] if start.line < len(self._lines) else ""
        stop = (
            end.column
            if end.line == start.line and isinstance(event, yaml.ScalarEvent)
            else len(line.rstrip())
        )
        return Span(start.line + self._first_line, start.column + 1, max(1, stop - start.column))


def _events(text: str) -> Iterator[yaml.Event]:
    parser = _Parser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()
