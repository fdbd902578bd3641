"""A run whose report nobody can take: it ends as it did, and the site is what it made."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest

from sitegen.commands.progress import Progress
from tests.commands.said import said
from tests.commands.test_progress import Terminal, slow
from tests.faults.case import HOME, write_site
from tests.once import once
from tests.publish.yard import tree
from tests.site.town import heard

CLOSED = [">&-", "2>&-", "<&- >&- 2>&-"]
FULL = [">/dev/full", "2>/dev/full", ">/dev/full 2>/dev/full"] if Path("/dev/full").exists() else []
NOWHERE = [*CLOSED, *FULL]
"""Where a shell sends what is said; a disk that is always full is only there on Linux."""

UNHEARD = [("text", nowhere) for nowhere in NOWHERE] + [
    (form, nowhere) for form in ("json", "github") for nowhere in (CLOSED[0], *FULL[:1])
]
"""What is said as text goes to both streams, in the other forms to standard output alone."""

OPTIONS = ("--today", "2024-06-01", "--no-search")
WEAK = {"content/index.md": "---\ntitle: Home\n---\n\nOther <b>words</b>.\n"}
FAULTY = {"content/index.md": "---\ntitle: Home\n---\n\nOther [[words]].\n"}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built and then edited, so that there is a warning: as it is, and built so that everybody hears."""

    def make(folder: Path) -> None:
        write_site(folder / "edited", {})
        assert heard(folder / "edited", *OPTIONS)[0] == 0
        write_site(folder / "edited", WEAK)
        copytree(folder / "edited", folder / "heard")
        assert heard(folder / "heard", *OPTIONS)[0] == 0

    return once(tmp_path_factory, "unheard", make)


def run(root: Path, nowhere: str = "", *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "build.py", "--root", str(root), *OPTIONS, *more]
    return subprocess.run(
        ["sh", "-c", f'"$@" {nowhere}', "sh", *command], cwd=HOME, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("form", "nowhere"), UNHEARD)
def test_a_build_that_nobody_hears_is_done(nowhere: str, form: str, sites: Path, tmp_path: Path) -> None:
    site = copytree(sites / "edited", tmp_path / "site")
    done = run(site, nowhere, "--format", form)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr + done.stdout
    assert tree(site / "public") == tree(sites / "heard/public")


@pytest.mark.parametrize("nowhere", NOWHERE)
def test_faults_that_nobody_hears_are_faults(nowhere: str, tmp_path: Path) -> None:
    write_site(tmp_path, FAULTY)
    assert run(tmp_path, nowhere).returncode == 1
    assert run(tmp_path, nowhere, "--out", str(tmp_path / "content")).returncode == 2


@pytest.mark.parametrize("full", FULL[:1])
def test_a_report_on_a_full_disk_is_told_to_be_cut_short(full: str, tmp_path: Path) -> None:
    write_site(tmp_path, {})
    done = run(tmp_path, full)
    assert (
        said(done.stderr) == "warning: the report could not be written to its end: No space left on device\n"
    )


class Full(StringIO):
    def write(self, _text: str, /) -> int:
        raise OSError

    def isatty(self) -> bool:
        return True


def test_a_build_whose_bar_cannot_be_drawn_goes_on() -> None:
    progress = Progress(Full(), clock=slow())
    with progress.stage("read"):
        assert list(progress.count("read", "abc", 3)) == ["a", "b", "c"]
    assert list(progress.seconds) == ["read"]


@pytest.mark.parametrize(("kind", "drawn"), [("xterm", True), ("dumb", False)])
def test_a_bar_is_drawn_where_a_terminal_can_wipe_it(
    kind: str, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", kind)
    terminal = Terminal()
    with Progress(terminal, clock=slow()).stage("read"):
        pass
    assert ("\x1b" in terminal.getvalue()) is drawn
