"""The key of a page: a digest of everything it is made of. Equal values give equal digests, in this run and in the next.

Frozen dataclasses become tuples of their name and their fields; what is left are plain builtins, which `marshal` writes
in its second version, where it matters neither which values are one object nor which texts are interned. What will be
written as JSON is plain as it is.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from sitegen.cache.digests import raw_digest
from sitegen.render.formats.script_json import JsonScript

_VERSION = 2
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


def key_of(*values: object) -> bytes:
    """The digest of some frozen values.

    Raises:
        TypeError: something in them is neither a dataclass, a tuple, a dict nor a plain builtin.
    """
    return raw_digest(marshal.dumps(_plain(values), _VERSION))


def _plain(value: object) -> Any:
    kind: Any = type(value)
    return value if kind in _PLAIN else _reader(kind)(value)


@cache
def _reader(kind: type[Any]) -> Callable[[Any], object]:
    """How values of a kind are made plain."""
    if kind is tuple:
        return lambda value: tuple(map(_plain, value))
    if kind is dict:
        return lambda value: (dict.__name__, *(map(_plain, value.items())))
    if kind is Markup:
        return lambda value: (Markup.__name__, str.__str__(value))
    if kind is JsonScript:
        return lambda script: (JsonScript.__name__, script.value)
    if not is_dataclass(kind):
        raise TypeError(f"a view holds a {kind.__name__}, which is no frozen value")
    return _fields_of(kind)


def _fields_of(kind: type[Any]) -> Callable[[Any], object]:
    names = [field.name for field in fields(kind)]
    if len(names) < 2:
        return lambda value: (kind.__qualname__, *(_plain(getattr(value, name)) for name in names))
    read = attrgetter(*names)
    return lambda value: (kind.__qualname__, *map(_plain, read(value)))
