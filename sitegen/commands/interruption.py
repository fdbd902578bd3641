"""Every polite request to stop ends a run as Ctrl-C does: tidied up, with the same exit code.

Python does so for SIGINT alone; a plain SIGTERM (`kill`, a cancelled job, a closing machine) or SIGHUP (a closed terminal)
would end the process on the spot, and leave what it was about to put away.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_REQUESTS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


@contextmanager
def requests_interrupt() -> Iterator[None]:
    """Inside, these signals raise `KeyboardInterrupt`. One that is ignored (as by `nohup`) stays ignored.

    Only the main thread of a program has a say about signals; in others this does nothing.
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
