"""A content file as it begins: what its kind needs, filled in or left blank, and all else it may say as comments.

The class of the kind is the only source of what is written: its keys, what each means, what a value of it looks like.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any

from sitegen.faults import Faults
from sitegen.load import yaml_tree
from sitegen.load.fields import value_of
from sitegen.load.yaml_errors import quoted
from sitegen.load.yaml_tree import Mapping as Group
from sitegen.load.yaml_tree import Scalar
from sitegen.load.yaml_tree import Sequence as Items
from sitegen.model.kinds import Entry
from sitegen.model.schema import Key, keys_of
from sitegen.model.values import Date

_NO_TEXT = "the text"


@dataclass(frozen=True, slots=True)
class Scaffold:
    """A new file, and what is to be filled in: keys, dotted where they stand in a group, and `the text`."""

    text: str
    blanks: tuple[str, ...]


def scaffold(kind: type[Entry], values: Mapping[str, str], body: str = "") -> Scaffold:
    """A file of `kind`. `values` are YAML by key (`yaml_of`), and each is a key of the kind."""
    blanks: list[str] = []
    header = "".join(f"{line}\n" for line in _lines(kind, values, blanks))
    if kind.body_required and not body:
        blanks.append(_NO_TEXT)
    return Scaffold(f"---\n{header}---\n" + (f"\n{body}\n" if body else ""), tuple(blanks))


def settings_file(kind: type[Any], values: Mapping[str, str]) -> str:
    """A file of keys alone, all of them given that are needed."""
    return "".join(f"{line}\n" for line in _lines(kind, values, []))


def _lines(kind: type[Any], values: Mapping[str, str], blanks: list[str]) -> Iterator[str]:
    keys, common = keys_of(kind), keys_of(Entry)
    chosen = getattr(kind, "one_of", ())
    open_choice = chosen[:1] if values.keys().isdisjoint(chosen) else ()
    needed = [key for key in keys.values() if key.required or key.name in (*values, *open_choice)]
    for key in needed:
        if key.name in values:
            yield f"{key.name}: {values[key.name]}".replace(": \n", ":\n")
            continue
        either = f" Or give {' or '.join(chosen[1:])} instead." if key.name in chosen else ""
        form = " Such as 2020-09-28, 2020-09, 2020-09-28~ (about)." if key.base is Date else ""
        yield f"# {about(kind, key)}{form}{either}"
        yield from _blank(key, key.name, blanks)
    yield "# The rest is optional: remove the # before a key, and fill in its value."
    spare = [key for key in keys.values() if key not in needed]
    for key in sorted(spare, key=lambda key: key.name in common):
        yield _optional(kind, key)


def _optional(kind: type[Any], key: Key) -> str:
    return f"#{key.name}: {_example(kind, key)}  # {about(kind, key)}"


def _blank(key: Key, place: str, blanks: list[str]) -> Iterator[str]:
    """A key without its value; of a list of groups, a first item without its values."""
    group = key.group
    if group is None:
        blanks.append(place)
        yield f"{key.name}:"
        return
    yield f"{key.name}:"
    mark, place = ("  - ", f"{place}.0") if key.is_list else ("    ", place)
    for inner in keys_of(group).values():
        if inner.required:
            yield f"    # {about(group, inner)}"
            first, *rest = _blank(inner, f"{place}.{inner.name}", blanks)
            yield from (f"{mark}{first}", *(f"    {line}" for line in rest))
            mark = "    "
    yield from (f"    {_optional(group, inner)}" for inner in keys_of(group).values() if not inner.required)


def about(kind: type[Any], key: Key) -> str:
    """What a key means, and what its values may be."""
    return " ".join(filter(None, (meanings_of(kind).get(key.name, ""), _form(key))))


def _form(key: Key) -> str:
    if key.choices:
        return f"One of: {', '.join(key.choices)}."
    if key.folders:
        *first, last = (f"{folder}/" for folder in key.folders)
        where = f"{', '.join(first)} or {last}" if first else last
        return f"An id in {where}" + ("." if key.single.base is str else "; or words with a capital letter.")
    return ""


def _example(kind: type[Any], key: Key) -> str:
    if key.base is bool:
        default = next(field.default for field in fields(kind) if field.name == key.name)
        return "true" if default in (MISSING, False) else "false"
    return _value(key)


def _value(key: Key) -> str:
    if key.is_list:
        return f"[{_value(key.single)}]"
    if key.group is None:
        return value_of(key) or "…"
    needed = (inner for inner in keys_of(key.group).values() if inner.required)
    return f"{{{', '.join(f'{inner.name}: {_value(inner)}' for inner in needed)}}}"


def yaml_of(key: Key, given: Sequence[str]) -> str:
    """What stands behind `key` for what somebody gave for it, a text or several for a list.

    A list or a group may be given as YAML in brackets; ids of a list may be given with commas between them.
    """
    text = given[-1]
    if (key.is_list and text.startswith("[")) or key.group:
        return text
    if not key.is_list:
        return scalar(text)
    if key.folders:
        given = [part.strip() for one in given for part in one.split(",")]
    return f"[{', '.join(scalar(one, inside='[{}]') for one in given)}]"


def block(values: Mapping[str, str], *, is_list: bool) -> str:
    """A group of keys, or a list that holds one, as it stands below its key; `values` are YAML by key."""
    lines = (f"    {name}: {value}" for name, value in values.items())
    text = "\n".join(lines)
    return "\n" + (text.replace("    ", "  - ", 1) if is_list else text)


def scalar(text: str, inside: str = "{}") -> str:
    """A text as YAML that is read as this very text: as it is where that will do, else in quotation marks.

    `inside` is where it is to stand: `[{}]` in a list in brackets.
    """
    written = (text, quoted(text), json.dumps(text, ensure_ascii=False))
    return next((one for one in written if _is_read_as(inside.format(one), text)), written[-1])


def _is_read_as(written: str, text: str) -> bool:
    faults = Faults()
    node = yaml_tree.read(f"key: {written}", 1, faults)
    if faults.met or not isinstance(node, Group):
        return False
    (_, value), *more = node.pairs
    if isinstance(value, Items) and len(value.items) == 1:
        (value,) = value.items
    return not more and isinstance(value, Scalar) and value.text == text and not value.comment


_NEXT_SENTENCE = re.compile(r"\.\s+(?=[A-Z])")


def meanings_of(kind: type[Any]) -> Mapping[str, str]:
    """The first sentence of the docstring of each field of a class, those of its bases included, by the field's name.

    Python keeps no docstrings of fields, so they are read from the source of the class.
    """
    found: dict[str, str] = {}
    for owner in reversed(kind.__mro__[:-1]):
        found |= _documented(owner.__module__).get(owner.__qualname__, {})
    return found


@cache
def _documented(module: str) -> Mapping[str, Mapping[str, str]]:
    """By class, then by field."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: _fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = f"{_NEXT_SENTENCE.split(inspect.cleandoc(text))[0].removesuffix('.')}."
    return found
