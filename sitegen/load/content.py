"""`content/` as a whole: every file read on its own, in the order of their paths, every fault collected.

Reading one file is a pure function of its path and bytes, so its result is remembered, and many files are spread over
processes. What is not published yet, a draft or an entry that waits for its day, is never remembered: it shall leave no
trace. Behind all limits, which count things and refuse the same on every machine, there is a last one, of the processor's
time: where it is passed, a limit is lacking.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from posixpath import basename

from sitegen.cache.cache import Cache
from sitegen.cache.codec import decode, encode
from sitegen.cache.digests import raw_digest
from sitegen.dates.order import may_be_seen
from sitegen.faults import Checked, EnvironmentFault, Fault, Faults, Span
from sitegen.load import addresses, tree
from sitegen.load.entry import read_entry, read_settings
from sitegen.load.files import read_files
from sitegen.load.source import MAX_BYTES
from sitegen.model.kinds import KIND_OF_FOLDER, KINDS, Entry
from sitegen.model.site import Content, PartialEntry, Settings
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
Read = Checked[Entry | PartialEntry | None]


def load(
    root: Path, cache: Cache, jobs: int, *, today: date, unsaved: Mapping[str, bytes] = tree.NOTHING_UNSAVED
) -> Checked[Content]:
    """Everything below `root`/content, so far as it can be read, with the bytes `unsaved` by path instead of the saved.

    What is published on the day `today` is remembered; what is read is the same on any day.

    Faulty settings are stood in for, so that the rest can be looked at in the same run: the faults stop the build.
    """
    faults = Faults()
    found = tree.walk(root / "content", "content", faults, unsaved)
    _check_home(found, faults)
    files = tuple(file for file in found if file.path.startswith(FILES_FOLDER))
    copied = read_files(files, cache, faults)
    texts = _read_texts((file for file in found if file not in files), faults)
    settings = faults.take(_settings(texts.pop(SETTINGS_FILE, None)))
    known = addresses.read_addresses(texts.pop(ADDRESSES_FILE, b""), faults.of(ADDRESSES_FILE))
    tasks = tuple(_tasks(texts, faults))
    read = [faults.take(one) for one in _read_all(tasks, cache, jobs, _filter(cache, today))]
    content = Content(
        settings or _STAND_IN,
        tuple(entry for entry in read if isinstance(entry, Entry)),
        copied,
        known,
        tuple(sorted(faults.faulty)),
        tuple(entry for entry in read if isinstance(entry, PartialEntry)),
    )
    return faults.beside(content)


def load_entry(path: str, raw: bytes, cache: Cache, seconds: float | None = None, *, today: date) -> Read:
    """What `load` makes of one file that holds an entry, within so many seconds of the processor's time (None: as many as are usual).

    Raises:
        EnvironmentFault: it took longer.
    """
    faults = Faults()
    tasks = tuple(_tasks({path: raw}, faults))
    read = [faults.take(one) for one in _read_all(tasks, cache, 1, _filter(cache, today), seconds)]
    return faults.beside(read[0] if read else None)


def _check_home(found: Iterable[tree.Found], faults: Faults) -> None:
    if HOME_FILE not in {file.path for file in found} | {fault.path for fault in faults.met}:
        fix = "write one: title: between two lines ---, and below them what the site is about"
        faults.of(HOME_FILE).add(Span(), "home-missing", "the site has no home page", fix)


def _read_texts(found: Iterable[tree.Found], faults: Faults) -> dict[str, bytes]:
    limits = {ADDRESSES_FILE: addresses.MAX_BYTES}
    read = {file.path: tree.read(file, limits.get(file.path, MAX_BYTES), faults) for file in found}
    return {path: raw for path, raw in read.items() if raw is not None}


def _settings(raw: bytes | None) -> Checked[Settings | None]:
    if raw is not None:
        return read_settings(SETTINGS_FILE, raw)
    fix = "write this file, with at least title: and base_url:"
    return Checked(None, (Fault("settings-missing", "the site has no settings", fix, path=SETTINGS_FILE),))


def _tasks(texts: Mapping[str, bytes], faults: Faults) -> Iterator[Task]:
    """The entries to be read; what is none is a fault."""
    for path, raw in texts.items():
        kind = _kind_of(path, faults.of(path))
        if kind:
            yield path, raw, kind


_NEARLY_MARKDOWN = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.(?:md\.txt|(?i:md|mdx|mkd|mdown|markdown))")
_WRITINGS = (".doc", ".docx", ".odt", ".rtf", ".pages")
"""What programs for writing letters make: renaming alone would not turn it into Markdown."""


def _kind_of(path: str, faults: Faults) -> type[Entry] | None:
    folder = folder_of(path)
    kind = KIND_OF_FOLDER.get(folder)
    if kind is None:
        near = nearest(folder.partition("/")[0], _CALLED, 1)
        fix = (
            f"did you mean content/{_CALLED[near[0]]}/?" if near else f"the folders are {', '.join(_FOLDERS)}"
        )
        message = f"content/{folder}/ is no folder of the content model"
        faults.add(Span(), "folder-unknown", message, fix)
        return None
    if not folder and path != HOME_FILE:
        fix = f"move it into a folder: {', '.join(_FOLDERS)}"
        message = "the top of content/ holds only index.md, site.yaml and addresses.txt"
        faults.add(Span(), "file-unknown", message, fix)
        return None
    if not path.endswith(".md"):
        fix = "name it ID.md if it is an entry; pictures and papers go into content/files/"
        if nearly := _NEARLY_MARKDOWN.fullmatch(basename(path)):
            fix = f"rename the file {nearly[1]}.md"
        if path.lower().endswith(_WRITINGS):
            fix = "write its text into a plain file ID.md, and move this one out of content/"
        faults.add(Span(), "file-unknown", f"content/{folder}/ holds only entries, ID.md", fix)
        return None
    return kind


def _key_of(path: str, raw: bytes) -> bytes:
    """The key of what is read of a file."""
    return raw_digest(f"{path}\0".encode() + raw)


def _read(path: str, raw: bytes, kind: type[Entry], seconds: float | None = None) -> Read:
    with cpu_limit(path, seconds):
        read = read_entry(path, raw, kind)
    if isinstance(read.value, Entry):
        read.value.keyed(_key_of(path, raw))
    return read


def _read_all(
    tasks: Sequence[Task],
    cache: Cache,
    jobs: int,
    may_be_kept: Callable[[Read], bool],
    seconds: float | None = None,
) -> list[Read]:
    keys = [_key_of(path, raw) for path, raw, _ in tasks]
    read = cache.get_many("entry", keys)
    fresh = {key: task for key, task in zip(keys, tasks, strict=True) if key not in read}
    if jobs < 2 or len(fresh) < _WORTH_SPREADING:
        made = {key: _read(*task, seconds) for key, task in fresh.items()}
        cache.put_many("entry", ((key, result) for key, result in made.items() if may_be_kept(result)))
    else:
        made = _read_in_processes(fresh, cache, jobs, may_be_kept)
    read |= made
    cache.discard("entry", [key for key, result in read.items() if not may_be_kept(result)])
    return [read[key] for key in keys]


def _read_in_processes(
    tasks: Mapping[bytes, Task], cache: Cache, jobs: int, may_be_kept: Callable[[Read], bool]
) -> dict[bytes, Read]:
    """Read the files in processes; each gives its results as the cache keeps them, so that they are written once."""
    keys = tuple(tasks)
    made: dict[bytes, Read] = {}

    def read(batch: range) -> list[bytes]:
        return [encode(_read(*tasks[keys[number]])) for number in batch]

    batches = [range(start, min(start + _BATCH, len(keys))) for start in range(0, len(keys), _BATCH)]
    for batch, results in zip(batches, parallel_map(read, batches, jobs), strict=True):
        known = {keys[number]: encoded for number, encoded in zip(batch, results, strict=True)}
        made |= {key: decode(encoded) for key, encoded in known.items()}
        cache.put_encoded("entry", [(key, known[key]) for key in known if may_be_kept(made[key])])
    return made


def _filter(cache: Cache, today: date) -> Callable[[Read], bool]:
    """Which results may be kept: what lasts shall hold nothing that is not published."""
    if not cache.lasts:
        return lambda _: True
    return lambda read: isinstance(read.value, Entry) and may_be_seen(read.value, today)


SECONDS = 10.0


@contextmanager
def cpu_limit(path: str, most: float | None = None) -> Iterator[None]:
    """Give what is done with the file at `path` at most so many seconds of this process (None: `SECONDS`), where the
    system can count them.

    Raises:
        EnvironmentFault: it took longer.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    seconds = SECONDS if most is None else most

    def give_up(*_: object) -> None:
        message = f"{path} took {seconds:g} seconds of the processor's time, and is not read yet"
        raise EnvironmentFault(message, "split it in two, or take out what is unusual in it")

    before = signal.signal(signal.SIGPROF, give_up)
    # Again and again: what is raised while an object is being disposed of is passed over.
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds / 10)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
