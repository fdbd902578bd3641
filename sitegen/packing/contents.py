"""`index.html` of the packages: what each is, how large, and the digest by which one sees that it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sitegen.packing.edition import Edition


class Package(NamedTuple):
    """A file of a format: its path below the folder of packages, its size in bytes, its SHA-256 in hex."""

    format: str
    path: str
    size: int
    sha256: str


def contents(edition: Edition, packages: Iterable[Package]) -> bytes:
    """The page that lists the packages, each with its format's own words, in their order."""
    return edition.text("index.html", packages=tuple(packages)).encode()
