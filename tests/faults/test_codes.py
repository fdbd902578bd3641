"""Every code of a fault is explained in `.github/faults.md`, and nothing else is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from sitegen.load.readers import _RULES
from tests.faults.case import HERE, read_case

ROOT = HERE.parent.parent
EXPLAINED = frozenset(
    code
    for row in re.findall(
        r"^\| (`.*?) \|", (ROOT / ".github/faults.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    for code in re.findall(r"`([a-z0-9-]+)`", row)
)

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_OTHER_WORDS = {"utf-8", "article-newspaper"}


def codes_in(path: Path) -> set[str]:
    """Words with hyphens that something follows in a call or tuple: that is how a fault is noted, code before message."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    rows = [
        node.args if isinstance(node, ast.Call) else node.elts
        for node in ast.walk(tree)
        if isinstance(node, ast.Call | ast.Tuple)
    ]
    words = {item.value for row in rows for item in row[:-1] if isinstance(item, ast.Constant)}
    return {word for word in words if isinstance(word, str) and _CODE.fullmatch(word)} - _OTHER_WORDS


NOTED = {code for path in (ROOT / "sitegen").rglob("*.py") for code in codes_in(path)} | {
    f"{rule}-invalid" for rule in _RULES
}


def test_every_code_that_is_noted_is_explained() -> None:
    assert NOTED <= EXPLAINED


def test_every_code_that_is_explained_is_noted() -> None:
    assert NOTED | {"nesting", "environment", "bug"} >= EXPLAINED


def test_every_code_that_is_told_is_explained() -> None:
    told = {
        code
        for path in (HERE / "cases").rglob("*.txt")
        for code in re.findall(
            r"^\S.*: (?:error|warning): .* \[([a-z0-9-]+)\]$", read_case(path).faults, re.MULTILINE
        )
    }
    assert told <= EXPLAINED
