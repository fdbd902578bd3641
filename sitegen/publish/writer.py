"""Output files -> `public/`, all or nothing.

The next site is put together beside the one that stands, then the two change places in one step, then what is left
over goes. Whatever ends a build before the swap leaves `public/` byte for byte as it was; whatever fails after it is
a warning; and the next build begins by ending what a dead one left half done.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.faults import Fault, SiteError, Span
from sitegen.model.output import OutputFile
from sitegen.publish.disk import disk, explain
from sitegen.publish.durable import make_names_durable
from sitegen.publish.inputs import Inputs
from sitegen.publish.output_dirs import MARKER, MARKER_PATH, OutputDirs, output_dirs_for, refuse_unexpected
from sitegen.publish.paths import PathRegistry
from sitegen.publish.published_tree import PublishedTree
from sitegen.publish.record import Known, Record, clock, load_record, save_record
from sitegen.publish.signals import DeferredSignals
from sitegen.publish.staging import Staging, prune
from sitegen.publish.swap import recover, swap
from sitegen.publish.tree import read_tree


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to `public/`, in numbers of files; `pages` counts the HTML files it now holds.

    `warnings` are failures after the swap: the site is published, something about it was left untidy.
    """

    pages: int
    files: int
    written: int
    removed: int
    warnings: tuple[Fault, ...] = ()


def publish(
    files: Iterable[OutputFile],
    *,
    out: Path,
    cache: Path,
    inputs: Inputs | None = None,
    deferred: DeferredSignals | None = None,
) -> Published:
    """Makes `out` hold exactly these files (and our marker). Call it with the site's lock held.

    `files` is consumed once, one file in memory at a time; if it raises, `out` stays as it is. With `inputs`, what
    they were and what came of them is recorded for `unchanged`. Signals wait from the swap on; with a `deferred` they
    wait until whoever opened it lowers it, else they are delivered at the end of this call.

    Raises:
        SiteError: output paths that cannot be written, all of them.
        EnvironmentFault: `out` is not ours to replace, or the disk refuses.
    """
    dirs = output_dirs_for(out, cache)
    with disk("prepare", dirs.spare):
        staging = Staging(dirs.spare, _standing(dirs))
    own = DeferredSignals()
    try:
        _stage(files, staging)
        (deferred or own).hold()
        warnings = _put_in_place(dirs, staging, inputs or Inputs())
    except BaseException:
        _abandon(dirs, staging)
        raise
    finally:
        own.release()
    for number in own.received:
        signal.raise_signal(number)
    pages = sum(path.endswith(".html") for path in staging.files)
    return Published(pages, len(staging.files), len(staging.written), len(staging.removed), tuple(warnings))


def _standing(dirs: OutputDirs) -> PublishedTree:
    """The site as it stands, after ending what a dead build left half done."""
    with disk("restore", dirs.out):
        recover(dirs)
    refuse_unexpected(dirs.out)
    with disk("read", dirs.out):
        return PublishedTree.read(dirs.out, load_record(dirs.record))


def _stage(files: Iterable[OutputFile], staging: Staging) -> None:
    claims = PathRegistry(reserved=(MARKER_PATH,))
    faults = []
    for file in files:
        fault = claims.claim(file.path)
        if fault:
            faults.append(fault)
        else:
            with disk("write", staging.top):
                staging.add(file)
    if faults:
        raise SiteError(faults)
    with disk("write", staging.top):
        staging.add(OutputFile(MARKER_PATH, MARKER.encode()))
        staging.finish(claims)


def _put_in_place(dirs: OutputDirs, staging: Staging, inputs: Inputs) -> list[Fault]:
    if staging.differs:
        with disk("replace", dirs.out):
            if dirs.out.exists():
                staging.top.chmod(dirs.out.stat().st_mode & 0o7777)
            swap(dirs)
    return _tidy(dirs, staging, inputs)


def _tidy(dirs: OutputDirs, staging: Staging, inputs: Inputs) -> list[Fault]:
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
        save_record(dirs.record, Record(inputs.fingerprint, seen, output, inputs.outcome))
    except OSError as fault:
        outcome = explain("tidy up", fault, dirs.record.parent)
        return [Fault(dirs.out.name, Span(), "publish-untidy", outcome.message, outcome.fix, "warning")]
    return []


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
