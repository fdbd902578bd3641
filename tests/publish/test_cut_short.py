"""A build that is killed, or refused by the disk, at any of its steps."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.once import once
from tests.publish.cutting import Ending

_ERRORS = ["EIO", "EACCES"]
"""One of those that Python has no name for, and one that it has."""


def _endings(how: str, steps: int, factory: pytest.TempPathFactory) -> list[Ending]:
    """How builds end that are cut short so, at each of their events in turn; all tests look at the same ones."""

    def make(folder: Path) -> None:
        command = [sys.executable, "-m", "tests.publish.cutting", how, str(steps), str(folder)]
        ran = subprocess.run(command, check=True, capture_output=True, text=True)
        (folder / "endings.json").write_text(ran.stdout, encoding="utf-8")

    made = once(factory, f"cut short: {how}, {steps}", make)
    found = [Ending(**row) for row in json.loads((made / "endings.json").read_text(encoding="utf-8"))]
    assert {"open", "os.link", "os.remove", "os.mkdir"} <= {ending.event for ending in found}
    return found


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[Ending]:
    return _endings("kill", 1, tmp_path_factory)


@pytest.fixture(scope="module", params=_ERRORS)
def refused(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Ending]:
    return _endings(request.param, 1, tmp_path_factory)


def test_a_killed_build_leaves_the_old_site_or_the_new(killed: list[Ending]) -> None:
    assert [ending for ending in killed if ending.left not in ("old", "new")] == []
    assert {ending.left for ending in killed} == {"old", "new"}


def test_the_next_build_heals_what_a_killed_one_left(killed: list[Ending]) -> None:
    assert [ending for ending in killed if not ending.healed or ending.litter] == []


def test_a_refused_build_leaves_the_old_site_and_says_why(refused: list[Ending]) -> None:
    failed = [ending for ending in refused if not ending.ended.startswith("published")]
    assert {(ending.ended, ending.left) for ending in failed} == {("environment fault", "old")}


def test_what_is_refused_after_the_swap_is_a_warning(refused: list[Ending]) -> None:
    went_on = {(ending.ended, ending.left) for ending in refused if ending.ended.startswith("published")}
    assert ("published with a warning", "new") in went_on
    assert {left for _, left in went_on} == {"new"}


def test_the_next_build_heals_what_a_refused_one_left(refused: list[Ending]) -> None:
    assert [ending for ending in refused if not ending.healed or ending.litter] == []


def test_where_the_swap_takes_two_steps_a_kill_between_them_is_healed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    found = _endings("kill", 2, tmp_path_factory)
    assert [ending.event for ending in found if ending.left == "missing"] == ["os.rename"]
    assert {ending.left for ending in found} == {"old", "missing", "new"}
    assert [ending for ending in found if not ending.healed or ending.litter] == []


def test_where_the_swap_takes_two_steps_a_refusal_brings_the_old_site_back(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    found = _endings("EIO", 2, tmp_path_factory)
    assert {ending.left for ending in found} == {"old", "new"}
    assert [ending for ending in found if not ending.healed or ending.litter] == []
