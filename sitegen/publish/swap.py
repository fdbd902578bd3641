"""Puts one folder in the place of another at once.

Linux and macOS exchange two names in one call, with no moment at which either is missing. Elsewhere, and on file
systems that cannot, it takes two renames; what they leave when they are cut short between (the old folder under
`backup`, nothing at its own name) is its own journal, which `recover` reads.

renameat2(2): https://man7.org/linux/man-pages/man2/rename.2.html; renamex_np(2) of macOS: sys/stdio.h.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from sitegen.publish.output_dirs import MARKER_PATH, OutputDirs

_RENAME_EXCHANGE = 1 << 1  # linux/fs.h
_RENAME_SWAP = 0x00000002  # sys/stdio.h of macOS
_AT_FDCWD = -100  # linux/fcntl.h
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def swap(dirs: OutputDirs) -> None:
    """Makes the spare tree the site. The old site is the spare tree then, or is `backup` until `recover` is asked.

    Raises:
        OSError: it cannot be done; the site is the old one.
    """
    try:
        if not dirs.out.exists():
            dirs.spare.rename(dirs.out)
        elif not exchange(dirs.spare, dirs.out):
            _swap_in_two_steps(dirs)
    except OSError as fault:
        if fault.errno != errno.EXDEV or not _is_bare(dirs.out):
            raise
        _remove_and_move_in(dirs)


def recover(dirs: OutputDirs) -> None:
    """Ends a swap in two steps, also one that was cut short: the old site comes back, or becomes the spare tree."""
    if not os.path.lexists(dirs.backup):
        return
    if not os.path.lexists(dirs.out):
        dirs.backup.rename(dirs.out)
        return
    if os.path.lexists(dirs.spare):
        shutil.rmtree(dirs.spare)
    dirs.backup.rename(dirs.spare)


def _swap_in_two_steps(dirs: OutputDirs) -> None:
    dirs.out.rename(dirs.backup)
    try:
        dirs.spare.rename(dirs.out)
    except OSError:
        dirs.backup.rename(dirs.out)
        raise


def _is_bare(out: Path) -> bool:
    """Whether the folder holds nothing but our marker, as in a fresh checkout."""
    return {path.name for path in out.iterdir()} <= {MARKER_PATH}


def _remove_and_move_in(dirs: OutputDirs) -> None:
    """The way into a container image: a folder of a lower layer cannot be moved, only removed.

    That is all right for a bare one, which loses nothing if this is cut short.
    https://docs.kernel.org/filesystems/overlayfs.html#renaming-directories
    """
    (dirs.out / MARKER_PATH).unlink(missing_ok=True)
    dirs.out.rmdir()
    dirs.spare.rename(dirs.out)


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
