"""What the front door does when it is stopped, killed, started twice, or pointed at the wrong folder."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from shutil import copytree

import pytest

from sitegen.publish.output_dirs import MARKER, MARKER_PATH
from tests.chance import chances
from tests.commands.said import said
from tests.once import once
from tests.publish.striking import announcements, run, start
from tests.publish.turns import beside, edit, other
from tests.publish.yard import tree
from tests.site.town import heard

SEED = "whole-old or whole-new"
KILLS = 4  # `make audit` kills two hundred

DAY = ("--today", "2024-05-01")

Tree = dict[str, bytes | None]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built twice, so that there is all that a build leaves for the next."""

    def make(root: Path) -> None:
        for words in ("new", "old"):
            edit(root / "site", words)
            assert heard(root / "site", *DAY)[0] == 0

    return once(tmp_path_factory, "turning", make) / "site"


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of it, edited since it was built."""
    root = tmp_path / "site"
    copytree(built, root)
    edit(root, "new")
    return root


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    """What the old and the new site are, each built alone."""
    found = {}
    for words in ("old", "new"):

        def make(root: Path, words: str = words) -> None:
            edit(root, words)
            assert heard(root, *DAY)[0] == 0

        found[words] = tree(once(tmp_path_factory, words, make) / "public")
    return found


def test_the_two_sites_are_two(sites: dict[str, Tree]) -> None:
    assert sites["old"] != sites["new"]


MOMENTS = {
    "while files are read": "os.scandir",
    "when Pagefind is started": "subprocess.Popen",
    "when pages are written": "os.mkdir",
    "when Pagefind has ended": "os.rmdir",
}


@pytest.mark.parametrize(
    ("request_to_stop", "moment"),
    [
        *(("SIGINT", moment) for moment in MOMENTS),
        *((request, "when pages are written") for request in ("SIGTERM", "SIGHUP")),
    ],
)
def test_whoever_is_asked_to_stop_leaves_nothing_behind(
    site: Path, sites: dict[str, Tree], request_to_stop: str, moment: str
) -> None:
    before = beside(site)
    done = run(site, request_to_stop, MOMENTS[moment], 1)
    assert done.returncode == 130
    assert said(done.stderr) == "interrupted; the site is as it was\n"
    assert tree(site / "public") == sites["old"]
    assert beside(site) <= before


@pytest.mark.parametrize("request_to_stop", ["SIGINT", "SIGTERM"])
def test_after_the_swap_a_build_is_brought_to_its_end(
    site: Path, sites: dict[str, Tree], request_to_stop: str
) -> None:
    done = run(site, request_to_stop, "os.rename", 1)  # of the record; the swap itself is no announcement
    assert done.returncode == 0, done.stderr
    assert announcements(done) == 1
    assert tree(site / "public") == sites["new"]


def test_killed_at_any_moment_the_site_is_whole_and_the_next_build_heals_it(
    site: Path, sites: dict[str, Tree]
) -> None:
    words, options = "new", ("--jobs", "2")
    kept = beside(site)
    moments = announcements(run(site, options=options))
    for number, chance in zip(range(KILLS), chances(SEED), strict=False):
        words = other(words)
        edit(site, words)
        at = 1 + int(chance * moments)
        done = run(site, "SIGKILL", "*", at, options)
        outcome = f"seed {SEED!r}, kill {number}, at announcement {at} of {moments}"
        assert done.returncode in (-signal.SIGKILL, 0), outcome
        assert tree(site / "public") in sites.values(), outcome
        assert heard(site, *DAY)[0] == 0, outcome
        assert tree(site / "public") == sites[words], outcome
        assert beside(site) <= kept, outcome


def test_a_second_build_is_told_which_process_is_at_work(site: Path, sites: dict[str, Tree]) -> None:
    with start(site, "SIGSTOP", "subprocess.Popen", 1) as first:
        os.waitpid(first.pid, os.WUNTRACED)
        second = run(site)
        os.kill(first.pid, signal.SIGCONT)
        first.communicate()
    assert second.returncode == 3
    assert f"another build is running (process {first.pid})" in second.stderr
    assert first.returncode == 0
    assert tree(site / "public") == sites["new"]


def test_a_folder_without_our_marker_is_never_emptied(site: Path) -> None:
    thesis = site / "thesis"
    thesis.mkdir()
    (thesis / "chapter.txt").write_text("years of work", encoding="utf-8")
    code, _, told = heard(site, *DAY, "--out", str(thesis))
    assert code == 2
    assert "was not made by this generator" in told
    assert tree(thesis) == {"chapter.txt": b"years of work"}


def test_a_folder_whose_marker_was_removed_is_never_emptied(site: Path, sites: dict[str, Tree]) -> None:
    (site / "public" / MARKER_PATH).unlink()
    assert heard(site, *DAY)[0] == 2
    assert tree(site / "public") | {MARKER_PATH: MARKER.encode()} == sites["old"]


@pytest.mark.parametrize("name", ["", "lock", "clock", "results.sqlite", "output", "work"])
def test_a_link_in_the_place_of_the_cache_is_refused_and_not_followed(site: Path, name: str) -> None:
    link = site / ".cache" / name
    link.rename(site / "moved") if link.exists() else None
    outside = site / "outside"
    outside.mkdir()
    (outside / "lock").write_text("not a lock", encoding="utf-8")
    link.symlink_to(outside / "lock" if "lock" in name or "." in name else outside)
    code, _, told = heard(site, *DAY)
    assert code == 2
    assert "is a symbolic link" in told
    assert tree(outside) == {"lock": b"not a lock"}
