"""Changes to files that editors write, several at once: all of them or none, whenever the process ends.

What is to be done is written down before it is begun: the bytes before and after, beside a journal. From the moment at
which their folder has its name in the cache the changes are as good as made: what a killed process left undone, the next
command does (`recover`). A file that somebody else has changed since is left as it is, and named.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.cache.digests import digest
from sitegen.faults import EnvironmentFault
from sitegen.publish.disk import disk, explain, make_durable, make_names_durable
from sitegen.publish.lock import work_dir

_JOURNAL = "journal.json"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file, by its path from the site's root, and its bytes before and after; None where there is none."""

    path: str
    before: bytes | None
    after: bytes | None


def changes_dir(cache_dir: Path) -> Path:
    """The folder of what is under way. It is there only while something is, or where a process was killed meanwhile."""
    return cache_dir / "changes"


def change_files(root: Path, cache_dir: Path, what: str, changes: Sequence[FileChange]) -> None:
    """Make the changes, which are called `what`; the caller holds the lock.

    Raises:
        EnvironmentFault: the disk refuses, or a file is not what it was before; every file is as it was.
    """
    folder = changes_dir(cache_dir)
    with disk("write", folder):
        _write_down(folder, work_dir(cache_dir) / "changes.next", what, changes)
    made: list[int] = []
    try:
        for number, change in enumerate(changes):
            _check_unchanged(root, change)
            made.append(number)
            _set(root / change.path, folder / f"{number}.after")
        _make_durable(root, [change.path for change in changes])
    except (OSError, EnvironmentFault) as fault:
        with disk("put back", folder):
            for number in reversed(made):
                if _bytes_of(root / changes[number].path) != changes[number].before:
                    _set(root / changes[number].path, folder / f"{number}.before")
            _forget(cache_dir)
        raise explain("write", fault) if isinstance(fault, OSError) else fault from fault
    with suppress(OSError):  # all is done: whatever is left of it, the next command takes away
        _forget(cache_dir)


def recover(root: Path, cache_dir: Path) -> str:
    """End what a killed process began, and say what was done. The caller holds the lock."""
    folder = changes_dir(cache_dir)
    with disk("write", folder):
        journal: dict[str, Any] = json.loads((folder / _JOURNAL).read_text(encoding="utf-8"))
        foreign = []
        for number, (path, before, after) in enumerate(journal["files"]):
            now, staged = _digest_of(_bytes_of(root / path)), folder / f"{number}.after"
            if now == before != after and (after is None or staged.exists()):
                _set(root / path, staged)
            elif now != after:
                foreign.append(path)
        _make_durable(root, [path for path, _, _ in journal["files"]])
        _forget(cache_dir)
    named = f"; changed by somebody else since, and left as it is: {', '.join(foreign)}" if foreign else ""
    return f"finished what a command that was killed had begun: {journal['what']}{named}"


def _check_unchanged(root: Path, change: FileChange) -> None:
    if _bytes_of(root / change.path) != change.before:
        raise EnvironmentFault(f"{change.path} was changed meanwhile", "look at it, then try again")


def _write_down(folder: Path, beside: Path, what: str, changes: Sequence[FileChange]) -> None:
    beside.mkdir(parents=True)
    files = {_JOURNAL: json.dumps({"what": what, "files": [_row(change) for change in changes]}).encode()}
    for number, change in enumerate(changes):
        sides = {"before": change.before, "after": change.after}
        files |= {f"{number}.{side}": content for side, content in sides.items() if content is not None}
    for name, content in files.items():
        (beside / name).write_bytes(content)
    make_durable(beside, sorted(files))
    beside.rename(folder)
    make_names_durable(folder.parent)


def _row(change: FileChange) -> tuple[str, str | None, str | None]:
    return change.path, _digest_of(change.before), _digest_of(change.after)


def _digest_of(content: bytes | None) -> str | None:
    return None if content is None else digest(content)


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _set(path: Path, staged: Path) -> None:
    """Puts what is staged in the place of the file in one step; takes the file away where nothing is."""
    if not staged.exists():
        path.unlink()
        return
    if path.exists():
        shutil.copymode(path, staged)
    try:
        os.replace(staged, path)  # noqa: PTH105 - one step, on every system
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        beside = path.with_name(f".{path.name}.new")
        shutil.copy(staged, beside)
        os.replace(beside, path)  # noqa: PTH105


def _make_durable(root: Path, paths: Sequence[str]) -> None:
    make_durable(root, [path for path in paths if (root / path).exists()])
    for folder in sorted({(root / path).parent for path in paths}):
        make_names_durable(folder)


def _forget(cache_dir: Path) -> None:
    """The changes are made, or put back. The folder is cleared with all that is needed only meanwhile."""
    done = work_dir(cache_dir) / "changes.done"
    done.parent.mkdir(exist_ok=True)
    changes_dir(cache_dir).rename(done)
    shutil.rmtree(done, ignore_errors=True)
