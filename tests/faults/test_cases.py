"""Every case in `cases/`: exactly these faults, in exactly these words. To add one is to add a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.case import HERE, read_case, write_site
from tests.faults.told import told

CASES = sorted((HERE / "cases").glob("**/*.txt"))


def test_the_good_site_has_no_faults(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    assert told(tmp_path) == ""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.relative_to(HERE / "cases").as_posix())
def test_a_fault_is_told_where_it_is_and_how_to_mend_it(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    write_site(tmp_path, case.files)
    assert told(tmp_path) == case.faults
