"""The process of a run: its streams, which nobody must hear; its signals, which are ignored where they must be; its bugs, reported.

The exit code is that of the run. A reader may have gone (`| head`), a stream may be closed (`>&-`), its disk may be
full: by then the site is what it is, and an exit code that says otherwise would be wrong.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

_LAST_STANDARD = 2
_REQUESTS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)

_ALARMS = (signal.SIGALRM,) if hasattr(signal, "SIGALRM") else ()
"""By which a command gives up a build that is overtaken."""


def open_streams() -> None:
    """Streams that nobody reads, for a run that was started without some.

    Else the first file that it opens would take their place, and what is said would be written into that.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _LAST_STANDARD:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the run ends


@contextmanager
def tolerate_closed_streams() -> Iterator[None]:
    """Inside, what cannot be said is said to nobody; if a disk is why, stderr tells, where it can."""
    fault: OSError | None = None
    try:
        yield
    except OSError as refused:
        fault = refused
    for stream in (sys.stdout, sys.stderr):
        fault = _flush(stream) or fault
    if fault and not isinstance(fault, BrokenPipeError):
        reason = os.strerror(fault.errno) if fault.errno else str(fault)
        with suppress(OSError):
            print(
                f"warning: the report could not be written to its end: {reason}", file=sys.stderr, flush=True
            )


def _flush(stream: TextIO) -> OSError | None:
    """Why `stream` does not take what was said; it takes all from then on, and keeps nothing."""
    try:
        stream.flush()
    except OSError as fault:
        nobody = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nobody, stream.fileno())
        os.close(nobody)
        return fault
    return None


@contextmanager
def no_collection() -> Iterator[None]:
    """Inside, nobody looks for garbage in circles: looking costs more the larger a site is. Workers do (`sitegen.parallel`)."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def free_memory() -> None:
    """Frees what a run leaves to its end, for one that goes on for days: garbage in circles, and memory that is kept for later.

    What is there at the first call is taken to stay, and nobody looks at it then or later: of a large site that takes seconds.
    """
    import ctypes

    if gc.get_freeze_count():
        gc.collect()
    else:
        gc.freeze()
    # glibc keeps what was freed between pieces that are in use, more of it with each build.
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None:
        trim(0)


@contextmanager
def requests_interrupt() -> Iterator[None]:
    """Inside, every polite request to stop ends a run as Ctrl-C does: tidied up, with the same exit code.

    Python does so for SIGINT alone; a plain SIGTERM (`kill`, a cancelled job, a closing machine) or SIGHUP (a closed
    terminal) would end the process on the spot. One that is ignored (as by `nohup`) stays ignored. Only the main thread of a program has a say about signals; in others this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ours = [number for number in _REQUESTS if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


class IgnoredSignals:
    """Passes over signals from `ignore` to `restore`.

    While `public/` is being replaced a build is as good as done: stopping it there could only lose the tidying, and
    would report as interrupted what has been published. As a context manager it ends restored.
    Only the main thread of a program has a say about signals; in others this does nothing.
    """

    def __init__(self) -> None:
        self._before: dict[int, Any] = {}

    def ignore(self) -> None:
        """From here on no signal ends anything."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGINT, *_REQUESTS, *_ALARMS):
            if number not in self._before and signal.getsignal(number) not in (signal.SIG_IGN, None):
                self._before[number] = signal.signal(number, _pass_over)

    def restore(self) -> None:
        """Puts the handlers back as they were."""
        while self._before:
            number, handler = self._before.popitem()
            signal.signal(number, handler)

    def __enter__(self) -> IgnoredSignals:
        return self

    def __exit__(self, *_: object) -> None:
        self.restore()


def _pass_over(_number: int, _frame: FrameType | None) -> None:
    """A handler and not SIG_IGN, which the programs that a build starts would inherit."""


def write_bug_report(bug: BaseException, folder: Path) -> Path | str:
    """Write the report of `bug` to `folder`, else to the machine's folder for passing files; return where it stands.

    The traceback goes to a file that can be sent, never to the editor's screen.
    """
    import platform
    import tempfile
    import traceback

    versions = f"Python {sys.version}\n{platform.platform()}\n\n"
    text = "".join((versions, *traceback.format_exception(bug)))
    for place in (folder, Path(tempfile.gettempdir())):
        path = place / "bug-report.txt"
        try:
            place.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return path
    return "could not be written"
