"""The windows of the browsers, lent to one test after the other: opening one costs ten times what leading it elsewhere does.

A window that comes back is led to an empty page, and keeps nothing of who had it: what pages stored in it is forgotten
before the next ones run, and its size and media are as in a new one. What cannot be undone is done `apart`.
"""

from __future__ import annotations

from itertools import count
from typing import Literal

from playwright.sync_api import Browser, Error, Playwright

from tests.browser.found import Name, recorded

PATIENCE = 15_000  # milliseconds that anything may take before a test fails; machines are shared

# Firefox reports no request for a file that is not there. The page's own error event does, in both browsers.
MARK = "not loaded: "
_REPORT_FAILURES = """addEventListener('error', ({target: {src, href}}) => {
    if (src || href) console.debug('MARK' + (src || href));
}, true)""".replace("MARK", MARK)

# Runs before any script of a page. Where nothing may be stored nothing is left behind.
_FORGET = """try {
    if (sessionStorage.getItem('driver:lent') !== 'LENT') {
        localStorage.clear();
        sessionStorage.clear();
        sessionStorage.setItem('driver:lent', 'LENT');
    }
} catch {}"""


class Window:
    """A window with storage of its own. `page` is what it shows."""

    def __init__(self, name: Name, browser: Browser, *, scripts: bool) -> None:
        self.lent_as = (name, scripts)
        self._context = browser.new_context(java_script_enabled=scripts)
        self._context.set_default_timeout(PATIENCE)
        self._context.add_init_script(_REPORT_FAILURES)
        self._times = count()
        self.page = self._context.new_page()

    def prepare(self, *, width: int, height: int, dark: bool) -> None:
        """Make it what it is to be for who gets it next."""
        self._forgetting = self._context.add_init_script(_FORGET.replace("LENT", str(next(self._times))))
        self.page.set_viewport_size({"width": width, "height": height})
        if self.lent_as[0] == "chromium":  # the only one that takes this
            scheme: Literal["dark", "light"] = "dark" if dark else "light"
            self.page.emulate_media(
                color_scheme=scheme,
                media="null",
                forced_colors="null",
                reduced_motion="null",
                contrast="null",
            )

    def empty(self) -> None:
        """Let nothing go on in it. Raises Error where that cannot be done."""
        for other in self._context.pages[1:]:
            other.close()
        self.page.goto("about:blank")
        self._forgetting.close()

    def close(self) -> None:
        """Close it, with all it stored."""
        self._context.close()


class Browsers:
    """The browsers of one test run, started when first asked for; Firefox once with scripts and once without."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._started: dict[tuple[Name, bool], Browser] = {}
        self._idle: dict[tuple[Name, bool], Window] = {}

    def lend(self, name: Name, *, scripts: bool, apart: bool) -> Window:
        """A window of the browser of that name, which nobody else has: the one that came back, or a new one. Raises
        BrowserMissing.
        """
        idle = None if apart else self._idle.pop((name, scripts), None)
        return idle or Window(name, self._get(name, scripts), scripts=scripts)

    def give_back(self, window: Window, *, apart: bool) -> None:
        """Keep it for the next one, unless there is one, or it was used `apart` or does not answer any more."""
        if not apart and window.lent_as not in self._idle:
            try:
                window.empty()
            except Error:
                pass
            else:
                self._idle[window.lent_as] = window
                return
        window.close()

    def close(self) -> None:
        """End them all."""
        for browser in self._started.values():
            browser.close()

    def _get(self, name: Name, scripts: bool) -> Browser:
        key = (name, scripts or name == "chromium")
        if key not in self._started:
            self._started[key] = recorded(name).launch(self._playwright, scripts=scripts)
        return self._started[key]
