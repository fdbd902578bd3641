"""Bytes by kind and key in one SQLite file, each with its own check sum.

**Whatever is wrong with the file costs time, never bytes.** A record counts only if its check sum, which covers its
kind, its key and the salt of the whole store, is right; a file that SQLite cannot read, or whose tables are not exactly
ours, is thrown away. SQLite itself undoes what a killed process left half written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from sitegen.cache.digests import raw_digest

_TABLES = (
    "CREATE TABLE salt (salt TEXT NOT NULL)",
    "CREATE TABLE results (kind TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL)",
    "CREATE UNIQUE INDEX by_key ON results (kind, key)",
)
_CHECK_BYTES = 16
_PATIENCE = 10
"""Seconds a build waits for one who only reads; who only reads does not wait for a build."""
_AT_ONCE = 500
"""Keys asked for in one statement; SQLite takes at least 999."""

_NO_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""Errors that say nothing against the file itself. https://sqlite.org/rescode.html"""

ALTERED = b""
"""No value is written as no bytes at all."""


class OtherSalt(Exception):
    """The file is a store of ours, but for results of other code."""


class SqliteStore:
    """An open file. Every method may raise `sqlite3.Error`: then the file is not to be trusted any further."""

    def __init__(self, path: Path, salt: str, *, write: bool) -> None:
        """Opens the file; a missing one is made if `write`.

        Raises:
            OtherSalt: it is a sound one of another salt.
            sqlite3.Error: it is no store of ours, or cannot be opened.
        """
        self.path, self._salt = path, salt.encode()
        address = f"{path.absolute().as_uri()}?mode={'rwc' if write else 'ro'}"
        self._file = sqlite3.connect(
            address, uri=True, isolation_level=None, timeout=_PATIENCE if write else 0
        )
        try:
            self._prepare(salt, write)
        except BaseException:
            self._file.close()
            raise

    def get(self, kind: str, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """The bytes kept for these keys, in no order; `ALTERED` for those that are no longer what was kept."""
        rest = iter(keys)
        while batch := list(islice(rest, _AT_ONCE)):
            marks = ",".join("?" * len(batch))
            rows = self._file.execute(
                f"SELECT key, value FROM results WHERE kind = ? AND key IN ({marks})",  # noqa: S608  (marks only)
                (kind, *batch),
            )
            for key, value in rows:
                yield key, self._checked(kind, key, value)

    def keys(self, kind: str) -> Iterator[bytes]:
        """The keys of a kind, in no order."""
        rows = self._file.execute("SELECT key FROM results WHERE kind = ?", (kind,))
        return (key for (key,) in rows if isinstance(key, bytes))

    def put(self, kind: str, records: Iterable[tuple[bytes, bytes]]) -> None:
        """Keeps these bytes, over what was kept. They are safe after `commit`."""
        if not self._file.in_transaction:
            self._file.execute("BEGIN IMMEDIATE")
        self._file.executemany(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?)",
            ((kind, key, self._check(kind, key, content) + content) for key, content in records),
        )

    def drop_others(self, used: Mapping[str, Collection[bytes]]) -> None:
        """Removes every record whose key is not in what is `used` of its kind."""
        kept = self._file.execute("SELECT kind, key FROM results")
        unused = [(kind, key) for kind, key in kept if key not in used.get(kind, ())]
        if unused:
            self._file.executemany("DELETE FROM results WHERE kind = ? AND key = ?", unused)

    def commit(self) -> None:
        """Makes everything put so far last."""
        if self._file.in_transaction:
            self._file.execute("COMMIT")

    def close(self) -> None:
        """Ends the use of the file; what was not committed is forgotten."""
        self._file.close()

    def _prepare(self, salt: str, write: bool) -> None:
        run = self._file.execute
        run("PRAGMA trusted_schema = OFF")
        run("PRAGMA cell_size_check = ON")
        run("PRAGMA secure_delete = ON")  # what is dropped shall not be found in the gaps of the file
        # A kill is undone from the journal all the same; what a power cut damages is found by its check sum.
        run("PRAGMA synchronous = OFF")
        if write and not run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            run("PRAGMA page_size = 8192")
            run("PRAGMA auto_vacuum = FULL")
            run("BEGIN IMMEDIATE")
            for table in _TABLES:
                run(table)
            run("INSERT INTO salt VALUES (?)", (salt,))
            run("COMMIT")
        tables = tuple(sql for (sql,) in run("SELECT sql FROM sqlite_master "))
        if sorted(tables) != sorted(_TABLES):
            raise sqlite3.DatabaseError("it holds other tables")
        if run("SELECT salt FROM salt").fetchall() != [(salt,)]:
            raise OtherSalt

    def _check(self, kind: str, key: bytes, content: bytes) -> bytes:
        head = b"%s\0%s\0%d\0%s" % (self._salt, kind.encode(), len(key), key)
        return raw_digest(head + content)

    def _checked(self, kind: str, key: bytes, value: object) -> bytes:
        if not isinstance(value, bytes):
            return ALTERED
        content = value[_CHECK_BYTES:]
        return content if value[:_CHECK_BYTES] == self._check(kind, key, content) else ALTERED


def delete(path: Path) -> None:
    """Removes the file and what SQLite keeps beside it, as far as that can be done."""
    for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(OSError):
            path.with_name(name).unlink()


def is_damage(fault: sqlite3.Error) -> bool:
    """Whether an error says that the file itself is at fault."""
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF not in _NO_DAMAGE
