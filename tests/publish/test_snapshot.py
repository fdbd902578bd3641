"""Whether the last build already made this site of these inputs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.cache.digests import digest
from sitegen.faults import Edit, Fault, Span
from sitegen.model.output import OutputFile
from sitegen.publish import snapshot
from sitegen.publish.snapshot import (
    BuildOutcome,
    Known,
    Stamp,
    clock,
    inputs_of,
    load_record,
    save_record,
    stamp_of,
    unchanged,
)
from sitegen.publish.staging import publish
from tests.publish.yard import Yard

_NOTE = "content/notes/brief.md"
NOTHING_SAID = BuildOutcome()


@dataclass(frozen=True)
class Builder:
    """A site whose home page is the text of its one note."""

    site: Yard
    options: tuple[tuple[str, str], ...] = (("today", "2024-05-01"),)

    def fingerprint(self) -> str:
        places = {"content": self.site.root / "content", "build.py": self.site.root / "build.py"}
        return inputs_of(places, dict(self.options), cache_dir=self.site.cache).fingerprint

    def build(self, fingerprint: str | None = None, outcome: BuildOutcome | None = NOTHING_SAID) -> None:
        """Publishes, and says it is made of the inputs as they are now, unless they were looked at before."""
        seen = self.fingerprint() if fingerprint is None else fingerprint
        files = [OutputFile("index.html", self.note.read_bytes()), OutputFile("files/a.txt", b"a")]
        publish(files, out=self.site.public, cache_dir=self.site.cache, fingerprint=seen, outcome=outcome)

    def nothing_changed(self) -> bool:
        return self.outcome() is not None

    def outcome(self) -> BuildOutcome | None:
        last = unchanged(self.fingerprint(), out=self.site.public, cache_dir=self.site.cache)
        return last.outcome if last else None

    @property
    def note(self) -> Path:
        return self.site.root / _NOTE

    @property
    def public(self) -> Path:
        return self.site.public


@pytest.fixture
def built(site: Yard) -> Builder:
    """A site that was just built, from sources that are older than a tick of the clock."""
    builder = Builder(site)
    builder.note.parent.mkdir()
    builder.note.write_bytes(b"one")
    code = site.root / "build.py"
    code.write_bytes(b"code")
    while clock(site.root) <= code.stat().st_ctime_ns:
        pass
    builder.build()
    return builder


def test_nothing_changed_right_after_a_build(built: Builder) -> None:
    assert built.nothing_changed()


def test_each_file_is_looked_at_once(built: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []

    def counting(status: os.stat_result) -> Stamp:
        looked_at.append(status.st_ino)
        return stamp_of(status)

    monkeypatch.setattr(snapshot, "stamp_of", counting)
    assert built.nothing_changed()
    files = [*built.public.rglob("*"), built.note, built.site.root / "build.py"]
    assert sorted(looked_at) == sorted(path.stat().st_ino for path in files if path.is_file())


def test_a_site_that_was_never_built_is_not_unchanged(site: Yard) -> None:
    assert not Builder(site).nothing_changed()


def _same_size(built: Builder) -> None:
    built.note.write_bytes(b"two")


def _same_size_and_date(built: Builder) -> None:
    before = built.note.stat()
    built.note.write_bytes(b"two")
    os.utime(built.note, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced(built: Builder) -> None:
    fresh = built.note.with_name("fresh")
    fresh.write_bytes(b"two")
    fresh.replace(built.note)


def _added_file(built: Builder) -> None:
    built.note.with_name("other.md").write_bytes(b"")


def _added_folder(built: Builder) -> None:
    (built.site.root / "content/unknown").mkdir()


def _added_link(built: Builder) -> None:
    (built.site.root / "content/link").symlink_to("nowhere")


def _removed(built: Builder) -> None:
    built.note.unlink()


def _renamed(built: Builder) -> None:
    built.note.rename(built.note.with_name("other.md"))


def _code(built: Builder) -> None:
    (built.site.root / "build.py").write_bytes(b"CODE")


def _page_changed(built: Builder) -> None:
    (built.public / "index.html").write_bytes(b"bad")


def _page_changed_and_date_put_back(built: Builder) -> None:
    page = built.public / "index.html"
    before = page.stat()
    page.write_bytes(b"bad")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))


def _page_removed(built: Builder) -> None:
    (built.public / "index.html").unlink()


def _page_added(built: Builder) -> None:
    (built.public / "other.html").write_bytes(b"")


def _empty_folder_added(built: Builder) -> None:
    (built.public / "empty").mkdir()


def _page_made_a_link(built: Builder) -> None:
    page = built.public / "index.html"
    page.rename(built.site.root / "moved")
    page.symlink_to(built.site.root / "moved")


def _public_removed(built: Builder) -> None:
    built.public.rename(built.site.root / "moved")


@pytest.mark.parametrize(
    "edit",
    [
        _same_size,
        _same_size_and_date,
        _replaced,
        _added_file,
        _added_folder,
        _added_link,
        _removed,
        _renamed,
        _code,
        _page_changed,
        _page_changed_and_date_put_back,
        _page_removed,
        _page_added,
        _empty_folder_added,
        _page_made_a_link,
        _public_removed,
    ],
)
def test_every_change_is_noticed(built: Builder, edit: Callable[[Builder], None]) -> None:
    edit(built)
    assert not built.nothing_changed()


def test_another_option_is_a_change(built: Builder) -> None:
    assert not replace(built, options=(("today", "2024-05-02"),)).nothing_changed()


def test_another_version_of_a_library_is_a_change(
    built: Builder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "extra/jinja2-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "extra")
    assert not built.nothing_changed()


def test_a_touched_page_with_the_same_bytes_is_no_change(built: Builder) -> None:
    os.utime(built.public / "index.html")
    assert built.nothing_changed()
    assert built.nothing_changed()


def test_a_touched_source_is_built_again(built: Builder) -> None:
    os.utime(built.note)
    assert not built.nothing_changed()


def test_an_edit_between_the_look_and_the_read_is_noticed(built: Builder) -> None:
    early = built.fingerprint()
    built.note.write_bytes(b"two")
    built.build(early)
    assert not built.nothing_changed()


def test_where_a_source_stands_is_not_written_down(built: Builder) -> None:
    """The name of a draft is nobody's business before its day."""
    (path,) = built.site.cache.glob("output/*/record")
    assert b"index.html" in path.read_bytes()
    assert b"brief" not in path.read_bytes()


@pytest.mark.parametrize(("later", "believed"), [(0, False), (1, True)])
def test_a_stamp_is_believed_only_if_it_is_older_than_the_look(
    built: Builder, monkeypatch: pytest.MonkeyPatch, later: int, believed: bool
) -> None:
    """Two edits of the same size in one tick of the clock have one stamp: only reading tells them apart."""
    sources = [*(built.site.root / "content").rglob("*"), built.site.root / "build.py"]
    latest = max(path.stat().st_ctime_ns for path in sources if path.is_file())
    monkeypatch.setattr(snapshot, "clock", lambda _: latest + later)
    built.build()
    assert built.nothing_changed() is believed


@pytest.mark.parametrize(("later", "believed"), [(0, False), (1, True)])
def test_so_is_that_of_a_page(built: Builder, later: int, believed: bool) -> None:
    (path,) = built.site.cache.glob("output/*/record")
    page = built.public / "index.html"
    page.write_bytes(b"bad")
    os.utime(page, ns=(1, 1))
    record, stamp = load_record(path), stamp_of(page.stat())
    files = {**record.output, "index.html": Known(stamp, digest(b"one"))}
    save_record(path, record._replace(output=files, output_seen=stamp.changed + later))
    assert built.nothing_changed() is believed


def test_a_page_with_another_stamp_is_read_though_the_clock_was_put_back(built: Builder) -> None:
    """What is changed then looks older than the record."""
    (path,) = built.site.cache.glob("output/*/record")
    record = load_record(path)
    save_record(path, record._replace(output_seen=2 * record.output_seen))
    (built.public / "index.html").write_bytes(b"bad")
    assert not built.nothing_changed()


def test_quick_edits_of_the_same_size_are_all_noticed(built: Builder) -> None:
    for number in range(40):
        built.note.write_bytes(b"%03d" % number)
        before = built.fingerprint()
        built.note.write_bytes(b"%03d" % (number + 100))
        publish(
            [OutputFile("index.html", b"x")], out=built.public, cache_dir=built.site.cache, fingerprint=before
        )
        assert not built.nothing_changed()


def test_a_link_in_the_place_of_a_folder_is_not_looked_through(built: Builder) -> None:
    content = built.site.root / "content"
    content.rename(built.site.root / "moved")
    content.symlink_to(built.site.root / "moved")
    built.build()
    assert not built.nothing_changed()


def test_what_a_build_said_is_said_again_when_nothing_changed(built: Builder) -> None:
    said = BuildOutcome(
        (_NOTE,),
        (
            Fault(
                "html-raw",
                "a tag",
                "take it out",
                "warning",
                _NOTE,
                Span(3, 1, 4),
                (Edit(""), Edit("b", "i", Span(3))),
            ),
        ),
    )
    built.build(outcome=said)
    os.utime(built.public / "index.html")
    assert built.outcome() == said
    assert built.outcome() == said


def test_a_build_whose_words_may_not_be_kept_is_not_believed(built: Builder) -> None:
    built.build(outcome=None)
    assert built.outcome() is None


def test_a_build_without_inputs_is_not_believed(built: Builder) -> None:
    publish([OutputFile("index.html", b"one")], out=built.public, cache_dir=built.site.cache)
    assert not built.nothing_changed()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_record_costs_a_build_and_nothing_else(built: Builder, data: st.DataObject) -> None:
    built.build()
    (record,) = built.site.cache.glob("output/*/record")
    whole = record.read_bytes()
    at = data.draw(st.integers(0, 9_999)) * len(whole) // 10_000
    cut = data.draw(st.booleans())
    record.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
    assert not built.nothing_changed()
    built.build()
    assert (built.public / "index.html").read_bytes() == b"one"
    assert built.nothing_changed()


def test_asking_needs_nothing_but_the_standard_library() -> None:
    code = "import sys, sitegen.publish.snapshot, sitegen.publish.lock; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert {"jinja2", "yaml", "markdown_it", "sqlite3", "sitegen.publish.staging"}.isdisjoint(
        ran.stdout.split()
    )
