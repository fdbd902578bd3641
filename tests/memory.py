"""A memory that stages can be given, without a disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Kept:
    """A memory, how often it was given something, and what was read of it."""

    kept: dict[tuple[str, bytes], Any] = field(default_factory=dict)
    put: int = 0
    read: list[tuple[str, bytes]] = field(default_factory=list)
    lasts = True

    def keys(self, kind: str) -> frozenset[bytes]:
        return frozenset(key for each, key in self.kept if each == kind)

    def get_many(self, kind: str, keys: Sequence[bytes]) -> Mapping[bytes, Any]:
        found = {key: self.kept[kind, key] for key in keys if (kind, key) in self.kept}
        self.read += [(kind, key) for key in found]
        return found

    def put_many(self, kind: str, values: Iterable[tuple[bytes, Any]]) -> None:
        rows = {(kind, key): value for key, value in values}
        self.kept |= rows
        self.put += len(rows)

    def keep(self, kind: str, keys: Iterable[bytes]) -> None:
        """Nothing is ever dropped."""

    def discard(self, kind: str, keys: Iterable[bytes]) -> None:
        for key in keys:
            del self.kept[kind, key]

    def forget(self, kind: str) -> None:
        """Drops all of a kind."""
        self.kept = {name: value for name, value in self.kept.items() if name[0] != kind}
