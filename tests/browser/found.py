"""Which browsers the tests drive: a record that `install` writes once it has seen them start.

The record lies in the virtual environment, so that it goes when that goes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Playwright, ProxySettings

Name = Literal["chromium", "firefox"]
NAMES: tuple[Name, ...] = ("chromium", "firefox")

_RECORD = Path(sys.prefix) / "browsers.json"

# Under automation Firefox lifts the rules for pages opened from disk. These put them back; without them a test
# of a page from disk proves nothing.
_FIREFOX_RULES: dict[str, str | float | bool] = {
    "security.fileuri.strict_origin_policy": True,
    "remote.prefs.recommended": False,
}
_FIREFOX_WITHOUT_SCRIPTS = {"javascript.enabled": False}

# Nothing listens there: whatever a page asks of another machine fails at once.
_NO_PROXY_THERE = "http://127.0.0.1:9"

_PATIENCE = 60_000  # milliseconds to start in


class BrowserMissing(Exception):
    """The record does not name the browser. Says what to run."""


@dataclass(frozen=True, slots=True)
class Found:
    """A browser that was seen to start. `executable` is its path, empty for the one that Playwright brings."""

    name: Name
    executable: str

    def launch(self, playwright: Playwright, *, scripts: bool = True) -> Browser:
        """Start it without a window, cut off from every address but 127.0.0.1.

        Chromium takes `scripts` from each page's context, Firefox from the preferences it starts with.
        """
        executable = self.executable or None
        proxy: ProxySettings = {"server": _NO_PROXY_THERE, "bypass": "127.0.0.1"}
        if self.name == "chromium":
            return playwright.chromium.launch(executable_path=executable, proxy=proxy, timeout=_PATIENCE)
        return playwright.firefox.launch(
            executable_path=executable,
            # A stock Firefox speaks WebDriver BiDi; the one that Playwright brings has its own protocol.
            channel="moz-firefox" if executable else None,
            proxy=proxy,
            timeout=_PATIENCE,
            firefox_user_prefs=_FIREFOX_RULES | ({} if scripts else _FIREFOX_WITHOUT_SCRIPTS),
        )


def read_record(record: Path = _RECORD) -> dict[Name, Found]:
    """The browsers seen to start; those whose program is gone since are left out."""
    if not record.exists():
        return {}
    rows = [Found(**row) for row in json.loads(record.read_text(encoding="utf-8"))]
    return {row.name: row for row in rows if not row.executable or Path(row.executable).exists()}


def write_record(browsers: Iterable[Found], record: Path = _RECORD) -> None:
    """Remember which browsers were seen to start."""
    record.write_text(json.dumps([asdict(found) for found in browsers], indent=2) + "\n", encoding="utf-8")


def recorded(name: Name, record: Path = _RECORD) -> Found:
    """The browser of that name. Raises BrowserMissing."""
    try:
        return read_record(record)[name]
    except KeyError:
        raise BrowserMissing(
            f"no {name} to test with: run `make test`, or `python -m tests.browser.install`"
        ) from None
