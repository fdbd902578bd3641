"""What an editor could write for a key that is missing."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

from sitegen.load.readers import PLAIN
from sitegen.model.fields import Form, IdOf
from sitegen.model.schema import Key, keys_of, unwrapped
from sitegen.model.values import Coordinates, Date, Figure

_VALUES: dict[Any, str] = {
    bool: "true",
    int: "10",
    Date: "2020-09-28",
    Figure: "31",
    Coordinates: "33.31, 44.36",
}


_FORMS = {
    "line": "…",
    "url": "https://example.org/",
    "language": "en",
    "wikidata": "Q42",
    "address": "articles/old-id.html",
    "contact": "desk@example.org",
}


def line_of(key: Key) -> str:
    """The line that is missing, as it could be: `date: 2020-09-28`."""
    if group := _group(key.base):
        inside = ", ".join(k.name for k in keys_of(group).values() if k.required)
        return f"{key.name}: and below it a list, each item with {inside}"
    folders = _folders(key.base, key.marks)
    where = (
        f" (the name of a file in {' or '.join(f'content/{f}/' for f in folders)} without .md)"
        if folders
        else ""
    )
    return f"{key.name}: {value_of(key.base, key.marks)}".rstrip() + where


def item_of(key: Key) -> str:
    """An item of a list of groups, with the keys that each needs; empty where the list holds single values."""
    group = _group(key.base)
    if group is None:
        return ""
    first, *rest = (k for k in keys_of(group).values() if k.required)
    lines = " and ".join(f"{k.name}: {value_of(k.base, k.marks)}" for k in rest)
    more = f", and under {first.name}, on lines of their own, {lines}" if rest else ""
    return f"- {first.name}: {value_of(first.base, first.marks) or '…'}{more}"


def value_of(base: Any, marks: tuple[Any, ...]) -> str:
    """A value of the type `base` with `marks`; empty for a group of keys."""
    if get_origin(base) is tuple:
        inner = value_of(*unwrapped(get_args(base)[0]))
        return f"[{inner}]" if inner else ""
    if get_origin(base) is Literal:
        return str(get_args(base)[0])
    if any(isinstance(mark, IdOf) for mark in marks):
        return "an-id"
    form = next((_FORMS[mark.rule] for mark in marks if isinstance(mark, Form)), "…")
    return form if base is str else _VALUES.get(base, "")


def _group(base: Any) -> type[Any] | None:
    """The class of the groups of keys that a list holds; None where it holds single values, or is none."""
    if get_origin(base) is not tuple:
        return None
    inner, _ = unwrapped(get_args(base)[0])
    return inner if is_dataclass(inner) and isinstance(inner, type) and inner not in PLAIN else None


def _folders(base: Any, marks: tuple[Any, ...]) -> tuple[str, ...]:
    if get_origin(base) is tuple:
        return _folders(*unwrapped(get_args(base)[0]))
    return next((mark.folders for mark in marks if isinstance(mark, IdOf)), ())
