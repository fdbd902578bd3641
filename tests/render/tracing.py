"""Views that note which of their fields a layout reads, and where in the view these stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from typing import Any, NamedTuple

from sitegen.cache.keys import is_named_tuple, names_of


class Field(NamedTuple):
    """A field of a value of a view: the way from the page to that value, its class, and the field's own name."""

    way: str
    holder: type[Any]
    name: str

    def __str__(self) -> str:
        return f"{self.way}.{self.name} ({self.holder.__name__})"


@dataclass
class Trace:
    """The fields that some views hold, those of them that are not empty, and those that were read."""

    held: set[Field] = field(default_factory=set)
    full: set[Field] = field(default_factory=set)
    read: set[Field] = field(default_factory=set)

    def of(self, value: Any, way: str) -> Any:
        """`value` with every view in it traced. Values of the model (a date, a sentence) are taken as one thing."""
        if type(value) is tuple:
            return tuple(self.of(each, f"{way}[]") for each in value)
        if isinstance(value, dict):
            return {key: self.of(each, f"{way}{{}}") for key, each in value.items()}
        kind: Any = type(value)
        if not is_view(kind):
            return value
        inner = {}
        for name in names_of(kind):
            field, inside = Field(way, kind, name), getattr(value, name)
            self.held.add(field)
            if inside:
                self.full.add(field)
            inner[name] = self.of(inside, f"{way}.{name}")
        return _made(kind, inner, lambda name: self.read.add(Field(way, kind, name)))


def is_view(kind: type[Any]) -> bool:
    """Whether it is a class of values that layouts see."""
    return (is_dataclass(kind) or is_named_tuple(kind)) and kind.__module__.startswith("sitegen.render")


def _made(kind: Any, values: Mapping[str, Any], note: Callable[[str], None]) -> Any:
    """A value of the subclass of a kind that notes what is read of it."""
    if is_named_tuple(kind):
        traced = tuple.__new__(_traced(kind), values.values())
    else:
        traced = object.__new__(_traced(kind))
        for name, value in values.items():
            object.__setattr__(traced, name, value)
    object.__setattr__(traced, "_note", note)
    return traced


@cache
def _traced(kind: Any) -> type[Any]:
    """A subclass that notes whatever is read of it, be it by a layout or by a method of its own."""
    names = frozenset(names_of(kind))

    def read(self: Any, name: str) -> Any:
        if name in names:
            object.__getattribute__(self, "_note")(name)
        return object.__getattribute__(self, name)

    return type(kind.__name__, (kind,), {"__getattribute__": read})
