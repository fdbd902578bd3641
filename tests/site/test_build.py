"""The front door on the real content: same bytes, nothing done twice, faults named, the site left as it was."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest

from tests.commands.said import said
from tests.site.conftest import ROOT, build


def bytes_of(folder: Path) -> dict[str, str]:
    """The digest of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the real site, with all that its build has left for the next."""
    return Path(copytree(built.parent, tmp_path / "site"))


def test_a_second_build_has_nothing_to_do(site: Path) -> None:
    first = json.loads(build(site, "--format", "json", "--no-search").stdout)
    second = json.loads(build(site, "--format", "json", "--no-search").stdout)
    assert first["ok"]
    assert second["ok"]
    assert first["pages"] > 300
    assert first["removed"] > 0, "what was for search"
    assert second["written"] == second["removed"] == 0
    assert second["pages"] == first["pages"]
    assert set(second["seconds"]) == {"look"}


def test_after_an_edit_the_site_is_what_a_clean_build_elsewhere_makes(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The one is made by two processes of what was remembered, the other by one from nothing; search is in both."""
    person = site / "content/people/qassem-soleimani.md"
    text = person.read_text(encoding="utf-8")
    person.write_text(text.replace("summary: ", "summary: Known from these reports. ", 1), encoding="utf-8")
    (site / "content/claims/are-there-talks-in-oman.md").rename(
        site / "content/claims/are-talks-held-in-oman.md"
    )
    for file in (site / "content").rglob("*.md"):
        renamed = file.read_text(encoding="utf-8").replace(
            "are-there-talks-in-oman", "are-talks-held-in-oman"
        )
        file.write_text(renamed, encoding="utf-8")
    edited = build(site)
    assert edited.returncode == 0, edited.stderr
    clean = tmp_path_factory.mktemp("clean")
    copytree(site / "content", clean / "content")
    assert build(clean, "--jobs", "1").returncode == 0
    assert bytes_of(site / "public") == bytes_of(clean / "public")


def test_no_night_that_passes_stops_the_site_from_going_online(site: Path) -> None:
    workflow = (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    (command,) = re.findall(r"build\.py (check .*)", workflow)
    done = build(site, *command.split(), "--today", "2036-01-01")
    assert "review-due" in done.stdout
    assert done.returncode == 0, done.stdout


def test_every_fault_is_named_and_the_site_stays(site: Path) -> None:
    before = bytes_of(site / "public")
    article = site / "content/articles/us-sanctions-militia-leaders.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(
        text.replace("date: 2018-05..", "date: 2018-02-30").replace("source: iran", "source: iram"),
        encoding="utf-8",
    )
    failed = build(site, "--no-search")
    assert failed.returncode == 1
    assert said(failed.stderr) == FAULTS
    assert bytes_of(site / "public") == before


FAULTS = """\
content/articles/us-sanctions-militia-leaders.md:4:7: error: "2018-02-30" is not a date: February 2018 has 28 days [date-invalid]
  4 | date: 2018-02-30
    |       ^^^^^^^^^^
  fix: write a real day as YYYY-MM-DD
content/articles/us-sanctions-militia-leaders.md:9:9: error: there is no entry "iram-international" [reference-missing]
  9 | source: iram-international
    |         ^^^^^^^^^^^^^^^^^^
  fix: did you mean iran-international?
"""
