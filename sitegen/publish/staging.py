"""Output files -> `public/`, all or nothing.

The next site is put together beside the one that stands, then the two change places in one step, then what is left
over goes. Whatever ends a build before the swap leaves `public/` byte for byte as it was; whatever fails after it is
a warning; and the next build begins by ending what a dead one left half done.

The next site starts as the tree that the last swap took out, stripped of all that is not the very same file (the same
inode) in the site that stands. So an unchanged page costs nothing, and keeps its bytes, its date and its inode.
**Nothing is ever written into a file that has a second name**: what differs is a new file.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.cache.digests import digest
from sitegen.faults import EnvironmentFault, Fault, Faults, Span
from sitegen.model.output import LargeFile, Output, OutputFile
from sitegen.model.site import SourceFile
from sitegen.publish.disk import disk, explain, make_durable, make_names_durable
from sitegen.publish.output_dirs import MARKER, MARKER_PATH, OutputDirs, output_dirs_for, refuse_unexpected
from sitegen.publish.paths import PathRegistry, folded_path
from sitegen.publish.snapshot import (
    BuildOutcome,
    Known,
    PublishedTree,
    Record,
    Stamp,
    clock,
    load_record,
    read_tree,
    save_record,
    stamp_of,
    walk,
)
from sitegen.publish.swap import recover, swap
from sitegen.urls import file_path

_NOTHING_SAID = BuildOutcome()
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to `public/`, in numbers of files; `pages` counts the HTML files it now holds.

    `changed` are the paths of what was written or removed. `warnings` are failures after the swap: the site is
    published, something about it was left untidy.
    """

    pages: int
    written: int
    removed: int
    warnings: tuple[Fault, ...] = ()
    changed: tuple[str, ...] = ()


def publish(
    files: Iterable[Output | LargeFile],
    *,
    out: Path,
    cache_dir: Path,
    fingerprint: str = "",
    outcome: BuildOutcome | None = _NOTHING_SAID,
    before_swap: Callable[[], None] = lambda: None,
) -> Published:
    """Makes `out` hold exactly these files (and our marker). Call it with the site's lock held.

    `files` is consumed once, one file in memory at a time; if it raises, `out` stays as it is. What it was made of
    (`fingerprint`) and what the build said (`outcome`; None: it may not be kept) are recorded for `unchanged`.
    `before_swap` is called when the next site is whole: what comes then had better not be interrupted.

    Raises:
        SiteError: output paths that cannot be written, all of them.
        EnvironmentFault: `out` is not ours to replace, or the disk refuses.
    """
    dirs = output_dirs_for(out, cache_dir)
    with disk("prepare", dirs.spare):
        staging = Staging(dirs.spare, _standing(dirs))
    try:
        _stage(files, staging)
        before_swap()
        said = Record(fingerprint, outcome=outcome) if outcome else Record()
        faults = Faults(dirs.out.name)
        _put_in_place(dirs, staging, said, faults)
    except BaseException:
        _abandon(dirs, staging)
        raise
    pages = sum(path.endswith(".html") for path in staging.files)
    written, removed = staging.written, staging.removed
    changed = (*written, *removed)
    return Published(pages, len(written), len(removed), tuple(faults.met), changed)


def copied(files: Iterable[SourceFile], root: Path) -> Iterator[OutputFile]:
    """The files of `content/files/` below `root` as they are, one in memory at a time.

    Raises:
        EnvironmentFault: a file cannot be read, or is another than the one that was read and checked before.
    """
    for file in files:
        with disk("read", root / file.path):
            content = (root / file.path).read_bytes()
        if digest(content) != file.digest:
            raise EnvironmentFault(f"{file.path} was changed while the site was built", "build again")
        yield OutputFile(file_path(file.path), content)


def _standing(dirs: OutputDirs) -> PublishedTree:
    """The site as it stands, after ending what a dead build left half done."""
    with disk("restore", dirs.out):
        recover(dirs)
    refuse_unexpected(dirs.out)
    with disk("read", dirs.out):
        return PublishedTree.read(dirs.out, load_record(dirs.record))


def _stage(files: Iterable[Output | LargeFile], staging: Staging) -> None:
    claims = PathRegistry(reserved=(MARKER_PATH,))
    faults = Faults()
    for file in files:
        if claims.claim(file.path, faults):
            try:
                staging.add(file)
            except OSError as fault:
                raise explain("write", fault, staging.top) from fault
    faults.stop()
    with disk("write", staging.top):
        staging.add(OutputFile(MARKER_PATH, MARKER.encode()))
        staging.finish(claims)


def _put_in_place(dirs: OutputDirs, staging: Staging, said: Record, faults: Faults) -> None:
    if staging.differs:
        with disk("replace", dirs.out):
            if dirs.out.exists():
                staging.top.chmod(dirs.out.stat().st_mode & 0o7777)
            swap(dirs)
    _tidy(dirs, staging, said, faults)


def _tidy(dirs: OutputDirs, staging: Staging, said: Record, faults: Faults) -> None:
    """What can wait until the site is in its place. Nothing in here undoes it, so nothing in here is an error."""
    try:
        make_names_durable(dirs.out.parent)
        recover(dirs)
        output = dict(staging.files)
        prune(dirs.spare, {path: known.stamp for path, known in output.items()})
        if not dirs.kept:
            shutil.rmtree(dirs.spare)
            output = _seen_again(dirs.out, output)
        seen = clock(dirs.record.parent)
        save_record(dirs.record, said._replace(output_seen=seen, output=output))
    except OSError as fault:
        left = explain("tidy up", fault, dirs.record.parent)
        faults.warn(Span(), "publish-untidy", left.message, left.fix)


def _abandon(dirs: OutputDirs, staging: Staging) -> None:
    """Gives the space back that an unfinished site takes. The next build would do it too."""
    with suppress(OSError):
        if dirs.kept:
            prune(staging.top, staging.published.tree.files)
        else:
            shutil.rmtree(staging.top)


def _seen_again(out: Path, files: dict[str, Known]) -> dict[str, Known]:
    """The same files with the stamps they have now: losing a second name changes a file's."""
    return {
        path: Known(stamp, files[path].digest)
        for path, stamp in read_tree(out).files.items()
        if path in files
    }


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
        self._spelt = {folded_path(path): path for path in self._left}

    def add(self, file: Output | LargeFile) -> None:
        """Takes a file of the next site: keeps the standing one if it has these bytes, else writes it.

        Raises:
            OSError: the disk refuses.
        """
        content = file.digest
        if self.published.holds(file.path, content, file.size):
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

    def _write(self, file: Output | LargeFile, content: str) -> None:
        descriptor = os.open(self._clear(file.path), _NEW, 0o666)
        try:
            for part in file.parts() if isinstance(file, LargeFile) else (file.content,):
                rest = memoryview(part)
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
            case_collision = self._spelt.get(folded_path(path), "")
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
