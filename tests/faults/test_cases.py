"""Every case in `cases/`: exactly these faults, in exactly these words. To add one is to add a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.case import CASES, HERE, read_case, sound_site, write_site
from tests.faults.told import told, told_by_check

NAMES = [path.relative_to(HERE / "cases").as_posix() for path in CASES]


def test_the_good_site_has_no_faults(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    assert told(tmp_path) == ""


def test_in_the_sound_site_check_finds_nothing_either(tmp_path: Path) -> None:
    write_site(tmp_path, sound_site())
    assert told_by_check(tmp_path) == ""


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_told_where_it_is_and_how_to_mend_it(name: str, tmp_path: Path) -> None:
    """What is in `check/` and `layouts/` is found by `check`, all else by reading alone."""
    case = read_case(HERE / "cases" / name)
    found_by_check = name.startswith(("check/", "layouts/"))
    write_site(tmp_path, {**sound_site(), **case.files} if found_by_check else case.files)
    assert (told_by_check if found_by_check else told)(tmp_path) == case.faults
