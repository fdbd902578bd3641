"""`Cache`: results of pure functions, kept from one build to the next.

A result is found again by its kind and by a key that digests everything it was computed from; the salt stands for the
code that computes. So nothing is ever out of date, only unknown. What a build did not ask for is dropped at its
successful end, and its bytes are wiped. **What is not published is never kept here.**
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sitegen.cache.codec import Unreadable, decode, encode
from sitegen.cache.held import Held
from sitegen.cache.sqlite_store import OtherSalt, SqliteStore, delete, is_damage

T = TypeVar("T")


class Cache:
    """A context manager: leaving it without an exception is the successful end of a build.

    It never raises for what is wrong with its file; it forgets, and `warnings` says so in a line. Values are frozen
    dataclasses of ours and plain builtins. It belongs to the process that opened it: in a forked worker it knows
    nothing and keeps nothing, so hand fresh results to the parent.
    """

    def __init__(
        self,
        path: Path | None = None,
        salt: str = "",
        *,
        write: bool = True,
        forget: bool = False,
        held: Held | None = None,
    ) -> None:
        """The cache kept at `path` (a file; None: nowhere) under `salt`, with what is `held` of it by this process.

        Without `write` the file stays as it is. With `forget` what was remembered is forgotten first.
        """
        if forget and write:
            if path:
                delete(path)
            if held:
                held.drop_others({})
        self.warnings: list[str] = []
        self._path, self._salt, self._write, self._held = path, salt, write, held
        self._owner = os.getpid()
        self._used: dict[str, set[bytes]] = {}
        self._store = self._opened()

    @property
    def lasts(self) -> bool:
        """Whether what is put here may outlive the process: not what is held by it alone."""
        return self._held is None or (self._write and self._path is not None)

    def recall(self, kind: str, key: bytes, compute: Callable[[], T]) -> T:
        """What `compute` gives, without calling it where that is known. `key` digests all that it depends on."""
        known = self.get_many(kind, [key])
        if key in known:
            value: T = known[key]
            return value
        fresh = compute()
        self.put_many(kind, [(key, fresh)])
        return fresh

    def get_many(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, Any]:
        """What is known of these keys."""
        asked = dict.fromkeys(keys)
        self._used.setdefault(kind, set()).update(asked)
        if self._owner != os.getpid():
            return {}
        known = self._held.get(kind, asked) if self._held else {}
        if self._store:
            kept = self._kept(kind, [key for key in asked if key not in known] if known else asked)
            if self._held:
                self._held.put(kind, kept.items(), alone=False)
            known |= kept
        return known

    def _kept(self, kind: str, asked: Iterable[bytes]) -> dict[bytes, Any]:
        """What the store knows of these keys."""
        known: dict[bytes, Any] = {}
        try:
            for key, content in self._store.get(kind, asked) if self._store else ():
                try:
                    known[key] = decode(content)
                except Unreadable:
                    self._warn("has altered records, which are computed anew")
        except sqlite3.Error as fault:
            self._lose(fault)
        return known

    def keys(self, kind: str) -> frozenset[bytes]:
        """The keys of what is remembered of a kind; what one of them gives may yet turn out to be altered."""
        held = frozenset(self._held.keys(kind) if self._held else ())
        if self._store and self._owner == os.getpid():
            try:
                return held.union(self._store.keys(kind))
            except sqlite3.Error as fault:
                self._lose(fault)
        return held

    def put_many(self, kind: str, results: Iterable[tuple[bytes, object]]) -> None:
        """Remembers results by their keys. They are on the disk when the context is left, however it is."""
        if self._held:
            results = tuple(results)
            self._held.put(kind, self._noted(kind, results), alone=self._store is None)
        self._store_encoded(kind, ((key, encode(value)) for key, value in results))

    def put_encoded(self, kind: str, results: Iterable[tuple[bytes, bytes]]) -> None:
        """As `put_many`, for results that another process has given through `encode`."""
        if self._held:
            results = tuple(results)
            decoded = ((key, decode(content)) for key, content in results)
            self._held.put(kind, self._noted(kind, decoded), alone=self._store is None)
        self._store_encoded(kind, results)

    def _store_encoded(self, kind: str, results: Iterable[tuple[bytes, bytes]]) -> None:
        if self._store and self._write and self._owner == os.getpid():
            try:
                self._store.put(kind, self._noted(kind, results))
            except sqlite3.Error as fault:
                self._lose(fault)

    def asked(self, kind: str) -> frozenset[bytes]:
        """The keys of a kind that were asked for, or given, so far."""
        return frozenset(self._used.get(kind, ()))

    def keep(self, kind: str, keys: Iterable[bytes]) -> None:
        """Keeps what is remembered under these keys beyond the end, as if somebody had asked for it."""
        self._used.setdefault(kind, set()).update(keys)

    def discard(self, kind: str, keys: Iterable[bytes]) -> None:
        """Drops what is remembered under these keys at the successful end, as if nobody had asked for it."""
        self._used.setdefault(kind, set()).difference_update(keys)

    def _noted(self, kind: str, results: Iterable[tuple[bytes, T]]) -> Iterator[tuple[bytes, T]]:
        """The same results, which from here on count as asked for."""
        used = self._used.setdefault(kind, set())
        for key, content in results:
            used.add(key)
            yield key, content

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, fault: type[BaseException] | None, _value: object, _trace: TracebackType | None
    ) -> None:
        if self._held and fault is None and self._owner == os.getpid():
            self._held.drop_others(self._used)
        if not self._store or self._owner != os.getpid():
            return
        try:
            if self._write:
                if fault is None:
                    self._store.drop_others(self._used)
                self._store.commit()
            self._store.close()
        except sqlite3.Error as broken:
            self._lose(broken)
        self._store = None

    def _opened(self) -> SqliteStore | None:
        """The store, made anew where the file is of another salt or damaged; None where there can be none."""
        if not self._path or not (self._write or self._path.is_file()):
            return None
        for again in (True, False):
            try:
                return SqliteStore(self._path, self._salt, write=self._write)
            except OtherSalt:
                if not self._write:
                    return None
                delete(self._path)
            except sqlite3.Error as fault:
                self._lose(fault)
                if not again or not is_damage(fault) or not self._write:
                    return None
        return None

    def _lose(self, fault: sqlite3.Error) -> None:
        """Goes on without the file; a damaged one is removed, so that the next build has a sound one."""
        store, self._store = getattr(self, "_store", None), None
        if store:
            store.close()
        damaged = is_damage(fault)
        self._warn(f"{'is damaged and is made anew' if damaged else 'cannot be used'}: {fault}")
        if damaged and self._write and self._path:
            delete(self._path)

    def _warn(self, text: str) -> None:
        line = f"{self._path} {text}"
        if line not in self.warnings:
            self.warnings.append(line)
