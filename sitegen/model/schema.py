"""The content model as data: which keys a class has, how each is read, and which ids an entry's front matter names."""

from __future__ import annotations

import dataclasses
import sys
import types
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from sitegen.model.fields import Form, IdOf
from sitegen.model.values import SINGLE, Named


class Key(NamedTuple):
    """A key as its class declares it: the type without `None` and `Annotated`, the marks, and whether it must be there."""

    name: str
    base: Any
    marks: tuple[Any, ...]
    required: bool

    @property
    def is_list(self) -> bool:
        """Whether it holds a list."""
        return get_origin(self.base) is tuple

    @property
    def single(self) -> Key:
        """As which each item of its list is read; itself where it holds none."""
        return Key(self.name, *unwrapped(get_args(self.base)[0]), required=True) if self.is_list else self

    @property
    def group(self) -> type[Any] | None:
        """The class of the group of keys that it holds, or a list of; None where it holds single values."""
        base = self.single.base
        is_group = isinstance(base, type) and dataclasses.is_dataclass(base) and base not in SINGLE
        return base if is_group else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The words of which it holds one, or a list; none where others may stand there."""
        base = self.single.base
        return get_args(base) if get_origin(base) is Literal else ()

    @property
    def form(self) -> Form | None:
        """The rule that its text follows, or each text of its list."""
        return next((mark for mark in self.single.marks if isinstance(mark, Form)), None)

    @property
    def ids(self) -> IdOf | None:
        """Of what it holds an id, or a list of ids; None where it holds none."""
        return next((mark for mark in self.single.marks if isinstance(mark, IdOf)), None)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders in which its ids may be; none where it holds none, or they may be in any."""
        return self.ids.folders if self.ids else ()


_KEYS: dict[type[Any], Mapping[str, Key]] = {}
_HINTS: dict[type[Any], Mapping[str, Any]] = {}


def keys_of(kind: type[Any]) -> Mapping[str, Key]:
    """The keys of a class of the model, by name; fields that the loader gives are none."""
    if kind not in _KEYS:
        _KEYS[kind] = _declared(kind)
    return _KEYS[kind]


def _declared(kind: type[Any]) -> Mapping[str, Key]:
    hints = _hints(kind)
    return {
        f.name: Key(
            f.name,
            *unwrapped(hints[f.name]),
            f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING,
        )
        for f in dataclasses.fields(kind)
        if not f.metadata.get("given")
    }


def _hints(kind: type[Any]) -> Mapping[str, Any]:
    """The types of its fields by name. Each class is asked for its own once, and not again for each of its kinds."""
    if kind not in _HINTS:
        above = {name: hint for base in reversed(kind.__bases__) for name, hint in _hints(base).items()}
        written = vars(kind).get("__annotations__", {})
        own = types.SimpleNamespace(
            __annotations__={name: hint for name, hint in written.items() if "ClassVar[" not in hint}
        )
        _HINTS[kind] = above | get_type_hints(own, vars(sys.modules[kind.__module__]), include_extras=True)
    return _HINTS[kind]


def unwrapped(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without `Annotated` and `None`, and the marks that annotated it, outermost last."""
    marks: tuple[Any, ...] = ()
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            marks = (*more, *marks)
        elif origin in (Union, types.UnionType):
            annotation = next(a for a in get_args(annotation) if a is not type(None))
        else:
            return annotation, marks


class NamedId(NamedTuple):
    """An id that stands in front matter: the dotted key, the id, the folders it may be in (none: any), whether `words`
    could stand there instead, and whether it `files` the entry (`IdOf`).
    """

    key: str
    id: str
    folders: tuple[str, ...]
    words: bool = False
    files: bool = False


def ids_in(value: Any, prefix: str = "") -> Iterator[NamedId]:
    """Every id that the fields of `value`, an entry or a group of keys, name."""
    for name, mark in _named_in(value.__class__):
        yield from _ids_of(getattr(value, name), mark, f"{prefix}{name}")


def ids_among(kind: Any, values: Mapping[str, Any]) -> Iterator[NamedId]:
    """Every id that the values of some keys of `kind` name; there may be none for others."""
    for name, mark in _named_in(kind):
        yield from _ids_of(values.get(name), mark, name)


@cache
def _named_in(kind: type[Any]) -> tuple[tuple[str, IdOf | None], ...]:
    """The keys that hold ids, each with of what; those whose group does, with None."""
    return tuple((key.name, key.ids) for key in keys_of(kind).values() if _may_hold_ids(key))


def _may_hold_ids(key: Key) -> bool:
    group: Any = key.group
    return bool(key.ids or (group and _named_in(group)))


def _ids_of(value: Any, mark: IdOf | None, place: str) -> Iterator[NamedId]:
    if value is None:
        return
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _ids_of(item, mark, f"{place}.{index}")
    elif mark is None:
        yield from ids_in(value, f"{place}.")
    elif isinstance(value, Named):
        if value.is_id:
            yield NamedId(place, value.text, mark.folders, words=True, files=mark.files)
    else:
        yield NamedId(place, value, mark.folders, files=mark.files)
