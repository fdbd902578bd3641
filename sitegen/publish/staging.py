"""The next site, put together beside the one that stands.

It starts as the tree that the last swap took out, stripped of all that is not the very same file (the same inode) in
the site that stands. So an unchanged page costs nothing, and keeps its bytes, its date and its inode. **Nothing is
ever written into a file that has a second name**: what differs is a new file.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen.cache.digests import digest
from sitegen.model.output import OutputFile
from sitegen.publish.durable import make_durable
from sitegen.publish.paths import PathRegistry, fold
from sitegen.publish.published_tree import PublishedTree
from sitegen.publish.record import Known
from sitegen.publish.tree import Stamp, stamp_of, walk

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Staging:
    """The tree in `top`, on its way from `published` to the next site. `files` are those it holds for sure."""

    def __init__(self, top: Path, published: PublishedTree) -> None:
        self.top, self.published = top, published
        self.files: dict[str, Known] = {}
        self.written: list[str] = []
        if top.is_symlink() or top.is_file():
            top.unlink()
        top.mkdir(exist_ok=True)
        _let_in(top)
        self._left = prune(top, published.tree.files)
        self._folders = {path for path, entry in walk(top) if entry.is_dir(follow_symlinks=False)}
        self._spelt = {fold(path): path for path in self._left}

    def add(self, file: OutputFile) -> None:
        """Takes a file of the next site: keeps the standing one if it has these bytes, else writes it.

        Raises:
            OSError: the disk refuses.
        """
        content = digest(file.content)
        if self.published.holds(file.path, content, len(file.content)):
            self._keep(file.path, content)
        else:
            self._write(file, content)

    def finish(self, claims: PathRegistry) -> None:
        """Removes what no file of this build claims, and sees to it that the rest survives a power cut."""
        for path in self._left:
            (self.top / path).unlink()
        self._left.clear()
        for path in sorted(self._folders - claims.folders, reverse=True):
            (self.top / path).rmdir()
            self._folders.remove(path)
        make_durable(self.top, self.written)

    @property
    def removed(self) -> list[str]:
        """The files of the standing site that the next one does not have."""
        return [path for path in self.published.tree.files if path not in self.files]

    @property
    def differs(self) -> bool:
        """Whether the next site is another than the one that stands."""
        tree = self.published.tree
        return bool(self.written or self.removed or tree.unexpected or set(tree.folders) != self._folders)

    def _keep(self, path: str, content: str) -> None:
        """Takes the standing file at `path` over as it is; `content` is its digest."""
        stamp = self.published.tree.files[path]
        if self._left.pop(path, None) is None:
            linked = self._link(path)
            same = (linked.size, linked.modified) == (stamp.size, stamp.modified)
            stamp, content = linked, content if same else ""
        self.files[path] = Known(stamp, content)

    def _write(self, file: OutputFile, content: str) -> None:
        descriptor = os.open(self._clear(file.path), _NEW, 0o666)
        try:
            rest = memoryview(file.content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            stamp = stamp_of(os.fstat(descriptor))
        finally:
            os.close(descriptor)
        self.files[file.path] = Known(stamp, content)
        self.written.append(file.path)

    def _link(self, path: str) -> Stamp:
        """A second name for the standing file; a copy of the same date where the file system has no such thing."""
        source, target = f"{self.published.top}{os.sep}{path}", self._clear(path)
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target, follow_symlinks=False)
        return stamp_of(Path(target).stat())

    def _clear(self, path: str) -> str:
        """The place for a new file at `path`: its folders made, and whatever stood there gone."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders and folder:
            self._make_folder(folder)
        if self._left:
            case_collision = self._spelt.get(fold(path), "")
            if self._left.pop(case_collision, None) is not None:
                (self.top / case_collision).unlink()
        if path in self._folders:
            shutil.rmtree(self.top / path)
            self._forget_folder(path)
        return f"{self.top}{os.sep}{path}"

    def _make_folder(self, path: str) -> None:
        above = path.rpartition("/")[0]
        if above and above not in self._folders:
            self._make_folder(above)
        if self._left.pop(path, None) is not None:
            (self.top / path).unlink()
        (self.top / path).mkdir()
        self._folders.add(path)

    def _forget_folder(self, path: str) -> None:
        inside = path + "/"
        self._folders = {other for other in self._folders if other != path and not other.startswith(inside)}
        self._left = {other: inode for other, inode in self._left.items() if not other.startswith(inside)}


def prune(top: Path, shared: Mapping[str, Stamp]) -> dict[str, int]:
    """Removes from `top` every file that is not the same inode as the one of `shared` at its path.

    Returns: what is left, by path, with its inode.
    """
    left: dict[str, int] = {}
    for path, entry in list(_opened(top)):
        if entry.is_dir(follow_symlinks=False):
            continue
        stamp = shared.get(path)
        if entry.is_file(follow_symlinks=False) and stamp and stamp.inode == entry.inode():
            left[path] = stamp.inode
        else:
            (top / path).unlink()
    return left


def _opened(top: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every entry under `top`, its folders opened to us before they are looked into."""
    for path, entry in walk(top):
        if entry.is_dir(follow_symlinks=False):
            _let_in(top / path)
        yield path, entry


def _let_in(folder: Path) -> None:
    """Gives us back a right to `folder` that was taken away while it was part of the site."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & stat.S_IRWXU != stat.S_IRWXU:
        folder.chmod(mode | stat.S_IRWXU)
