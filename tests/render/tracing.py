"""Views that note which of their fields a layout reads, and where in the view these stand."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple


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
        kind = type(value)
        if not is_dataclass(kind) or not kind.__module__.startswith("sitegen.render"):
            return value
        traced = object.__new__(_traced(kind))
        object.__setattr__(traced, "_note", lambda name: self.read.add(Field(way, kind, name)))
        for each in fields(kind):
            inner = getattr(value, each.name)
            self.held.add(Field(way, kind, each.name))
            if inner:
                self.full.add(Field(way, kind, each.name))
            object.__setattr__(traced, each.name, self.of(inner, f"{way}.{each.name}"))
        return traced


@cache
def _traced(kind: Any) -> type[Any]:
    """A subclass that notes whatever is read of it, be it by a layout or by a method of its own."""
    names = frozenset(each.name for each in fields(kind))

    def read(self: Any, name: str) -> Any:
        if name in names:
            object.__getattribute__(self, "_note")(name)
        return object.__getattribute__(self, name)

    return type(kind.__name__, (kind,), {"__getattribute__": read})
