"""Those who read the site while it is replaced: processes of their own, that look as fast as they can."""

from __future__ import annotations

from pathlib import Path

from tests.publish.reader import Readers
from tests.publish.yard import NEW, OLD, Yard, yard

SWAPS = 100


def _between(site: Yard, tmp_path: Path) -> Readers:
    for name, files in (("old", OLD), ("new", NEW)):
        yard(tmp_path / name).publish(files)
    site.publish(OLD)
    return Readers(2, site.public, tmp_path / "old/public", tmp_path / "new/public")


def test_readers_meet_whole_files_of_the_old_site_or_the_new(site: Yard, tmp_path: Path) -> None:
    with _between(site, tmp_path) as readers:
        for number in range(SWAPS):
            site.publish(OLD if number % 2 else NEW)
        site.publish(NEW)
    assert [saw.versions for saw in readers.saw] == [["new", "old"]] * 2
    assert [saw.wrong for saw in readers.saw] == [[], []]


def test_the_readers_see_what_no_reader_may_meet(site: Yard, tmp_path: Path) -> None:
    with _between(site, tmp_path) as readers:
        (site.public / "index.html").write_bytes(b"new ho")
        (site.public / "articles/edited.html").write_bytes(NEW["articles/edited.html"])
        (site.public / "articles/kept.html").unlink()
    for saw in readers.saw:
        assert "index.html" in saw.torn
        assert {path.partition(":")[0] for path in saw.missing} == {"articles/kept.html"}
        assert saw.mixed
