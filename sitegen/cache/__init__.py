"""Remembers results of pure functions between builds (the only cache).

cache         `Cache`: ask here before computing
sqlite_store  bytes by kind and key in one file that may be damaged at any time
codec         values to bytes and back
digests       what counts as the same: bytes, code, versions (needs the standard library alone, and little of it)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol


class Memory(Protocol):
    """What stages ask of the cache: results by the digest of all they were made of."""

    def keys(self, kind: str) -> Collection[bytes]:
        """The keys of everything that is remembered of a kind."""

    def get_many(self, kind: str, keys: Sequence[bytes]) -> Mapping[bytes, Any]:
        """What is remembered of some keys."""

    def put_many(self, kind: str, values: Sequence[tuple[bytes, Any]]) -> None:
        """Remembers values."""


def is_half_written(path: Path) -> bool:
    """Whether a build died while it wrote to the cache at `path`: SQLite's journal lies beside it.

    The journal holds what the file is to forget, until the cache is opened for writing, which mends it. It stands here
    because it is asked before anything is known to have changed, and so before SQLite is imported.
    """
    return path.with_name(f"{path.name}-journal").exists()
