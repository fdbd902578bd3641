"""A file that no limit stops is given up, and named."""

from __future__ import annotations

import signal
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from sitegen.cache.cache import Cache
from sitegen.commands.process import no_collection
from sitegen.faults import EnvironmentFault
from sitegen.load import content, load
from tests.faults.case import write_site

LONG = "content/notes/why-they-strike.md"
WORDS = "---\ntitle: Why they strike\ntopics: [strike]\nupdated: 2024-03-10\n---\n\n" + "*a* " * 60_000
PAGES = {f"content/pages/page-{number}.md": f"---\ntitle: Page {number}\n---\n" for number in range(250)}
"""As many as are worth more than one process."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one file that takes much longer than all others, and than any may."""
    monkeypatch.setattr(content, "SECONDS", 0.05)
    write_site(tmp_path, {LONG: WORDS, **PAGES})
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_takes_too_long_is_named(site: Path, jobs: int) -> None:
    with no_collection(), pytest.raises(EnvironmentFault) as told:
        load(site, Cache(), jobs, today=date(2024, 6, 1))
    assert (told.value.message, told.value.fix) == (
        f"{LONG} took 0.05 seconds of the processor's time, and is not read yet",
        "split it in two, or take out what is unusual in it",
    )


def test_a_limit_that_is_passed_over_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "SECONDS", 0.05)

    def work() -> None:
        end = process_time() + 5
        while process_time() < end:
            pass

    def read() -> None:
        with content.cpu_limit(LONG):
            with suppress(EnvironmentFault):
                work()
            work()

    with pytest.raises(EnvironmentFault):
        read()


def test_what_is_read_in_time_is_not_watched_any_longer(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGPROF)
    write_site(tmp_path, {})
    assert not load(tmp_path, Cache(), 1, today=date(2024, 6, 1)).faults
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) == before
