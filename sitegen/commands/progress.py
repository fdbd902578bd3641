"""How far a build is: a bar on a terminal, plain lines in a pipe, and the seconds each stage took.

Nothing is shown of a build that is over within a second. The clock here only measures; no page sees it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO, TypeVar

T = TypeVar("T")

_SHOW_AFTER = 1.0
_REDRAW_AFTER = 0.1
_WIDTH = 24


class Progress:
    """Watches the stages of one run. `quiet` (for `--format json` and tests) shows nothing and still measures.

    `clock` tells seconds; it is another one in tests.
    """

    def __init__(
        self, stream: TextIO | None = None, *, quiet: bool = False, clock: Callable[[], float] = monotonic
    ) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._bar = not quiet and self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._clock = clock
        self._began = clock()
        self._drawn = 0.0
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what is done inside under `name` ("read", "link" …)."""
        began = self._clock()
        self._draw(name, 0, 0)
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + self._clock() - began
            if self._bar and self._drawn:
                self._say("\r\x1b[K")
            elif not self._quiet and self.seconds[name] > _SHOW_AFTER:
                self._say(f"{name}: {self.seconds[name]:.1f} s\n")

    def count(self, name: str, things: Iterable[T], total: int) -> Iterator[T]:
        """Pass `things` on and show how many of about `total` went by."""
        for number, thing in enumerate(things, 1):
            self._draw(name, number, total)
            yield thing

    def _draw(self, name: str, number: int, total: int) -> None:
        now = self._clock()
        if not self._bar or now - self._began < _SHOW_AFTER or now - self._drawn < _REDRAW_AFTER:
            return
        self._drawn = now
        filled = min(_WIDTH, _WIDTH * number // total) if total else 0
        bar = "█" * filled + "░" * (_WIDTH - filled)
        self._say(f"\r\x1b[K{bar} {name} {number or ''}")

    def _say(self, text: str) -> None:
        """Where nobody can hear it, a build goes on all the same."""
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            self._quiet, self._bar = True, False
