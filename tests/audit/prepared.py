"""Builds that begin with everything imported already: a process imports it all once, and forks for each build.

    python -m tests.audit.prepared

What such a fork does is what `build.py` does, from its first system call that looks at the site to its last; only the
time in which Python starts and imports is spared. It waits, stopped, until whoever asked has attached strace to it.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO, cast

from build import build
from sitegen.commands import cli, progress, stages
from sitegen.publish import staging
from tests.audit.strace import TODAY, program
from tests.audit.tools import ROOT, AuditFailed

IMPORTED = (stages, staging)
"""What the front door imports only when there is something to build."""

_ANYBODY_MAY_TRACE = (0x59616D61, ctypes.c_ulong(-1))  # PR_SET_PTRACER, PR_SET_PTRACER_ANY: linux/prctl.h


@dataclass(frozen=True, slots=True)
class Done:
    """How a build ended: its process, its exit code (negative: the signal), and what it told."""

    process: int
    code: int
    told: str


class Prepared:
    """The process, seen by whoever asks for builds, one after the other."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.audit.prepared"]
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=environment
        )

    def build(self, root: Path, options: Sequence[str], strace: Sequence[str] = ()) -> Done:
        """Builds the site at `root`, under strace where that has options. What it tells is kept beside `root`."""
        told = root.with_name(f"{root.name}.told")
        self._say([str(told), "--root", str(root), "--today", TODAY, *options])
        process = self._hear()
        if strace:
            with _attached(process, strace):
                os.kill(process, signal.SIGCONT)
                code = self._hear()
        else:
            os.kill(process, signal.SIGCONT)
            code = self._hear()
        text = told.read_text(encoding="utf-8")
        told.unlink()
        return Done(process, code, text)

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()

    def _say(self, words: Sequence[str]) -> None:
        requests = cast("IO[str]", self._process.stdin)
        requests.write(json.dumps(words) + "\n")
        requests.flush()

    def _hear(self) -> int:
        return int(cast("IO[str]", self._process.stdout).readline())


def _attached(process: int, options: Sequence[str]) -> subprocess.Popen[str]:
    """Strace, as soon as it has attached itself to a process."""
    command = [program("strace"), "-y", "-s0", *options, "-p", str(process)]
    strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    said = cast("IO[str]", strace.stderr).readline()
    if "attached" not in said:
        raise AuditFailed(f"strace cannot attach itself: {said}")
    return strace


def _serve() -> None:
    assert all(IMPORTED)
    for line in sys.stdin:
        told, *words = json.loads(line)
        child = os.fork()
        if not child:
            _build(told, words)
        os.waitpid(child, os.WUNTRACED)
        _answer(child)
        _, status = os.waitpid(child, 0)
        _answer(os.waitstatus_to_exitcode(status))


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _build(told: str, words: Sequence[str]) -> None:
    """In the fork: waits to be traced, builds and ends."""
    ctypes.CDLL(None).prctl(*_ANYBODY_MAY_TRACE, 0, 0, 0)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
    os.kill(os.getpid(), signal.SIGSTOP)
    progress._SHOW_AFTER = math.inf  # a line more on a slow day would be a call more
    tempfile._name_sequence = map(str, count())  # type: ignore[attr-defined]  # each build makes files of the same names
    code = cli.run(words, ROOT, build)
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve()
