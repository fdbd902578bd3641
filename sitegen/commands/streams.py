"""Saying what came of a run, to whoever listens. Nobody must: the exit code is that of the run.

A reader may have gone (`| head`), a stream may be closed (`>&-`), its disk may be full. By then the site is what it is,
and an exit code that says otherwise would be wrong.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

_LAST_STANDARD = 2


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
