"""What tests share: browsers, a server for a folder, and examples that are the same in every run."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

from tests.browser.driver import Browsers, Reader
from tests.browser.found import NAMES
from tests.browser.server import served

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")

# What runs in the background may have been started deaf to these, and whatever it starts inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browsers(playwright: Playwright) -> Iterator[Browsers]:
    started = Browsers(playwright)
    yield started
    started.close()


@pytest.fixture(params=NAMES)
def browser(request: pytest.FixtureRequest, browsers: Browsers) -> Iterator[Reader]:
    """A reader's browser: the test runs once in Chromium and once in Firefox."""
    reader = Reader(request.param, browsers)
    yield reader
    reader.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Called with a folder, serves it on 127.0.0.1 under a sub-path until the test ends; gives its address."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))
