"""What stages need to have results remembered: a memory, and keys.

Equal values have one key, in every run and on every machine, whichever of their parts are one object.
"""

from __future__ import annotations

import marshal
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeGuard, TypeVar, cast

from sitegen.cache.digests import raw_digest

KEY_FORM = 2
"""The version of `marshal` in which it matters neither which values are one object nor which texts are interned."""
_KEPT = 64
"""How many values that were read stay: a page asks for few, again and again, and hardly for those of the page before."""
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


T = TypeVar("T")


class Memory(Protocol):
    """What stages ask of the cache: results by the digest of all they were made of."""

    @property
    def lasts(self) -> bool:
        """Whether what is remembered may outlive the process: then it shall hold nothing that is not published."""

    def keys(self, kind: str) -> Collection[bytes]:
        """The keys of everything that is remembered of a kind."""

    def get_many(self, kind: str, keys: Sequence[bytes]) -> Mapping[bytes, Any]:
        """What is remembered of some keys."""

    def put_many(self, kind: str, values: Sequence[tuple[bytes, Any]]) -> None:
        """Remembers values."""


class LastingMemory(Memory, Protocol):
    """A memory that need not be asked for all that it shall go on remembering."""

    def keep(self, kind: str, keys: Iterable[bytes]) -> None:
        """Goes on remembering what is not asked for now."""

    def discard(self, kind: str, keys: Iterable[bytes]) -> None:
        """Does not go on remembering what was asked for."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A large value that is made once and asked for its key again and again: it may bring that along in `known_key`.

    Whoever makes another of it (`dataclasses.replace`) has one without a key.
    """

    known_key: bytes = field(default=b"", init=False, compare=False, repr=False, metadata={"given": True})

    def keyed(self, key: bytes = b"") -> Self:
        """The very value, now with its key: `key`, where its maker, who alone may call this, knows what it was made of."""
        object.__setattr__(self, "known_key", key or self.known_key or key_of(self))
        return self


class Late(Generic[T]):
    """A value that, where it was remembered, is bytes until somebody asks for it, and again when many others were asked for.

    Equal values are equal, read or not.
    """

    __slots__ = ("_content", "_read", "_value")

    def __init__(
        self, value: T | None = None, content: bytes = b"", read: Callable[[bytes], T] | None = None
    ) -> None:
        """The `value`, or that which `read` makes of `content`."""
        self._value, self._content, self._read = value, content, read

    @property
    def value(self) -> T:
        """The value itself."""
        value = self._value
        if value is None and self._read:
            value = self._value = self._read(self._content)
            _READ.append(self)
            if len(_READ) > _KEPT:
                _READ.popleft()._value = None  # noqa: SLF001  (one of this class)
        return cast(T, value)

    def content(self, write: Callable[[T], bytes]) -> bytes:
        """The bytes of it: those it was read of, else what `write` makes."""
        return self._content or write(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Late) and self.value == other.value

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return repr(self.value)


_READ: deque[Late[Any]] = deque()


def key_of(*values: object) -> bytes:
    """The key of frozen values: equal ones have equal keys.

    Dataclasses and NamedTuples become tuples of their name and their fields; what is left are plain builtins.

    Raises:
        TypeError: something in them is neither a dataclass, a NamedTuple, a tuple, a dict nor a plain builtin.
    """
    return raw_digest(marshal.dumps(_plain(values), KEY_FORM))


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
    if issubclass(kind, str):
        return lambda value: (kind.__name__, str.__str__(value))
    if kind is Late:
        return lambda value: _plain(value.value)
    if not is_dataclass(kind) and not is_named_tuple(kind):
        raise TypeError(f"a key is made of frozen values, and a {kind.__name__} is none")
    return _fields_of(kind)


def is_named_tuple(kind: type[Any]) -> TypeGuard[type[NamedTuple]]:
    """Whether it is a class of frozen values that are tuples with names for their items."""
    return issubclass(kind, tuple) and hasattr(kind, "_fields")


def _fields_of(kind: type[Any]) -> Callable[[Any], object]:
    whole = _whole(kind)
    if issubclass(kind, Keyed):
        return lambda value: (kind.__qualname__, value.known_key) if value.known_key else whole(value)
    return whole


def names_of(kind: type[Any]) -> tuple[str, ...]:
    """The names of the fields of a class of frozen values."""
    return kind._fields if is_named_tuple(kind) else tuple(field.name for field in fields(kind))


def _whole(kind: type[Any]) -> Callable[[Any], object]:
    if is_named_tuple(kind):
        return lambda value: (kind.__qualname__, *map(_plain, value))
    names = names_of(kind)
    if len(names) < 2:
        return lambda value: (kind.__qualname__, *(_plain(getattr(value, name)) for name in names))
    read = attrgetter(*names)
    return lambda value: (kind.__qualname__, *map(_plain, read(value)))
