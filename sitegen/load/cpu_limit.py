"""Behind all limits, which count things, a last one: no file may take more than ten seconds of the processor's time.

What a limit refuses is a fault of the text and the same on every machine. This one says that a limit is lacking.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sitegen.faults import EnvironmentFault

SECONDS = 10.0


@contextmanager
def cpu_limit(path: str, most: float | None = None) -> Iterator[None]:
    """Give what is done with the file at `path` at most so many seconds of this process (None: `SECONDS`), where the
    system can count them.

    Raises:
        EnvironmentFault: it took longer.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    seconds = SECONDS if most is None else most

    def give_up(*_: object) -> None:
        message = f"{path} took {seconds:g} seconds of the processor's time, and is not read yet"
        raise EnvironmentFault(message, "split it in two, or take out what is unusual in it")

    before = signal.signal(signal.SIGPROF, give_up)
    # Again and again: what is raised while an object is being disposed of is passed over.
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds / 10)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
