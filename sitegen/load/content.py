"""`content/` as a whole: every file read on its own, in the order of their paths, every fault collected.

Reading one file is a pure function of its path and bytes, so its result is remembered, and many files are spread over
processes. A draft is never remembered: it shall leave no trace.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from sitegen.errors import Checked, EnvironmentFault, Issue, Span
from sitegen.load import addresses, files, tree
from sitegen.load.entry import read_entry, read_settings
from sitegen.load.source import MAX_BYTES
from sitegen.memo.memo import Memo
from sitegen.model.entries import ENTRY_TYPES, Entry
from sitegen.model.site import Content, Settings
from sitegen.names.nearest import nearest
from sitegen.urls import folder_of

SETTINGS = "content/site.yaml"
ADDRESSES = "content/addresses.txt"
FILES = "content/files"

_WORTH_SPREADING = 200
_KINDS = {kind.folder: kind for kind in ENTRY_TYPES}

Task = tuple[str, bytes, type[Entry]]
Read = Checked[Entry | None]


def load(root: Path, memo: Memo, jobs: int) -> Checked[Content | None]:
    """Everything below `root`/content. None where there are no settings to build with; the issues say why."""
    found, refused = tree.walk(root / "content", "content")
    issues = list(refused)
    tasks: list[Task] = []
    settings: Checked[Settings | None] = Checked(
        None, () if any(f.path == SETTINGS for f in found) else (_no_settings(),)
    )
    known: Checked[tuple[addresses.Address, ...]] = Checked(())
    shelf: list[tree.Found] = []
    for file in found:
        if file.path.startswith(f"{FILES}/"):
            shelf.append(file)
            continue
        raw = tree.read(file, MAX_BYTES)
        if isinstance(raw, Issue):
            issues.append(raw)
        elif file.path == SETTINGS:
            settings = read_settings(file.path, raw)
        elif file.path == ADDRESSES:
            known = addresses.read_addresses(file.path, raw)
        elif kind := _kind_of(file.path, issues):
            tasks.append((file.path, raw, kind))
    copied = files.read_files(shelf)
    entries = _read_all(tasks, memo, jobs)
    issues += [issue for part in (settings, known, copied, *entries) for issue in part.issues]
    if settings.value is None:
        return Checked(None, tuple(issues))
    values = tuple(read.value for read in entries if read.value is not None)
    return Checked(Content(settings.value, values, copied.value, known.value), tuple(issues))


def _no_settings() -> Issue:
    fix = "write one with at least title: and base_url:"
    return Issue(SETTINGS, Span(), "settings-missing", "the site has no settings file", fix)


def _kind_of(path: str, issues: list[Issue]) -> type[Entry] | None:
    folder, name = folder_of(path), PurePosixPath(path)
    kind = _KINDS.get(folder)
    if kind is None:
        near = nearest(folder, (f for f in _KINDS if f), 1)
        fix = (
            f"did you mean content/{near[0]}/?"
            if near
            else f"the folders are {', '.join(sorted(f for f in _KINDS if f))} and files"
        )
        issues.append(
            Issue(path, Span(), "folder-unknown", f"content/{folder}/ is no folder of the content model", fix)
        )
        return None
    if name.suffix != ".md" or (not folder and name.name != "index.md"):
        fix = (
            "the top of content/ holds index.md, site.yaml and addresses.txt"
            if not folder
            else "name it ID.md, or move it to content/files/"
        )
        issues.append(
            Issue(path, Span(), "file-unknown", "this file is none that the content model knows", fix)
        )
        return None
    return kind


def _read_all(tasks: Sequence[Task], memo: Memo, jobs: int) -> list[Read]:
    keys = [blake2b(f"{path}\0".encode() + raw, digest_size=16).digest() for path, raw, _ in tasks]
    remembered = memo.get_many("entry", keys)
    fresh = [(key, task) for key, task in zip(keys, tasks, strict=True) if key not in remembered]
    made = dict(zip((key for key, _ in fresh), _spread([task for _, task in fresh], jobs), strict=True))
    memo.put_many(
        "entry",
        ((key, read) for key, read in made.items() if read.value is not None and not read.value.draft),
    )
    return [made[key] if key in made else remembered[key] for key in keys]


def _spread(tasks: Sequence[Task], jobs: int) -> Iterable[Read]:
    """Read the files, over processes where there are enough of them to pay for the forks."""
    if jobs < 2 or len(tasks) < _WORTH_SPREADING:
        return [_read_one(task) for task in tasks]
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    chunk = max(1, len(tasks) // (jobs * 8))
    try:
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(method)) as pool:
            return list(pool.map(_read_one, tasks, chunksize=chunk))
    except OSError as fault:
        raise EnvironmentFault(
            f"no worker process could be started: {fault.strerror}", "build with --jobs 1"
        ) from fault


def _read_one(task: Task) -> Read:
    return read_entry(*task)
