"""`pack` from the command line: what it makes, what it refuses, and that it leaves nothing half."""

from __future__ import annotations

import hashlib
import json
import re
import resource
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from build import build
from sitegen.commands import cli
from sitegen.model.packages import FORMATS
from sitegen.packing import packages, site_zip
from tests.faults.case import HOME, good_site
from tests.packing.packed import TODAY, files_in, pack, packed, site_at


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site_at(tmp_path / "site")


def test_the_site_and_what_is_published_of_it_stay_as_they_are(root: Path) -> None:
    before = files_in(root / "content")
    packed(root, "zip")
    assert (files_in(root / "content"), (root / "public").exists()) == (before, False)


def test_the_contents_tell_size_and_sum_of_each_package(root: Path) -> None:
    folder = packed(root, "zip")
    page = (folder / "index.html").read_text(encoding="utf-8")
    archive = (folder / "site.zip").read_bytes()
    assert f"{len(archive):,}" in page
    assert hashlib.sha256(archive).hexdigest() in page
    assert 'href="site.zip"' in page
    assert "Made on 28 November 2026." in page


def test_a_program_is_told_of_each_package(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pack(root, "zip", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    archive = (root / "packs/site.zip").read_bytes()
    digest = hashlib.sha256(archive).hexdigest()
    assert told["packages"] == [{"format": "zip", "path": "site.zip", "size": len(archive), "sha256": digest}]


def test_packages_that_are_made_anew_replace_those_that_stand(root: Path) -> None:
    folder = packed(root, "zip")
    before = files_in(folder)
    assert files_in(packed(root, "zip")) == before
    assert files_in(packed(root, "zip", today="2026-11-29")) != before


def test_packages_may_go_elsewhere(root: Path, tmp_path: Path) -> None:
    assert pack(root, "zip", "--out", str(tmp_path / "stick")) == 0
    assert sorted(files_in(tmp_path / "stick")) == ["index.html", "site.zip"]
    assert not (root / "packs").exists()


def test_a_package_that_is_not_known_is_offered_the_nearest(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pack(root, "zipp") == 2
    assert 'error: there is no package "zipp"\n  fix: did you mean "zip"?\n' in capsys.readouterr().err


def test_a_topic_that_is_not_there_is_offered_the_nearest(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in ([], *([known.name] for known in FORMATS if known.by_topic)):
        assert pack(root, *words, "--topic", "strikes") == 2, words
        said = capsys.readouterr().err
        assert 'error: there is no topic "strikes"\n  fix: did you mean "strike"?\n' in said, words
    assert not (root / "packs").exists()


def test_a_topic_without_a_name_is_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pack(root, "epub", "--topic", "") == 2
    assert 'error: there is no topic ""\n  fix: write one of strike\n' in capsys.readouterr().err


def bare(root: Path) -> Path:
    """A site of a home page alone."""
    (root / "content").mkdir(parents=True)
    for name in ("site.yaml", "index.md"):
        (root / "content" / name).write_text(str(good_site()[f"content/{name}"]), encoding="utf-8")
    return root


def test_what_a_site_has_nothing_for_is_refused_by_name_and_else_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page is of a topic, and a calendar without an event is none."""
    root = bare(tmp_path / "site")
    before = files_in(packed(root))
    assert {"site.zip", "site.epub"} < before.keys()
    assert not [name for name in before if name == "calendar.ics" or name.startswith("pages/")]
    for name, of in (("page", "topic"), ("calendar", "event that is planned or dated to a day")):
        assert pack(root, name) == 2
        said = capsys.readouterr().err
        assert f"error: there is nothing for {name}: the site has no {of}\n  fix: leave out {name}\n" in said
    assert pack(root, "--topic", "strike") == 2
    assert 'error: there is no topic "strike"\n  fix: there is none at all\n' in capsys.readouterr().err
    assert files_in(root / "packs") == before


def test_packages_do_not_replace_a_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--root", str(root), "--today", TODAY, "--jobs", "1"], HOME, build) == 0
    site = files_in(root / "public")
    assert pack(root, "zip", "--out", str(root / "public")) == 2
    said = capsys.readouterr().err
    assert "public holds a built site, which packages would replace\n  fix: choose another folder" in said
    assert files_in(root / "public") == site


@pytest.mark.parametrize("name", [known.name for known in FORMATS if not known.by_topic])
def test_what_is_of_the_whole_site_is_of_no_topic(
    name: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pack(root, name, "--topic", "strike") == 2
    assert f"error: {name} is of the whole site, not of a topic\n" in capsys.readouterr().err


def test_a_package_that_is_missing_is_named_with_what_installs_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = FORMATS[0]._replace(needs=("no_such_package",))
    monkeypatch.setattr("sitegen.commands.pack.run.FORMATS", (row,))
    assert pack(root) == 2
    assert "pack zip needs the package no_such_package" in (said := capsys.readouterr().err)
    assert "run: make commands" in said


@pytest.mark.parametrize("name", [known.name for known in FORMATS])
def test_a_folder_of_somebody_else_is_left_alone(
    name: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "packs").mkdir()
    (root / "packs/mine.txt").write_text("mine", encoding="utf-8")
    assert pack(root, name) == 2
    assert "is not empty and was not made by this generator" in capsys.readouterr().err
    assert files_in(root / "packs") == {"mine.txt": b"mine"}


def test_a_fault_of_the_content_leaves_the_packages_as_they_were(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(packed(root, "zip"))
    (root / "content/index.md").write_text("---\ntitle: Home\n---\n[[nobody-at-all]]\n", encoding="utf-8")
    assert pack(root, "zip") == 1
    assert "content/index.md:4:1: error:" in capsys.readouterr().err
    assert files_in(root / "packs") == before


def test_a_disk_that_refuses_leaves_the_packages_as_they_were_and_nothing_half(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each format is made while no file may have more than 300 bytes."""

    def refused(*arguments: Any) -> None:
        most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300, most[1]))
        try:
            packages.make(*arguments)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, most)

    before = files_in(packed(root, "zip"))
    monkeypatch.setattr("sitegen.commands.pack.run.make", refused)
    for known in FORMATS:
        assert pack(root, known.name) == 2, known.name
        said = capsys.readouterr().err
        words = rf"^error: cannot write .*{known.name}.*: file too large\n  fix: "
        assert re.search(words, said, re.MULTILINE), said
        assert files_in(root / "packs") == before, known.name
        assert not (root / ".cache/work").exists()


def test_an_interrupt_leaves_the_packages_as_they_were(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(packed(root, "zip"))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(site_zip, "write_zip", interrupted)
    assert pack(root, "zip", today="2026-11-29") == 130
    assert "interrupted; the packages are as they were" in capsys.readouterr().err
    assert files_in(root / "packs") == before


def test_what_is_published_cannot_be_interrupted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def struck(_: int) -> str:
        signal.raise_signal(signal.SIGINT)
        return "much"

    before = files_in(packed(root, "zip"))
    monkeypatch.setattr("sitegen.commands.pack.run._in_words", struck)
    assert pack(root, "zip", today="2026-11-29") == 0
    assert files_in(root / "packs") != before


def git(root: Path, *words: str) -> str:
    always = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    return subprocess.run(
        [*always, *words], cwd=root, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_packages_say_from_which_commit_they_are(root: Path) -> None:
    def said() -> str:
        return (packed(root, "zip") / "index.html").read_text(encoding="utf-8")

    assert "From commit" not in said()
    git(root, "init", "--quiet")
    assert "From commit" not in said()
    git(root, "add", "content")
    git(root, "commit", "--quiet", "--message", "The site")
    head = git(root, "rev-parse", "HEAD")
    assert f"From commit {head}." in said()
    assert f"From commit {head}." in said()  # packages are no change of what they are made from
    (root / "content/pages/about.md").write_text("---\ntitle: About us\n---\nWho we are.\n", encoding="utf-8")
    assert f"From commit {head} + changes." in said()
