"""No fix fails when it is followed as written: where one is known letter by letter, that fault is gone then.

The others are sentences, which nobody but an editor can follow.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from sitegen.faults import Edit, Fault
from tests.faults.case import CASES, HERE, read_case, write_site
from tests.faults.told import faults_of

NAMES = [
    name
    for path in CASES
    if not (name := path.relative_to(HERE / "cases").as_posix()).startswith(("check/", "layouts/"))
]
_RENAME = re.compile(
    r"(?:.*else )?rename (?:the file|it|the folder)(?:, for example)? ([a-z0-9-]+(?:\.[a-z]+)?)"
)
_LETTER_BY_LETTER = re.compile(
    r"did you mean (?!content/).*|.*(?:quotation marks|anew|ends): .*|write (?:true|one of:|exactly) .*"
    r"|write [a-z_]+: \[.*|begin it with .#+.|write \d[\d~.-]*(?:, if .*)?|.*: write \[\[.*|say which: .*"
    r"|take the brackets away: .*|delete it"
)
"""Fixes that can be followed without a thought; others may be as well."""


def written(root: Path, fault: Fault, edit: Edit) -> str | None:
    """The text of the file of `fault` when `edit` is done; None where it does not fit."""
    lines = (root / fault.path).read_text(encoding="utf-8").split("\n")
    number = (edit.span or fault.span).line
    place = edit.place(fault.span, lines[number - 1])
    if place is None or place.column is None:
        return None
    line, start = lines[number - 1], place.column - 1
    lines[number - 1] = f"{line[:start]}{edit.text}{line[start + place.width :]}"
    return "\n".join(lines)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_followed_as_written_mends_the_fault(name: str, tmp_path: Path) -> None:
    write_site(tmp_path, read_case(HERE / "cases" / name).files)
    told = faults_of(tmp_path)
    before = Counter(map(_what, told))
    for fault in {(fault.code, fault.fix): fault for fault in told}.values():
        file = tmp_path / fault.path
        if rename := _RENAME.fullmatch(fault.fix):
            mended = file.rename(file.with_name(rename[1]))
            assert Counter(map(_what, faults_of(tmp_path)))[_what(fault)] < before[_what(fault)]
            mended.rename(file)
        if _LETTER_BY_LETTER.fullmatch(fault.fix):
            assert fault.edits
        for edit in () if _is_open_end(fault, told) else fault.edits:
            text, mended_text = file.read_text(encoding="utf-8"), written(tmp_path, fault, edit)
            assert mended_text is not None
            file.write_text(mended_text, encoding="utf-8", newline="\n")
            left = Counter(map(_what, faults_of(tmp_path)))
            assert left[_what(fault)] < before[_what(fault)], mended_text
            assert not {what for what in left - before if what[1] == fault.code}, mended_text
            file.write_text(text, encoding="utf-8", newline="\n")


def _is_open_end(fault: Fault, told: tuple[Fault, ...]) -> bool:
    """Whether what is defined below all else would be code, since a fence is not closed."""
    open_fence = any(other.code == "fence-open" and other.path == fault.path for other in told)
    return open_fence and any(edit.text.startswith("\n") for edit in fault.edits)


def _what(fault: Fault) -> tuple[str, str, str]:
    return fault.path, fault.code, fault.message
