"""Whole builds cut short at each system call that changes the disk: killed there, or refused by the system.

A build is traced once; then it is repeated from the same beginning for each call that changed something below the site's
folder, and struck at that call. Whatever happens, public/ is the old site or the new one, it is the old one
unless the build says that it went well, a refusal is told in a clear line, and the next build makes the new site and
leaves nothing else. All such calls are made by the first thread of the first process: that is checked, too.

Calls are counted at their paths, the second write to that file: a build may well read, or import, what the one that
was traced did not.

Where the same is done to one file of the site after another, or to one page of a database, the code is the same: of such
calls the first two and the last are struck.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from tests.audit.beginnings import OPTIONS, Beginning, NextBuilds, Tree, beginnings, copy
from tests.audit.prepared import Done, Prepared
from tests.audit.strace import CHANGING, OPENING, Call, calls
from tests.audit.tools import AuditFailed
from tests.publish.yard import tree

_KILL = "signal=KILL"
_ERRORS_OF_OPENING = ("EMFILE",)
_MADE_GOOD = re.compile(r"^link |^fchown .*-journal|O_TMPFILE|^rmdir .*/work")
"""Refusals that need no word. Where there are no second names, a file is copied; SQLite can do without the old owner of
its journal; a file that never has a name can be had with one; and what stays in the working folder goes when the next build begins.
"""
_ONE_OF_MANY = re.compile(r"(?<=/spare/)(?!pagefind).*|(?<=/pagefind/).*|(?<=/pagefind-offline/).*")
"""What tells one file of the site, or of its search, from the others."""
_TOLD = re.compile(r"\Aerror: .+\n  fix: .+\n\Z")
_AT_ONCE = os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Cut:
    """A build to be struck with `strike` at the `number`-th call of that name at `place`, a path below the site's folder.
    `swapped`: the new site is in place.
    """

    beginning: Beginning
    call: str
    place: str
    number: int
    strike: str
    swapped: bool

    def __str__(self) -> str:
        return f"{self.beginning.name}: {self.strike} at {self.call} {self.number} of {self.place}"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a build that was cut ended, in a word for the count, and what was wrong with that, if anything."""

    how: str
    wrong: str = ""


def audit() -> None:
    """Cuts builds of a small site, with search, at each of their calls, in each of the ways. Raises AuditFailed."""
    with TemporaryDirectory() as name:
        work = Path(name).resolve()
        workers = [Prepared() for _ in range(_AT_ONCE)]
        cuts = [cut for beginning in beginnings(work) for cut in _cuts(beginning, work, workers[0])]
        print(f"{len(cuts)} builds to be cut", flush=True)
        next_builds, idle = NextBuilds(), SimpleQueue[Prepared]()
        for worker in workers:
            idle.put(worker)

        def one(number: int, cut: Cut) -> Ending:
            prepared = idle.get()
            try:
                return _cut(work / f"cut-{number}", cut, prepared, next_builds)
            finally:
                idle.put(prepared)

        endings: list[Ending] = []
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for ending in pool.map(one, range(len(cuts)), cuts):
                endings.append(ending)
                if ending.wrong:  # said at once: who stops the audit early has learned that much
                    print(f"{len(endings)}: {ending.wrong}", flush=True)
        for worker in workers:
            worker.close()
    for how, count in sorted(Counter(ending.how for ending in endings).items()):
        print(f"{count:6} {how}")
    print(f"{len(next_builds.known):6} different states were left, and built again")
    if wrong := sum(bool(ending.wrong) for ending in endings):
        raise AuditFailed(f"{wrong} builds ended as none may, said above")


def _cuts(beginning: Beginning, work: Path, prepared: Prepared) -> Iterator[Cut]:
    """Every cut there is: the calls are those of a build from the same beginning that nothing disturbs."""
    root = work / "traced"
    copy(beginning.folder, root)
    log = work / "all"
    every = ("-f", "-o", str(log), "-e", f"trace={','.join(sorted(CHANGING))}", *beginning.always)
    first = prepared.build(root, OPTIONS, every).process
    made = list(calls(log))
    if others := [call for call in made if call.changes(root) and call.process != first]:
        raise AuditFailed(f"not only the first thread writes: {others[0]}")
    if not _is_swapped(made, root):
        raise AuditFailed("no swap was seen in the build that is to be cut")
    if volatile := _volatile(made, root):
        raise AuditFailed(f"a power cut after the swap may lose {sorted(volatile)}")
    shutil.rmtree(root)
    mine = [call for call in made if call.process == first]
    for at in _each_once(mine, root, beginning.only or CHANGING):
        call, place = mine[at], _place(mine[at], root)
        number = _number(mine[: at + 1], _watched(root, place, beginning))
        errors = (*beginning.errors, *(_ERRORS_OF_OPENING if call.name in OPENING else ()))
        for strike in (_KILL, *(f"error={name}" for name in errors)):
            yield Cut(beginning, call.name, place, number, strike, _is_swapped(mine[:at], root))


def _each_once(made: Sequence[Call], root: Path, names: Container[str]) -> Iterator[int]:
    """Where calls are to be struck: of those of one name that come without a break at alike places, the first two and
    the last.
    """
    changing = [
        at for at, call in enumerate(made) if call.name in names and call.changes(root) and not call.error
    ]
    for _, run in groupby(changing, lambda at: _ONE_OF_MANY.sub("", _place(made[at], root))):
        by_name: dict[str, list[int]] = defaultdict(list)
        for at in run:
            by_name[made[at].name].append(at)
        for alike in by_name.values():
            yield from dict.fromkeys((*alike[:2], alike[-1]))


def _place(call: Call, root: Path) -> str:
    """Which path below `root` a call is given; of two the first. A dot is `root` itself."""
    below = (Path(path) for path in call.paths if call.is_given(path))
    return next(path.relative_to(root).as_posix() for path in below if path.is_relative_to(root))


def _watched(root: Path, place: str, beginning: Beginning) -> tuple[str, ...]:
    """The paths that strace has to look at: it strikes, and counts, no call that is given none of them."""
    return tuple(str(root / path) for path in (place, *beginning.always_at))


def _number(made: Sequence[Call], watched: Iterable[str]) -> int:
    """The how-many-th of its name the last call is, of those that strace looks at."""
    name = made[-1].name
    return sum(call.name == name and any(map(call.is_given, watched)) for call in made)


def _volatile(made: Sequence[Call], root: Path) -> set[str]:
    """What was written or renamed and not brought to the disk: files before the swap, the name of public/ after it."""
    loose: set[str] = set()
    for at, call in enumerate(made):
        if _is_swapped(made[at : at + 1], root):
            return loose | (
                {str(root)} - {path for later in made[at:] if later.name == "fsync" for path in later.paths}
            )
        if call.name in OPENING and "/spare/" in call.paths[0] and "O_CREAT" in call.text:
            loose.add(call.paths[0])
        elif call.name == "syncfs":
            loose.clear()
        elif call.name == "fsync":
            loose -= {call.paths[0]}
    return loose


def _is_swapped(made: Sequence[Call], root: Path) -> bool:
    """Whether these calls have put a new site in its place: something was renamed to public/."""
    return any(
        call.name.startswith("rename") and not call.error and str(root / "public") in call.paths[1:]
        for call in made
    )


def _cut(root: Path, cut: Cut, prepared: Prepared, next_builds: NextBuilds) -> Ending:
    """Builds and strikes, looks, builds again and looks again."""
    beginning = cut.beginning
    copy(beginning.folder, root)
    log = root.with_suffix(".log")
    names = ",".join({cut.call, "renameat2"} if beginning.always else {cut.call})
    watch = (word for path in _watched(root, cut.place, beginning) for word in ("-P", path))
    inject = ("-e", f"trace={names}", "-e", f"inject={cut.call}:{cut.strike}:when={cut.number}")
    done = prepared.build(root, OPTIONS, ("-o", str(log), *watch, *inject, *beginning.always))
    struck = [call for call in calls(log) if call.name == cut.call and (call.injected or not call.ended)]
    left = tree(root / "public")
    if not struck or not struck[0].changes(root) or _place(struck[0], root) != cut.place:
        wrong = "it was not struck"
    else:
        wrong = _fault(cut, struck[0], done, left) or next_builds.fault(root, beginning, prepared)
    shutil.rmtree(root)
    log.unlink()
    name = "old" if left == beginning.old else "new" if left == beginning.new else "neither"
    how = f"{beginning.name}: {'killed' if cut.strike == _KILL else 'refused'}, exit {done.code}, {name}"
    return Ending(how, f"{cut}: {wrong}" if wrong else "")


def _fault(cut: Cut, struck: Call, done: Done, left: Tree) -> str:
    """What is wrong with the end of a build that was struck, or nothing."""
    code, told = done.code, done.told
    old, new = left == cut.beginning.old, left == cut.beginning.new
    if cut.strike == _KILL:
        missing = cut.beginning.may_be_missing and left == {}
        return "" if old or new or missing else "public/ is neither the old site nor the new one"
    if code == 2:
        clear = _TOLD.match(told)
        return "" if old and clear and not cut.swapped else f"exit 2, old site: {old}, and was told: {told}"
    if code or not new:
        return f"exit {code}, old site: {old}, new site: {new}, and was told: {told}"
    if not told and not _MADE_GOOD.search(f"{struck.name} {struck.text}"):
        return f"nobody was told: {told}"
    return ""
