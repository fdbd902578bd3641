"""Front matter: a tree of YAML and a class of the model in, the keyword arguments of that class out.

The class is the schema: every key must be a field of it, every field without a default must be there, and the
field's annotation chooses the reader. Nothing here knows a key by its name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping as Keyed
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from sitegen.errors import Issue, Span
from sitegen.load.nodes import Mapping, Node, Scalar, Sequence
from sitegen.load.readers import PLAIN, read_single
from sitegen.model.schema import Key, keys_of, unwrapped
from sitegen.names.nearest import nearest


@dataclass(slots=True)
class Reading:
    """One file's front matter being read: where each value stood, and what was wrong."""

    path: str
    places: list[tuple[str, Span]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def report(self, span: Span, code: str, message: str, fix: str) -> None:
        """Note a fault of this file."""
        self.issues.append(Issue(self.path, span, code, message, fix))


def read_group(
    node: Mapping, kind: type[Any], reading: Reading, prefix: str = "", *, line: int | None = None
) -> dict[str, Any] | None:
    """The values of `node`'s keys for `kind`; None where one that must be there is missing or wrong.

    A missing key of the whole front matter is reported on line 1; one of a group inside, where the group begins.
    """
    keys, values, sound = keys_of(kind), {}, True
    for name, value in node.pairs:
        key = keys.get(name.text)
        if key is None:
            _report_unknown(name, keys, kind, reading)
            continue
        reading.places.append((f"{prefix}{name.text}", value.span))
        read = read_value(value, key.base, key.marks, name.text, f"{prefix}{name.text}", reading)
        if read is not None:
            values[name.text] = read
        elif key.required:
            sound = False
    present = {name.text for name, _ in node.pairs}
    for key in keys.values():
        if key.required and key.name not in present:
            sound = False
            _report_missing(key, kind, reading, Span() if line is None else Span(line))
    return values if sound else None


def read_value(node: Node, base: Any, marks: tuple[Any, ...], name: str, place: str, reading: Reading) -> Any:
    """The value of one key: a list, a group of keys, or a single value."""
    if get_origin(base) is tuple:
        return _read_list(node, base, marks, name, place, reading)
    if dataclasses.is_dataclass(base) and isinstance(base, type) and base not in PLAIN:
        return _read_inner(node, base, name, place, reading)
    return read_single(node, name, base, marks, reading.report)


def _read_inner(node: Node, kind: type[Any], name: str, place: str, reading: Reading) -> Any:
    if not isinstance(node, Mapping):
        wanted = ", ".join(k.name for k in keys_of(kind).values() if k.required)
        reading.report(
            node.span,
            "value-shape",
            f"`{name}` takes a group of keys",
            f"indent below {name}: the keys {wanted}",
        )
        return None
    values = read_group(node, kind, reading, f"{place}.", line=node.span.line)
    return None if values is None else kind(**values)


def _read_list(
    node: Node, base: Any, marks: tuple[Any, ...], name: str, place: str, reading: Reading
) -> tuple[Any, ...] | None:
    inner, inner_marks = unwrapped(get_args(base)[0])
    if isinstance(node, Scalar) and "one or a list" in marks:
        one = read_value(node, inner, inner_marks, name, f"{place}.0", reading)
        return None if one is None else (one,)
    if not isinstance(node, Sequence):
        example = node.text if isinstance(node, Scalar) and node.text.strip() else "the value"
        reading.report(node.span, "value-shape", f"`{name}` takes a list", f"write {name}: [{example}]")
        return None
    if not node.items and "at least one" in marks:
        reading.report(node.span, "list-empty", f"`{name}` is an empty list", "name at least one")
        return None
    values = []
    for index, item in enumerate(node.items):
        reading.places.append((f"{place}.{index}", item.span))
        value = read_value(item, inner, inner_marks, name, f"{place}.{index}", reading)
        if value is not None and value in values:
            reading.report(item.span, "list-repeat", f"`{name}` names this twice", "keep one of the two")
        elif value is not None:
            values.append(value)
    return tuple(values) if values or not node.items else None


def _report_unknown(name: Scalar, keys: Keyed[str, Key], kind: type[Any], reading: Reading) -> None:
    near = nearest(name.text, keys, 1)
    fix = f"did you mean `{near[0]}`?" if near else f"remove it; the keys here are {', '.join(keys)}"
    reading.report(name.span, "key-unknown", f"{_noun(kind)} has no key `{name.text[:60]}`", fix)


def _report_missing(key: Key, kind: type[Any], reading: Reading, span: Span) -> None:
    reading.report(
        span, "key-missing", f"{_noun(kind)} needs the key `{key.name}`", f"add a line {key.name}: …"
    )


def _noun(kind: type[Any]) -> str:
    noun = getattr(kind, "noun", kind.__name__.lower())
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
