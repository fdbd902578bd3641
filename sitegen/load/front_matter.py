"""Front matter: a tree of YAML and a class of the model in, the keyword arguments of that class out.

The class is the schema: every key must be a field of it, every field without a default must be there, and the
field's annotation chooses the reader. Nothing here knows a key by its name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sitegen.faults import Advice, Edit, Faults, Span
from sitegen.load.fields import Value, read_single, value_of
from sitegen.load.yaml_errors import quoted
from sitegen.load.yaml_tree import Mapping, Node, Scalar, Sequence
from sitegen.model.schema import Key, keys_of
from sitegen.names.nearest import nearest

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Keys:
    """What could be read of a group of keys, by name; `whole` where every key is there that must be.

    `places` are those of all values, those of groups inside included, by their dotted keys.
    """

    values: dict[str, Any]
    whole: bool
    places: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One front matter being read: where each value stood, and what was wrong."""

    faults: Faults
    places: list[tuple[str, Span]] = field(default_factory=list)


def read_keys(node: Mapping, kind: type[Any], faults: Faults) -> Keys:
    """The values of a whole front matter for `kind`.

    A missing key is reported on line 1: there is no better place for what is not there.
    """
    noun = getattr(kind, "noun", "settings file")
    subject = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    if not node.pairs:
        needed = ", ".join(key.name for key in keys_of(kind).values() if key.required)
        fix = f"write one `key: value` a line; {subject} needs {needed}"
        faults.add(Span(), "front-matter-empty", "there are no keys here", fix)
        return Keys({}, whole=False)
    reading = _Reading(faults)
    keys = _read_group(node, kind, reading, _Group(subject, "", Span()))
    return Keys(keys.values, keys.whole, tuple(reading.places))


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of keys: how messages call it, the dotted key before its own, and where its missing keys are reported."""

    subject: str
    prefix: str
    span: Span


def _read_group(node: Mapping, kind: type[Any], reading: _Reading, group: _Group) -> Keys:
    keys, values, sound = keys_of(kind), {}, True
    seen: set[str] = set()
    for name, value in node.pairs:
        key = keys.get(name.text)
        if key is None:
            seen |= _report_unknown(name, kind, reading, group)
            continue
        seen.add(key.name)
        reading.places.append((f"{group.prefix}{key.name}", value.span))
        read = _read_value(value, key, f"{group.prefix}{key.name}", reading)
        if read is not None:
            values[key.name] = read
        elif key.required:
            sound = False
    for key in keys.values():
        if key.required and key.name not in values:
            sound = False
            if key.name not in seen and not node.partial:
                message = f"{group.subject} needs the key `{key.name}`"
                edits = () if group.prefix else _added(key, node)
                reading.faults.add(group.span, "key-missing", message, f"add the line {line_of(key)}", *edits)
    choice: tuple[str, ...] = getattr(kind, "one_of", ())
    if choice and seen.isdisjoint(choice) and not node.partial:
        message = f"{group.subject} needs the key {' or '.join(f'`{name}`' for name in choice)}"
        lines = " or ".join(line_of(keys[name]) for name in choice)
        reading.faults.add(group.span, "key-either", message, f"add the line {lines}")
    return Keys(values, sound)


def _added(key: Key, node: Mapping) -> tuple[Edit, ...]:
    """The line of a key that is missing, above the keys there are; none where only an editor knows its value."""
    first, value = node.pairs[0][0].span, value_of(key)
    if not value or "…" in value or key.folders or first.column != 1:
        return ()
    return (Edit(f"{key.name}: {value}\n", span=Span(first.line, 1, 0)),)


def _read_value(node: Node, key: Key, place: str, reading: _Reading) -> Any:
    """The value of one key: a list, a group of keys, or a single value."""
    if isinstance(node, Scalar) and node.unread:
        return None
    if isinstance(node, Scalar) and not node.text.strip():
        return _report_blank(node, key, place, reading)
    if key.is_list:
        return _read_list(node, key, place, reading)
    if key.group:
        return _read_inner(node, key, place, reading)
    return read_single(Value(node, _name_of(key, place), reading.faults), key)


def _name_of(key: Key, place: str) -> str:
    """How messages call what stands at `place`."""
    return f"`{key.name}`" if place.rpartition(".")[2] == key.name else f"this item of `{key.name}`"


def _report_blank(node: Scalar, key: Key, place: str, reading: _Reading) -> None:
    name = _name_of(key, place)
    if node.comment:
        message = f"{name} has no value: what begins with # is a comment"
        value = quoted(node.comment)
        edit = Edit(value, node.comment, Span(node.span.line))
        fix = f"put the value in quotation marks: {value}"
        reading.faults.add(node.span, "value-blank", message, fix, edit)
        return
    fix = f"write {_some(key)}" if key.required else f"write {_some(key)}, or remove the line"
    reading.faults.add(node.span, "value-blank", f"{name} has no value", fix)


def _read_inner(node: Node, key: Key, place: str, reading: _Reading) -> Any:
    kind, name = key.base, _name_of(key, place)
    if not isinstance(node, Mapping):
        wanted = " and ".join(line_of(k) for k in keys_of(kind).values() if k.required)
        reading.faults.add(
            node.span, "value-shape", f"{name} takes keys of its own", f"write below it, indented: {wanted}"
        )
        return None
    keys = _read_group(node, kind, reading, _Group(name, f"{place}.", node.span))
    return kind(**keys.values) if keys.whole else None


def _read_list(node: Node, key: Key, place: str, reading: _Reading) -> tuple[Any, ...] | None:
    if isinstance(node, Scalar) and "one or a list" in key.marks:
        one = _read_value(node, key.single, f"{place}.0", reading)
        return None if one is None else (one,)
    if not isinstance(node, Sequence):
        reading.faults.add(node.span, "value-shape", f"`{key.name}` takes a list", *_as_list(node, key))
        return None
    if not node.items:
        fix = "name at least one" if "at least one" in key.marks else "name one, or remove the line"
        reading.faults.add(node.span, "list-empty", f"`{key.name}` is an empty list", fix)
        return None
    return _read_items(node, key.single, place, reading)


def _as_list(node: Node, key: Key) -> Advice:
    """How to write as a list what is none."""
    if item := _item_of(key):
        return (f"write each item below it, indented: {item}",)
    if not isinstance(node, Scalar) or len(node.text) > _SHOWN:
        return (f"write {key.name}: {value_of(key)}",)
    if node.text.startswith("-"):
        return ("write a space behind the hyphen of each item",)
    return f"write {key.name}: [{node.text}]", Edit(f"[{node.text}]")


def _read_items(node: Sequence, inner: Key, place: str, reading: _Reading) -> tuple[Any, ...] | None:
    values: list[Any] = []
    sound: list[Any] = []
    for index, item in enumerate(node.items):
        reading.places.append((f"{place}.{index}", item.span))
        faults = len(reading.faults.met)
        value = _read_value(item, inner, f"{place}.{index}", reading)
        # What tells an item with a fault inside from the others may be what could not be read.
        whole = len(reading.faults.met) == faults
        if whole and value in sound:
            reading.faults.add(
                item.span, "list-repeat", f"`{inner.name}` has this twice", "keep one of the two"
            )
        elif value is not None:
            values.append(value)
            sound += [value] if whole else []
    return tuple(values) or None


def _report_unknown(name: Scalar, kind: type[Any], reading: _Reading, group: _Group) -> set[str]:
    """Report a key that does not exist, and return the key that was likely meant: that one is not missing too."""
    keys = keys_of(kind)
    written = name.text[:60]
    near = set(nearest(written, keys, 1))
    fix = (
        f"did you mean `{next(iter(near))}`?" if near else f"remove it; the keys there are: {', '.join(keys)}"
    )
    message, edits = f"{group.subject} has no key `{written}`", map(Edit, near)
    reading.faults.add(name.span, "key-unknown", message, fix, *edits)
    return near


def line_of(key: Key) -> str:
    """The line that is missing, as it could be: `date: 2020-09-28`."""
    if key.is_list and key.group:
        inside = ", ".join(k.name for k in keys_of(key.group).values() if k.required)
        return f"{key.name}: and below it a list, each item with {inside}"
    line = f"{key.name}: {value_of(key)}".rstrip()
    where = " or ".join(f"content/{folder}/" for folder in key.folders)
    return f"{line} (the name of a file in {where} without .md)" if where else line


def _some(key: Key) -> str:
    """What may stand where nothing does: `one, such as 2020-09-28`."""
    if key.choices:
        return f"one of: {', '.join(key.choices)}"
    like = "" if key.group else line_of(key).partition(": ")[2]
    return f"one, such as {like}" if like and "…" not in like else "one"


def _item_of(key: Key) -> str:
    """An item of a list of groups, with the keys that each needs; empty where the list holds single values."""
    if key.group is None:
        return ""
    first, *rest = (k for k in keys_of(key.group).values() if k.required)
    lines = " and ".join(f"{k.name}: {value_of(k)}" for k in rest)
    more = f", and under {first.name}, on lines of their own, {lines}" if rest else ""
    return f"- {first.name}: {value_of(first) or '…'}{more}"
