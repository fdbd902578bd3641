"""One build at a time for each site: a second one is told which process is at work.

The lock belongs to the open file and dies with the process, however it ends; the number in the file is only there
to be read. Forked workers close their copy at once, so none of them keeps the lock of a build that died.

Whoever has the lock has a working folder. It is cleared before and after: a dead build may have left it full.
**The cache is never somewhere else**: a link in its place, or in it, is refused and not followed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.faults import BuildRunning, EnvironmentFault
from sitegen.publish.disk import disk

_NAME = "lock"
_IGNORE, _EVERYTHING = ".gitignore", b"*\n"
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_held: set[int] = set()


@contextmanager
def locked(cache_dir: Path) -> Iterator[None]:
    """Holds the lock of the site whose cache folder this is (made where it is missing).

    Raises:
        BuildRunning: another build holds it.
        EnvironmentFault: the folder or the file cannot be made.
    """
    descriptor = _open(cache_dir)
    try:
        with disk("lock", cache_dir / _NAME):
            taken = _take(descriptor)
        if not taken:
            raise BuildRunning(_holder(cache_dir / _NAME))
        _held.add(descriptor)
        with disk("write", cache_dir / _NAME):
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, b"%d\n" % os.getpid())
        _keep_out_of_git(cache_dir)
        _clear(work_dir(cache_dir))
        try:
            yield
        finally:
            _clear(work_dir(cache_dir))
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


def work_dir(cache_dir: Path) -> Path:
    """The folder for what a build needs only meanwhile. It is gone when the build ends, or else when the next begins."""
    return cache_dir / "work"


def _open(cache_dir: Path) -> int:
    with disk("make", cache_dir):
        _refuse_links(cache_dir)
        cache_dir.mkdir(parents=True, exist_ok=True)
        return os.open(cache_dir / _NAME, _FLAGS, 0o666)


def _refuse_links(cache_dir: Path) -> None:
    entries = [cache_dir] if cache_dir.is_symlink() or not cache_dir.is_dir() else list(cache_dir.iterdir())
    for path in entries:
        if path.is_symlink():
            raise EnvironmentFault(f"{path} is a symbolic link", "remove it, then build again")


def _keep_out_of_git(cache_dir: Path) -> None:
    ignore = cache_dir / _IGNORE
    with disk("write", ignore):
        if not ignore.is_file() or ignore.stat().st_size != len(_EVERYTHING):
            ignore.write_bytes(_EVERYTHING)


def _clear(folder: Path) -> None:
    if folder.is_dir():
        import shutil  # noqa: PLC0415  (slow to come, and seldom needed)

        shutil.rmtree(folder, ignore_errors=True)


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
