"""What a build sees before it begins: its inputs, the published site, and whether the one was already made of the other.

Of files it looks at stamps alone. Where one was taken within the clock tick of the file's last change, a later change
would not show (Git's "racy" files: https://git-scm.com/docs/racy-git), and nothing is believed. The answer that nothing
changed is sure; the other costs one build that changes nothing. All of this runs before anything outside the standard
library is imported. Links are never followed.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.cache.digests import digest, versions
from sitegen.faults import EnvironmentFault, Fault, Span
from sitegen.publish.disk import disk
from sitegen.publish.output_dirs import output_dirs_for

_FORM = "record 4"


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


_FOLDER = Stamp(0, 0, 0, 0)
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


def clock(folder: Path) -> int:
    """Now (ns) by the clock that gives the files in `folder` their times: not always that of this machine."""
    probe = folder / "clock"
    probe.unlink(missing_ok=True)
    probe.open("xb").close()
    seen = probe.stat().st_mtime_ns
    probe.unlink()
    return seen


class Known(NamedTuple):
    """A file that was seen: its stamp then, and the digest of its bytes."""

    stamp: Stamp
    digest: str


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What a build says again when nothing has changed: the paths it held back, and its warnings."""

    held_back: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What a build left to be believed by the next: a hint, of each file only as long as it has the stamp written here.

    `fingerprint` is that of its inputs; `output` the published files with the moment at which they were seen (ns);
    `outcome` what the build said.
    """

    fingerprint: str = ""
    output_seen: int = 0
    output: Mapping[str, Known] = field(default_factory=dict)
    outcome: BuildOutcome = BuildOutcome()

    @property
    def pages(self) -> int:
        """How many pages the site has."""
        return sum(path.endswith(".html") for path in self.output)


_NO_RECORD = Record()


def load_record(path: Path) -> Record:
    """The record kept at `path`; an empty one where it is missing, cut off, altered or of another form."""
    try:
        check, _, body = path.read_bytes().partition(b"\n")
        if check.decode("ascii") != digest(body):
            return _NO_RECORD
        form, *rows = json.loads(body)
    except (OSError, ValueError):
        return _NO_RECORD
    if form != _FORM:
        return _NO_RECORD
    fingerprint, output_seen, files, held_back, faults = rows
    output = {path: Known(Stamp(*row[:4]), row[4]) for path, row in files.items()}
    return Record(
        fingerprint, output_seen, output, BuildOutcome(tuple(held_back), tuple(map(_fault, faults)))
    )


def save_record(path: Path, record: Record) -> None:
    """Puts `record` in the place of the one at `path`, all of it or none: it is renamed when it is whole."""
    rows = [
        _FORM,
        record.fingerprint,
        record.output_seen,
        {path: [*known.stamp, known.digest] for path, known in record.output.items()},
        record.outcome.held_back,
        [astuple(fault) for fault in record.outcome.faults],
    ]
    body = json.dumps(rows, separators=(",", ":")).encode()
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with fresh.open("xb") as file:
        file.write(digest(body).encode("ascii") + b"\n" + body)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _fault(row: list[Any]) -> Fault:
    code, message, fix, severity, path, span = row
    return Fault(code, message, fix, severity, path, Span(*span))


class PublishedTree:
    """The site as it stands, beside what the last build wrote down of it.

    A file's digest is taken from the record while its stamp is the recorded one; else the file is read, once, when
    somebody asks. So what was changed by hand is seen, and what is merely new to us costs time only.
    """

    def __init__(self, top: Path, tree: Tree, record: Record) -> None:
        self.top, self.tree = top, tree
        self.reread = 0
        self._digests = _believed(tree.files, record)

    @classmethod
    def read(cls, top: Path, record: Record) -> PublishedTree:
        """The tree at `top` as it is now (empty where there is none).

        Raises:
            EnvironmentFault: something else is mounted inside it.
            OSError: it cannot be read.
        """
        return cls(top, read_tree(top), record)

    def holds(self, path: str, content: str, size: int | None = None) -> bool:
        """Whether the file at `path` has the digest `content`, and `size` bytes where the caller knows how many.

        Raises:
            OSError: it must be read for that, and cannot be.
        """
        stamp = self.tree.files.get(path)
        return stamp is not None and (size is None or stamp.size == size) and self._digest(path) == content

    def is_exactly(self, record: Record) -> bool:
        """Whether it has the recorded files with the recorded bytes, and nothing else: no empty folder either."""
        tree = self.tree
        if tree.unexpected or tree.files.keys() != record.output.keys():
            return False
        parents = {path.rpartition("/")[0] for path in tree.files}
        if any(
            folder not in parents and not any(p.startswith(folder + "/") for p in parents)
            for folder in tree.folders
        ):
            return False
        return all(self.holds(path, known.digest, known.stamp.size) for path, known in record.output.items())

    def _digest(self, path: str) -> str:
        known = self._digests.get(path)
        if known is None:
            self.reread += 1
            known = self._digests[path] = digest((self.top / path).read_bytes())
        return known


def _believed(files: Mapping[str, Stamp], record: Record) -> dict[str, str]:
    """The recorded digests of those files that cannot have changed since they were recorded."""
    believed = {}
    for path, stamp in files.items():
        known = record.output.get(path)
        if known and known.stamp == stamp and stamp.is_settled(before=record.output_seen):
            believed[path] = known.digest
    return believed


def fingerprint_of(places: Mapping[str, Path], options: Mapping[str, str], *, cache_dir: Path) -> str:
    """Stands for all a build is made from: the options, the versions of all that runs, the path and stamp of every file.

    `places` are the folders and single files to look at, by label. It is empty where the stamps do not tell enough. Ask
    for it before the load stage, so that what is edited meanwhile is seen as changed by the next build.

    Raises:
        EnvironmentFault: a folder cannot be read.
    """
    with disk("write", cache_dir):
        seen = clock(cache_dir)
    stamps: dict[str, Stamp] = {}
    for label, place in places.items():
        if place.is_symlink():
            return ""  # whatever it leads to is not looked at, so that it may always have changed
        with disk("read", place):
            stamps.update(_looked_at(label, place))
    if not all(stamp.is_settled(before=seen) for stamp in stamps.values()):
        return ""
    return digest(json.dumps([sorted(options.items()), versions(), sorted(stamps.items())]).encode())


def _looked_at(label: str, place: Path) -> dict[str, Stamp]:
    """The stamps under a place, by its label and the path from there (`content/notes/brief.md`), a folder's with `/`."""
    if place.is_file():
        return {label: stamp_of(place.stat())}
    tree = read_tree(place)
    files = {f"{label}/{path}": stamp for path, stamp in tree.files.items() if not path.endswith(".pyc")}
    others = [*(f"{path}/" for path in tree.folders if not path.endswith("__pycache__")), *tree.unexpected]
    return files | {f"{label}/{path}": _FOLDER for path in others}


def unchanged(fingerprint: str, *, out: Path, cache_dir: Path) -> Record | None:
    """The record of the last build, if that made what `out` holds of the inputs of this `fingerprint`; else None.

    Call it with the site's lock held.

    Raises:
        EnvironmentFault: `out` is not ours to replace, or the disk refuses.
    """
    dirs = output_dirs_for(out, cache_dir)
    record = load_record(dirs.record)
    if not fingerprint or record.fingerprint != fingerprint:
        return None
    with disk("read", dirs.out):
        seen = clock(dirs.record.parent)
        published = PublishedTree.read(dirs.out, record)
        if not published.is_exactly(record):
            return None
        if published.reread:
            output = {
                path: Known(stamp, record.output[path].digest) for path, stamp in published.tree.files.items()
            }
            save_record(dirs.record, replace(record, output_seen=seen, output=output))
    return record
