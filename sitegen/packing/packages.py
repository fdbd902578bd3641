"""Packages: made by the modules of their formats, and listed with what each is, how large, and whether it came whole."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from sitegen.model.packages import Format
from sitegen.packing.edition import Counted, Edition


class Package(NamedTuple):
    """A file of a format: its path below the folder of packages, its size in bytes, its SHA-256 in hex."""

    format: str
    path: str
    size: int
    sha256: str


def make(known: Format, edition: Edition, folder: Path, counted: Counted) -> None:
    """Writes the packages of a format below a folder. Its module is imported when it is asked for, with what that needs."""
    import_module(f"sitegen.packing.{known.module}").make(edition, folder, counted)


def contents(edition: Edition, packages: Iterable[Package]) -> bytes:
    """`index.html` of the packages, each with its format's own words, in their order."""
    return edition.text("index.html", packages=tuple(packages)).encode()
