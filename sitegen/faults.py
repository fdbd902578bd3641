"""Faults as values, and the four ways a build can end other than well.

A stage never stops at the first mistake: it returns what it made together with every `Fault` it met,
and only `build` raises, once, with all of them. Nothing below the command line calls `sys.exit`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Severity = Literal["error", "warning"]

EXIT_DONE = 0
EXIT_CONTENT = 1
EXIT_ENVIRONMENT = 2
EXIT_BUSY = 3
EXIT_BUG = 70
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one source line: 1-based line, 1-based column (None: the whole line), width in characters."""

    line: int = 1
    column: int | None = None
    width: int = 1

    def shifted(self, lines: int) -> Span:
        """The same place in a text that stands `lines` lines further down."""
        return Span(self.line + lines, self.column, self.width)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it is, what is wrong, and what to write instead.

    `path` is relative to the site's root with `/`; `code` is stable and explained in the documentation;
    `message` and `fix` are whole phrases for an editor, without the place.
    """

    path: str
    span: Span
    code: str
    message: str
    fix: str = ""
    severity: Severity = "error"

    def __lt__(self, other: Fault) -> bool:
        """In the order of their places; what is known of a whole line comes before what is known of a part."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[object, ...]:
        span = self.span
        return (
            self.path,
            span.line,
            span.column or 0,
            self.code,
            self.message,
            span.width,
            self.fix,
            self.severity,
        )


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """What a step made, beside every fault it met on the way."""

    value: T
    faults: tuple[Fault, ...] = ()


class SiteError(Exception):
    """The content or the layouts are at fault (exit 1). Holds every fault of the run, sorted by place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(f"{len(self.faults)} faults")


class EnvironmentFault(Exception):
    """The machine is at fault, not the content (exit 2): a full disk, a permission, a missing tool.

    `message` says what happened, `fix` what to do about it; both are one line.
    """

    def __init__(self, message: str, fix: str = "") -> None:
        self.message, self.fix = message, fix
        super().__init__(message)


class BuildRunning(Exception):
    """Another build holds the lock (exit 3). `pid` is its process, where it is known."""

    def __init__(self, pid: int | None) -> None:
        self.pid = pid
        super().__init__(f"another build is running (process {pid})" if pid else "another build is running")


def stop_at_faults(faults: Iterable[Fault], *, strict: bool = False) -> None:
    """Raise `SiteError` with all of `faults` where one of them is an error; with `strict`, where there is any."""
    found = tuple(faults)
    if any(strict or fault.severity == "error" for fault in found):
        raise SiteError(found)
