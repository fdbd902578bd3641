"""A memory that stages can be given, without a disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Kept:
    """A memory, and how often it was given something."""

    kept: dict[bytes, Any] = field(default_factory=dict)
    put: int = 0

    def keys(self, _kind: str) -> frozenset[bytes]:
        return frozenset(self.kept)

    def get_many(self, _kind: str, keys: Sequence[bytes]) -> Mapping[bytes, Any]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def put_many(self, _kind: str, values: Sequence[tuple[bytes, Any]]) -> None:
        self.kept |= dict(values)
        self.put += len(values)
