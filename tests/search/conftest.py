"""The small site, indexed once for all tests of search, and where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.model.output import Output
from sitegen.publish.search import index
from tests.browser.server import served
from tests.once import once
from tests.search import site
from tests.search.reading import address

ODD_PLACE = "of one's own/a #1 (50%25) سایت"


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> tuple[Output, ...]:
    """The files of its index, for what looks at these alone."""
    return index(site.records(), language="en", work=tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site in a folder whose name has all that addresses must escape."""

    def make(folder: Path) -> None:
        records = site.records()
        files = index(records, language="en", work=folder / "work")
        site.write(folder / ODD_PLACE, files, records)

    return once(tmp_path_factory, "search", make) / ODD_PLACE


@pytest.fixture(scope="session")
def disk(folder: Path) -> str:
    return address(folder)


@pytest.fixture(scope="session")
def hosted(folder: Path) -> Iterator[str]:
    with served(folder) as started:
        yield started
