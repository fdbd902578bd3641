"""The files below a folder: which there are, which are refused, and their bytes.

**Nothing outside is read.** Only regular files and folders are opened, never through a symbolic link; what an editor
program leaves behind is passed over in silence; what must never be published (keys, `.env`) or cannot be held by every
file system (two names that differ by case, Windows' device names) is a fault.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import EnvironmentFault, Issue, Span

_LEFTOVER = re.compile(
    r"\..*|.*~|#.*#|.*\.(?:swp|swo|tmp|bak|orig|rej)|Thumbs\.db|desktop\.ini|__pycache__", re.IGNORECASE
)
_SECRET = re.compile(
    r"\.env(?:\..+)?|.*\.(?:pem|key|p12|pfx|kdbx)|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.htpasswd|credentials(?:\.json)?",
    re.IGNORECASE,
)
_WINDOWS = re.compile(
    r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?|.*[<>:\"\\|?*\x00-\x1f].*|.*[. ]",
    re.IGNORECASE | re.DOTALL,
)
_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file: its path from the site's root with `/`, and where it is on disk."""

    path: str
    disk: Path
    size: int
    mtime_ns: int


def walk(folder: Path, name: str) -> tuple[tuple[Found, ...], tuple[Issue, ...]]:
    """Every regular file below `folder`, called `name` in messages, in the order of their paths; and what is refused."""
    found: list[Found] = []
    issues: list[Issue] = []
    for path, entry in _scan(folder, name):
        if issue := _refusal(path, entry):
            issues.append(issue)
        elif entry.is_file(follow_symlinks=False) and not _LEFTOVER.fullmatch(entry.name):
            info = entry.stat(follow_symlinks=False)
            found.append(Found(path, Path(entry.path), info.st_size, info.st_mtime_ns))
    found.sort(key=lambda f: f.path)
    return tuple(found), (*issues, *_twins(found))


def _scan(folder: Path, name: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda e: e.name)
    except FileNotFoundError:
        return
    except OSError as fault:
        raise EnvironmentFault(
            f"{name}/ cannot be read: {fault.strerror}", "check the folder's permissions"
        ) from fault
    for entry in listed:
        path = f"{name}/{entry.name}"
        yield path, entry
        if entry.is_dir(follow_symlinks=False) and not _LEFTOVER.fullmatch(entry.name):
            yield from _scan(Path(entry.path), path)


def _refusal(path: str, entry: os.DirEntry[str]) -> Issue | None:
    if _SECRET.fullmatch(entry.name):
        return Issue(
            path,
            Span(),
            "file-secret",
            "this looks like a key or password file",
            "move it out of the site, and change what it holds if it was ever shared",
        )
    kind = stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode)
    if kind in _KINDS:
        return Issue(
            _shown(path),
            Span(),
            "file-kind",
            f"this is {_KINDS[kind]}; only plain files and folders are read",
            "put a copy of the file here instead",
        )
    if _LEFTOVER.fullmatch(entry.name):
        return None
    if _WINDOWS.fullmatch(entry.name) or not _shown(entry.name) == entry.name:
        return Issue(
            _shown(path),
            Span(),
            "file-name",
            "Windows cannot hold a file of this name",
            "rename it with letters, digits and hyphens",
        )
    return None


def _shown(path: str) -> str:
    return "".join(c if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF else "\ufffd" for c in path)


def _twins(found: list[Found]) -> Iterator[Issue]:
    first: dict[str, str] = {}
    for file in found:
        folded = unicodedata.normalize("NFC", file.path).casefold()
        if other := first.get(folded):
            yield Issue(
                file.path,
                Span(),
                "file-twin",
                f"{other} differs from it only by case or Unicode form",
                "rename one of the two",
            )
        else:
            first[folded] = file.path


def read(file: Found, limit: int) -> bytes | Issue:
    """The bytes of a file, or the fault that keeps it from being read. At most `limit` bytes and one more are read."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        descriptor = os.open(file.disk, flags)
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return Issue(file.path, Span(), "file-kind", "this is no longer a plain file", "build again")
            return stream.read(limit + 1)
    except FileNotFoundError:
        return Issue(
            file.path, Span(), "file-vanished", "the file vanished while the site was read", "build again"
        )
    except PermissionError:
        return Issue(
            file.path,
            Span(),
            "file-unreadable",
            "the file may not be read",
            "give yourself permission to read it",
        )
    except OSError as fault:
        raise EnvironmentFault(f"{file.path} cannot be read: {fault.strerror}", "check the disk") from fault
