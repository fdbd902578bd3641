"""The texts of the originals, `originals/ID.txt` beside content/: kept for editors, ignored by Git, never published.

They are what a new story is compared with. Their runs of words stand in a database of its own on the disk while a command
runs, so that ten thousand of them take no memory; none is read before there is a story to compare.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from sitegen.commands.import_pages.tally import Original
from sitegen.importing.known_site import SAME, containment, sample
from sitegen.urls import ORIGINALS_FOLDER

_LIKELIEST = 8
"""How many texts are compared whole: those that share most of the runs that stand for a text."""

_MOST_ASKED = 900
"""Values of one question to the database."""


def texts(root: Path) -> Iterator[tuple[str, Path]]:
    """The ids of the digests of which the original is kept, each with its file, in the order of ids."""
    for path in sorted((root / ORIGINALS_FOLDER).glob("*.txt")):
        if path.is_file():
            yield path.stem, path


class Originals:
    """Texts to look for copies among, `kept` those that are there to begin with. A context manager; what it holds is gone
    when it ends.
    """

    def __init__(self, kept: Iterable[tuple[Original, frozenset[int]]]) -> None:
        self._kept = kept
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute(
            "CREATE TABLE text (number INTEGER PRIMARY KEY, name TEXT, outlet TEXT, runs BLOB)"
        )
        self._store.execute("CREATE TABLE run (hash INTEGER, number INTEGER)")
        self._store.execute("CREATE INDEX runs ON run (hash)")
        self._store.execute("CREATE TABLE address (address TEXT PRIMARY KEY, number INTEGER)")

    def __enter__(self) -> Originals:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()

    def add(self, text: Original, runs: frozenset[int], address: str | None = None) -> None:
        """Keep a text by its runs of words, and the address at which it stands."""
        self._store.execute("BEGIN")
        number = self._store.execute(
            "INSERT INTO text (name, outlet, runs) VALUES (?, ?, ?)",
            (text.name, text.outlet, array("q", runs).tobytes()),
        ).lastrowid
        self._store.executemany("INSERT INTO run VALUES (?, ?)", ((run, number) for run in sample(runs)))
        if address:
            self._store.execute("INSERT OR IGNORE INTO address VALUES (?, ?)", (address, number))
        self._store.execute("COMMIT")

    def same_as(self, runs: frozenset[int], address: str | None = None) -> Original | None:
        """A text that is the same story: from the same address, or nearly in the same words."""
        kept, self._kept = self._kept, ()
        for text, its_runs in kept:
            self.add(text, its_runs)
        at_address = "SELECT name, outlet FROM text JOIN address USING (number) WHERE address = ?"
        if address and (row := self._store.execute(at_address, (address,)).fetchone()):
            return Original(*row)
        wanted = sample(runs)[:_MOST_ASKED]
        marks = ",".join("?" * len(wanted))
        likely = self._store.execute(
            "SELECT name, outlet, runs FROM text JOIN (SELECT number, count(*) AS shared FROM run "  # noqa: S608
            f"WHERE hash IN ({marks}) GROUP BY number ORDER BY shared DESC, number LIMIT {_LIKELIEST}) USING (number) "
            "ORDER BY shared DESC, number",
            wanted,
        )
        for name, outlet, its_runs in likely:
            if containment(runs, frozenset(array("q", its_runs))) >= SAME:
                return Original(name, outlet)
        return None
