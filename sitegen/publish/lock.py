"""One build at a time for each site: a second one is told which process is at work.

The lock belongs to the open file and dies with the process, however it ends; the number in the file is only there
to be read. Forked workers close their copy at once, so none of them keeps the lock of a build that died.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.errors import BuildRunning
from sitegen.publish.faults import disk

_NAME = "lock"
_held: set[int] = set()


@contextmanager
def locked(cache: Path) -> Iterator[None]:
    """Holds the lock of the site whose cache folder this is (made where it is missing).

    Raises:
        BuildRunning: another build holds it.
        EnvironmentFault: the folder or the file cannot be made.
    """
    descriptor = _open(cache)
    try:
        if not _take(descriptor):
            raise BuildRunning(_holder(cache / _NAME))
        _held.add(descriptor)
        with disk("write", cache / _NAME):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, b"%d\n" % os.getpid(), 0) if hasattr(os, "pwrite") else _rewrite(descriptor)
        yield
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


def _open(cache: Path) -> int:
    with disk("make", cache):
        if not cache.is_dir():
            cache.mkdir(parents=True, exist_ok=True)
            (cache / ".gitignore").write_text("*\n", encoding="utf-8")
        return os.open(cache / _NAME, os.O_RDWR | os.O_CREAT, 0o666)


def _rewrite(descriptor: int) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, b"%d\n" % os.getpid())


def _holder(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """The locked byte lies far behind the number: Windows lets nobody read a locked byte."""

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _leave_to_parent() -> None:
        for descriptor in _held:
            os.close(descriptor)
        _held.clear()

    os.register_at_fork(after_in_child=_leave_to_parent)
