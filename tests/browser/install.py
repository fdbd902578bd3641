"""Find the browsers that the tests drive, or get them: `python -m tests.browser.install`, run by `make test`.

In order: what the machine has, Debian's packages where apt may be used, Playwright's own builds. Each is started
before it is believed. Fails with what to do when none of them starts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Error, Playwright, sync_playwright

from tests.browser.found import NAMES, Found, Name, read_record, write_record

_PROGRAMS: dict[Name, tuple[str, ...]] = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "firefox": ("firefox-esr", "firefox"),
}
_PLACES: dict[Name, tuple[str, ...]] = {
    "chromium": (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
        "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    ),
    "firefox": (
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        "C:/Program Files/Mozilla Firefox/firefox.exe",
    ),
}
_PACKAGES: dict[Name, str] = {"chromium": "chromium", "firefox": "firefox-esr"}

Source = Callable[[Name], Iterator[Found]]


def on_this_machine(name: Name) -> Iterator[Found]:
    """The browsers of that name on the search path and in the usual places."""
    for program in _PROGRAMS[name]:
        if path := shutil.which(program):
            yield Found(name, path)
    for place in _PLACES[name]:
        if Path(place).exists():
            yield Found(name, place)


def from_debian(name: Name) -> Iterator[Found]:
    """The browser from Debian's packages, where apt is there and may be used without asking for a password."""
    if not shutil.which("apt-get"):
        return
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if as_root and (not shutil.which("sudo") or not _runs([*as_root, "true"])):
        return
    print(f"Installing Debian's {_PACKAGES[name]} ...", flush=True)
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--quiet"]
    if _runs([*apt, "update"]) and _runs(
        [*apt, "install", "--yes", "--no-install-recommends", _PACKAGES[name]]
    ):
        yield from on_this_machine(name)


def from_playwright(name: Name) -> Iterator[Found]:
    """The build that Playwright brings for its own use."""
    print(f"Fetching Playwright's {name} ...", flush=True)
    if _runs([sys.executable, "-m", "playwright", "install", name]):
        yield Found(name, "")


def starts(found: Found, playwright: Playwright) -> bool:
    """Whether it starts and runs a script. A packaged browser in a sandbox of its own may not."""
    try:
        with found.launch(playwright) as browser:
            return bool(browser.new_page().evaluate("1 + 1 === 2"))
    except Error:
        return False


def find(name: Name, sources: Sequence[Source], playwright: Playwright) -> Found | None:
    """The first browser of that name that starts, or None."""
    return next((found for source in sources for found in source(name) if starts(found, playwright)), None)


def main() -> int:
    """Complete the record. 0 when both browsers start, else 2."""
    browsers = read_record()
    missing = [name for name in NAMES if name not in browsers]
    if not missing:
        return 0
    with sync_playwright() as playwright:
        for name in missing:
            if found := find(name, (on_this_machine, from_debian, from_playwright), playwright):
                browsers[name] = found
                print(f"The tests use {found.executable or f'the {name} that Playwright brings'}.")
    write_record(browsers.values())
    missing = [name for name in NAMES if name not in browsers]
    for name in missing:
        print(
            f"No {name} that starts. Install one ({_PROGRAMS[name][-1]}), then run this again.",
            file=sys.stderr,
        )
    return 2 if missing else 0


def _runs(command: list[str]) -> bool:
    return (
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode
        == 0
    )


if __name__ == "__main__":
    sys.exit(main())
