"""Which output paths may be written: the last gate before the disk.

A path is relative, with `/`, and names the same one file on every system: nothing that leaves the folder, nothing
Windows cannot hold, no two that differ only by case or by Unicode form, none that is both a file and a folder.
Windows' rules: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sitegen.faults import Faults, Span
from sitegen.urls import is_device

_FORBIDDEN = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"|?*\\\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]'
)
_PLAIN = re.compile(r"(?:[a-z0-9_-]+/)*[a-z0-9_-]+\.[a-z0-9]+")
"""What nearly every path looks like; it breaks no rule but those of devices and length."""
_LONGEST_NAME = 255
"""Bytes in one name, on every common file system."""
_LONGEST_PATH = 1024
"""Bytes in one path, well under what Linux and macOS take for a whole path."""


def folded_path(path: str) -> str:
    """What a path is to a file system that keeps neither case nor Unicode form apart."""
    return path if path.isascii() and path.islower() else unicodedata.normalize("NFC", path).casefold()


class PathRegistry:
    """The output paths of one build."""

    def __init__(self, reserved: tuple[str, ...] = ()) -> None:
        self.files: set[str] = set()
        self.folders: set[str] = set()
        self._spelt: dict[str, str] = {}
        self._reserved = {folded_path(path) for path in reserved}

    def claim(self, path: str, faults: Faults) -> bool:
        """Takes `path` as a file of this build; False with a fault where it cannot be one."""
        wrong = _unholdable(path) or self._taken(path)
        if wrong:
            fix = "rename what it is made from: an entry, a file, or an address in redirect_from"
            message = f"this output path cannot be written: {wrong}"
            faults.of(printable(path)).add(Span(), "output-path", message, fix)
            return False
        self.files.add(path)
        return True

    def _taken(self, path: str) -> str:
        folded = folded_path(path)
        if folded in self._reserved:
            return "the name is kept for the generator"
        if path in self.files:
            return "two things make the same file"
        if path in self.folders:
            return "it is also the name of a folder"
        wrong = self._case_collision(path, folded)
        folder, fresh = path.rpartition("/")[0], set[str]()
        while not wrong and folder and folder not in self.folders:
            if folder in self.files:
                return f'"{folder}" is also the name of a file'
            wrong = self._case_collision(folder, folded_path(folder))
            fresh.add(folder)
            folder = folder.rpartition("/")[0]
        if not wrong:  # else the next path in these folders would pass
            self.folders |= fresh
        return wrong

    def _case_collision(self, path: str, folded: str) -> str:
        other = self._spelt.setdefault(folded, path)
        return "" if other == path else f'it differs from "{other}" only by case or by Unicode form'


def check_paths(paths: Iterable[str], faults: Faults) -> None:
    """Looks at the output paths of a build, which need not be written for that."""
    claims = PathRegistry()
    for path in paths:
        claims.claim(path, faults)


def printable(path: str) -> str:
    """`path` with everything that does not print escaped."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in path)


def _unholdable(path: str) -> str:
    """Why no file can have this path everywhere, or nothing."""
    if is_device(path):
        return "Windows keeps that name for a device"
    if len(path) <= _LONGEST_NAME and _PLAIN.fullmatch(path):
        return ""
    names = path.split("/")
    rules = (
        (path.startswith("/") or not path, "it is not relative"),
        (any(name in ("", ".", "..") for name in names), "it has an empty name, . or .. in it"),
        (_FORBIDDEN.search(path), "it holds a character that is no letter of a file name"),
        (any(name.endswith((".", " ")) for name in names), "a name ends in a dot or a space"),
        (len(_bytes(path)) > _LONGEST_PATH, "it is too long"),
        (any(len(_bytes(name)) > _LONGEST_NAME for name in names), "a name in it is too long"),
    )
    return next((reason for broken, reason in rules if broken), "")


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
