"""JSON-LD as pages carry it: lists, `@graph`, one thing inside another, references by `@id`. Read within limits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

_MOST_NODES = 5_000
_DEEPEST = 24
_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_TAG = re.compile(r"<[^<>]{1,200}>")

Node = Mapping[str, Any]

_ARTICLES = (
    "article",
    "blogposting",
    "report",
    "socialmediaposting",
    "liveblogposting",
    "discussionforumposting",
)


@dataclass(frozen=True, slots=True)
class Graph:
    """All things that a page describes, in order, and those that have an `@id` by it."""

    nodes: tuple[Node, ...]
    by_id: Mapping[str, Node]

    def of(self, *endings: str) -> Iterator[Node]:
        """Those whose type ends in one of `endings`, in small letters."""
        return (node for node in self.nodes if any(t.endswith(endings) for t in types_of(node)))

    def articles(self) -> tuple[Node, ...]:
        """The articles among them, each once."""
        return tuple(self.of(*_ARTICLES))

    def meant(self, value: Any) -> Any:
        """What a reference by `@id` leads to; any other value as it is."""
        if (
            isinstance(value, Mapping)
            and set(value) <= {"@id", "@type"}
            and isinstance(value.get("@id"), str)
        ):
            return self.by_id.get(value["@id"], value)
        return value


def read(scripts: Iterable[str]) -> Graph:
    """The things that the scripts of a page describe. What is no JSON is passed over: the page may say it elsewhere."""
    nodes: list[Node] = []
    for script in scripts:
        nodes += _nodes(_loaded(script))
        if len(nodes) > _MOST_NODES:
            break
    by_id: dict[str, Node] = {}
    for node in nodes:
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(by_id.get(key, ())):
            by_id[key] = node
    return Graph(tuple(nodes), by_id)


def _loaded(script: str) -> Any:
    text = _COMMENT.sub("", _COMMENT.sub("", script.strip())).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> list[Node]:
    found: list[Node] = []
    waiting = [(value, 0)]
    while waiting and len(found) < _MOST_NODES:
        here, depth = waiting.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(here, list):
            waiting += [(item, depth + 1) for item in reversed(here[:_MOST_NODES])]
        elif isinstance(here, Mapping):
            if "@type" in here or "@id" in here:
                found.append(here)
            waiting += [
                (item, depth + 1)
                for item in reversed(list(here.values()))
                if isinstance(item, list | Mapping)
            ]
    return found


def types_of(node: Node) -> tuple[str, ...]:
    """The types of a thing, in small letters."""
    types = node.get("@type")
    return tuple(str(t).lower() for t in (types if isinstance(types, list) else [types]) if t)


def text(value: Any) -> str:
    """The plain text of a value: of a list its first, of a thing its name; empty where it has none."""
    if isinstance(value, list):
        return next(filter(None, map(text, value[:20])), "")
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("@value")
        return text(value) if not isinstance(value, Mapping) else ""
    return plain(value) if isinstance(value, str) else ""


def plain(written: str) -> str:
    """A text as a reader reads it, on one line."""
    return " ".join(_TAG.sub(" ", unescape(unescape(written[:2_000]))).split())
