"""Values to bytes and back, for values that are made of frozen dataclasses, NamedTuples and plain builtins.

A value is written as a call of its class with its fields, which is several times faster than what pickle does by
itself with frozen slots. Reading calls nothing but those classes: whatever the bytes say, they can name no function.
"""

from __future__ import annotations

import io
import pickle
import sys
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from importlib import import_module
from types import FunctionType
from typing import Any

from sitegen.cache.keys import Keyed, Late, is_named_tuple

_PLAIN: frozenset[type] = frozenset({date})


class Unreadable(Exception):
    """The bytes are none that `encode` wrote."""


def encode(value: object) -> bytes:
    """The bytes of `value`.

    Raises:
        TypeError: something in it is neither a value of a class of ours nor a plain builtin.
    """
    buffer = io.BytesIO()
    _Writer(buffer, protocol=5).dump(value)
    return buffer.getvalue()


def decode(content: bytes) -> Any:
    """The value that `encode` gave these bytes for.

    Raises:
        Unreadable: it did not.
    """
    try:
        return _Reader(io.BytesIO(content)).load()
    except Unreadable:
        raise
    except Exception as fault:  # pickle raises whatever damaged bytes lead it to
        raise Unreadable(str(fault)) from fault


def make(kind: type, values: tuple[object, ...], key: bytes = b"") -> object:
    """An instance of a dataclass whose fields go by name, or that has a key."""
    made = kind(**dict(zip(_names(kind), values, strict=True)))
    return made.keyed(key) if key else made


def make_late(content: bytes) -> Late[Any]:
    """A value that is read when it is asked for."""
    return Late(content=content, read=decode)


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        kind: Any = type(value)
        if (
            kind in _PLAIN
            or (kind is FunctionType and value in _MAKERS.values())
            or (kind is type and (value in _PLAIN or _is_known(value)))
        ):
            return NotImplemented
        if kind is Late:
            return make_late, (value.content(encode),)
        if not _is_known(kind):
            raise TypeError(f"a {kind.__module__}.{kind.__qualname__} cannot be remembered")
        values = tuple([getattr(value, name) for name in _names(kind)])
        if isinstance(value, Keyed) and value.known_key:
            return make, (kind, values, value.known_key)
        return (make, (kind, values)) if _by_name(kind) else (kind, values)


_MAKERS = {function.__name__: function for function in (make, make_late)}


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _named(module, name)


@cache
def _named(module: str, name: str) -> object:
    if module == __name__ and name in _MAKERS:
        return _MAKERS[name]
    if (module, name) == ("datetime", "date"):
        return date
    if module.partition(".")[0] != __name__.partition(".")[0]:
        raise Unreadable(f"{module} is none of ours")
    found = getattr(sys.modules.get(module) or import_module(module), name, None)
    if not _is_known(found):
        raise Unreadable(f"{module}.{name} is no class of values")
    return found


@cache
def _is_known(kind: Any) -> bool:
    if not isinstance(kind, type) or not (is_dataclass(kind) or is_named_tuple(kind)):
        return False
    return kind.__module__.startswith("sitegen.") and "." not in kind.__qualname__


@cache
def _names(kind: type) -> tuple[str, ...]:
    if is_named_tuple(kind):
        return kind._fields
    return tuple(field.name for field in fields(kind) if field.init)


@cache
def _by_name(kind: type) -> bool:
    return is_dataclass(kind) and any(field.kw_only for field in fields(kind))
