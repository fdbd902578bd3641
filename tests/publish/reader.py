"""A reader of a site that is built again and again under its eyes, in a process of its own.

    python -m tests.publish.reader PUBLIC OLD NEW

OLD and NEW are folders with what the site is by turns. The reader reads all files that both have, by their paths; and
all there are through a folder that it has opened once. It says "ready" after its first round, reads on until its standard
input is closed, reads one more round, and prints what it `Saw`.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, cast

from tests.publish.yard import tree


@dataclass
class Saw:
    """What a reader met. `rounds`, `reads` (of files by their paths) and `folders` (read through while they were the
    site) are numbers, `versions` the sites that were met. The rest no reader may ever meet: paths of files that were
    missing or torn, and the numbers of rounds in which one folder was neither site.
    """

    rounds: int = 0
    reads: int = 0
    folders: int = 0
    versions: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """Everything that no reader may ever meet."""
        return [*self.missing, *self.torn, *self.mixed]


class Readers:
    """As many readers of a site as asked for; they have all read it once when the context is entered."""

    def __init__(self, number: int, public: Path, old: Path, new: Path) -> None:
        self._command = [sys.executable, "-m", "tests.publish.reader", *map(str, (public, old, new))]
        self._number = number
        self._processes: list[subprocess.Popen[str]] = []
        self.saw: list[Saw] = []

    def __enter__(self) -> Readers:
        pipe = subprocess.PIPE
        root = Path(__file__).parents[2]
        for _ in range(self._number):
            self._processes.append(
                subprocess.Popen(self._command, stdin=pipe, stdout=pipe, text=True, cwd=root)
            )
        for process in self._processes:
            assert cast("IO[str]", process.stdout).readline() == "ready\n"
        return self

    def __exit__(self, *_: object) -> None:
        outcome = [process.communicate()[0] for process in self._processes]
        self.saw = [Saw(**json.loads(text)) for text in outcome]


def _read(public: Path, sites: dict[str, dict[str, bytes | None]]) -> Saw:
    saw = Saw()
    files = {path for site in sites.values() for path, content in site.items() if content is not None}
    common = [path for path in sorted(files) if all(site.get(path) is not None for site in sites.values())]
    last = False
    while not last:
        last = saw.rounds > 0 and bool(select.select([sys.stdin], [], [], 0)[0])
        _by_path(public, common, sites, saw)
        _in_one_folder(public, sorted(files), sites, saw)
        saw.rounds += 1
        if saw.rounds == 1:
            sys.stdout.write("ready\n")
            sys.stdout.flush()
    return saw


def _by_path(public: Path, paths: list[str], sites: dict[str, dict[str, bytes | None]], saw: Saw) -> None:
    for path in paths:
        saw.reads += 1
        try:
            content = (public / path).read_bytes()
        except OSError as fault:
            saw.missing.append(f"{path}: {fault.strerror}")
            continue
        if content not in [site[path] for site in sites.values()]:
            saw.torn.append(path)


def _in_one_folder(
    public: Path, paths: list[str], sites: dict[str, dict[str, bytes | None]], saw: Saw
) -> None:
    """All that is read through one open folder is one whole site, unless another took its place meanwhile."""
    try:
        before = _stamp(public.stat())
        folder = os.open(public, os.O_RDONLY)
    except OSError as fault:
        saw.missing.append(f"the site itself: {fault.strerror}")
        return
    found = {path: _content(path, folder) for path in paths}
    same = before == _stamp(os.fstat(folder)) and _is_still(public, before)
    os.close(folder)
    if not same:
        return
    saw.folders += 1
    wholes = [name for name, site in sites.items() if all(site.get(path) == found[path] for path in paths)]
    saw.versions = sorted({*saw.versions, *wholes})
    if not wholes:
        saw.mixed.append(str(saw.rounds))


def _content(path: str, folder: int) -> bytes | None:
    try:
        with open(path, "rb", opener=partial(os.open, dir_fd=folder)) as file:
            return file.read()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def _stamp(status: os.stat_result) -> tuple[int, int]:
    """Which folder it is, and when it last got its name: a folder that comes back has another stamp."""
    return status.st_ino, status.st_ctime_ns


def _is_still(public: Path, stamp: tuple[int, int]) -> bool:
    try:
        return _stamp(public.stat()) == stamp
    except FileNotFoundError:
        return False


def _main(public: str, old: str, new: str) -> None:
    saw = _read(Path(public), {"old": tree(Path(old)), "new": tree(Path(new))})
    sys.stdout.write(json.dumps(asdict(saw)))


if __name__ == "__main__":
    _main(*sys.argv[1:])
