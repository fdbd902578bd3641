"""Fixtures of the tests of publishing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.publish import output_dirs, swap
from tests.publish.yard import Yard, yard


@pytest.fixture
def site(tmp_path: Path) -> Yard:
    """A site that was never built."""
    return yard(tmp_path / "site")


@pytest.fixture(params=["in one step", "in two steps", "across file systems"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways a site is put in its place; a test with this fixture runs once for each."""
    name: str = request.param
    if name == "in two steps":
        monkeypatch.setattr(swap, "exchange", lambda *_: False)
    if name == "across file systems":
        monkeypatch.setattr(output_dirs, "on_one_file_system", lambda *_: False)
    return name
