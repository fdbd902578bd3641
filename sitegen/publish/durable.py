"""Brings what was written onto the disk itself, so that a power cut after the swap finds whole files.

A rename can reach the disk before the bytes it gives a name to. A few files are brought there one by one; for many,
Linux has one call for a whole file system, hundreds of times faster than as many single ones.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_FEW = 32


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
