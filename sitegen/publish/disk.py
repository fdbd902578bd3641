"""The disk: what it refuses, in words an editor can act on, and how to wait until it really holds what was written.

Every step of publishing that touches the disk stands inside `disk`: whatever the system refuses becomes one
`EnvironmentFault` that says what could not be done, where, why, and what to do about it.

A rename can reach the disk before the bytes it gives a name to, so that a power cut after the swap would find half a
site. A few files are brought there one by one; for many, Linux has one call for a whole file system, hundreds of times
faster than as many single ones.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sitegen.faults import EnvironmentFault

_CACHE = ".cache"
"""The folder of the site in which all that is remembered stands, wherever the site goes."""

_FEW = 32

_FIXES = {
    errno.ENOSPC: "free some space on that disk, then build again",
    errno.EDQUOT: "your quota on that disk is used up: free some space, then build again",
    errno.EACCES: "give yourself the right to write there, or choose another folder with --out",
    errno.EPERM: "give yourself the right to write there, or choose another folder with --out",
    errno.EROFS: "that disk is read-only: choose another folder with --out",
    errno.EIO: "the disk itself reports a failure: check it before anything else",
    errno.EMFILE: "too many files are open: close programs or raise the limit (ulimit -n)",
    errno.ENFILE: "too many files are open: close programs or raise the limit (ulimit -n)",
    errno.EXDEV: "the file system cannot move that folder (an image layer, or a mount): "
    "delete it, or choose another with --out",
    errno.EBUSY: "something uses that folder: close it, then build again",
    errno.ENAMETOOLONG: "shorten the name",
}


def explain(doing: str, fault: OSError, place: Path | None = None) -> EnvironmentFault:
    """The fault in words: `doing` is what was tried ("write"), `place` where, if the system does not say itself."""
    named = fault.filename if isinstance(fault.filename, str) else None
    where = named or (os.fspath(place) if place else "")
    reason = (fault.strerror or type(fault).__name__).lower()
    fix = _FIXES.get(fault.errno or 0, "look at what stands there, then build again")
    if doing == "read" and fault.errno in (errno.EACCES, errno.EPERM):
        fix = "give yourself the right to read it, then build again"
    elif "--out" in fix and _CACHE in Path(where).parts:
        fix = "make the site's folder writable, or copy it to where you may write and name it with --root"
    return EnvironmentFault(f"cannot {doing} {where}: {reason}".replace(" :", ":"), fix)


@contextmanager
def disk(doing: str, place: Path | None = None) -> Iterator[None]:
    """Every `OSError` inside leaves as an `EnvironmentFault`."""
    try:
        yield
    except OSError as fault:
        raise explain(doing, fault, place) from fault


def make_durable(top: Path, files: Sequence[str]) -> None:
    """Waits until the files (paths from `top`) and their folders are on the disk.

    Raises:
        OSError: the disk reports that they are not.
    """
    if len(files) > _FEW and _sync_file_system(top):
        return
    for path in files:
        _sync(top / path, os.O_RDWR)
    for folder in sorted({(top / path).parent for path in files}):
        make_names_durable(folder)


def make_names_durable(folder: Path) -> None:
    """Waits until the names in `folder` are on the disk. Windows has no such thing for folders."""
    if os.name == "posix":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_file_system(folder: Path) -> bool:
    """Brings everything on that file system to the disk; False where there is no such call."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415  (most builds change nothing and need none of it)

    function = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if function is None:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if function(descriptor):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), os.fspath(folder))
    finally:
        os.close(descriptor)
    return True
