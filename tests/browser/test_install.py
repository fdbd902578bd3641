"""A browser is believed only once it has started."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.found import BrowserMissing, Found, Name, recorded, write_record
from tests.browser.install import find


def broken(name: Name) -> Iterator[Found]:
    yield Found(name, sys.executable)


def sound(name: Name) -> Iterator[Found]:
    yield recorded(name)


def test_a_program_that_does_not_start_gives_way_to_the_next(playwright: Playwright) -> None:
    assert find("chromium", (broken, sound), playwright) == recorded("chromium")


def test_none_is_found_where_none_starts(playwright: Playwright) -> None:
    assert find("chromium", (broken,), playwright) is None


def test_a_browser_that_is_gone_is_asked_for(tmp_path: Path) -> None:
    record = tmp_path / "browsers.json"
    write_record([Found("chromium", str(tmp_path / "removed-since"))], record)
    with pytest.raises(BrowserMissing, match="make test"):
        recorded("chromium", record)
