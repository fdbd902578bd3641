"""The files below a folder: which there are, which are refused, and their bytes.

**Nothing outside is read.** Only regular files and folders are opened, never through a symbolic link; what an editor
program leaves behind is passed over in silence; what must never be published (keys, `.env`) or cannot be held by every
file system (two names that differ by case, Windows' device names) is a fault.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from sitegen.faults import EnvironmentFault, Faults, Span
from sitegen.urls import is_device

_LEFTOVER = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.(?:sw[a-z]|tmp|temp|bak|backup|old|orig|rej|save|part|crdownload|un~)"
    r"|4913|5036|5159|.*___jb_(?:tmp|old|bak)___|.*\.sb-[0-9a-f]+-\w+|.*\.md\.[0-9]{4,}"
    r"|(?:eh)?thumbs(?:_vista)?\.db|desktop\.ini|Icon\r|\$RECYCLE\.BIN|System Volume Information|__MACOSX|@eaDir"
    r"|__pycache__|.*\.[a-z]+_original|.*:Zone\.Identifier"
    r"|.*\.(?:kate-swp|crswap|autosave|bck|tmp\.\w+)|sed[a-z0-9]{6}|.*_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+\.\w+",
    re.IGNORECASE,
)
"""Copies and locks of editors and of exiftool (4913 is Vim's trial of a folder, which counts on where that is taken), and the notes that
systems and network drives make of a folder.
"""
_SECRET = re.compile(
    r"\.env(?:\..+)?|.*\.(?:pem|key|p12|pfx|kdbx)|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.htpasswd|credentials(?:\.json)?",
    re.IGNORECASE,
)
_NOT_ON_WINDOWS = re.compile(r"[<>:\"\\|?*]")
_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_OF_OTHER_KINDS = (errno.ELOOP, errno.ENXIO)
"""What opening says of a symbolic link that may not be followed, and of a socket."""


NOTHING_UNSAVED: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file: its path from the site's root with `/`, where it is on disk, and what stands for its bytes."""

    path: str
    disk: Path
    unsaved: bytes | None = None


def walk(
    folder: Path, name: str, faults: Faults, unsaved: Mapping[str, bytes] = NOTHING_UNSAVED
) -> tuple[Found, ...]:
    """Every regular file below `folder`, called `name` in messages, in the order of their paths, but for those refused.

    `unsaved` are bytes by path that somebody edits: they stand for what is on disk, and where nothing is yet.
    """
    if folder.is_symlink():
        _not_plain(faults.of(name), "a symbolic link")
        return ()
    listed = tuple(_scan(folder, name))
    found = [
        Found(path, Path(entry.path), unsaved.get(path))
        for path, entry in listed
        if _is_readable(entry, faults.of(path)) and entry.is_file(follow_symlinks=False)
    ]
    for path in unsaved.keys() - {path for path, _ in listed}:
        inside = path.removeprefix(f"{name}/")
        if inside != path and may_be_read(path, faults):
            found.append(Found(path, folder / inside, unsaved[path]))
    found.sort(key=lambda f: f.path)
    _check_case(found, faults)
    return tuple(found)


def may_be_read(path: str, faults: Faults) -> bool:
    """Whether a file of this path would be read, by the names in it; what is refused is a fault."""
    return all(_is_well_named(part, faults.of(path)) for part in path.split("/"))


def read(file: Found, limit: int, faults: Faults) -> bytes | None:
    """The bytes of a file; None with a fault where it cannot be read. At most `limit` bytes and one more are read."""
    if file.unsaved is not None:
        return file.unsaved[: limit + 1]
    faults = faults.of(file.path)
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        descriptor = os.open(file.disk, flags)
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                _not_plain(faults, "no longer a plain file")
                return None
            return stream.read(limit + 1)
    except FileNotFoundError:
        _vanished(faults)
        return None
    except PermissionError:
        fix = "give yourself the right to read it"
        faults.add(Span(), "file-unreadable", "you have no right to read this file", fix)
        return None
    except OSError as fault:
        if fault.errno in _OF_OTHER_KINDS:
            _not_plain(faults, "no longer a plain file")
            return None
        raise EnvironmentFault(f"{file.path} cannot be read: {fault.strerror}", "check the disk") from fault


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
        path = f"{name}/{unicodedata.normalize('NFC', entry.name)}"
        yield path, entry
        if entry.is_dir(follow_symlinks=False) and not _LEFTOVER.fullmatch(entry.name):
            yield from _scan(Path(entry.path), path)


def _is_readable(entry: os.DirEntry[str], faults: Faults) -> bool:
    """Whether an entry of a folder is to be read: nothing that an editor program left behind, and nothing refused."""
    if not _is_well_named(entry.name, faults):
        return False
    try:
        kind = stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode)
    except FileNotFoundError:
        _vanished(faults)
        return False
    if kind in _KINDS:
        _not_plain(faults, _KINDS[kind])
    return kind not in _KINDS


def _is_well_named(name: str, faults: Faults) -> bool:
    if _SECRET.fullmatch(name):
        fix = "move it out of the site; if it was ever shared, change the key or password"
        faults.add(Span(), "file-secret", "this looks like a file with keys or passwords", fix)
        return False
    if _LEFTOVER.fullmatch(name):
        return False
    if why := _unholdable(name):
        begin, dot, ending = name.partition(".")
        fix = "rename it with a-z, 0-9 and hyphens"
        if is_device(name):
            fix = f"rename it, for example {begin.strip().lower()}-1{dot}{ending}"
        faults.of(_shown(faults.path)).add(Span(), "file-name", why, fix)
        return False
    return True


def _unholdable(name: str) -> str | None:
    """Why not every system can hold a file of this name."""
    if not name.isprintable():
        return "the name holds characters that nobody can see, or is not UTF-8"
    if is_device(name):
        return f"Windows keeps the name {name.partition('.')[0]} for a device"
    if match := _NOT_ON_WINDOWS.search(name):
        return f"Windows cannot hold a file whose name has {match[0]} in it"
    if name.endswith((" ", ".")):
        return "Windows cannot hold a file whose name ends in a space or a dot"
    return None


def _shown(path: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in path)


def _not_plain(faults: Faults, what: str) -> None:
    message = f"this is {what}; only plain files and folders are read"
    faults.add(Span(), "file-kind", message, "put a copy of what is meant here instead")


def _vanished(faults: Faults) -> None:
    faults.add(Span(), "file-vanished", "the file vanished while the site was read", "build again")


def _check_case(found: Iterable[Found], faults: Faults) -> None:
    first: dict[str, Found] = {}
    for file in found:
        other = first.setdefault(file.path.casefold(), file)
        if other is not file:
            faults.of(file.path).add(Span(), "file-twin", _likeness(file, other), "rename one of the two")


def _likeness(one: Found, other: Found) -> str:
    """In what alone the names of two files differ. Of names that look the same it says how each is spelled."""
    if one.path != other.path:
        return f"{other.path} differs from this name only by case"
    written = (os.fspath(one.disk), os.fspath(other.disk))
    at = next(n for n, pair in enumerate(zip(*written, strict=False)) if len(set(pair)) > 1)
    letters = [_letter(name, at) for name in written]
    spelled = [" ".join(f"U+{ord(char):04X}" for char in letter) for letter in letters]
    shown = unicodedata.normalize("NFC", letters[0])
    return f"two files have this name: in one {shown} is {spelled[0]}, in the other {spelled[1]}"


def _letter(text: str, at: int) -> str:
    """The letter that stands there, with the signs that follow it to be put on it."""
    return text[at] + "".join(takewhile(unicodedata.combining, text[at + 1 :]))
