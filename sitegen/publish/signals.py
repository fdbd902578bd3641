"""Lets SIGINT, SIGTERM and SIGHUP wait while `public/` is being replaced.

Once the swap has begun the build is as good as done: stopping it there could only lose the tidying, and would
report as interrupted what has been published.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any

_WAITING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


class DeferredSignals:
    """Notes signals in `received` instead of letting them through, from `hold` to `release`.

    As a context manager it ends released. It never delivers what it noted: whoever opened it knows what is left to
    interrupt (a finished build: nothing; the development server: itself). Only the main thread of a program has a
    say about signals; in others a shield does nothing.
    """

    def __init__(self) -> None:
        self.received: list[int] = []
        self._before: dict[int, Any] = {}

    def hold(self) -> None:
        """From here on signals wait."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in _WAITING:
            if number not in self._before and signal.getsignal(number) not in (signal.SIG_IGN, None):
                self._before[number] = signal.signal(number, self._note)

    def release(self) -> None:
        """Puts the handlers back as they were."""
        while self._before:
            number, handler = self._before.popitem()
            signal.signal(number, handler)

    def __enter__(self) -> DeferredSignals:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.received.append(number)
