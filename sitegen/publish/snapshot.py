"""What a build sees before it begins: its inputs, the published site, and whether the one was already made of the other.

Of files it looks at stamps alone. Where one was taken within the clock tick of the file's last change, a later change
would not show (Git's "racy" files: https://git-scm.com/docs/racy-git), and nothing is believed. The answer that nothing
changed is sure; the other costs one build that changes nothing. **All of this runs before anything outside the standard
library is imported, and little of that**: nearly all its time goes into asking the system for the stamps, once for each
file. Links are never followed.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.cache.code import versions
from sitegen.cache.digests import digest, raw_digest
from sitegen.faults import Edit, EnvironmentFault, Fault, Span
from sitegen.publish.disk import disk
from sitegen.publish.output_dirs import output_dirs_for

_FORM = "record 7"
_MARSHAL_VERSION = 2  # in later ones it matters which values are one object
_CHECK_BYTES = 16


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
        if entry.is_file(follow_symlinks=False):
            files[path] = stamp_of(entry.stat(follow_symlinks=False))
        elif not entry.is_dir(follow_symlinks=False):
            unexpected.append(path)
        elif entry.stat(follow_symlinks=False).st_dev != device:
            raise EnvironmentFault(
                f"{entry.path} is a mount point", "unmount it, or choose another folder with --out"
            )
        else:
            folders.append(path)
    return Tree(files, tuple(folders), tuple(unexpected))


def walk(top: Path, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every entry under `top` with its path from there, a folder before what is in it. No order among siblings."""
    above, waiting = f"{top}{os.sep}", [prefix]
    while waiting:
        prefix = waiting.pop()
        try:
            entries = os.scandir(above + prefix)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                path = prefix + entry.name
                yield path, entry
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path + "/")


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


class BuildOutcome(NamedTuple):
    """What a build says again when nothing has changed: the paths it held back, and its warnings."""

    held_back: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


class Record(NamedTuple):
    """What a build left to be believed by the next: a hint, of each file only as long as it has the stamp written here.

    `fingerprint` is that of its inputs; `output` the published files with the moment at which they were seen (ns);
    `outcome` what the build said.
    """

    fingerprint: str = ""
    output_seen: int = 0
    output: Mapping[str, Known] = {}
    outcome: BuildOutcome = BuildOutcome()

    @property
    def pages(self) -> int:
        """How many pages the site has."""
        return sum(path.endswith(".html") for path in self.output)


_NO_RECORD = Record()


def load_record(path: Path) -> Record:
    """The record kept at `path`; an empty one where it is missing, cut off, altered or of another form."""
    try:
        content = path.read_bytes()
    except OSError:
        return _NO_RECORD
    check, body = content[:_CHECK_BYTES], content[_CHECK_BYTES:]
    if check != raw_digest(body):
        return _NO_RECORD
    form, *row = marshal.loads(body)  # noqa: S302  (bytes of ours, with their check sum)
    if form != _FORM:
        return _NO_RECORD
    fingerprint, output_seen, files, (held_back, faults) = row
    output = {path: Known(Stamp(*row[:4]), row[4]) for path, row in files.items()}
    return Record(fingerprint, output_seen, output, BuildOutcome(held_back, tuple(map(_fault, faults))))


def save_record(path: Path, record: Record) -> None:
    """Puts `record` in the place of the one at `path`, all of it or none: it is renamed when it is whole."""
    fingerprint, output_seen, output, (held_back, faults) = record
    files = {path: (*known.stamp, known.digest) for path, known in output.items()}
    said = held_back, tuple(map(_row, faults))
    body = marshal.dumps((_FORM, fingerprint, output_seen, files, said), _MARSHAL_VERSION)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with fresh.open("xb") as file:
        file.write(raw_digest(body) + body)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _row(fault: Fault) -> tuple[Any, ...]:
    *plain, span, edits = fault
    return *plain, tuple(span), tuple((text, old, at and tuple(at)) for text, old, at in edits)


def _fault(row: tuple[Any, ...]) -> Fault:
    *plain, span, edits = row
    kept = tuple(Edit(text, old, at and Span(*at)) for text, old, at in edits)
    return Fault._make((*plain, Span(*span), kept))


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
        if set(tree.folders) != _folders_of(tree.files):
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


def _folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that holds one of these files, however deep."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def look_of(tree: Tree) -> str:
    """Stands for the names and stamps of all there is in a folder, whatever the order in which they were met."""
    files = [(path, *tree.files[path]) for path in sorted(tree.files)]
    return digest(marshal.dumps((files, sorted(tree.folders), sorted(tree.unexpected)), _MARSHAL_VERSION))


def _latest(stamps: Iterable[Stamp]) -> int:
    """When the last of these files was touched (ns)."""
    return max((max(stamp.modified, stamp.changed) for stamp in stamps), default=0)


class Inputs(NamedTuple):
    """All that a build is made from, as it was looked at: what stands for it, and what stood at each place, by its label.

    Both are empty where the stamps do not tell enough.
    """

    fingerprint: str = ""
    trees: Mapping[str, Tree] = {}


def inputs_of(places: Mapping[str, Path], options: Mapping[str, str], *, cache_dir: Path) -> Inputs:
    """What a build is made from: the options, the versions of all that runs, the path and stamp of every file.

    `places` are the folders and single files to look at, by label. Ask for it before the load stage, so that what is
    edited meanwhile is seen as changed by the next build.

    Raises:
        EnvironmentFault: a folder cannot be read.
    """
    with disk("write", cache_dir):
        seen = clock(cache_dir)
    trees = {}
    for label, place in places.items():
        if place.is_symlink():
            return Inputs()  # whatever it leads to is not looked at, so that it may always have changed
        with disk("read", place):
            tree = _looked_at(place)
        if _latest(tree.files.values()) >= seen:
            return Inputs()
        trees[label] = tree
    looks = ((label, look_of(tree)) for label, tree in trees.items())
    made_of = (sorted(options.items()), versions(), sorted(looks))
    fingerprint = digest(marshal.dumps(made_of, _MARSHAL_VERSION))
    return Inputs(fingerprint, trees)


def _looked_at(place: Path) -> Tree:
    """What stands at a place: a folder, or a single file, whose path from there is empty. Python's own files are none."""
    if place.is_file():
        return Tree({"": stamp_of(place.stat())}, (), ())
    tree = read_tree(place)
    files = {path: stamp for path, stamp in tree.files.items() if not path.endswith(".pyc")}
    folders = tuple(path for path in tree.folders if not path.endswith("__pycache__"))
    return Tree(files, folders, tree.unexpected)


def unchanged(fingerprint: str, *, out: Path, cache_dir: Path) -> Record | None:
    """The record of the last build, if that made what `out` holds of the inputs of this `fingerprint`; else None.

    Where nothing but stamps are others now, those are recorded. Call it with the site's lock held.

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
            stamps = published.tree.files
            output = {path: Known(stamps[path], known.digest) for path, known in record.output.items()}
            save_record(dirs.record, record._replace(output_seen=seen, output=output))
    return record
