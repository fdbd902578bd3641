"""`site.zip`: the site in one folder, and beside it a page that says which file to open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen import urls
from sitegen.packing.archive import write_zip
from sitegen.packing.edition import Counted, Edition

_FOLDER = "site"
_START = "start.html"
_LEFT_OUT = (urls.NOT_FOUND,)
"""Only a server shows it, and its links lead from the top of one."""


def make(edition: Edition, folder: Path, counted: Counted) -> None:
    """Writes `site.zip`."""
    write_zip(folder / "site.zip", counted(_members(edition), len(edition.files)), edition.when)


def _members(edition: Edition) -> Iterator[tuple[str, bytes | Path]]:
    yield _START, edition.text("start.html", folder=_FOLDER).encode()
    for path in edition.files:
        if path not in _LEFT_OUT:
            yield f"{_FOLDER}/{path}", edition.site / path
