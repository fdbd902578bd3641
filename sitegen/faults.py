"""Faults as values, their one collector, and the four ways a build can end other than well.

A stage never stops at the first mistake: it returns what it made together with every `Fault` it met,
and only `build` raises, once, with all of them. Nothing below the command line calls `sys.exit`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

Severity = Literal["error", "warning"]

EXIT_DONE = 0
EXIT_CONTENT = 1
EXIT_ENVIRONMENT = 2
EXIT_BUSY = 3
EXIT_BUG = 70
EXIT_INTERRUPTED = 130


class Span(NamedTuple):
    """A stretch of one source line: 1-based line, 1-based column (None: the whole line), width in characters."""

    line: int = 1
    column: int | None = None
    width: int = 1

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The place of the characters of a text from `start` up to `end`, cut at the end of the line."""
        head, tail = text.rfind("\n", 0, start) + 1, text.find("\n", start)
        stop = min(end, len(text) if tail < 0 else tail)
        return cls(text.count("\n", 0, start) + 1, start - head + 1, max(1, stop - start))


class Edit(NamedTuple):
    """What mends a fault when it is written: `text` in the place of `old`, which stands in `span`.

    No `old` is all that stands there, and no `span` that of the fault.
    """

    text: str
    old: str = ""
    span: Span | None = None

    def place(self, fault: Span, line: str) -> Span | None:
        """What is replaced, in the line of the span; None where `old` does not stand there (any more)."""
        span = self.span or fault
        start, width = (span.column or 1) - 1, span.width
        if span.column is None:
            start, width = len(line) - len(line.lstrip()), len(line.strip())
        at = line.find(self.old, start, start + width)
        return (
            Span(span.line, max(at, start) + 1, len(self.old) or width) if at >= 0 or not self.old else None
        )


Advice: TypeAlias = tuple[str, *tuple[Edit, ...]]
"""A fix, and the edits that do what it says."""


class Fault(NamedTuple):
    """One fault: what is wrong, what to write instead, and where.

    `code` is stable and explained in the documentation; `message` and `fix` are whole phrases for an editor, without
    the place. `path` is relative to the site's root with `/`. Whoever finds a fault may not know its place yet: then it
    has none (an empty path, line 1) until it is put into a `Faults`. `edits` are the ways to mend it that are known
    letter by letter; any one of them does.
    """

    code: str
    message: str
    fix: str = ""
    severity: Severity = "error"
    path: str = ""
    span: Span = Span()
    edits: tuple[Edit, ...] = ()

    def __lt__(self, other: Fault) -> bool:  # type: ignore[override]  # a fault is put beside faults alone
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


class Checked(NamedTuple, Generic[T]):
    """What a pure function made, beside every fault it met: so it can be remembered and leave its process."""

    value: T
    faults: tuple[Fault, ...] = ()


class Faults:
    """The faults met so far, in no order: they are sorted once, when they are told. `path` is the file in question."""

    __slots__ = ("met", "path")

    def __init__(self, path: str = "", met: list[Fault] | None = None) -> None:
        self.path = path
        self.met: list[Fault] = [] if met is None else met

    def of(self, path: str) -> Faults:
        """The same collection, for what is wrong with the file at `path`."""
        return Faults(path, self.met)

    def add(self, span: Span, code: str, message: str, fix: str = "", *edits: Edit) -> None:
        """A fault at a place of the file."""
        self.met.append(Fault(code, message, fix, "error", self.path, span, edits))

    def warn(self, span: Span, code: str, message: str, fix: str = "", *edits: Edit) -> None:
        """A fault that stops no build unless it is strict."""
        self.met.append(Fault(code, message, fix, "warning", self.path, span, edits))

    def place(self, fault: Fault, span: Span | None = None) -> None:
        """A fault that somebody found who did not know the file, or not the place in it."""
        self.met.append(fault._replace(path=fault.path or self.path, span=span or fault.span))

    def take(self, checked: Checked[T]) -> T:
        """The value of a result, whose faults come here."""
        for fault in checked.faults:
            self.place(fault)
        return checked.value

    def beside(self, value: T) -> Checked[T]:
        """A result: `value`, and every fault met on the way to it."""
        return Checked(value, tuple(self.met))

    @property
    def faulty(self) -> frozenset[str]:
        """The paths of the files with errors."""
        return frozenset(fault.path for fault in self.met if fault.severity == "error")

    def stop(self, *, strict: bool = False) -> None:
        """Raise `SiteError` with all of them where one is an error; with `strict`, where there is any."""
        if any(strict or fault.severity == "error" for fault in self.met):
            raise SiteError(self.met)


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
