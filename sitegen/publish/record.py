"""What a build left behind to be believed by the next one: a fingerprint of its inputs, and the tree it published.

One file, written whole under another name and then renamed. It is a hint: whatever it says of a file holds only
while the file's stamp is the one written down, and a damaged record is no record.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.cache.digests import digest
from sitegen.faults import Fault, Span
from sitegen.publish.tree import Stamp

_FORM = "record 3"


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
    """The fingerprint of the inputs, and the published files with the moment at which they were seen (ns).

    `outcome` is what the build said.
    """

    fingerprint: str = ""
    output_seen: int = 0
    output: Mapping[str, Known] = field(default_factory=dict)
    outcome: BuildOutcome = BuildOutcome()


NOTHING = Record()


def load_record(path: Path) -> Record:
    """The record kept at `path`; an empty one where it is missing, cut off, altered or of another form."""
    try:
        check, _, body = path.read_bytes().partition(b"\n")
        if check.decode("ascii") != digest(body):
            return NOTHING
        form, *rows = json.loads(body)
    except (OSError, ValueError):
        return NOTHING
    if form != _FORM:
        return NOTHING
    fingerprint, output_seen, output, held_back, faults = rows
    outcome = BuildOutcome(tuple(held_back), tuple(map(_fault, faults)))
    return Record(fingerprint, output_seen, _unpacked(output), outcome)


def save_record(path: Path, record: Record) -> None:
    """Puts `record` in the place of the one at `path`, all of it or none."""
    rows = [
        _FORM,
        record.fingerprint,
        record.output_seen,
        _packed(record.output),
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


def clock(folder: Path) -> int:
    """Now (ns) by the clock that gives the files in `folder` their times: not always that of this machine."""
    probe = folder / "clock"
    probe.unlink(missing_ok=True)
    probe.open("xb").close()
    seen = probe.stat().st_mtime_ns
    probe.unlink()
    return seen


def _packed(files: Mapping[str, Known]) -> dict[str, list[int | str]]:
    return {path: [*known.stamp, known.digest] for path, known in files.items()}


def _unpacked(rows: dict[str, list[int | str]]) -> dict[str, Known]:
    return {path: Known(Stamp(*row[:4]), row[4]) for path, row in rows.items()}  # type: ignore[arg-type]


def _fault(row: list[Any]) -> Fault:
    path, span, *rest = row
    return Fault(path, Span(*span), *rest)
