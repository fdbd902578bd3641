"""What an editor sees of Pagefind: a message when it does not do its work, and no work without need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.faults.case import write_site
from tests.site.town import heard

ROOT = Path(__file__).parents[2]
DAY = ("--today", "2026-11-21")
PACKAGE = (
    "from pathlib import Path\n\ndef get_executable():\n    return Path(__file__).with_name('pagefind')\n"
)
INSTEAD = {
    "failing": "#!/bin/sh\necho no memory >&2\nexit 3\n",
    "missing": None,
}
TOLD = {
    "failing": "has failed: no memory",
    "missing": "is not installed",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site with layouts of its own."""
    place = tmp_path / "site"
    write_site(place, {})
    copytree(ROOT / "layouts", place / "layouts")
    return place


@pytest.fixture
def instead(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with a package that gives itself out for Pagefind's and does not do its work."""
    package = tmp_path / "instead" / "pagefind_bin"
    package.mkdir(parents=True)
    script = INSTEAD[request.param]
    text = PACKAGE if script else "raise ImportError\n"
    (package / "__init__.py").write_text(text, "utf-8")
    if script:
        (package / "pagefind").write_text(script, "utf-8")
        (package / "pagefind").chmod(0o755)
    return package.parent


def build(root: Path, instead: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), "--root", str(root), *DAY]
    environment = os.environ | {"PYTHONPATH": str(instead)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def published(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (root / "public").rglob("*") if path.is_file()}


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8", newline="\n")


@pytest.mark.parametrize(("instead", "told"), TOLD.items(), indirect=["instead"], ids=TOLD)
def test_a_pagefind_that_does_not_work_stops_the_build_and_leaves_the_site(
    root: Path, instead: Path, told: str
) -> None:
    assert heard(root, *DAY)[0] == 0
    before = published(root)
    assert any("/pagefind/" in path for path in before)
    edit(root / "content/articles/ferries-stand-still.md", "on land", "at home")
    done = build(root, instead)
    assert done.returncode == 2
    assert f"error: Pagefind, which makes the search index, {told}\n" in done.stderr
    assert "fix: install it again: make site" in done.stderr
    assert published(root) == before


@pytest.mark.parametrize("instead", ["failing"], indirect=True)
def test_a_change_that_search_does_not_see_asks_nothing_of_pagefind(root: Path, instead: Path) -> None:
    assert heard(root, *DAY)[0] == 0
    before = published(root)
    edit(root / "layouts/styles/search.css", ".search-hit", ".search-hit,\n.search-hit-of-ours")
    done = build(root, instead)
    assert done.returncode == 0, done.stderr
    after = published(root)
    assert after != before
    assert {path: content for path, content in after.items() if "/pagefind" in path} == {
        path: content for path, content in before.items() if "/pagefind" in path
    }
