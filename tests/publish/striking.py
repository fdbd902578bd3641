"""The front door, struck by a signal at a moment that is counted and not timed.

    python -m tests.publish.striking SIGNAL EVENT NUMBER OPTIONS...

Python announces what it is about to do: opening, linking, starting a program, importing, compiling and much else (PEP
578). At the NUMBER-th announcement of EVENT (`*`: of any) the process sends itself SIGNAL; SIGKILL goes to its whole
process group. Number 0 strikes never. What was announced is counted in the last line of standard output.
"""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(
    root: Path, strike: str, event: str, number: int, options: Sequence[str] = ()
) -> subprocess.Popen[str]:
    """Starts a build of the site at `root`, in a process group of its own."""
    command = [sys.executable, "-m", "tests.publish.striking", strike, event, str(number)]
    always = ["--root", str(root), "--today", "2024-05-01"]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    return subprocess.Popen(
        [*command, *always, *options],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(
    root: Path, strike: str = "SIGCONT", event: str = "*", number: int = 0, options: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Builds the site at `root` and waits for the end."""
    with start(root, strike, event, number, options) as process:
        out, outcome = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, outcome)


def announcements(done: subprocess.CompletedProcess[str]) -> int:
    """How many announcements a build made that was not struck."""
    return int(done.stdout.splitlines()[-1])


class Strike:
    """The audit hook."""

    def __init__(self, number: int, event: str, at: int) -> None:
        self.count = 0
        self._number, self._event, self._at, self._owner = number, event, at, os.getpid()

    def heard(self, event: str, _arguments: tuple[object, ...]) -> None:
        if self._event not in ("*", event) or os.getpid() != self._owner:
            return
        self.count += 1
        if self.count != self._at:
            return
        if self._number == signal.SIGKILL:
            os.killpg(os.getpgrp(), self._number)
        os.kill(self._owner, self._number)


def _main(name: str, event: str, at: str, *options: str) -> None:
    strike = Strike(signal.Signals[name], event, int(at))
    sys.argv = [str(ROOT / "build.py"), *options]
    sys.addaudithook(strike.heard)
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    finally:
        sys.stdout.write(f"{strike.count}\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
