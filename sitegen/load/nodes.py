"""What YAML is read as: a tree of texts with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sitegen.faults import Span
from sitegen.load import repair


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; and, where a comment stands in its place, that comment in quotation marks."""

    text: str
    span: Span
    comment: str = ""

    @property
    def unread(self) -> bool:
        """Whether this only stands for a value that is no YAML, which was told."""
        return self.text == repair.UNREAD


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
