"""What is expensive is made once for all workers of a run: the first makes it, the others wait and take it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

_PATIENCE = 600  # seconds; whoever makes it takes far less


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder of that name, which `make` has filled; it is not to be changed. Where `make` fails, the next one tries."""
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "once"
    shared.mkdir(exist_ok=True)
    folder, mark = shared / name, shared / f"{name}.made"
    with _alone(shared / f"{name}.lock"):
        if not mark.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what one left who could not make it
            folder.mkdir()
            make(folder)
            mark.touch()
    return folder


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time. SQLite's lock waits alike on every system, and goes with the process that holds it."""
    with closing(sqlite3.connect(lock, timeout=_PATIENCE, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield
