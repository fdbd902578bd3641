"""What tests share: browsers, a server for a folder, the real site; which tests are quick; the same examples in every run."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

from tests.browser.driver import Reader
from tests.browser.server import served
from tests.browser.windows import Browsers
from tests.costs import Cost, cost_of

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")

# What runs in the background may have been started deaf to these, and whatever it starts inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# Whoever wants no bytecode would pay for it a thousand times: in each worker, and in each build that a test starts.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A site is published with its bytes flushed to the disk, thousands of times in a run. Where the system has a folder in
# memory with room for what a run leaves, half of that time is saved; the way to files is the same.
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 (pytest makes a folder of its own in it)
_ROOM = 4 * 2**30  # bytes; a run takes less than one


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    if os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free >= _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is quick. What takes long goes first: workers that are done take over the rest of others from its end."""
    for item in items:
        if cost_of(item) is Cost.QUICK:
            item.add_marker("quick")
    items.sort(key=cost_of)


def pytest_collection_finish() -> None:
    """Thousands of tests and what they import stay to the end: the collector need not go over them again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browsers(playwright: Playwright) -> Iterator[Browsers]:
    started = Browsers(playwright)
    yield started
    started.close()


@pytest.fixture
def browser(request: pytest.FixtureRequest, browsers: Browsers) -> Iterator[Reader]:
    """A reader's browser: Chromium, and where browsers differ (`each_browser`) Firefox too."""
    reader = Reader(getattr(request, "param", "chromium"), browsers)
    yield reader
    reader.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Called with a folder, serves it on 127.0.0.1 under a sub-path until the test ends; gives its address."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))
