"""Which files a site is made of, and when they are other ones: by looking again and again at their stamps.

Polled and not told by the system: watchers of events hear nothing on network drives, in containers, or after a folder
was replaced (a branch switched under it). A few hundred files take about a millisecond.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from sitegen.faults import EnvironmentFault
from sitegen.publish.snapshot import Stamp, read_tree

_EVERY = 0.05
"""Seconds between two looks, if they are quick."""
_SHARE = 10
"""Where a look takes long and nothing happens, it is that many times as long until the next."""

Stamps = Mapping[str, Stamp]
"""The stamp of every file by the label of its place and the path from there: `content/notes/brief.md`."""

_UNREADABLE = Stamp(0, 0, 0, 0)
"""Stands for all that is in a place that cannot be read. A build says why, and the next look may find it mended."""


class Watcher:
    """Looks at the folders `places`, each by its label. `clock` tells seconds, `rest` lets some pass; others in tests."""

    def __init__(self, places: Mapping[str, Path], clock=time.monotonic, rest=time.sleep) -> None:  # type: ignore[no-untyped-def]
        self._places, self._clock, self._rest = places, clock, rest

    def look(self) -> Stamps:
        """The stamps of now; none of a folder that is gone. A file that goes meanwhile makes this look unlike the next."""
        stamps: dict[str, Stamp] = {}
        for label, place in self._places.items():
            try:
                files = read_tree(place).files
            except (OSError, EnvironmentFault):
                files = {"": _UNREADABLE}
            stamps.update((f"{label}/{path}", stamp) for path, stamp in files.items())
        return stamps

    def wait(self, built: Stamps, made: Path) -> Stamps:
        """Waits until the files are others than `built` says, or `made` of them is gone (a folder that was there), and two
        looks agree that nobody is writing any more.
        """
        was_made, as_built, last = made.exists(), (built, False), None
        while True:
            began = self._clock()
            now = self.look(), was_made and not made.exists()
            if now == last != as_built:
                return now[0]
            last = now
            took = self._clock() - began
            self._rest(max(_EVERY, pause_after(took)) if now == as_built else _EVERY)


def pause_after(took: float) -> float:
    """Seconds until the next look after one of `took` seconds, so that looking is a small part of what is done."""
    return _SHARE * took


def changed(before: Stamps, after: Stamps) -> frozenset[str]:
    """The paths of the files that are new, gone or have another stamp."""
    return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
