"""A build that failed, or that did not do what it was asked for, is not measured."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.corpus import EPITHETS, Corpus
from tests.bench.edits import EDITS
from tests.bench.ours import Ours
from tests.bench.runs import BuildFailed, built, measure

SMALL = Corpus(EPITHETS)


@dataclass(frozen=True, slots=True)
class Idle(Ours):
    """A generator that does nothing, and says that all went well."""

    def commands(self, *, search: bool) -> Sequence[Sequence[str]]:
        return [[sys.executable, "-c", "", str(search)]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Ours:
    made = Ours(tmp_path_factory.mktemp("bench") / "site")
    made.write(SMALL)
    built("cold", made, SMALL, 0, search=False)
    return made


@pytest.mark.parametrize("edit", ["body", "name", "layout"])
def test_a_build_shows_what_was_edited(site: Ours, edit: str) -> None:
    """One that reaches little, one that reaches much, one of a layout; `make bench` itself fails where another does not show."""
    cost = built(edit, site, SMALL, 1, search=False)
    assert cost.cpu > 0
    assert cost.wall > 0
    assert cost.peak > 1_000_000


@pytest.mark.parametrize("edit", [edit for edit in EDITS if edit != "no-op"])
def test_a_build_that_does_nothing_is_found_out(site: Ours, edit: str) -> None:
    with pytest.raises(BuildFailed, match=f"ours: after {edit} a page does not show what it should"):
        built(edit, Idle(site.root), SMALL, 2, search=False)


def test_a_program_that_fails_tells_what_it_said(tmp_path: Path) -> None:
    program = [sys.executable, "-c", "import sys; sys.exit('no such layout')"]
    with pytest.raises(BuildFailed, match="ended with 1:\nno such layout"):
        measure([program], tmp_path / "log")


def test_what_is_measured_may_keep_its_bytecode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    measure([[sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"]], tmp_path / "log")


def test_commands_one_after_the_other_cost_the_sum_of_their_time_and_the_larger_peak(tmp_path: Path) -> None:
    large = [sys.executable, "-c", "x = bytearray(200_000_000)"]
    small = [sys.executable, "-c", "import time; time.sleep(0.2)"]
    cost = measure([large, small], tmp_path / "log")
    assert cost.wall > 0.2
    assert 200_000_000 < cost.peak < 300_000_000


def test_the_peak_is_the_programs_and_not_that_of_who_measures_it(tmp_path: Path) -> None:
    ballast = bytearray(300_000_000)
    ballast[::4096] = b"x" * len(ballast[::4096])
    assert measure([[sys.executable, "-c", ""]], tmp_path / "log").peak < 100_000_000
