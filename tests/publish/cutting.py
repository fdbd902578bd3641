"""Cuts a build short at each of its steps on the disk, in a process of its own, and tells what was left.

    python -m tests.publish.cutting HOW STEPS FOLDER

HOW is "kill", or the name of an error (ENOSPC, EIO ...); STEPS is 1 or 2: in how many the site is put in its place.

Python announces every opening, renaming, linking, removing and listing before it happens (PEP 578). A forked copy of
this process publishes, and at the n-th such event is killed or refused; n grows until a build gets through. Prints one
JSON list of `Ending`s. (System calls that Python does not announce are the business of the audit, with strace.)
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from sitegen.faults import EnvironmentFault
from sitegen.publish import staging, swap
from sitegen.publish.snapshot import clock
from tests.publish.yard import NEW, OLD, Yard, published, tree, yard

_DISK = {
    "ctypes.dlsym", "open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir",
    "os.truncate", "os.utime", "shutil.copyfile", "shutil.rmtree",
}  # fmt: skip
_ENDS = {0: "published", 1: "published with a warning", 2: "environment fault", -signal.SIGKILL: "killed"}

BEFORE = {**OLD, "articles/kept.html": b"once different", "early.html": b""}


@dataclass(frozen=True)
class Ending:
    """How the build that was cut at event `at` ended, what stood in public/ then, and after one more build."""

    at: int
    event: str
    ended: str
    left: str
    healed: bool
    litter: tuple[str, ...]


class Cut:
    """The audit hook: counts while it is armed, and strikes at the event it was set to."""

    def __init__(self) -> None:
        self.armed = False
        self.rest = 0
        self.how = ""
        sys.addaudithook(self._heard)

    def _heard(self, event: str, _arguments: tuple[object, ...]) -> None:
        if not self.armed or event not in _DISK:
            return
        self.rest -= 1
        if self.rest:
            return
        os.write(1, event.encode())
        if self.how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        code = getattr(errno, self.how)
        raise OSError(code, os.strerror(code))


def endings(how: str, folder: Path) -> list[Ending]:
    """Every way a build ends when it is cut once, at each of its steps in turn."""
    cut = Cut()
    found: list[Ending] = []
    while True:
        at = len(found) + 1
        site = yard(folder / f"{at}")
        site.publish(BEFORE)
        with patch.object(staging, "clock", _a_tick_later):
            site.publish(OLD)
        event, code = cut_short(cut, how, at, partial(_publish_new, site))
        if not event:
            return found
        ended = _ENDS.get(code, f"exit {code}")
        left = _name(tree(site.public))
        site.publish(NEW)
        litter = {path.name for path in site.root.iterdir()} - {".cache", "content", "public"}
        healed = tree(site.public) == published(NEW)
        found.append(Ending(at, event, ended, left, healed, tuple(litter)))


def _publish_new(site: Yard) -> object:
    return site.publish(NEW).warnings


def _a_tick_later(folder: Path) -> int:
    """The time by which every file is older than the clock: only then is it believed to be what it was, and linked."""
    now = clock(folder)
    while (later := clock(folder)) <= now:
        pass
    return later


def cut_short(cut: Cut, how: str, at: int, work: Callable[[], object]) -> tuple[str, int]:
    """Works in a forked copy. Gives the event at which it was cut (or nothing), and its exit code: negative where it was killed, 2
    for a fault of the environment, 1 where `work` gives something.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writer, 1)
        cut.how, cut.rest, cut.armed = how, at, True
        code = 70
        try:
            code = 1 if work() else 0
        except EnvironmentFault:
            code = 2
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        event = pipe.read()
    return event, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _name(found: dict[str, bytes | None]) -> str:
    names = {"old": published(OLD), "new": published(NEW), "missing": {}}
    return next((name for name, site in names.items() if found == site), f"neither: {found}")


def _main(how: str, steps: str, folder: str) -> None:
    if steps == "2":
        swap.exchange = lambda *_: False
    sys.stdout.write(json.dumps([asdict(ending) for ending in endings(how, Path(folder))]))


if __name__ == "__main__":
    _main(*sys.argv[1:])
