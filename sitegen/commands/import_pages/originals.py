"""The texts of the originals, `originals/ID.txt` beside content/: kept for editors, ignored by Git, never published.

They are what a new story is compared with. Their runs of words stand in a database of its own on the disk while a command
runs, so that ten thousand of them take no memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from sitegen.importing.duplicates import SAME, containment, sample, shingles

FOLDER = "originals"
_LIKELIEST = 8


def texts(root: Path) -> Iterator[tuple[str, Path]]:
    """The ids of the digests of which the original is kept, each with its file, in the order of ids."""
    for path in sorted((root / FOLDER).glob("*.txt")):
        if path.is_file():
            yield path.stem, path


class Originals:
    """Texts to look for copies among. A context manager; what it holds is gone when it ends."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute("CREATE TABLE text (number INTEGER PRIMARY KEY, name TEXT, words TEXT)")
        self._store.execute("CREATE TABLE run (hash INTEGER, number INTEGER)")
        self._store.execute("CREATE INDEX runs ON run (hash)")
        self._store.execute("CREATE TABLE address (address TEXT PRIMARY KEY, name TEXT)")

    def __enter__(self) -> Originals:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()

    def add(self, name: str, text: str, address: str | None = None) -> None:
        """Keep a text under the name by which a copy of it is told."""
        number = self._store.execute("INSERT INTO text (name, words) VALUES (?, ?)", (name, text)).lastrowid
        rows = ((run, number) for run in sample(shingles(text)))
        self._store.execute("BEGIN")
        self._store.executemany("INSERT INTO run VALUES (?, ?)", rows)
        if address:
            self._store.execute("INSERT OR IGNORE INTO address VALUES (?, ?)", (address, name))
        self._store.execute("COMMIT")

    def same_as(self, text: str, address: str | None = None) -> str | None:
        """The name of a text that is the same story: from the same address, or nearly in the same words."""
        if address:
            row = self._store.execute("SELECT name FROM address WHERE address = ?", (address,)).fetchone()
            if row:
                return str(row[0])
        runs = shingles(text)
        wanted = sample(runs)[:900]
        marks = ",".join("?" * len(wanted))
        likely = self._store.execute(
            f"SELECT number FROM run WHERE hash IN ({marks}) GROUP BY number ORDER BY count(*) DESC, number LIMIT {_LIKELIEST}",  # noqa: S608
            wanted,
        ).fetchall()
        for (number,) in likely:
            name, other = self._store.execute(
                "SELECT name, words FROM text WHERE number = ?", (number,)
            ).fetchone()
            if containment(runs, shingles(other)) >= SAME:
                return str(name)
        return None
