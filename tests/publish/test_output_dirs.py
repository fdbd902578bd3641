"""Which folders may be replaced: those we made, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.faults import EnvironmentFault
from sitegen.publish.output_dirs import MARKER, MARKER_PATH
from sitegen.publish.staging import Published, publish
from tests.publish.yard import NEW, Yard, published, tree


def _into(site: Yard, out: Path) -> Published:
    return publish([], out=out, cache_dir=site.cache)


def test_the_marker_is_the_file_that_git_holds() -> None:
    ours = Path(__file__).parents[2] / "public" / MARKER_PATH
    assert ours.read_text(encoding="utf-8") == MARKER


def test_an_absent_folder_is_made_with_those_above_it(site: Yard) -> None:
    _into(site, site.root / "a/b/public")
    assert tree(site.root / "a/b/public") == published({})


def test_an_empty_folder_is_taken(site: Yard) -> None:
    site.public.mkdir()
    site.publish(NEW)
    assert tree(site.public) == published(NEW)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["as made", "checked out on Windows"])
def test_a_folder_with_our_marker_is_taken(site: Yard, end: str) -> None:
    site.public.mkdir()
    (site.public / MARKER_PATH).write_bytes(MARKER.replace("\n", end).encode())
    site.publish(NEW)
    assert tree(site.public) == published(NEW)


@pytest.mark.parametrize(
    "marker", [None, "", "*\n!.gitignore\n", "# Keep this folder\n*\n!.gitignore\n", MARKER + "x\n"]
)
def test_a_folder_that_holds_something_else_is_refused(site: Yard, marker: str | None) -> None:
    site.public.mkdir()
    (site.public / "thesis.txt").write_text("years of work", encoding="utf-8")
    if marker is not None:
        (site.public / MARKER_PATH).write_text(marker, encoding="utf-8")
    before = tree(site.public)
    with pytest.raises(EnvironmentFault, match="was not made by this generator"):
        site.publish(NEW)
    assert tree(site.public) == before


def test_a_file_is_refused(site: Yard) -> None:
    site.public.write_text("a file", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="is a file"):
        site.publish(NEW)
    assert site.public.read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize("target", ["elsewhere", "missing"])
def test_a_link_is_refused(site: Yard, target: str) -> None:
    (site.root / "elsewhere").mkdir()
    site.public.symlink_to(site.root / target)
    with pytest.raises(EnvironmentFault, match="symbolic link"):
        site.publish(NEW)
    assert tree(site.root / "elsewhere") == {}


def test_a_git_checkout_is_refused(site: Yard) -> None:
    site.publish(NEW)
    (site.public / ".git").mkdir()
    with pytest.raises(EnvironmentFault, match="Git checkout"):
        site.publish({})
    assert (site.public / ".git").is_dir()


def test_a_mount_point_is_refused(site: Yard) -> None:
    with pytest.raises(EnvironmentFault, match="mount point"):
        _into(site, Path("/proc" if Path("/proc").is_mount() else "/dev"))


@pytest.mark.parametrize(
    "out", [".", "content", "content/notes", "layouts", ".cache", ".cache/output", ".git/x", ".."]
)
def test_the_sites_own_folders_are_refused(site: Yard, out: str) -> None:
    (site.root / ".git").mkdir()
    before = tree(site.root.parent)
    with pytest.raises(EnvironmentFault, match=r"holds|one in the other"):
        _into(site, site.root / out)
    assert tree(site.root.parent) == before


def test_the_generator_and_the_home_folder_are_refused(site: Yard) -> None:
    machine = Path(__file__).parents[2]
    for out in (machine, machine / "sitegen", machine / "layouts", Path.home(), Path.home().parent):
        with pytest.raises(EnvironmentFault):
            _into(site, out)


def test_even_an_empty_home_folder_is_refused(site: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    home = site.root / "home"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    with pytest.raises(EnvironmentFault, match="holds your home folder"):
        _into(site, home)
    assert tree(home) == {}


def test_a_folder_in_content_is_seen_through_a_link(site: Yard) -> None:
    (site.root / "other").symlink_to(site.root / "content")
    with pytest.raises(EnvironmentFault, match="one in the other"):
        _into(site, site.root / "other/public")


def test_two_outputs_of_one_site_do_not_disturb_each_other(site: Yard) -> None:
    for _ in range(2):
        site.publish(NEW)
        publish([], out=site.root / "empty", cache_dir=site.cache)
    assert tree(site.public) == published(NEW)
    assert tree(site.root / "empty") == published({})


def test_a_site_may_be_moved_with_all_that_it_remembers(site: Yard) -> None:
    site.publish(NEW)
    moved = Yard(site.root.with_name("moved"))
    site.root.rename(moved.root)
    assert moved.publish(NEW).written == 0
