"""What the server knows of the builds so far, and tells the browsers that ask: a number for each, and what it made other."""

from __future__ import annotations

import json
import time
from collections.abc import Collection
from dataclasses import dataclass
from threading import Condition

from sitegen import urls
from sitegen.commands.serve.panel import Link, panel_of

_INDEX = "pagefind/"


@dataclass(frozen=True, slots=True)
class Update:
    """What a build came to: the output paths it made other, new or gone, and what is to be said of it.

    `style` is the file name of the style sheet, where nothing but that is another; `faults` is HTML; `edited` are the
    pages of what was edited; `indexing` is whether search is still to follow (None: nothing is to be said of it).
    `under` is the path of the address that the site will have (`/briefing/`).
    """

    changed: Collection[str] = ()
    style: str = ""
    faults: str = ""
    edited: tuple[Link, ...] = ()
    indexing: bool | None = None
    under: str = "/"


class Board:
    """Of each page, the number of the build that made it what it is. Threads wait here for the next build.

    Numbers go on over a restart of the server, since they begin with the milliseconds of the clock.
    """

    def __init__(self) -> None:
        self.build = self._first = self._style_build = time.time_ns() // 1_000_000
        self.last = Update()
        self.is_ready = False
        self._style = ""
        self._made: dict[str, int] = {}
        self._posted = Condition()

    def post(self, update: Update) -> None:
        """Let everybody know of a build, be it that it was stopped by faults. The first counts as having made all pages."""
        with self._posted:
            self.build += 1
            self.last = update
            if not self.is_ready:
                self.is_ready, self._first = True, self.build
            if update.style:
                self._style, self._style_build = update.style, self.build
            else:
                self._made.update(dict.fromkeys(update.changed, self.build))
                if any(path.startswith(_INDEX) for path in update.changed):
                    self._made[urls.SEARCH] = self.build
            self._posted.notify_all()

    def wait(self, build: int, seconds: float) -> bool:
        """Wait until there is another build than `build`, at most so long; whether there is."""
        with self._posted:
            return self._posted.wait_for(lambda: self.build != build, seconds)

    def panel(self, page: str) -> str:
        """What the panel holds when the page at `page` is opened: that search is ready is no news then."""
        last = self.last
        if not self.is_ready and page != urls.NOT_FOUND:
            return '<p class="lasting">The site is being built …</p>'
        return panel_of(last.faults, last.edited, page, indexing=last.indexing or None)

    def news(self, page: str, since: int) -> tuple[int, str]:
        """The number of the last build, and JSON for the browser that shows `page` (an output path) as `since` made it."""
        with self._posted:
            last = self.last
            return self.build, json.dumps(
                {
                    "build": self.build,
                    "reload": self._made.get(page, self._first) > since,
                    "style": self._style if self._style_build > since else "",
                    "panel": panel_of(last.faults, last.edited, page, indexing=last.indexing),
                }
            )
