"""A fault of ours, through the front door: it says that it is one, leaves a report, and leaves the site alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.said import said
from tests.faults.case import HOME, write_site
from tests.once import once
from tests.publish.yard import tree
from tests.site.town import heard

DAY = ("--today", "2024-06-01")
STAGES = {
    "load": "sitegen.load.load",
    "link": "sitegen.link.link_in_context",
    "render": "sitegen.render.render",
    "one page": "sitegen.render.views.home.view",
    "search": "sitegen.publish.search.index",
    "publish": "sitegen.publish.staging.publish",
}
_BROKEN = """
import importlib, runpy, sys
def broken(*_, **__):
    raise KeyError("nobody thought of this")
module, _, name = {stage!r}.rpartition(".")
holder = importlib.import_module(module)
taken = getattr(holder, name)
setattr(holder, name, broken)
if name == "view":
    from sitegen.render import outputs
    outputs.OUTPUTS = tuple(
        outputs.Pages(row.layout, row.addresses, broken) if getattr(row, "view", None) is taken else row
        for row in outputs.OUTPUTS
    )
    sys.modules["sitegen.render"].OUTPUTS = outputs.OUTPUTS
sys.argv = ["build.py", *sys.argv[1:]]
runpy.run_path("build.py", run_name="__main__")
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site that is built."""

    def make(root: Path) -> None:
        write_site(root, {})
        assert heard(root, *DAY)[0] == 0

    return once(tmp_path_factory, "bug", make)


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of it, edited."""
    root = shutil.copytree(built, tmp_path / "site")
    write_site(root, {"content/index.md": "---\ntitle: Another home\n---\n\nOther words.\n"})
    return root


def run(program: str, root: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *(("-c", program) if "\n" in program else (program,))]
    return subprocess.run(
        [*command, "--root", str(root), *DAY, *more],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("stage", STAGES)
def test_a_bug_in_any_stage_is_told_and_reported_and_nothing_is_published(stage: str, root: Path) -> None:
    before = tree(root / "public")
    ended = run(_BROKEN.format(stage=STAGES[stage]), root)
    report = root / ".cache" / "bug-report.txt"
    assert ended.returncode == 70
    assert said(ended.stderr) == (
        "error: this is a bug of the generator, not of your content; the site is as it was\n"
        f"  report: {report}; send it to those who keep the generator\n"
    )
    assert tree(root / "public") == before
    written = report.read_text(encoding="utf-8")
    assert "KeyError: 'nobody thought of this'" in written
    assert 'File "build.py"' in written


def test_once_a_bug_is_mended_the_next_build_publishes(root: Path) -> None:
    before = tree(root / "public")
    assert run(_BROKEN.format(stage=STAGES["publish"]), root).returncode == 70
    assert heard(root, *DAY)[0] == 0
    assert tree(root / "public") != before


def test_a_bug_is_an_issue_in_json(root: Path) -> None:
    ended = run(_BROKEN.format(stage=STAGES["link"]), root, "--format", "json")
    (fault,) = json.loads(ended.stdout)["issues"]
    assert (ended.returncode, ended.stderr, fault["code"]) == (70, "", "bug")
    assert "bug-report.txt" in fault["fix"]


def test_a_fault_of_a_layout_is_none_of_ours(root: Path) -> None:
    """It names the layout's line and the page that was being made."""
    shutil.copytree(HOME / "layouts", root / "layouts")
    layout = root / "layouts" / "topic.html"
    above, block, below = layout.read_text(encoding="utf-8").partition("{% block entry %}\n")
    layout.write_text(f"{above}{block}{{{{ page.tittle }}}}\n{below}", encoding="utf-8")
    line = above.count("\n") + 2
    before = tree(root / "public")
    ended = run("build.py", root)
    assert ended.returncode == 1
    assert said(ended.stderr) == (
        f"layouts/topic.html:{line}: error: Page has no 'tittle' (making topics/strike.html) [layout-fault]\n"
        '  fix: did you mean "title"?\n'
    )
    assert tree(root / "public") == before


def test_a_reader_who_has_read_enough_is_let_go(root: Path) -> None:
    """`python build.py | head -1` ends as the build did, without a traceback."""
    (root / "content/news").mkdir()
    (root / "content/news/today.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as unread:
        ended = subprocess.run(
            [sys.executable, "build.py", "--root", str(root), "--format", "github"],
            cwd=HOME, stdout=unread, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (1, "")
