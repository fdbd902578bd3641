"""All that a build depends on, and the question whether the last one already did this.

`unchanged` is asked before anything outside the standard library is imported. It looks at stamps, and reads a file
only where its stamp is new or was taken within the clock tick of its last change (Git's "racy" files:
https://git-scm.com/docs/racy-git). The answer yes is sure; no costs one build that changes nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sitegen.memo.digests import digest, versions
from sitegen.publish.faults import disk
from sitegen.publish.place import place_for
from sitegen.publish.record import Known, Record, Told, clock, load_record, save_record
from sitegen.publish.standing import Standing
from sitegen.publish.tree import FOLDER, Stamp, read_tree, stamp_of

_NEVER_SETTLED = Known(Stamp(0, sys.maxsize, sys.maxsize, 0))
"""Stands for a link in the place of a folder: whatever it leads to is not looked at, so that it may always have changed."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build is made from, as it was at the moment `seen` (ns), before anything of it was read.

    `files` are keyed by the label of their place and the path from there (`content/notes/brief.md`), folders by
    theirs with `/`. `fingerprint` stands for the options and for the versions of all that runs. `told` is what the build
    had to say of them.
    """

    fingerprint: str
    seen: int
    files: Mapping[str, Known]
    places: Mapping[str, Path]
    told: Told = field(default_factory=Told)

    @classmethod
    def none(cls) -> Inputs:
        """Of a build that nobody shall ask about."""
        return cls("", 0, {}, {})

    @classmethod
    def read(cls, places: Mapping[str, Path], options: Mapping[str, str], *, cache: Path) -> Inputs:
        """Looks at every file of these places (folders or single files, by label). Call it before the load stage.

        Raises:
            EnvironmentFault: a folder cannot be read.
        """
        with disk("write", cache):
            seen = clock(cache)
        files: dict[str, Known] = {}
        for label, place in places.items():
            with disk("read", place):
                files.update(_looked_at(label, place))
        words = json.dumps([sorted(options.items()), versions()])
        return cls(digest(words.encode()), seen, files, dict(places))

    def with_told(self, told: Told | None) -> Inputs:
        """The same with what the build has told; nobody's, where that may not be kept (None)."""
        return self.none() if told is None else replace(self, told=told)

    def with_digests(self, digests: Mapping[str, str]) -> Inputs:
        """The same with the digests (`sitegen.memo.digests.digest`) of files as the load stage read them.

        A file whose digest is known may be touched, or checked out anew, without making a build necessary.
        """
        files = {
            path: Known(known.stamp, digests.get(path, known.digest)) for path, known in self.files.items()
        }
        return replace(self, files=files)


def unchanged(inputs: Inputs, *, out: Path, cache: Path) -> Told | None:
    """What the last build told, if it made what `out` holds of exactly these inputs; else None.

    Call it with the site's lock held.

    Raises:
        EnvironmentFault: `out` is not ours to replace, or the disk refuses.
    """
    place = place_for(out, cache)
    record = load_record(place.record)
    if not inputs.fingerprint or record.fingerprint != inputs.fingerprint:
        return None
    with disk("read", place.out):
        files = _same_inputs(inputs, record)
        if files is None:
            return None
        seen = clock(place.record.parent)
        standing = Standing.read(place.out, record)
        if not _same_output(standing, record):
            return None
        if standing.reread or files != record.inputs:
            output = {
                path: Known(stamp, record.output[path].digest) for path, stamp in standing.tree.files.items()
            }
            fresh = replace(record, inputs_seen=inputs.seen, inputs=files, output_seen=seen, output=output)
            save_record(place.record, fresh)
    return record.told


def pages_in(out: Path) -> int:
    """How many pages the site at `out` has."""
    with disk("read", out):
        return sum(path.endswith(".html") for path in read_tree(out).files)


def _looked_at(label: str, place: Path) -> dict[str, Known]:
    if place.is_symlink():
        return {label: _NEVER_SETTLED}
    if place.is_file():
        return {label: Known(stamp_of(place.stat()))}
    tree = read_tree(place)
    files = {
        f"{label}/{path}": Known(stamp) for path, stamp in tree.files.items() if not path.endswith(".pyc")
    }
    others = [*(f"{path}/" for path in tree.folders if not path.endswith("__pycache__")), *tree.strangers]
    return files | {f"{label}/{path}": Known(FOLDER, "") for path in others}


def _same_inputs(inputs: Inputs, record: Record) -> dict[str, Known] | None:
    """The inputs with the digests of the record, if they are the same; else None."""
    if inputs.files.keys() != record.inputs.keys():
        return None
    same = {}
    for path, now in inputs.files.items():
        then = record.inputs[path]
        settled = then.stamp == now.stamp and then.stamp.is_settled(before=record.inputs_seen)
        if not settled and not _same_bytes(inputs, path, then, now):
            return None
        same[path] = Known(now.stamp, then.digest)
    return same


def _same_bytes(inputs: Inputs, path: str, then: Known, now: Known) -> bool:
    if then.digest is None or then.stamp.size != now.stamp.size:
        return False
    label, _, rest = path.partition("/")
    return digest((inputs.places[label] / rest).read_bytes()) == then.digest


def _same_output(standing: Standing, record: Record) -> bool:
    tree = standing.tree
    if tree.strangers or tree.files.keys() != record.output.keys():
        return False
    parents = {path.rpartition("/")[0] for path in tree.files}
    if any(
        folder not in parents and not any(p.startswith(folder + "/") for p in parents)
        for folder in tree.folders
    ):
        return False
    return all(
        standing.holds(path, known.digest or "", known.stamp.size) for path, known in record.output.items()
    )
