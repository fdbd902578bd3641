"""A folder as it stands on the disk: which files there are, and by which marks one sees that they are the same.

Links are never followed. Only the standard library is needed: this runs before anything else in a build.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sitegen.faults import EnvironmentFault


class Stamp(NamedTuple):
    """What the file system tells of a file without opening it: size in bytes, times in ns, inode number.

    A file whose stamp did not change has the bytes it had, unless it was written within the clock tick in which it
    was looked at: see `is_settled`. The change time also gives away who puts an old modification time back.
    """

    size: int
    modified: int
    changed: int
    inode: int

    def is_settled(self, before: int) -> bool:
        """Whether the file was last touched before the moment `before` (ns, of the same clock)."""
        return self.modified < before and self.changed < before


FOLDER = Stamp(0, 0, 0, 0)
"""Stands for a folder: what is in it has stamps of its own."""


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp out of a `stat` result."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class Tree(NamedTuple):
    """A folder: its regular files and folders by path, and what is neither (links, pipes, devices)."""

    files: dict[str, Stamp]
    folders: tuple[str, ...]
    unexpected: tuple[str, ...]


def read_tree(top: Path) -> Tree:
    """Everything under `top`; nothing at all where there is no such folder.

    Raises:
        EnvironmentFault: something else is mounted inside it: whoever replaced the folder would empty that too.
        OSError: a folder cannot be read.
    """
    files: dict[str, Stamp] = {}
    folders: list[str] = []
    unexpected: list[str] = []
    device = top.stat().st_dev if top.is_dir() else 0
    for path, entry in walk(top):
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(status.st_mode):
            files[path] = stamp_of(status)
        elif not stat.S_ISDIR(status.st_mode):
            unexpected.append(path)
        elif status.st_dev != device:
            raise EnvironmentFault(
                f"{entry.path} is a mount point", "unmount it, or choose another folder with --out"
            )
        else:
            folders.append(path)
    return Tree(files, tuple(folders), tuple(unexpected))


def walk(top: Path, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every entry under `top` with its path from there, a folder before what is in it. No order among siblings."""
    try:
        entries = os.scandir(top / prefix)
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            path = prefix + entry.name
            yield path, entry
            if entry.is_dir(follow_symlinks=False):
                yield from walk(top, path + "/")
