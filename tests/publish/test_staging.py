"""The site in its folder after any row of builds, and after builds that failed."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.faults import EnvironmentFault, SiteError
from sitegen.model.output import OutputFile
from sitegen.publish.output_dirs import output_dirs_for
from sitegen.publish.staging import publish
from tests.publish.yard import NEW, OLD, Yard, published, tree, yard

pytestmark = pytest.mark.usefixtures("way")


def test_publishes_exactly_the_files_and_the_marker(site: Yard) -> None:
    site.publish(NEW)
    assert tree(site.public) == published(NEW)


def test_a_later_build_leaves_nothing_of_the_one_before(site: Yard) -> None:
    site.publish(OLD)
    site.publish(NEW)
    assert tree(site.public) == published(NEW)


def test_counts_what_it_did(site: Yard) -> None:
    site.publish(OLD)
    done = site.publish(NEW)
    assert (done.pages, done.written, done.removed, done.warnings) == (5, 4, 2, ())


def test_the_same_files_again_change_nothing(site: Yard) -> None:
    site.publish(NEW)
    site.publish(OLD)
    folder = site.public.stat().st_ino
    before = {path: path.stat() for path in site.public.rglob("*")}
    assert site.publish(OLD).written == 0
    assert site.public.stat().st_ino == folder
    assert {path: path.stat().st_mtime_ns for path in before} == {p: s.st_mtime_ns for p, s in before.items()}


def test_a_folder_that_was_closed_is_open_to_a_later_build(site: Yard) -> None:
    site.publish(OLD)
    (site.public / "articles").chmod(0o500)
    site.publish(NEW)
    site.publish(OLD)
    assert (site.public / "articles").stat().st_mode & 0o700 == 0o700
    assert tree(site.public) == published(OLD)


def test_an_unchanged_file_keeps_its_date_over_any_number_of_builds(site: Yard) -> None:
    site.publish(OLD)
    kept = site.public / "articles/kept.html"
    os.utime(kept, ns=(1, 1_000_000_007))
    for files in (NEW, OLD, NEW, OLD):
        site.publish(files)
    assert kept.stat().st_mtime_ns == 1_000_000_007


def test_what_was_edited_stays_so_when_other_pages_are(site: Yard) -> None:
    site.publish({"edited.html": b"before", "news.html": b"1"})
    for number in (b"1", b"2", b"3"):
        site.publish({"edited.html": b"after", "news.html": number})
        assert tree(site.public) == published({"edited.html": b"after", "news.html": number})


def test_no_file_of_the_site_is_ever_written_to(site: Yard) -> None:
    site.publish(OLD)
    with (site.public / "articles/edited.html").open("rb") as reader:
        for files in (NEW, OLD, NEW):
            site.publish(files)
        assert reader.read() == OLD["articles/edited.html"]


def test_a_failure_while_pages_are_made_leaves_the_site_as_it_was(site: Yard) -> None:
    def broken() -> Iterator[OutputFile]:
        yield OutputFile("index.html", b"new home")
        raise RuntimeError("the layout")

    site.publish(OLD)
    before = {path: path.stat() for path in site.public.rglob("*")}
    with pytest.raises(RuntimeError, match="the layout"):
        publish(broken(), out=site.public, cache_dir=site.cache)
    assert tree(site.public) == published(OLD)
    assert {path: path.stat().st_mtime_ns for path in before} == {p: s.st_mtime_ns for p, s in before.items()}


def test_every_bad_path_is_named_and_none_is_written(site: Yard) -> None:
    site.publish(OLD)
    with pytest.raises(SiteError) as caught:
        site.publish({"index.html": b"", "../out.html": b"", "a/CON.txt": b"", "Index.html": b""})
    assert [fault.path for fault in caught.value.faults] == ["../out.html", "Index.html", "a/CON.txt"]
    assert tree(site.public) == published(OLD)


def test_what_was_taken_down_is_nowhere_in_the_cache(site: Yard) -> None:
    site.publish({"index.html": b"home", "secret.html": b"withdrawn words"})
    site.publish({"index.html": b"home"})
    assert b"withdrawn words" not in site.everything()


def test_what_a_failed_build_made_is_nowhere_in_the_cache(site: Yard) -> None:
    with pytest.raises(SiteError):
        site.publish({"draft.html": b"unpublished words", "../bad.html": b""})
    assert b"unpublished words" not in site.everything()
    assert {path.name for path in site.root.iterdir()} == {".cache", "content"}


def test_one_file_is_in_memory_at_a_time(site: Yard) -> None:
    class Watched(OutputFile):
        """A file that can be watched."""

    alive: weakref.WeakSet[Watched] = weakref.WeakSet()
    most = 0

    def many() -> Iterator[OutputFile]:
        nonlocal most
        for number in range(50):
            file = Watched(f"{number}.html", b"page")
            alive.add(file)
            most = max(most, len(alive))
            yield file

    publish(many(), out=site.public, cache_dir=site.cache)
    assert most <= 2


def test_the_rights_of_the_folder_stay(site: Yard) -> None:
    site.publish(OLD)
    site.public.chmod(0o750)
    site.publish(NEW)
    assert site.public.stat().st_mode & 0o777 == 0o750


def test_nothing_but_the_site_is_left_beside_it(site: Yard) -> None:
    site.publish(OLD)
    site.publish(NEW)
    assert {path.name for path in site.root.iterdir()} == {".cache", "content", "public"}


def write_into_a_file(public: Path) -> None:
    with (public / "index.html").open("r+b") as page:
        page.write(b"hac")


def add_files_and_folders(public: Path) -> None:
    (public / "extra/empty").mkdir(parents=True)
    (public / "extra/page.html").write_bytes(b"")


def put_a_file_in_the_place_of_a_folder(public: Path) -> None:
    (public / "turns/inside.html").unlink()
    (public / "turns").rmdir()
    (public / "turns").write_bytes(b"")


HAND_EDITS: dict[str, Callable[[Path], object]] = {
    "a changed file": write_into_a_file,
    "a removed file": lambda public: (public / "index.html").unlink(),
    "added files and folders": add_files_and_folders,
    "an added folder with nothing in it": lambda public: (public / "articles/empty").mkdir(),
    "an added link that leads nowhere": lambda public: (public / "link.html").symlink_to("missing.html"),
    "a file in the place of a folder": put_a_file_in_the_place_of_a_folder,
}


class TestHandEdits:
    """Whatever somebody does in the public folder is gone after the next build."""

    @pytest.mark.parametrize("edit", HAND_EDITS.values(), ids=HAND_EDITS)
    def test_it_is_as_it_was(self, site: Yard, edit: Callable[[Path], object]) -> None:
        site.publish(NEW)
        edit(site.public)
        site.publish(NEW)
        assert tree(site.public) == published(NEW)

    def test_a_changed_file_of_the_same_size_and_date(self, site: Yard) -> None:
        site.publish(OLD)
        page = site.public / "index.html"
        before = page.stat()
        page.write_bytes(b"bad home")
        os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
        site.publish(OLD)
        assert tree(site.public) == published(OLD)

    def test_a_file_changed_while_a_build_is_on_its_way(self, site: Yard) -> None:
        def with_an_edit() -> Iterator[OutputFile]:
            page = site.public / "index.html"
            page.write_bytes(b"bad home")
            os.utime(page, ns=(1, 1))
            yield from map(OutputFile, OLD.keys(), OLD.values())

        site.publish(OLD)
        publish(with_an_edit(), out=site.public, cache_dir=site.cache)
        site.publish(OLD)
        assert tree(site.public) == published(OLD)

    def test_a_link_in_the_place_of_a_folder_is_not_followed(self, site: Yard, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        (outside / "kept.html").write_bytes(b"not ours")
        site.publish(OLD)
        (site.public / "articles").rename(tmp_path / "moved")
        (site.public / "articles").symlink_to(outside)
        for files in (OLD, NEW, OLD):
            site.publish(files)
        assert tree(site.public) == published(OLD)
        assert tree(outside) == {"kept.html": b"not ours"}

    def test_a_link_in_the_place_of_a_file_is_not_followed(self, site: Yard, tmp_path: Path) -> None:
        outside = tmp_path / "outside.html"
        outside.write_bytes(b"not ours")
        site.publish(OLD)
        (site.public / "index.html").unlink()
        (site.public / "index.html").symlink_to(outside)
        for files in (OLD, NEW):
            site.publish(files)
        assert tree(site.public) == published(NEW)
        assert outside.read_bytes() == b"not ours"


_names = st.sampled_from(["a", "b", "A", "é", "index.html"])
_paths = st.lists(_names, min_size=1, max_size=3).map("/".join)
_sites = st.dictionaries(_paths, st.binary(max_size=3), max_size=6)


@settings(max_examples=40)
@given(st.lists(_sites, min_size=1, max_size=5))
def test_any_row_of_builds_equals_its_last_alone(sites: list[dict[str, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        site = yard(Path(folder) / "site")
        good = []
        for files in sites:
            try:
                site.publish(files)
                good.append(files)
            except SiteError:
                continue
        assert tree(site.public) == (published(good[-1]) if good else {})


def test_readers_never_miss_a_file(tmp_path: Path, way: str) -> None:
    site = yard(tmp_path / "site")
    site.publish(OLD)
    done = threading.Event()
    seen: set[bytes] = set()
    missed: list[OSError] = []

    def read() -> None:
        while not done.is_set():
            try:
                seen.add(site.text("index.html"))
            except OSError as fault:
                missed.append(fault)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(40):
        site.publish(NEW if number % 2 else OLD)
    done.set()
    reader.join()
    assert seen <= {OLD["index.html"], NEW["index.html"]}
    assert way == "in two steps" or not missed


def test_a_failure_after_the_swap_is_a_warning(site: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    site.publish(OLD)

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("sitegen.publish.staging.save_record", refuse)
    done = site.publish(NEW)
    assert [fault.severity for fault in done.warnings] == ["warning"]
    assert tree(site.public) == published(NEW)
    monkeypatch.undo()
    site.publish(OLD)
    assert tree(site.public) == published(OLD)


def test_even_a_failed_build_ends_a_swap_that_was_cut_short(site: Yard) -> None:
    site.publish(OLD)
    site.public.rename(output_dirs_for(site.public, site.cache).backup)
    with pytest.raises(SiteError):
        site.publish({"../bad.html": b""})
    assert tree(site.public) == published(OLD)
    site.publish(NEW)
    assert tree(site.public) == published(NEW)


def test_a_refused_swap_leaves_the_site_as_it_was(site: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    site.publish(OLD)

    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("sitegen.publish.staging.swap", refuse)
    with pytest.raises(EnvironmentFault, match="cannot replace"):
        site.publish(NEW)
    assert tree(site.public) == published(OLD)
