"""What a process that runs more often than once holds in memory, over what the cache keeps on the disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from threading import Lock
from typing import Any


class Held:
    """Results that stay in memory as they are, for a process that runs more often than once.

    They lie over what a cache keeps, and need not be decoded. Threads may share it.
    """

    def __init__(self) -> None:
        self._values: dict[str, dict[bytes, Any]] = {}
        self._lock = Lock()

    def get(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, Any]:
        """What is held of these keys."""
        with self._lock:
            held = self._values.get(kind, {})
            return {key: held[key] for key in keys if key in held}

    def keys(self, kind: str) -> Collection[bytes]:
        """The keys of what is held of a kind."""
        with self._lock:
            return tuple(self._values.get(kind, ()))

    def put(self, kind: str, values: Iterable[tuple[bytes, Any]], *, alone: bool) -> None:
        """Hold these values. Bytes, which need no decoding, are held only where it is `alone`, with no store below."""
        new = dict(values)
        with self._lock:
            held = self._values.setdefault(kind, {})
            for key, value in new.items():
                if alone or not isinstance(value, bytes):
                    held[key] = value
                else:
                    held.pop(key, None)

    def drop_others(self, used: Mapping[str, Collection[bytes]]) -> None:
        """Let go of every value whose key is not in what is `used` of its kind."""
        with self._lock:
            for kind, held in self._values.items():
                for key in [key for key in held if key not in used.get(kind, ())]:
                    del held[key]
