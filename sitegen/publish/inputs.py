"""All that a build depends on, and the question whether the last one already did this.

`unchanged` is asked before anything outside the standard library is imported. Of the inputs it looks at stamps alone;
where one was taken within the clock tick of the file's last change, a later change would not show (Git's "racy" files:
https://git-scm.com/docs/racy-git), and nothing is believed. The answer yes is sure; no costs one build that changes
nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sitegen.cache.digests import digest, versions
from sitegen.publish.disk import disk
from sitegen.publish.output_dirs import output_dirs_for
from sitegen.publish.published_tree import PublishedTree
from sitegen.publish.record import BuildOutcome, Known, Record, clock, load_record, save_record
from sitegen.publish.tree import FOLDER, Stamp, read_tree, stamp_of


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build is made from, as it was before anything of it was read.

    `fingerprint` stands for the options, the versions of all that runs, and the path and stamp of every file; it is
    empty where the stamps do not tell enough. `outcome` is what the build had to say.
    """

    fingerprint: str = ""
    outcome: BuildOutcome = field(default_factory=BuildOutcome)

    @classmethod
    def read(cls, places: Mapping[str, Path], options: Mapping[str, str], *, cache: Path) -> Inputs:
        """Looks at every file of these places (folders or single files, by label). Call it before the load stage.

        Raises:
            EnvironmentFault: a folder cannot be read.
        """
        with disk("write", cache):
            seen = clock(cache)
        stamps: dict[str, Stamp] = {}
        for label, place in places.items():
            if place.is_symlink():
                return cls()  # whatever it leads to is not looked at, so that it may always have changed
            with disk("read", place):
                stamps.update(_looked_at(label, place))
        if not all(stamp.is_settled(before=seen) for stamp in stamps.values()):
            return cls()
        words = json.dumps([sorted(options.items()), versions(), sorted(stamps.items())])
        return cls(digest(words.encode()))

    def with_outcome(self, outcome: BuildOutcome | None) -> Inputs:
        """The same with what the build has told; nobody's, where that may not be kept (None)."""
        return Inputs() if outcome is None else replace(self, outcome=outcome)


def unchanged(inputs: Inputs, *, out: Path, cache: Path) -> BuildOutcome | None:
    """What the last build told, if it made what `out` holds of exactly these inputs; else None.

    Call it with the site's lock held.

    Raises:
        EnvironmentFault: `out` is not ours to replace, or the disk refuses.
    """
    place = output_dirs_for(out, cache)
    record = load_record(place.record)
    if not inputs.fingerprint or record.fingerprint != inputs.fingerprint:
        return None
    with disk("read", place.out):
        seen = clock(place.record.parent)
        published = PublishedTree.read(place.out, record)
        if not _same_output(published, record):
            return None
        if published.reread:
            output = {
                path: Known(stamp, record.output[path].digest) for path, stamp in published.tree.files.items()
            }
            save_record(place.record, replace(record, output_seen=seen, output=output))
    return record.outcome


def pages_in(out: Path) -> int:
    """How many pages the site at `out` has."""
    with disk("read", out):
        return sum(path.endswith(".html") for path in read_tree(out).files)


def _looked_at(label: str, place: Path) -> dict[str, Stamp]:
    """The stamps under a place, by its label and the path from there (`content/notes/brief.md`), a folder's with `/`."""
    if place.is_file():
        return {label: stamp_of(place.stat())}
    tree = read_tree(place)
    files = {f"{label}/{path}": stamp for path, stamp in tree.files.items() if not path.endswith(".pyc")}
    others = [*(f"{path}/" for path in tree.folders if not path.endswith("__pycache__")), *tree.unexpected]
    return files | {f"{label}/{path}": FOLDER for path in others}


def _same_output(published: PublishedTree, record: Record) -> bool:
    tree = published.tree
    if tree.unexpected or tree.files.keys() != record.output.keys():
        return False
    parents = {path.rpartition("/")[0] for path in tree.files}
    if any(
        folder not in parents and not any(p.startswith(folder + "/") for p in parents)
        for folder in tree.folders
    ):
        return False
    return all(published.holds(path, known.digest, known.stamp.size) for path, known in record.output.items())
