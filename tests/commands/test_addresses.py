"""Published addresses are remembered, and none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.commands.check.addresses import record
from sitegen.faults import EnvironmentFault, Faults, Span
from sitegen.load.addresses import read_addresses
from sitegen.model.site import Address, Site
from tests.link.small import note, sound

MADE = (
    "index.html", "404.html", "names.html", "names/a.html", "articles/index.html", "articles/2020.html",
    "notes/page.html", "notes/old.html", "topics/war.html", "topics/war.xml", "topics/war.json", "feed.xml",
    "sitemap.xml", "files/data.json", "previews/page.js",
)  # fmt: skip


def site(*known: Address) -> Site:
    linked = sound({"notes/page": note("Text.", redirect_from="[notes/old.html]")}).site
    return Site(linked.settings, linked.entries, linked.linked, addresses=known)


def address(path: str, gone: str | None = None) -> Address:
    return Address(path, gone, Span(1, 1, len(path)))


def test_what_is_recorded_are_pages_and_feeds_but_no_parts_of_lists(tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    new = record(site(address("notes/gone.html", "withdrawn"), address("notes/page.html")), MADE, path)
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines == [
        "articles/index.html",
        "feed.xml",
        "index.html",
        "names.html",
        "notes/gone.html gone: withdrawn",
        "notes/old.html",
        "notes/page.html",
        "topics/war.html",
        "topics/war.json",
        "topics/war.xml",
    ]
    assert new == len(lines) - 2
    assert [file.name for file in tmp_path.iterdir()] == ["addresses.txt"]


def test_what_an_entry_was_called_first_is_recorded_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    record(site(address("notes/old.html")), MADE, path)
    recorded = path.read_text("utf-8")
    assert "notes/page.html was: notes/old.html\n" in recorded
    known = read_addresses(recorded.encode(), Faults())
    assert record(site(*known), MADE, path) == 0
    assert path.read_text("utf-8") == recorded


def test_a_file_that_cannot_be_written_is_the_machine_s_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"addresses\.txt cannot be written"):
        record(site(), MADE, tmp_path / "no-such-folder" / "addresses.txt")
