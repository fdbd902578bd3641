"""Whole builds killed at random moments, with all their processes: a site of two hundred pages, with its search.

After each kill public/ is the old site or the new one, whole; the next build makes what the sources say, and leaves
nothing else. The moments come from a seed (AUDIT_SEED, else the one below), spread over the time an undisturbed build takes;
every other one is near the swap, which is too short to be met by chance.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

from tests.audit import turning_site
from tests.audit.strace import TODAY, build
from tests.audit.tools import ROOT, AuditFailed
from tests.chance import chances
from tests.publish.turns import beside, other
from tests.publish.yard import tree

KILLS = 200
SEED = "any moment"

_LANES = max(2, (os.cpu_count() or 1) // 2)
_BEYOND = 1.05
"""How much longer than an undisturbed build the latest moments are: some builds come to their end."""
_NEAR = 0.1
"""How far from the swap a moment near it is at most, in the time of a build."""
_OPTIONS = ("--jobs", "2")

Tree = dict[str, bytes | None]


class Lane:
    """A site that is edited to and fro, built and killed; `endings` counts how. A build takes so many `seconds`, of which
    the part `swap` has passed when the new site comes into its place.
    """

    def __init__(self, root: Path, seed: str) -> None:
        self.root = root
        self.words = "new"
        self.sites: dict[str, Tree] = {}
        self.kept: set[str] = set()
        self.seconds = 0.0
        self.swap = 0.0
        self.endings: Counter[str] = Counter()
        self._chances = chances(seed)

    def begin(self) -> None:
        """Builds each site undisturbed, and once more to see how long it takes, when it swaps and what it leaves."""
        for words in ("new", "old", "new", "old"):
            self.words = words
            turning_site.write(self.root, words)
            began = time()
            _succeed(self.root)
            self.seconds = time() - began
            self.swap = ((self.root / "public").stat().st_ctime - began) / self.seconds
            self.sites[words] = tree(self.root / "public")
            self.kept |= beside(self.root)

    def kill(self, kills: int) -> list[str]:
        """Kills that many builds. Gives what was wrong after the first that did harm, which is the last."""
        wrong: list[str] = []
        while not wrong and self.endings.total() - self.endings["came to its end"] < kills:
            self.words = other(self.words)
            turning_site.write(self.root, self.words)
            moment = self._moment()
            code = _killed(self.root, moment)
            left = next(
                (name for name, site in self.sites.items() if tree(self.root / "public") == site), "neither"
            )
            told = (
                f"killed, {'new' if left == self.words else 'old'} site"
                if code is None
                else "came to its end"
            )
            self.endings[told] += 1
            what = f"a build of the {self.words} site, killed after {moment:.3f} s"
            wrong = list(self._faults(what, left, code))
        return wrong

    def _moment(self) -> float:
        chance = next(self._chances)
        is_near = self.endings.total() % 2
        return self.seconds * (self.swap + _NEAR * (2 * chance - 1) if is_near else _BEYOND * chance)

    def _faults(self, what: str, left: str, code: int | None) -> Iterator[str]:
        if left == "neither" or (code is not None and (code, left) != (0, self.words)):
            yield f"{what}: exit {code}, public/ is {left}"
        began = time()
        healing = build(self.root, *_OPTIONS)
        self.seconds = (self.seconds + time() - began) / 2
        if healing.returncode:
            yield f"{what}: the next build ended with {healing.returncode}: {healing.stderr}"
            return
        if tree(self.root / "public") != self.sites[self.words]:
            yield f"{what}: the next build did not make the site"
        if litter := beside(self.root) - self.kept:
            yield f"{what}: after the next build there is still {sorted(litter)}"


def audit() -> None:
    """Kills builds on several sites at once. Raises AuditFailed with what went wrong, and the seed."""
    seed = os.environ.get("AUDIT_SEED", SEED)
    print(f"seed: {seed}", flush=True)
    with TemporaryDirectory() as folder:
        lanes = [Lane(Path(folder) / f"{number}", f"{seed} {number}") for number in range(_LANES)]
        with ThreadPoolExecutor(_LANES) as pool:
            list(pool.map(Lane.begin, lanes))
            wrong = [
                line
                for lines in pool.map(lambda lane: lane.kill(-(-KILLS // _LANES)), lanes)
                for line in lines
            ]
    pages = sum(path.endswith(".html") for path in lanes[0].sites["new"])
    print(f"a site of {pages} pages, a build takes {lanes[0].seconds:.1f} s")
    for how, count in sorted(sum((lane.endings for lane in lanes), Counter[str]()).items()):
        print(f"{count:6} {how}")
    if wrong:
        raise AuditFailed("\n".join([f"seed {seed!r}:", *wrong]))


def _succeed(root: Path) -> None:
    done = build(root, *_OPTIONS)
    if done.returncode:
        raise AuditFailed(f"a build that nothing disturbed ended with {done.returncode}: {done.stderr}")


def _killed(root: Path, moment: float) -> int | None:
    """Builds, and kills all processes of the build after `moment` seconds; its exit code where it had ended before."""
    command = [sys.executable, str(ROOT / "build.py"), "--root", str(root), "--today", TODAY, *_OPTIONS]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            return process.wait(moment)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return None
