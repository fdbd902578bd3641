"""`check --rebuild`: what a build that remembers would publish, beside what one makes that begins from nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from build import build
from sitegen.commands import cli
from sitegen.faults import Checked
from sitegen.model.kinds import Entry
from tests.commands.falsified import falsify, forget_reads
from tests.commands.said import said
from tests.faults.case import HOME, sound_site, write_site

PERSON = "content/people/anna-berg.md"
CLAIM = "claims/how-many-walked-out.html"
_ARTIST = 0x013B
FIX = (
    "  fix: build it with --clean, and tell those who keep the generator: what is remembered of it is wrong\n"
)


def run(root: Path, *words: str, search: str = "--no-search") -> int:
    return cli.run([*words, search, "--root", str(root), "--today", "2024-06-01"], HOME, build)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that was built."""
    write_site(tmp_path, sound_site())
    assert run(tmp_path, "build") == 0
    return tmp_path


def edit(root: Path, path: str, before: str, after: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert before in text
    (root / path).write_text(text.replace(before, after), encoding="utf-8", newline="\n")


def files_in(root: Path) -> dict[Path, tuple[bytes, int]]:
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*") if path.is_file()}


def test_what_is_remembered_rightly_passes_and_nothing_is_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "build", search="--strict") == 0
    edit(root, PERSON, "name: Anna Berg", "name: Anna Bergson")
    before = files_in(root)
    assert run(root, "check", "--rebuild", search="--strict") == 0
    assert "made from nothing and compared with what is remembered: " in capsys.readouterr().err
    assert files_in(root) == before


def test_a_page_that_would_stay_stale_is_named_at_the_place(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forget_reads(root, CLAIM)
    assert run(root, "check", "--rebuild") == 0
    edit(root, PERSON, "name: Anna Berg", "name: Anna Lund")
    capsys.readouterr()
    assert run(root, "check", "--rebuild") == 1
    first, *rest = said(capsys.readouterr().err).splitlines(keepends=True)
    place = re.fullmatch(
        rf'{CLAIM}:(\d+):(\d+): error: a build that remembers publishes "Berg(.*)" where one that begins '
        r'from nothing has "Lund(.*)" \[output-stale\]\n',
        first,
    )
    assert place
    assert rest == [FIX]
    lines = (root / "public" / CLAIM).read_text(encoding="utf-8").splitlines()
    assert lines[int(place[1]) - 1][int(place[2]) - 1 :].startswith("Berg")


def test_a_file_that_only_one_of_two_builds_makes_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def moved(read: Checked[Entry]) -> Checked[Entry]:
        entry = read.value
        return Checked(replace(entry, redirect_from=("old.html",)) if entry.id == "anna-berg" else entry)

    falsify(root, "entry", moved)
    assert run(root, "check", "--rebuild") == 1
    message = (
        "a build that remembers publishes this file, and one that begins from nothing does not [output-stale]"
    )
    assert f"old.html:1: error: {message}\n{FIX}" in said(capsys.readouterr().err)


def test_a_warning_that_is_no_longer_told_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exif, picture = Image.Exif(), BytesIO()
    exif[_ARTIST] = "Anna Berg"
    Image.new("1", (30, 20)).save(picture, "JPEG", exif=exif)
    (root / "content/files").mkdir()
    (root / "content/files/quay.jpg").write_bytes(picture.getvalue())
    assert run(root, "build") == 0
    falsify(root, "file", lambda read: Checked(read.value))
    capsys.readouterr()
    assert run(root, "check", "--rebuild") == 1
    assert said(capsys.readouterr().err).startswith(
        "content/files/quay.jpg:1: error: of two builds only one that begins from nothing says: "
    )


def test_where_nothing_is_remembered_there_is_nothing_to_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path, sound_site())
    assert run(tmp_path, "check", "--rebuild") == 2
    assert said(capsys.readouterr().err) == (
        "error: --rebuild: no page of the site as it is now is remembered, so that there is nothing to compare\n"
        "  fix: build the site, edit it, then check\n"
    )
    assert run(tmp_path, "check", "--rebuild", "--drafts") == 2
    assert (
        capsys.readouterr().err
        == "error: --rebuild: nothing is remembered of drafts\n  fix: leave out --drafts\n"
    )
