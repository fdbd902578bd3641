"""`site.zip`, opened by programs that others wrote."""

from __future__ import annotations

import subprocess
from pathlib import Path
from zipfile import ZipFile

from tests.packing.packed import dead_links, packed, site_at


def test_it_holds_the_site_beside_a_page_that_says_what_to_open(tmp_path: Path) -> None:
    root = site_at(tmp_path / "site")
    archive = packed(root, "zip") / "site.zip"
    subprocess.run(["unzip", "-q", str(archive), "-d", str(tmp_path / "stick")], check=True)
    stick = tmp_path / "stick"
    assert sorted(path.name for path in stick.iterdir()) == ["site", "start.html"]
    start = (stick / "start.html").read_text(encoding="utf-8")
    assert '<a href="site/index.html">Open site/index.html</a>' in start
    assert "Made on 28 November 2026." in start
    assert (stick / "site/pagefind-offline").is_dir()
    assert not (stick / "site/.gitignore").exists()
    assert dead_links(stick) == []


def test_its_members_tell_nothing_of_the_machine(tmp_path: Path) -> None:
    with ZipFile(packed(site_at(tmp_path / "site"), "zip") / "site.zip") as archive:
        members = archive.infolist()
    assert {member.date_time for member in members} == {(2026, 11, 28, 0, 0, 0)}
    assert {member.external_attr >> 16 for member in members} == {0o100644}
    assert {member.create_system for member in members} == {3}
    names = [member.filename for member in members]
    assert names == ["start.html", *sorted(names[1:])]


def test_two_sites_in_two_places_make_the_same_bytes(tmp_path: Path) -> None:
    one, other = (packed(site_at(tmp_path / name), "zip") / "site.zip" for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()
