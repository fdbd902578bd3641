"""No fix fails when it is followed as written: where one says word for word what to write, that fault is gone then.

The others are sentences, which nobody but an editor can follow.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from sitegen.commands.lsp.mending import mended
from sitegen.faults import Fault
from tests.faults.case import CASES, HERE, read_case, write_site
from tests.faults.told import faults_of

_RENAME = re.compile(
    r"(?:.*else )?rename (?:the file|it|the folder)(?:, for example)? ([a-z0-9-]+(?:\.[a-z]+)?)"
)


def follow(root: Path, fault: Fault) -> bool:
    """Does what the fix of `fault` says; returns whether it says it word for word."""
    file = root / fault.path
    if name := _RENAME.fullmatch(fault.fix):
        file.rename(file.with_name(name[1]))
        return True
    lines = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
    changed = mended(lines, fault) if lines else None
    if changed is None:
        return False
    file.write_text("\n".join(changed), encoding="utf-8", newline="\n")
    return True


NAMES = [path.relative_to(HERE / "cases").as_posix() for path in CASES]


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(("check/", "layouts/"))])
def test_what_is_followed_as_written_mends_the_fault(name: str, tmp_path: Path) -> None:
    files = read_case(HERE / "cases" / name).files
    write_site(tmp_path, files)
    told = faults_of(tmp_path)
    one_of_each_code = {fault.code: fault for fault in told}
    for number, fault in enumerate(one_of_each_code.values()):
        if follow(tmp_path, fault):
            left = Counter(map(_what, faults_of(tmp_path)))
            assert left[_what(fault)] < Counter(map(_what, told))[_what(fault)]
            tmp_path = tmp_path / str(number)
            write_site(tmp_path, files)


def _what(fault: Fault) -> tuple[str, str, str]:
    return fault.path, fault.code, fault.message
