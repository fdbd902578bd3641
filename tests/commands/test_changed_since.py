"""`check --changed-since`: the pages that differ from those of a commit."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from build import build
from sitegen.commands import cli
from tests.faults.case import HOME, write_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site below the top of what Git keeps, with one commit."""
    root = tmp_path / "kept" / "site"
    write_site(root, {"content/files/fares.csv": "ferry,fare\n"})
    for words in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        ["commit", "--quiet", "-m", "all"],
    ):
        git(tmp_path / "kept", *words)
    return root


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Anna", "-c", "user.email=anna@harbour.example", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def check(root: Path, ref: str, *words: str) -> int:
    site = ["--root", str(root), "--today", "2024-06-01"]
    return cli.run(["check", "--changed-since", ref, *site, *words], HOME, build)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")


def test_nothing_differs_from_what_is_committed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(root, "main") == 0
    assert capsys.readouterr().out.startswith("0 added, 0 changed, 0 removed since main; ")


def test_pages_that_came_changed_and_went_are_listed_with_their_titles(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root / "content/pages/about.md", "title: About", "title: About us & them")
    (root / "content/people/karl-lund.md").write_text(
        "---\nname: Karl Lund\nsummary: A captain.\n---\n", encoding="utf-8"
    )
    (root / "content/notes/why-they-strike.md").unlink()
    assert check(root, "HEAD", "--format", "json") == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert changes["added"] == [{"path": "people/karl-lund.html", "title": "Karl Lund"}]
    assert {"path": "about.html", "title": "About us & them"} in changes["changed"]
    assert changes["removed"] == [{"path": "notes/why-they-strike.html", "title": "Why they strike"}]
    assert check(root, "HEAD") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split(maxsplit=2) == ["added", "people/karl-lund.html", "Karl Lund"]
    assert lines[-2].split(maxsplit=2) == ["removed", "notes/why-they-strike.html", "Why they strike"]


def test_another_style_changes_no_page(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(root, {"layouts/scripts/own.js": ""})
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "layouts")
    edit(root / "layouts/styles/tokens.css", ":root", "\n:root")
    assert check(root, "main") == 0
    assert capsys.readouterr().out.startswith("0 added, 0 changed, 0 removed since main; ")


@pytest.mark.parametrize(
    ("ref", "error", "fix"),
    [
        (
            "other",
            '--changed-since: there is no commit "other"',
            "name a branch, tag or commit that Git has here; fetch it first if need be",
        ),
        (
            "--all",
            '--changed-since: there is no commit "--all"',
            "name a branch, tag or commit that Git has here; fetch it first if need be",
        ),
    ],
)
def test_a_commit_that_is_none_is_refused(
    ref: str, error: str, fix: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["check", f"--changed-since={ref}", "--root", str(root)]
    assert cli.run(words, HOME, build) == 2
    assert capsys.readouterr().err.endswith(f"error: {error}\n  fix: {fix}\n")


def test_a_commit_whose_site_does_not_build_is_no_measure(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root / "content/pages/about.md", "title: About", "titel: About")
    git(root, "commit", "--quiet", "--all", "-m", "broken")
    edit(root / "content/pages/about.md", "titel: About", "title: About")
    assert check(root, "HEAD") == 2
    assert "error: the site of HEAD does not build: content/pages/about.md:2: " in capsys.readouterr().err
