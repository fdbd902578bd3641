"""What a file is made of: every value that is asked of the index for it, and which of these have changed.

Views ask through mappings alone, and these note what they are asked for, be it there or not. Of an entry, and of what
link found out about it, each field is noted for itself when it is read. So what has to be made anew is told by comparing
the stamps of all values with those of the last build, without making a view.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, TypeVar

from sitegen.cache.keys import Keyed, key_of
from sitegen.model.kinds import Entry
from sitegen.model.site import LinkedEntry, Site
from sitegen.render.site_index import SiteIndex

Reads = tuple[tuple[str, tuple[Any, ...]], ...]
"""By the name of a mapping (`years`), or of a field of its values (`entries.title`), the keys for which it was read."""

Stamps = dict[str, dict[Any, bytes]]
"""By the name of a mapping and by key a digest; of a value with fields, behind that one of its class and of each field."""

Changed = Mapping[str, frozenset[Any]]
"""By the same names as `Reads` the keys for which something else is read now, or something for the first or last time."""

Marks = bytes
"""`Reads`, of each name and key together the same eight bytes. Where two of them happen to have the same, a file is made
once too often.
"""

_ALL = "*"
"""Stands for every key; it is none."""
_OF_TEXTS = ("entries", "linked")
"""The mappings in which texts stand."""
_WHOLE, _PART = 16, 8
"""Bytes of the digest of a value, and of each of its parts."""

V = TypeVar("V")


class _Noted(Mapping[Any, V]):
    """A mapping that notes in `asked` what it is asked for; who goes over it, has asked for everything."""

    def __init__(self, name: str, values: Mapping[Any, V], asked: defaultdict[str, set[Any]]) -> None:
        self._name, self._values, self._asked = name, values, asked

    def __getitem__(self, key: Any) -> V:
        self._asked[self._name].add(key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._asked[self._name].add(key)
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        self._asked[self._name].add(_ALL)
        return iter(self._values)

    def __len__(self) -> int:
        self._asked[self._name].add(_ALL)
        return len(self._values)

    def values(self) -> ValuesView[V]:
        self._asked[self._name].add(_ALL)
        return self._values.values()

    def items(self) -> ItemsView[Any, V]:
        self._asked[self._name].add(_ALL)
        return self._values.items()


class _NotedByField(_Noted[V]):
    """Of its values the class is noted when one is asked for, and a field when it is read."""

    def __getitem__(self, key: Any) -> V:
        return self._noting(super().__getitem__(key), key)

    def values(self) -> ValuesView[V]:
        return dict(self.items()).values()

    def items(self) -> ItemsView[Any, V]:
        return {key: self._noting(value, _ALL) for key, value in super().items()}.items()

    def _noting(self, value: V, key: Any) -> V:
        kind: Any = type(value)
        noting: V = object.__new__(_noting_class(kind))
        object.__setattr__(noting, "_noted", value)
        object.__setattr__(noting, "_note", lambda field: self._asked[f"{self._name}.{field}"].add(key))
        return noting


def are_among(marks: Marks, changed: frozenset[int]) -> bool:
    """Whether anything of what was read has changed."""
    return not changed.isdisjoint(memoryview(marks).cast("Q"))


@cache
def _noting_class(kind: type[Any]) -> type[Any]:
    """A subclass of which each field is noted when it is read."""

    def noting(field: str) -> property:
        def read(self: Any) -> Any:
            self._note(field)
            return getattr(self._noted, field)

        return property(read)

    noted = {field.name: noting(field.name) for field in fields(kind)}
    return type(kind.__name__, (kind,), {"__slots__": ("_note", "_noted"), **noted})


@dataclass(frozen=True, slots=True)
class Recorder:
    """The index of a site as views are given it (`index`): all that changes from entry to entry, they read by a name."""

    index: SiteIndex
    same_for_all: bytes
    _values: Mapping[str, Mapping[Any, Any]]
    _asked: defaultdict[str, set[Any]]
    _marks: dict[tuple[str, Any], bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, index: SiteIndex) -> Recorder:
        """That of an index."""
        site, asked = index.site, defaultdict[str, set[Any]](set)
        given = {field.name: getattr(index, field.name) for field in fields(index)}
        mappings = {name: value for name, value in given.items() if isinstance(value, Mapping)}
        noted: dict[str, Any] = {name: _Noted(name, mapping, asked) for name, mapping in mappings.items()}
        told = Site(
            site.settings,
            _NotedByField("entries", site.entries, asked),
            _NotedByField("linked", site.linked, asked),
        )
        same = key_of(site.settings, index.today.isoformat(), index.base_url, index.search)
        values = {"entries": site.entries, "linked": site.linked, **mappings}
        return cls(replace(index, site=told, **noted), same, values, asked)

    def begin(self) -> None:
        """Forgets what was read so far."""
        self._asked.clear()

    def reads(self) -> Reads:
        """What was read since `begin`, in one order."""
        return tuple((name, tuple(sorted(keys, key=repr))) for name, keys in sorted(self._asked.items()))

    def mark(self, name: str, key: Any) -> bytes:
        """What stands for a name and a key in `Marks`."""
        known = self._marks.get((name, key))
        if known is None:
            known = self._marks[name, key] = key_of(name, key)[:_PART]
        return known

    def marks(self) -> Marks:
        """What was read since `begin`, as it is remembered."""
        return b"".join([self.mark(name, key) for name, keys in self.reads() for key in keys])

    def marks_of(self, changed: Changed) -> frozenset[int]:
        """The marks of all that is read otherwise, as `are_among` looks for them."""
        found = (self.mark(name, key) for name, keys in changed.items() for key in keys)
        return frozenset(int.from_bytes(mark, sys.byteorder) for mark in found)

    def stamps(self, before: Stamps, edited: frozenset[str] | None = None) -> Stamps:
        """The stamps of everything there is to be read; those from `before` are taken over where they are right.

        `edited` are the only ids whose texts differ since then, where that is known, and nothing else does: then what is not
        asked for is not read.
        """
        if edited is None:
            return {name: _stamps_of(values, before.get(name, {})) for name, values in self._values.items()}
        stamps = dict(before)
        for name in _OF_TEXTS:
            stamps[name] = before[name] | _stamps_of(self._values[name], before[name], edited)
        return stamps

    def changed(self, before: Stamps, now: Stamps) -> Changed:
        """What is read otherwise than `before`."""
        found: dict[str, set[Any]] = defaultdict(set)
        for name, stamps in now.items():
            old = before.get(name, {})
            if stamps is old:
                continue
            if list(old) != list(stamps):
                found[name].add(_ALL)
            for key in {key for key, _ in old.items() ^ stamps.items()}:
                for part in self._parts(name, key, old.get(key, b""), stamps.get(key, b"")):
                    found[part] |= {key, _ALL}
        return {name: frozenset(keys) for name, keys in found.items()}

    def _parts(self, name: str, key: Any, old: bytes, new: bytes) -> Iterator[str]:
        """The names by which something else is read. Whoever reads a field has asked for its value, of that class."""
        if not old or len(new) <= _WHOLE or old[_WHOLE : _WHOLE + _PART] != new[_WHOLE : _WHOLE + _PART]:
            yield name
            return
        for number, each in enumerate(fields(self._values[name][key]), start=1):
            part = slice(_WHOLE + _PART * number, _WHOLE + _PART * (number + 1))
            if old[part] != new[part]:
                yield f"{name}.{each.name}"


def _stamps_of(
    values: Mapping[Any, Any], before: Mapping[Any, bytes], keys: Iterable[Any] | None = None
) -> dict[Any, bytes]:
    stamps = {}
    for key in values if keys is None else keys:
        value = values[key]
        whole = value.known_key if isinstance(value, Keyed) and value.known_key else key_of(value)
        stamp = before.get(key, b"")
        if stamp[:_WHOLE] != whole:
            stamp = whole + _parts_of(value)
        stamps[key] = stamp
    return stamps


def _parts_of(value: Any) -> bytes:
    if not isinstance(value, Entry | LinkedEntry):
        return b""
    parts = [type(value).__qualname__, *(getattr(value, field.name) for field in fields(value))]
    return b"".join(key_of(part)[:_PART] for part in parts)
