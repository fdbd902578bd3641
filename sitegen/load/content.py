"""`content/` as a whole: every file read on its own, in the order of their paths, every fault collected.

Reading one file is a pure function of its path and bytes, so its result is remembered, and many files are spread over
processes. What is not published yet, a draft or an entry that waits for its day, is never remembered: it shall leave no
trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from sitegen.cache.cache import Cache, no_collection
from sitegen.cache.codec import decode, encode
from sitegen.dates.publication import may_be_seen
from sitegen.faults import Checked, Fault, Span
from sitegen.load import addresses, files, tree
from sitegen.load.cpu_limit import cpu_limit
from sitegen.load.entry import ReadEntry, read_entry, read_settings
from sitegen.load.source import MAX_BYTES
from sitegen.model.kinds import KIND_OF_FOLDER, KINDS, Entry
from sitegen.model.site import Content, Settings
from sitegen.names.nearest import nearest
from sitegen.parallel import parallel_map
from sitegen.urls import ADDRESSES_FILE, FILES_FOLDER, HOME_FILE, SETTINGS_FILE, folder_of

_WORTH_SPREADING = 200
_BATCH = 50
_FOLDERS = (*sorted(folder for folder in KIND_OF_FOLDER if folder), "files")
_CALLED = {kind.noun: kind.folder for kind in KINDS if kind.folder} | {folder: folder for folder in _FOLDERS}
"""The folders by what an editor may call them."""

_STAND_IN = Settings(title="Untitled", base_url="https://example.org/")

Task = tuple[str, bytes, type[Entry]]


def load(root: Path, cache: Cache, jobs: int, *, today: date) -> Checked[Content]:
    """Everything below `root`/content, so far as it can be read.

    What is published on the day `today` is remembered; what is read is the same on any day.

    Faulty settings are stood in for, so that the rest can be looked at in the same run: the faults stop the build.
    """
    found, refused = tree.walk(root / "content", "content")
    copied = files.read_files((f for f in found if f.path.startswith(FILES_FOLDER)), cache)
    texts, unreadable = _read_texts(f for f in found if not f.path.startswith(FILES_FOLDER))
    settings = _settings(texts.pop(SETTINGS_FILE, None))
    known = addresses.read_addresses(ADDRESSES_FILE, texts.pop(ADDRESSES_FILE, b""))
    tasks, unexpected = _tasks(texts)
    entries = _read_all(tasks, cache, jobs, partial(_may_be_kept, today=today))
    faults = (
        *refused,
        *_home_missing(found, refused),
        *unreadable,
        *unexpected,
        *settings.faults,
        *known.faults,
        *copied.faults,
    )
    faults = tuple(chain(faults, *(read.faults for read in entries)))
    values = tuple(read.value for read in entries if read.value is not None)
    faulty = {fault.path for fault in faults if fault.severity == "error"}
    rests = tuple(read.rest for read in entries if read.rest is not None)
    content = Content(
        settings.value or _STAND_IN, values, copied.value, known.value, tuple(sorted(faulty)), rests
    )
    return Checked(content, faults)


def _read_texts(found: Iterable[tree.Found]) -> tuple[dict[str, bytes], tuple[Fault, ...]]:
    read = {
        file.path: tree.read(file, addresses.MAX_BYTES if file.path == ADDRESSES_FILE else MAX_BYTES)
        for file in found
    }
    texts = {path: raw for path, raw in read.items() if isinstance(raw, bytes)}
    return texts, tuple(raw for raw in read.values() if isinstance(raw, Fault))


def _settings(raw: bytes | None) -> Checked[Settings | None]:
    if raw is not None:
        return read_settings(SETTINGS_FILE, raw)
    fix = "write this file, with at least title: and base_url:"
    return Checked(None, (Fault(SETTINGS_FILE, Span(), "settings-missing", "the site has no settings", fix),))


def _home_missing(found: Iterable[tree.Found], refused: Iterable[Fault]) -> tuple[Fault, ...]:
    if HOME_FILE in {file.path for file in found} | {fault.path for fault in refused}:
        return ()
    fix = "write one: title: between two lines ---, and below them what the site is about"
    return (Fault(HOME_FILE, Span(), "home-missing", "the site has no home page", fix),)


def _tasks(texts: Mapping[str, bytes]) -> tuple[tuple[Task, ...], tuple[Fault, ...]]:
    """The entries to be read, and a fault for each file that is none."""
    placed = {path: _kind_of(path) for path in texts}
    tasks = tuple((path, texts[path], kind) for path, kind in placed.items() if not isinstance(kind, Fault))
    return tasks, tuple(fault for fault in placed.values() if isinstance(fault, Fault))


_WRITINGS = (".doc", ".docx", ".odt", ".rtf", ".pages")
"""What programs for writing letters make: renaming alone would not turn it into Markdown."""


def _kind_of(path: str) -> type[Entry] | Fault:
    folder = folder_of(path)
    kind = KIND_OF_FOLDER.get(folder)
    if kind is None:
        near = nearest(folder.partition("/")[0], _CALLED, 1)
        fix = (
            f"did you mean content/{_CALLED[near[0]]}/?" if near else f"the folders are {', '.join(_FOLDERS)}"
        )
        message = f"content/{folder}/ is no folder of the content model"
        return Fault(path, Span(), "folder-unknown", message, fix)
    if not folder and path != HOME_FILE:
        fix = f"move it into a folder: {', '.join(_FOLDERS)}"
        return Fault(
            path,
            Span(),
            "file-unknown",
            "the top of content/ holds only index.md, site.yaml and addresses.txt",
            fix,
        )
    if not path.endswith(".md"):
        fix = "name it ID.md if it is an entry; pictures and papers go into content/files/"
        if path.lower().endswith(_WRITINGS):
            fix = "write its text into a plain file ID.md, and move this one out of content/"
        return Fault(path, Span(), "file-unknown", f"content/{folder}/ holds only entries, ID.md", fix)
    return kind


def _read(path: str, raw: bytes, kind: type[Entry]) -> ReadEntry:
    with cpu_limit(path):
        return read_entry(path, raw, kind)


def _read_all(
    tasks: Sequence[Task], cache: Cache, jobs: int, may_be_kept: Callable[[ReadEntry], bool]
) -> list[ReadEntry]:
    keys = [blake2b(f"{path}\0".encode() + raw, digest_size=16).digest() for path, raw, _ in tasks]
    read = cache.get_many("entry", keys)
    fresh = {key: task for key, task in zip(keys, tasks, strict=True) if key not in read}
    if jobs < 2 or len(fresh) < _WORTH_SPREADING:
        made = {key: _read(*task) for key, task in fresh.items()}
        cache.put_many("entry", ((key, result) for key, result in made.items() if may_be_kept(result)))
    else:
        made = _read_in_processes(fresh, cache, jobs, may_be_kept)
    read |= made
    cache.discard("entry", [key for key, result in read.items() if not may_be_kept(result)])
    return [read[key] for key in keys]


def _read_in_processes(
    tasks: Mapping[bytes, Task], cache: Cache, jobs: int, may_be_kept: Callable[[ReadEntry], bool]
) -> dict[bytes, ReadEntry]:
    """Read the files in processes; each gives its results as the cache keeps them, so that they are written once."""
    keys = tuple(tasks)
    made: dict[bytes, ReadEntry] = {}

    def read(batch: range) -> list[bytes]:
        return [encode(_read(*tasks[keys[number]])) for number in batch]

    batches = [range(start, min(start + _BATCH, len(keys))) for start in range(0, len(keys), _BATCH)]
    with no_collection():
        for batch, results in zip(batches, parallel_map(read, batches, jobs), strict=True):
            known = {keys[number]: encoded for number, encoded in zip(batch, results, strict=True)}
            made |= {key: decode(encoded) for key, encoded in known.items()}
            cache.put_encoded("entry", [(key, known[key]) for key in known if may_be_kept(made[key])])
    return made


def _may_be_kept(read: ReadEntry, today: date) -> bool:
    return read.value is not None and may_be_seen(read.value, today)
