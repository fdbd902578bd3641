"""Puts one folder in the place of another at once.

Linux and macOS exchange two names in one call, with no moment at which either is missing. Elsewhere, and on file
systems that cannot, it takes two renames; what they leave when they are cut short between (the old folder under
`aside`, nothing at its own name) is its own journal, which `heal` reads.

renameat2(2): https://man7.org/linux/man-pages/man2/rename.2.html; renamex_np(2) of macOS: sys/stdio.h.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from sitegen.publish.place import MARKER_PATH, Place

_RENAME_EXCHANGE = 1 << 1  # linux/fs.h
_RENAME_SWAP = 0x00000002  # sys/stdio.h of macOS
_AT_FDCWD = -100  # linux/fcntl.h
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def swap(place: Place) -> None:
    """Makes the spare tree the site. The old site is the spare tree then, or is `aside` until `heal` is asked.

    Raises:
        OSError: it cannot be done; the site is the old one.
    """
    try:
        if not place.out.exists():
            place.spare.rename(place.out)
        elif not exchange(place.spare, place.out):
            _swap_in_two_steps(place)
    except OSError as fault:
        if fault.errno != errno.EXDEV or not _is_bare(place.out):
            raise
        _remove_and_move_in(place)


def heal(place: Place) -> None:
    """Ends a swap in two steps, also one that was cut short: the old site comes back, or becomes the spare tree."""
    if not os.path.lexists(place.aside):
        return
    if not os.path.lexists(place.out):
        place.aside.rename(place.out)
        return
    if os.path.lexists(place.spare):
        shutil.rmtree(place.spare)
    place.aside.rename(place.spare)


def _swap_in_two_steps(place: Place) -> None:
    place.out.rename(place.aside)
    try:
        place.spare.rename(place.out)
    except OSError:
        place.aside.rename(place.out)
        raise


def _is_bare(out: Path) -> bool:
    """Whether the folder holds nothing but our marker, as in a fresh checkout."""
    return {path.name for path in out.iterdir()} <= {MARKER_PATH}


def _remove_and_move_in(place: Place) -> None:
    """The way into a container image: a folder of a lower layer cannot be moved, only removed.

    That is all right for a bare one, which loses nothing if this is cut short.
    https://docs.kernel.org/filesystems/overlayfs.html#renaming-directories
    """
    (place.out / MARKER_PATH).unlink(missing_ok=True)
    place.out.rmdir()
    place.spare.rename(place.out)


def exchange(one: Path, other: Path) -> bool:
    """Exchanges two names in one step; False where the system or the file system has no such step.

    Raises:
        OSError: it has, and refused.
    """
    call = _exchanger()
    if call is None:
        return False
    code = call(os.fsencode(one), os.fsencode(other))
    if code in _CANNOT:
        return False
    if code:
        raise OSError(code, os.strerror(code), os.fspath(other))
    return True


def _exchanger() -> Callable[[bytes, bytes], int] | None:
    """The system's call, giving 0 or the error number."""
    if sys.platform not in ("linux", "darwin"):
        return None
    import ctypes  # noqa: PLC0415  (most builds change nothing and need none of it)

    library = ctypes.CDLL(None, use_errno=True)
    name = "renameat2" if sys.platform == "linux" else "renamex_np"
    function = getattr(library, name, None)
    if function is None:
        return None

    def call(one: bytes, other: bytes) -> int:
        ctypes.set_errno(0)
        if sys.platform == "linux":
            failed = function(_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_RENAME_EXCHANGE))
        else:
            failed = function(one, other, ctypes.c_uint(_RENAME_SWAP))
        return ctypes.get_errno() if failed else 0

    return call
