"""`site.sqlite`: the tables with their keys, full-text search over all entries, and what every column means.

https://www.sqlite.org/fts5.html
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sitegen.packing.edition import Edition
from sitegen.packing.open_data.rows import Row, Write
from sitegen.packing.open_data.tables import ENTRIES, Column, Table

_TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
_ERRORS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_READONLY: errno.EROFS,
}
# Nobody reads it before it is whole, and one that is cut off is thrown away.
_OPENING = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN")
_DOCUMENTATION = (
    """CREATE TABLE documentation (
        "table" TEXT NOT NULL, "column" TEXT NOT NULL, meaning TEXT NOT NULL, PRIMARY KEY ("table", "column"))""",
    "CREATE TABLE about (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)",
)
_CLOSING = (
    "CREATE INDEX relations_target ON relations (target)",
    """CREATE VIRTUAL TABLE entries_fts USING fts5(
        title, names, summary, text,
        content="entries", content_rowid="rowid", tokenize="unicode61 remove_diacritics 2")""",
    "INSERT INTO entries_fts(entries_fts) VALUES ('rebuild')",
    "INSERT INTO entries_fts(entries_fts) VALUES ('optimize')",
    "COMMIT",
)

_SEARCH = (
    "Full-text search of all entries, by every spelling of their names: SELECT id, title FROM entries "
    "WHERE rowid IN (SELECT rowid FROM entries_fts WHERE entries_fts MATCH 'words');"
)


@contextmanager
def database(path: Path, tables: Iterable[Table], edition: Edition) -> Iterator[Write]:
    """Inside, rows are written; search is made when it is left well.

    Raises:
        OSError: the disk refuses.
    """
    by_name = {table.name: table for table in tables}
    with _refusals(), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (*_OPENING, *map(_definition, by_name.values()), *_DOCUMENTATION):
            connection.execute(statement)
        connection.executemany("INSERT INTO documentation VALUES (?, ?, ?)", _meanings(by_name.values()))
        connection.executemany("INSERT INTO about VALUES (?, ?)", _about(edition))

        def write(table: str, rows: Sequence[Row]) -> None:
            blanks = ", ".join("?" * len(by_name[table].columns))
            connection.executemany(f'INSERT INTO "{table}" VALUES ({blanks})', rows)  # noqa: S608 - our names

        yield write
        for statement in _CLOSING:
            connection.execute(statement)


def _meanings(tables: Iterable[Table]) -> Iterator[tuple[str, str, str]]:
    for table in tables:
        yield table.name, "", table.meaning
        yield from ((table.name, column.name, column.meaning) for column in table.columns)
    yield "entries_fts", "", _SEARCH


def _about(edition: Edition) -> Iterator[tuple[str, str]]:
    settings = edition.index.settings
    told = {
        "title": settings.title,
        "address": edition.index.base_url,
        "made on": edition.when.isoformat(),
        "commit": edition.commit,
        "licence": edition.licence,
        "publisher": settings.publisher,
    }
    return ((key, value) for key, value in told.items() if value)


def _definition(table: Table) -> str:
    columns = [_column(column, is_key=(column.name,) == table.key) for column in table.columns]
    if len(table.key) > 1:
        columns.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(columns)})"


def _column(column: Column, *, is_key: bool) -> str:
    parts = [_quoted(column.name), _TYPES[column.type]]
    parts += ["NOT NULL"] if column.required else []
    parts += ["PRIMARY KEY"] if is_key else []
    parts += [f'REFERENCES "{ENTRIES}" (id) DEFERRABLE INITIALLY DEFERRED'] if column.is_id else []
    return " ".join(parts)


def _quoted(name: str) -> str:
    return f'"{name}"'


@contextmanager
def _refusals() -> Iterator[None]:
    """What the disk refuses to SQLite, as it would be said of any file."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        number = _ERRORS.get(fault.sqlite_errorcode & 0xFF)
        if number is None:
            raise
        raise OSError(number, os.strerror(number)) from fault
