"""Which pages are meant: files, whole folders of them, addresses; and the bytes of each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sitegen.faults import EnvironmentFault, Faults, Span
from sitegen.importing.decode import MAX_BYTES

_ENDINGS = (
    ".html",
    ".htm",
    ".xhtml",
    ".shtml",
    ".mhtml",
    ".mht",
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".eml",
)
_PARTS = ("_files", "_data", ".files")
"""How browsers call the folder in which they save the pictures and frames of a page beside it."""

_WEB = ("http://", "https://")


def is_address(given: str) -> bool:
    """Whether a page is to be asked of a site."""
    return given.lower().startswith(_WEB)


def pages_among(given: list[str]) -> Iterator[str]:
    """Every page that is meant, as it was given or below a folder as that was given, each once.

    Raises:
        EnvironmentFault: there is nothing of that name, or a folder cannot be read.
    """
    seen: set[str] = set()
    for one in given:
        for page in (one,) if is_address(one) else _below(one):
            if page not in seen:
                seen.add(page)
                yield page


def _below(given: str) -> Iterator[str]:
    path = Path(given)
    try:
        if path.is_dir():
            yield from _in_folder(given)
            return
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise EnvironmentFault(
            f"there is no file or folder {given}", "name a saved page, a folder of pages, or an address"
        )
    yield given


def _in_folder(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as fault:
        raise EnvironmentFault(
            f"{folder} cannot be read: {fault.strerror}", "check the folder's permissions"
        ) from fault
    for entry in listed:
        path = os.path.join(folder, entry.name)  # noqa: PTH118 - as it was given: a path would tidy it
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.endswith(_PARTS):
                yield from _in_folder(path)
        elif entry.is_file() and entry.name.lower().endswith(_ENDINGS):
            yield path


def bytes_of(page: str, faults: Faults) -> bytes | None:
    """The bytes of a file, at most as many as a page may have and one more; None with a fault where it cannot be read."""
    try:
        path = Path(page)
        if not path.is_file():
            faults.of(page).add(Span(), "page-unreadable", "this is no plain file", "name a saved page")
            return None
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as fault:
        reason = (fault.strerror or "it cannot be opened").lower()
        faults.of(page).add(
            Span(), "page-unreadable", f"the file cannot be read: {reason}", "check its permissions"
        )
        return None
