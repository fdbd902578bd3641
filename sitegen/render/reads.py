"""What a page is made of: every value that its view asks the index for, and the digests of these.

A view asks through mappings alone, and these note what they are asked for, be it there or not; whoever goes over all of
one has read all of it. So whether a page is what it was can be told without making its view.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from sitegen.cache.digests import raw_digest
from sitegen.cache.keys import key_of
from sitegen.model.body import EMPTY
from sitegen.model.fields import Origin
from sitegen.model.site import Site
from sitegen.render.site_index import SiteIndex

Reads = tuple[tuple[str, tuple[Any, ...]], ...]
"""By the name of a facet what of it was read: keys, or `_ALL` alone."""

_ALL = "*"
"""Stands for every key; it is none."""
_MISSING = bytes(16)
_OF_ENTRY = ("paths", "first_paths", "years")
"""What hardly changes unless the front matter of the entry does: it is one facet with that."""

V = TypeVar("V")


class _Noted(Mapping[Any, V]):
    """A mapping that notes in `asked` what it is asked for."""

    def __init__(self, values: Mapping[Any, V], asked: set[Any]) -> None:
        self._values, self._asked = values, asked

    def __getitem__(self, key: Hashable) -> V:
        self._asked.add(key)
        return self._values[key]

    def get(self, key: Hashable, default: Any = None) -> Any:
        self._asked.add(key)
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._asked.add(key)
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        self._asked.add(_ALL)
        return iter(self._values)

    def __len__(self) -> int:
        self._asked.add(_ALL)
        return len(self._values)


class Recorder:
    """The index of a site as views are given it (`index`): all that changes from entry to entry, they read under a name.

    A facet is what several mappings say of a key: that of an entry is its front matter, its paths and its year. Its digest is
    made when it is first asked for.
    """

    def __init__(self, index: SiteIndex) -> None:
        site = index.site
        entries = {i: replace(e, body=EMPTY, origin=Origin(e.origin.path)) for i, e in site.entries.items()}
        values = {field.name: getattr(index, field.name) for field in fields(index)}
        mappings = {name: value for name, value in values.items() if isinstance(value, Mapping)}
        others = {name: (mapping,) for name, mapping in mappings.items() if name not in _OF_ENTRY}
        self._facets: dict[str, tuple[Mapping[Any, Any], ...]] = {
            "entry": (entries, *(mappings[name] for name in _OF_ENTRY)),
            "linked": (site.linked,),
            **others,
        }
        self._asked: dict[str, set[Any]] = {name: set() for name in self._facets}
        self._digests: dict[str, dict[Any, bytes]] = {name: {} for name in self._facets}
        self._same_for_all = key_of(site.settings, index.today.isoformat(), index.base_url, index.search)
        noted: dict[str, Any] = {
            name: self._noted("entry" if name in _OF_ENTRY else name, mapping)
            for name, mapping in mappings.items()
        }
        told = Site(site.settings, self._noted("entry", entries), self._noted("linked", site.linked))
        self.index = replace(index, site=told, **noted)

    def begin(self) -> None:
        """Forgets what was read so far."""
        for asked in self._asked.values():
            asked.clear()

    def reads(self) -> Reads:
        """What was read since `begin`."""
        named = self._asked.items()
        return tuple((name, (_ALL,) if _ALL in asked else tuple(asked)) for name, asked in named if asked)

    def digest(self, reads: Reads) -> bytes:
        """The digest of what some `reads` give now, and of what every page may read unnoted."""
        parts = [self._same_for_all]
        for name, keys in reads:
            known = self._digests[name]
            parts += [known.get(key) or self._digest(name, key) for key in keys]
        return raw_digest(b"".join(parts))

    def _noted(self, name: str, values: Mapping[Any, V]) -> _Noted[V]:
        return _Noted(values, self._asked[name])

    def _digest(self, name: str, key: Any) -> bytes:
        facet = self._facets[name]
        if key == _ALL:
            keys = tuple(facet[0])
            found = key_of(keys, self.digest(((name, keys),)))
        else:
            values = [mapping[key] for mapping in facet if key in mapping]
            found = key_of(*values) if values else _MISSING
        self._digests[name][key] = found
        return found
