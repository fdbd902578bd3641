"""One small interface to a page in Chromium and in Firefox.

`Reader` is what a test holds: it opens a page and does with it what a reader does. Each test gets a fresh one, in a window
that knows nothing of earlier ones; the browsers behind it are started once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

from tests.browser.found import NAMES, Name
from tests.browser.windows import MARK, PATIENCE, Browsers, Window

each_browser = pytest.mark.parametrize("browser", NAMES, indirect=True)
"""Where browsers differ: pages from disk, keys and focus, clipboards, layout, what they refuse, how they fold letters."""

# Asks again for a second. Evaluated as a whole: a page whose policy forbids eval lets no library poll in it.
_HOLDS = """async () => {
    const end = Date.now() + 1000;
    do {
        const value = EXPRESSION;
        if (value) return [value];
        await new Promise(done => setTimeout(done, 10));
    } while (Date.now() < end);
    return null;
}"""
# Rules that axe-core leaves out unless asked: targets of 24 px (WCAG 2.5.8), and cells that have headings. Text of 7:1
# (1.4.6) is asked of the rule that asks for 4.5:1 otherwise: a rule of its own would look at every word a second time.
_RULES = {name: {"enabled": True} for name in ("target-size", "td-has-header", "table-fake-caption")}
_HOW = {
    "checks": {
        "color-contrast": {
            "options": {"contrastRatio": {"normal": {"expected": 7}, "large": {"expected": 4.5}}}
        }
    },
    "resultTypes": ["violations"],
}
# Only the words come out of the browser: all that axe-core looked at weighs more than the page.
_FAULTS = """([within, how]) => axe.run(within, how).then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)))"""
_LEFT = (
    "context was destroyed",
    "Cannot find context",
    "navigat",
    "no such frame",
    "DiscardedBrowsingContext",
)


class Reader:
    """Somebody with a browser: one page at a time, and what went wrong on it.

    `console_errors`   what the page and the browser complained of, in order
    `failed_requests`  the addresses that could not be loaded, or were answered with 400 or more, each once
    `requests`         every address asked for over http, in order
    """

    def __init__(self, name: Name, browsers: Browsers) -> None:
        self.name = name
        self.console_errors: list[str] = []
        self.failed_requests: list[str] = []
        self.requests: list[str] = []
        self._browsers = browsers
        self._window: Window | None = None
        self._apart = False
        self._leaving = False

    @property
    def page(self) -> Page:
        """Playwright's own page, for what is not here."""
        assert self._window, "open() a page first"
        return self._window.page

    @property
    def is_open(self) -> bool:
        """Whether a page was opened."""
        return self._window is not None

    def open(
        self,
        address: str | Path,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        scripts: bool = True,
        apart: bool = False,
    ) -> None:
        """Open an address, or a file from disk, and wait until it has loaded. What was open before is closed. Only Chromium
        can be `dark`. A test that does to the window or the clock in it what cannot be undone has one `apart`.
        """
        assert self.name == "chromium" or not dark
        self.close()
        self._apart = apart
        self._window = self._browsers.lend(self.name, scripts=scripts, apart=apart)
        self._window.prepare(width=width, height=height, dark=dark)
        self._listen(self.page.on)
        self.go(address)

    def go(self, address: str | Path) -> None:
        """Open another address in the same window, which keeps what it was opened with."""
        self.page.goto(address.resolve().as_uri() if isinstance(address, Path) else address)

    def evaluate(self, script: str, argument: object = None) -> Any:
        """The value of an expression, or of a function called with `argument`; promises are awaited."""
        return self.page.evaluate(script, argument)

    def wait_for(self, expression: str) -> Any:
        """Wait until an expression holds; its value. Raises AssertionError."""
        deadline = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < deadline:
            try:
                if value := self.evaluate(_HOLDS.replace("EXPRESSION", expression)):
                    return value[0]
            except Error as fault:
                # The page was left while it was asked.
                if not any(left in str(fault) for left in _LEFT):
                    raise
        raise AssertionError(f"never came true in {self.name}: {expression}")

    def text(self, selector: str) -> str:
        """The visible text of the only element that fits."""
        return self.page.locator(selector).inner_text()

    def click(self, selector: str) -> None:
        """Click the only element that fits."""
        self.page.click(selector, strict=True)

    def type(self, selector: str, text: str) -> None:
        """Focus the only element that fits, and type, key by key."""
        self.page.locator(selector).press_sequentially(text)

    def keys(self, *names: str) -> None:
        """Press keys one after the other: "Tab", "Enter", "Escape", "Control+a", "/"."""
        for name in names:
            self.page.keyboard.press(name)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self, path: Path, *, whole: bool = False) -> None:
        """Write a PNG of what is seen, or of the whole page. With scripts off, Firefox cannot."""
        self.page.screenshot(path=path, full_page=whole)

    def accessibility_faults(
        self, category: str = "", within: str = "html", *, without: str = ""
    ) -> list[str]:
        """What axe-core finds wrong with the page, or with the elements that fit a selector, by all rules or those of a
        category, `without` one of them: one line for each rule and element.
        """
        if not self.evaluate("Boolean(window.axe?.run)"):
            self.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        how = _HOW | ({"runOnly": [category]} if category else {})
        how["rules"] = _RULES | ({without: {"enabled": False}} if without else {})
        faults: list[str] = self.evaluate(_FAULTS, [within, how])
        return faults

    def close(self) -> None:
        """Leave the page, with all it stored."""
        if self._window is None:
            return
        self._leaving = True  # what is still on its way then has not failed
        window, self._window = self._window, None
        self._browsers.give_back(window, apart=self._apart)
        self._listen(window.page.remove_listener)
        self._leaving = False

    def _listen(self, each: Callable[[Any, Callable[[Any], None]], None]) -> None:
        """Begins or ends to hear what goes on in the window."""
        each("console", self._hear)
        each("pageerror", self._broke)
        each("request", self._asked)
        each("requestfailed", self._lacked)
        each("response", self._answered)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.text.startswith(MARK):
            self._failed(message.text.removeprefix(MARK))
        elif message.type == "error":
            self.console_errors.append(message.text)

    def _broke(self, error: Error) -> None:
        self.console_errors.append(str(error))

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _lacked(self, request: Request) -> None:
        self._failed(request.url)

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._failed(response.url)

    def _failed(self, address: str) -> None:
        if not self._leaving and address not in self.failed_requests:
            self.failed_requests.append(address)
