"""A file that no limit stops is given up, and named."""

from __future__ import annotations

import itertools
import signal
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sitegen.cache.cache import Cache
from sitegen.faults import EnvironmentFault
from sitegen.load import content, cpu_limit, load
from sitegen.load.entry import read_entry
from tests.faults.case import write_site

ENDLESS = "content/notes/why-they-strike.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one file that is never read to its end."""

    def read(path: str, raw: bytes, kind: Any) -> Any:
        if path == ENDLESS:
            for _ in itertools.count():
                pass
        return read_entry(path, raw, kind)

    monkeypatch.setattr(content, "read_entry", read)
    monkeypatch.setattr(content, "_WORTH_SPREADING", 2)
    monkeypatch.setattr(cpu_limit, "SECONDS", 0.05)
    write_site(tmp_path, {})
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_takes_too_long_is_named(site: Path, jobs: int) -> None:
    with pytest.raises(EnvironmentFault) as told:
        load(site, Cache(), jobs, today=date(2024, 6, 1))
    assert (told.value.message, told.value.fix) == (
        f"{ENDLESS} took 0.05 seconds of the processor's time, and is not read yet",
        "split it in two, or take out what is unusual in it",
    )


def test_what_is_read_in_time_is_not_watched_any_longer(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGPROF)
    write_site(tmp_path, {})
    assert not load(tmp_path, Cache(), 1, today=date(2024, 6, 1)).faults
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) == before
