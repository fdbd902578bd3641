"""No fix fails when it is followed as written: where one says word for word what to write, that fault is gone then.

The others are sentences, which nobody but an editor can follow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sitegen.faults import Fault
from tests.faults.case import CASES, HERE, read_case, write_site
from tests.faults.told import faults_of

Follow = Callable[[str, re.Match[str]], str]
"""What becomes of the words that a fault points at."""


def _instead(written: str, fix: re.Match[str]) -> str:
    """The fix stands in the place of what is written, inside the brackets or quotation marks that it has itself."""
    if inside := re.fullmatch(r"(!?\[\[|@|\[[^\]]*\]\()[^\[\]()]+(\]\]|\)|)", written):
        return f"{inside[1]}{fix[1]}{inside[2]}"
    return fix[1]


def _exactly(_written: str, fix: re.Match[str]) -> str:
    return fix[1]


def _escaped(written: str, _fix: re.Match[str]) -> str:
    return f"\\{written}"


IN_PLACE: Mapping[str, Follow] = {
    r"(?:write|did you mean) (.*\[@.+\])(?:;|\?) an @ as text needs a backslash: .*": _exactly,
    r"write (\[\[[a-z-]+\]\]); an @ as text needs a backslash: .*": _exactly,
    r"did you mean `([^`]+)`\?": _instead,
    r"did you mean ([^?]+)\?(?: .*)?": _instead,
    r"write ([^\s\"…]+)": _instead,
    r"write ([^\s…,]+), if (?:it is a day of the Solar Hijri \(Jalali\) calendar|that is meant)": _exactly,
    r"write one of: (\w+).*": _exactly,
    r"write (true) or false": _exactly,
    r"take the brackets away: (.+)": _exactly,
    r"put the value in quotation marks: (.+)": _exactly,
    r"(?:say which:|.*: write|write) (\[\[[a-z|A-Z-]+\]\])(?: or .*| to link to it)?": _exactly,
    r".*write (\\\[\S+\]:)": _exactly,
    r"type it anew: ([^\s:]+)": _exactly,
    r"delete it(?:: .*)?": lambda _written, _fix: "",
    r".*(?:as text needs a backslash before it|as text they need a backslash: .*)": _escaped,
    r"(?:write|begin it with) \"(#+)\"": lambda written, fix: re.sub("^#+", fix[1], written),
    r"begin it with (https://|mailto:)": lambda written, fix: re.sub(r"\([/\\]*", f"({fix[1]}", written),
    r"write %3C for each <": lambda written, _fix: written.replace("<", "%3C"),
}
"""What to write in the place of the words that a fault points at."""

LINES = (
    r".*(?:in quotation marks|where the value ends|anew): (- \w+|[a-z_]+: [^…]+?)(?:; or .*)?",
    r"write ([a-z_]+: [^…]+|- \w+|exactly ---)",
)
"""What to write in the place of a whole line."""

_RENAME = re.compile(
    r"(?:.*else )?rename (?:the file|it|the folder)(?:, for example)? ([a-z0-9-]+(?:\.[a-z]+)?)"
)
_FIRST = re.compile(r"add the line ([a-z_]+: [^…(]+)")
_BELOW = re.compile(r"write below this line (.+)")
_LAST = re.compile(r"define it on a line of its own, (\[[^;]+);.*")
_EACH = re.compile(r".*; each (\S+) as text needs a backslash before it")
_ON_LINE = re.compile(r"write exactly --- on line ([0-9]+)")


def follow(root: Path, fault: Fault) -> bool:
    """Does what the fix of `fault` says; returns whether it says it word for word."""
    file = root / fault.path
    if name := _RENAME.fullmatch(fault.fix):
        file.rename(file.with_name(name[1]))
        return True
    lines = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
    if not lines or not _follow_in(lines, fault):
        return False
    file.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return True


def _follow_in(lines: list[str], fault: Fault) -> bool:
    here = fault.span.line - 1
    if (added := _FIRST.fullmatch(fault.fix)) and not here:
        lines.insert(int(lines[0] == "---"), added[1])
    elif below := _BELOW.fullmatch(fault.fix):
        lines.insert(here + 1, below[1])
    elif last := _LAST.fullmatch(fault.fix):
        lines[here + 1 : here + 1] = ["", last[1], ""]
    elif number := _ON_LINE.fullmatch(fault.fix):
        lines[int(number[1]) - 1] = "---"
    elif each := _EACH.fullmatch(fault.fix):
        _escape_each(lines, fault, each[1])
    elif whole := next(filter(None, (re.fullmatch(pattern, fault.fix) for pattern in LINES)), None):
        indent = lines[here][: len(lines[here]) - len(lines[here].lstrip(" "))]
        lines[here] = indent + whole[1].removeprefix("exactly ")
    elif fault.span.column is not None and (found := _in_place(fault)):
        start, end = fault.span.column - 1, fault.span.column - 1 + fault.span.width
        lines[here] = f"{lines[here][:start]}{found(lines[here][start:end])}{lines[here][end:]}"
    else:
        return False
    return True


def _escape_each(lines: list[str], fault: Fault, sign: str) -> None:
    """A backslash before both ends of what begins with `sign` at the fault."""
    before, rest = lines[: fault.span.line - 1], "\n".join(lines[fault.span.line - 1 :])
    column = (fault.span.column or 1) - 1
    escaped = rest[:column] + rest[column:].replace(sign, f"\\{sign}", 2)
    lines[:] = [*before, *escaped.split("\n")]


def _in_place(fault: Fault) -> Callable[[str], str] | None:
    for pattern, follow_it in IN_PLACE.items():
        if fix := re.fullmatch(pattern, fault.fix):
            return lambda written, fix=fix, follow_it=follow_it: follow_it(written, fix)  # type: ignore[misc]
    return None


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
