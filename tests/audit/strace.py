"""Runs the front door under strace (Debian package `strace`; Linux only) and reads what it writes down."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.audit.tools import ROOT, AuditFailed

TODAY = "2024-05-01"

_CALL = re.compile(r"(?:(?P<process>\d+) +)?(?P<name>\w+)\((?P<rest>.*)")
_RESULT = re.compile(
    r"\) += (?P<result>-?\d+|\?)(?:<.*?>)?(?: (?P<error>E[A-Z]+) .*?)?(?P<injected> \(INJECTED\))?$"
)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_DESCRIPTOR = re.compile(r"(?:\d+|AT_FDCWD)<([^>]*)>")
_OPENED_TO_WRITE = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
OPENING = frozenset({"open", "openat", "openat2", "creat"})
CHANGING = OPENING | frozenset(
    {
        *("write", "pwrite64", "writev", "pwritev", "pwritev2", "ftruncate", "truncate", "fallocate"),
        *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat"),
        *("mkdir", "mkdirat", "rmdir", "mknod", "mknodat", "sendfile", "copy_file_range"),
        *(
            "chmod",
            "fchmod",
            "fchmodat",
            "chown",
            "fchown",
            "lchown",
            "fchownat",
            "utimensat",
            "setxattr",
            "fsetxattr",
        ),
        *("fsync", "fdatasync", "sync", "syncfs", "sync_file_range", "msync"),
    }
)
"""Every call by which a file system is changed, or told to make a change last. Of opening, only that to write counts."""


@dataclass(frozen=True, slots=True)
class Call:
    """A system call as strace writes it: `paths` are the files it names, itself or by a descriptor.

    `error` is the error's name or nothing; `ended` is False where the process died in it; `injected` is True where
    strace refused it in the kernel's place.
    """

    process: int
    name: str
    text: str
    paths: tuple[str, ...]
    error: str
    ended: bool
    injected: bool

    def changes(self, root: Path) -> bool:
        """Whether it is one that alters something below `root`, or would have."""
        if self.name not in CHANGING or (self.name in OPENING and not _OPENED_TO_WRITE.search(self.text)):
            return False
        return any(path == str(root) or path.startswith(f"{root}/") for path in self.paths)

    def is_given(self, path: str) -> bool:
        """Whether `strace -P` finds this path in it: among what it is given, itself or by a descriptor, not in what it
        answers; and strace does not look where a plain rename leads.
        """
        given = _paths(_RESULT.sub("", self.text))
        return path in (given[:1] if self.name == "rename" else given)


def calls(log: Path) -> Iterator[Call]:
    """The calls in a file that `trace` has written, in their order. Strings and paths stand there in full."""
    for line in log.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        found = _CALL.match(line)
        if not found:
            continue
        rest = found["rest"]
        result = _RESULT.search(rest)
        error = (result["error"] or "") if result else ""
        ended = bool(result and result["result"] != "?")
        injected = bool(result and result["injected"])
        yield Call(int(found["process"] or 0), found["name"], rest, _paths(rest), error, ended, injected)


def _paths(text: str) -> tuple[str, ...]:
    return (*_STRING.findall(text), *_DESCRIPTOR.findall(text))


def build(
    root: Path, *options: str, before: Sequence[str] = (), seconds: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Builds the site at `root`; `before` are the words in front of the command (strace and its options).

    Raises subprocess.TimeoutExpired: it takes longer than so many `seconds`.
    """
    words = ["--root", str(root), "--today", TODAY, *options]
    command = [*before, sys.executable, str(ROOT / "build.py"), *words]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=seconds
    )


def trace(
    root: Path, log: Path, what: str, *options: str, extra: Sequence[str] = (), seconds: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Builds the site at `root` and has strace write the calls `what` into `log`."""
    return build(
        root,
        *options,
        before=(program("strace"), "-qq", "-y", "-s0", "-o", str(log), "-e", f"trace={what}", *extra),
        seconds=seconds,
    )


def program(name: str) -> str:
    """Where a program of the system is. Raises AuditFailed."""
    if not sys.platform.startswith("linux"):
        raise AuditFailed("this audit needs Linux")
    path = shutil.which(name)
    if path is None:
        raise AuditFailed(f"{name} is not installed; on Debian and Ubuntu: apt install {name}")
    return path
