"""A whole folder of content: in a fixed order, however many processes read it, and whatever is remembered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sitegen.cache.cache import Cache
from sitegen.faults import Checked
from sitegen.load import load, read_layouts
from sitegen.model.output import Layouts
from sitegen.model.site import Content, Settings
from tests.faults.case import good_site, write_site
from tests.words import LAYOUTS

DRAFT = "---\ntitle: A draft\ndraft: true\n---\n\nNot yet.\n"
BROKEN = "---\ntitle: [\n---\n\nText.\n"


def loaded(root: Path, memo: Cache | None = None, jobs: int = 1) -> Checked[Content]:
    return load(root, memo or Cache(), jobs, today=date(2026, 11, 21))


def test_every_kind_of_entry_is_read_from_its_folder(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    read = loaded(tmp_path).value
    assert sorted(entry.origin.path for entry in read.entries) == [
        path for path in sorted(good_site()) if path.endswith(".md")
    ]
    assert {type(entry).__name__: entry.id for entry in read.entries}["Person"] == "anna-berg"
    assert read.settings.title == "The Harbour Briefing"


def test_a_base_url_ends_in_a_slash(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/site.yaml": "title: x\nbase_url: https://harbour.example/sub\n"})
    assert loaded(tmp_path).value.settings.base_url == "https://harbour.example/sub/"


def test_processes_change_nothing(tmp_path: Path) -> None:
    """Of so many files that they are worth more than one."""
    many = {f"content/pages/page-{number}.md": f"---\ntitle: Page {number}\n---\n" for number in range(250)}
    write_site(tmp_path, {**many, "content/pages/broken.md": BROKEN})
    assert loaded(tmp_path, jobs=3) == loaded(tmp_path, jobs=1)


def test_what_is_remembered_changes_nothing(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/pages/broken.md": BROKEN, "content/pages/draft.md": DRAFT})
    for _ in range(2):
        with Cache(tmp_path / "cache", "salt") as memo:
            assert loaded(tmp_path, memo) == loaded(tmp_path)


def read(layouts: Path) -> Checked[Layouts]:
    """The layouts in a folder, with the words that come with the generator."""
    return read_layouts(layouts, LAYOUTS, Settings(title="A site", base_url="https://x.example/"), Cache())


class Watched(Cache):
    """Tells which ids were remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def put_many(self, kind: str, results: Iterable[tuple[bytes, object]]) -> None:
        self.ids += [read.value.id for _, read in results if isinstance(read, Checked) if kind == "entry"]


def test_neither_drafts_nor_faulty_files_are_remembered(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/pages/broken.md": BROKEN, "content/pages/draft.md": DRAFT})
    watched = Watched()
    loaded(tmp_path, watched)
    assert "about" in watched.ids
    assert not {"broken", "draft"} & set(watched.ids)


def test_the_same_text_under_another_name_is_another_entry(tmp_path: Path) -> None:
    page = "---\ntitle: Twice\n---\n\nText.\n"
    write_site(tmp_path, {"content/pages/one.md": page, "content/pages/other.md": page})
    with Cache(tmp_path / "cache", "salt") as memo:
        ids = {entry.id for entry in loaded(tmp_path, memo).value.entries}
    assert {"one", "other"} <= ids


def test_faulty_files_are_named_so_that_no_fault_is_told_twice(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/pages/broken.md": BROKEN, "content/pages/about.md": None})
    assert loaded(tmp_path).value.faulty == ("content/pages/broken.md",)


def test_faulty_settings_are_stood_in_for(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/site.yaml": "title: x\n"})
    checked = loaded(tmp_path)
    assert [fault.code for fault in checked.faults] == ["key-missing"]
    assert checked.value.entries


def test_of_a_folder_without_content_it_is_told_what_is_missing(tmp_path: Path) -> None:
    codes = [fault.code for fault in loaded(tmp_path).faults]
    assert sorted(codes) == ["home-missing", "settings-missing"]


def test_addresses_are_read_with_why_they_are_gone(tmp_path: Path) -> None:
    lines = "# published\n\narticles/a.html\r\nfeed.xml\nnotes/b.html gone: at its author's request\n"
    write_site(tmp_path, {"content/addresses.txt": lines})
    known = loaded(tmp_path).value.addresses
    assert [(address.path, address.gone) for address in known] == [
        ("articles/a.html", None),
        ("feed.xml", None),
        ("notes/b.html", "at its author's request"),
    ]


def test_the_addresses_of_a_large_site_are_read(tmp_path: Path) -> None:
    lines = "".join(f"articles/what-the-article-of-that-day-reports-{n}.html\n" for n in range(20_000))
    write_site(tmp_path, {"content/addresses.txt": lines})
    assert len(loaded(tmp_path).value.addresses) == 20_000


def test_layouts_are_sorted_by_what_they_are(tmp_path: Path) -> None:
    files = {
        "base.html": b"<p>",
        "partials/cite.html": b"x",
        "styles/a.css": b"p {}",
        "scripts/a.js": b"1",
        "icon.png": b"\x89",
    }
    for name, raw in files.items():
        path = tmp_path / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    layouts = read(tmp_path / "layouts").value
    assert set(layouts.templates) == {"base.html", "partials/cite.html"}
    assert (set(layouts.styles), set(layouts.scripts)) == ({"styles/a.css"}, {"scripts/a.js"})
    assert layouts.others == {"icon.png": b"\x89"}


def test_their_digest_is_of_all_layouts_but_those_that_a_page_names(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    (folder / "styles").mkdir(parents=True)
    (folder / "base.html").write_text("a")
    first = read(folder).value.digest
    (folder / "base.html").write_text("b")
    (folder / "styles/base.css").write_text("b")
    assert read(folder).value.digest == first
    (folder / "icon.svg").write_text("a")
    digests = {first, read(folder).value.digest}
    (folder / "icon.svg").write_text("b")
    digests.add(read(folder).value.digest)
    (folder / "icon.svg").rename(folder / "mark.svg")
    assert len(digests | {read(folder).value.digest}) == 4


def test_layouts_that_are_missing_or_not_text_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    assert [fault.code for fault in read(folder).faults] == ["layouts-missing"]
    folder.mkdir()
    (folder / "base.html").write_bytes(b"caf\xe9")
    assert [fault.code for fault in read(folder).faults] == ["not-utf-8"]
