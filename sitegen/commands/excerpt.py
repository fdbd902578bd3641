"""A line of a source file with a mark under the part a fault is about, as compilers show it.

      3 | date: 2024-02-30
        |       ^^^^^^^^^^

A terminal shows some characters two columns wide and some not at all; a tab jumps. The mark stands under the right
ones all the same. What could move or hide text on a terminal is shown by its number.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from sitegen.faults import Span

WIDTH = 100
"""Columns of a line that are shown at most."""

_CONTEXT = 40
_MAX_BYTES = 1024 * 1024
_PLAIN = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_TAB = "    "
_JOINERS = "\u200c\u200d\u200e\u200f\u061c"
"""What Persian and Arabic words need, and no terminal is hurt by."""


def visible(text: str) -> str:
    """`text` on one line, and with characters that a terminal might obey, or nobody sees, by their numbers."""
    return "".join(_shown(c) for c in text)


class Sources:
    """Lines of source files, each file read once. Its folders are those that the paths of faults start from."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._lines: dict[str, list[str]] = {}

    def excerpt(self, path: str, span: Span) -> tuple[str, str] | None:
        """The line of `span` and, below it, the mark; None where the place is the whole file or cannot be shown."""
        if span.column is None:
            return None
        lines = self._of(path)
        if not 1 <= span.line <= len(lines):
            return None
        line, mark = _marked(lines[span.line - 1], span)
        gutter = f"  {span.line} | "
        return f"{gutter}{line}".rstrip(), f"{' ' * (len(gutter) - 3)} | {mark}"

    def _of(self, path: str) -> list[str]:
        if path not in self._lines:
            raw = next((raw for folder in self._folders if (raw := _read(folder, path)) is not None), None)
            self._lines[path] = [] if raw is None else _split(raw)
        return self._lines[path]


def _split(raw: bytes) -> list[str]:
    text = unicodedata.normalize(
        "NFC", raw.decode("utf-8-sig", errors="replace")
    )  # columns count letters as the loader does
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _read(folder: Path, path: str) -> bytes | None:
    """The bytes of a plain file, not through a link. The loader is not asked: where nothing changed it is not imported."""
    try:
        disk = folder / path
        if ".." in path.split("/") or not disk.is_file():
            return None
        with os.fdopen(os.open(disk, _PLAIN), "rb") as file:
            return file.read(_MAX_BYTES)
    except (OSError, ValueError):
        return None


def _marked(line: str, span: Span) -> tuple[str, str]:
    start = min((span.column or 1) - 1, len(line))
    end = min(start + span.width, len(line))
    first, last = _window(line, start)
    before = "…" if first else ""
    after = "…" if last < len(line) else ""
    offset = _columns(before) + sum(_columns(_shown(c)) for c in line[first:start])
    width = sum(_columns(_shown(c)) for c in line[start : min(end, last)])
    return f"{before}{visible(line[first:last])}{after}", " " * offset + "^" * max(1, width)


def _window(line: str, start: int) -> tuple[int, int]:
    """The part of a long line that is shown: what the fault is about, and a little before it."""
    if sum(_columns(_shown(c)) for c in line) <= WIDTH:
        return 0, len(line)
    first = max(0, start - _CONTEXT)
    room, last = WIDTH, first
    while last < len(line) and (room := room - _columns(_shown(line[last]))) >= 0:
        last += 1
    return first, last


def _shown(character: str) -> str:
    if character == "\t":
        return _TAB
    if character.isprintable() or character in _JOINERS:
        return character
    return f"<U+{ord(character):04X}>"


def _columns(text: str) -> int:
    return sum(_columns_of(c) for c in text)


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
