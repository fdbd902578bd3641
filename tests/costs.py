"""What a test costs, told by what it uses: no test is marked by hand.

`make check` runs what is quick: all that needs no browser, starts no process, is no long row of cases and makes none of
the pages of the real site.
"""

from __future__ import annotations

import ast
from enum import IntEnum
from functools import cache
from pathlib import Path

import pytest

_TESTS = Path(__file__).parent
_LONG_ROWS = (
    "fuzz/",
    "hostile/",
    "site/",
    "faults/test_fixes.py",
    "commands/lsp/test_live_site.py",
    "render/test_edits.py",
    "render/test_reads.py",
    "search/test_edits.py",
)
"""Thousands of cases, hundreds of texts in a hundred places, hundreds of pages, every fault mended and looked for again,
sites that are edited and made anew for each thing that an edit can change.
"""

_DEAR = {"subprocess", "multiprocessing", "tests.site.whole"}
"""What makes a module of tests slow that imports it: processes, and the site of all pages there are."""


class Cost(IntEnum):
    """In the order in which they are run: Firefox first, so that one worker starts it and keeps it."""

    FIREFOX = 0
    BROWSER = 1
    LONG = 2
    QUICK = 3


def cost_of(item: pytest.Item) -> Cost:
    """What it costs to run a test."""
    assert isinstance(item, pytest.Function)
    if "playwright" in item.fixturenames:
        called = getattr(item, "callspec", None)
        return Cost.FIREFOX if called and called.params.get("browser") == "firefox" else Cost.BROWSER
    long = item.path.relative_to(_TESTS).as_posix().startswith(_LONG_ROWS) or _is_dear(item.path)
    return Cost.LONG if long else Cost.QUICK


@cache
def _is_dear(module: Path) -> bool:
    """Whether a module of tests uses something dear, itself or through another one."""
    imported = _imported(module)
    ours = (_TESTS.parent / f"{name.replace('.', '/')}.py" for name in imported if name.startswith("tests."))
    return bool(imported & _DEAR) or any(_is_dear(path) for path in ours if path.is_file())


def _imported(module: Path) -> set[str]:
    """The names of the modules it imports; of `from a import b` both a and a.b, which may be one."""
    found = set()
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
