"""Builds, one after the other: ours and Hugo's in turn, each measured and each looked at."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.corpus import EPITHETS, Corpus
from tests.bench.edits import EDITS, Side
from tests.bench.ours import Ours
from tests.bench.peer import Hugo

SMALLEST = EPITHETS
"""Articles of the smallest site that has all there is to edit."""

_OUTPUT = 2_000  # characters of what a failed build said that are shown
_LAUNCHER = Path(__file__).with_name("launcher.py")


class BuildFailed(Exception):
    """A build ended badly, or did not show what it should. Says which."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took: seconds that passed, seconds of processors (user and system), bytes of its largest process.

    A process is counted from before it is another than its parent: no peak is below that of its launcher, some 10 MB.
    """

    wall: float
    cpu: float
    peak: int


@dataclass(frozen=True, slots=True)
class Run:
    """One edit and the two builds after it."""

    size: int
    search: bool
    edit: str
    turn: int
    ours: Cost
    hugo: Cost


def runs(size: int, place: Path, *, turns: int, search: Sequence[bool]) -> Iterator[Run]:
    """Every edit, `turns` times, on two sites of the same matter in a folder of their own below `place`.

    Raises BuildFailed.
    """
    corpus = Corpus(size)
    with TemporaryDirectory(dir=place, prefix="bench-") as folder:
        sides = (Ours(Path(folder) / "ours"), Hugo(Path(folder) / "hugo"))
        _write(sides, corpus)
        for turn in range(turns * len(search)):
            searched = search[turn // turns]
            for edit in EDITS:
                ours, hugo = _pair(edit, sides, corpus, turn, search=searched)
                yield Run(size, searched, edit, turn % turns, ours, hugo)


def warm_up(place: Path) -> None:
    """Build two small sites: a program that runs for the first time is slow to come from the disk. Raises BuildFailed."""
    for _ in runs(SMALLEST, place, turns=1, search=(True,)):
        pass


def measure(commands: Sequence[Sequence[str]], log: Path) -> Cost:
    """Run commands one after the other; what they say goes to a file. Raises BuildFailed."""
    wall, cpu, peak = 0.0, 0.0, 0
    for command in commands:
        launched = [sys.executable, "-I", "-S", str(_LAUNCHER), str(log), *command]
        took = json.loads(
            subprocess.run(launched, check=True, capture_output=True, env=_environment()).stdout
        )
        wall += took["wall"]
        cpu += took["cpu"]
        peak = max(peak, took["peak"])
        if took["code"]:
            said = log.read_text(encoding="utf-8", errors="replace")[-_OUTPUT:]
            raise BuildFailed(f"{' '.join(command)} ended with {took['code']}:\n{said}")
    return Cost(wall, cpu, peak)


def _environment() -> dict[str, str]:
    """That of whoever measures, but that Python keeps what it compiled: else a build compiles itself each time."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _pair(
    edit: str, sides: tuple[Ours, Hugo], corpus: Corpus, turn: int, *, search: bool
) -> tuple[Cost, Cost]:
    """Edit both sites, then build both; who goes first changes from turn to turn."""
    costs: dict[str, Cost] = {}
    for side in sides if turn % 2 else reversed(sides):
        costs[side.label] = built(edit, side, corpus, turn, search=search)
    return costs["ours"], costs["Hugo"]


def built(edit: str, side: Side, corpus: Corpus, turn: int, *, search: bool) -> Cost:
    """Edit a site, build it, and look whether the edit shows. Raises BuildFailed."""
    shown = EDITS[edit](side, corpus, turn)
    if edit != "no-op" and any(one.is_there() for one in shown):
        raise BuildFailed(f"{side.label}: what {edit} should show was there before: {shown}")
    index = _index(side)
    cost = measure(side.commands(search=search), side.root.with_suffix(".log"))
    faults = [one for one in shown if not one.is_there()]
    if faults:
        raise BuildFailed(f"{side.label}: after {edit} a page does not show what it should: {faults}")
    pages = sum(1 for _ in side.out.rglob("*.html"))
    if pages < corpus.entries:
        raise BuildFailed(f"{side.label}: {corpus.entries} entries gave {pages} pages")
    if search and edit in ("cold", "body", "title") and _index(side) in (index, b""):
        raise BuildFailed(f"{side.label}: after {edit} the search index is what it was")
    return cost


def _index(side: Side) -> bytes:
    """The head of the search index, which names its parts by what is in them; empty where there is none."""
    head = side.out / "pagefind" / "pagefind-entry.json"
    return head.read_bytes() if head.exists() else b""


def _write(sides: Sequence[Side], corpus: Corpus) -> None:
    """In processes of their own: a peak of this one would count as a peak of what it starts."""
    processes = [get_context("spawn").Process(target=side.write, args=(corpus,)) for side in sides]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise BuildFailed("the sites could not be written")
