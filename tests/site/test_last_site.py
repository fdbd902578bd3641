"""An edit that shows on no other page leaves the rest of the site unread; whatever it is, a first build gives the same."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from sitegen.cache.cache import Cache
from sitegen.commands import stages
from sitegen.commands.command import Options
from sitegen.commands.progress import Progress
from sitegen.commands.stages import LinkedSite
from sitegen.render import pages
from tests.site.editing import EditedSite
from tests.site.walks import ARTICLE, OTHER, Walk, in_turn

NOTE = "content/notes/why-they-strike.md"
UNSEEN: dict[str, Walk] = {
    "a paragraph": lambda site: site.write_a_paragraph(ARTICLE, "More of it."),
    "two paragraphs": in_turn(
        lambda site: site.write_a_paragraph(ARTICLE, "More of it."),
        lambda site: site.write_a_paragraph(NOTE, "More of that."),
    ),
    "a touch": lambda site: site.touch(ARTICLE),
    "a layout": lambda site: site.change_a_layout("partials/footer.html", "<hr>"),
    "an option": lambda site: site.move_the_site("https://other.example/below/"),
}
SEEN: dict[str, Walk] = {
    "a text with a change that waits for its day": lambda site: site.write_a_paragraph(OTHER, "More of it."),
    "a mention": lambda site: site.write_a_paragraph(ARTICLE, "Captain Nadir and Omid Nadir are one."),
    "a heading": lambda site: site.write_a_paragraph(ARTICLE, "## What comes next\n\nNobody knows."),
    "a title": lambda site: site.retitle(ARTICLE, "No ferry"),
    "a new file": lambda site: site.add_an_article("ferries-return"),
    "a file less": lambda site: site.remove(OTHER),
    "another name": lambda site: site.rename(ARTICLE, "another-name", everywhere=True),
    "a draft": lambda site: site.make_it_a_draft(OTHER, "draft: true"),
    "a fault": lambda site: site.write_a_wrong_paragraph(ARTICLE, "[[nobody-at-all]]"),
    "a setting": lambda site: site.change_a_setting("title: The Quay"),
    "a published file": lambda site: site.change_a_file("from,to,fare\nnorth,east,5\n"),
    "another day": lambda site: site.let_time_pass("2024-07-01"),
}


@pytest.fixture
def site() -> Iterator[EditedSite]:
    """A site that was built, by an editor who lets a tick of the clock pass before each build."""
    site = EditedSite()
    site.patient = True
    try:
        site.build()
        yield site
    finally:
        shutil.rmtree(site.work)


@pytest.fixture
def read_whole(site: EditedSite, monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """The options of the builds of the site for which everything is read."""
    builds: list[Options] = []
    whole = stages.load_and_link

    def load_and_link(options: Options, progress: Progress, cache: Cache) -> LinkedSite:
        builds.extend([options] if options.root == site.root else ())
        return whole(options, progress, cache)

    monkeypatch.setattr(stages, "load_and_link", load_and_link)
    return builds


@pytest.mark.parametrize("edit", UNSEEN)
def test_what_others_do_not_see_leaves_them_unread(
    edit: str, site: EditedSite, read_whole: list[Options]
) -> None:
    for _ in range(2):
        UNSEEN[edit](site)
        site.build()
    assert read_whole == []


def test_nor_do_the_processes_that_make_its_pages_read_them(
    site: EditedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, whole = os.getpid(), stages.load_and_link

    def load_and_link(*asked: Any) -> LinkedSite:
        assert os.getpid() == here, "everything is read by a process that makes pages"
        return whole(*asked)

    monkeypatch.setattr(pages, "_WORTH_SPREADING", 2)
    monkeypatch.setattr(stages, "load_and_link", load_and_link)
    site.change_a_layout("partials/footer.html", "<hr>")
    site.build("--jobs", "2")


@pytest.mark.parametrize("edit", SEEN)
def test_what_others_see_has_everything_read(edit: str, site: EditedSite, read_whole: list[Options]) -> None:
    SEEN[edit](site)
    site.build()
    assert len(read_whole) == 1


def test_after_a_build_that_read_everything_the_next_need_not(
    site: EditedSite, read_whole: list[Options]
) -> None:
    site.retitle(ARTICLE, "No ferry")
    site.build()
    read_whole.clear()
    site.write_a_paragraph(ARTICLE, "More of it.")
    site.build()
    assert read_whole == []


def test_where_dates_cannot_be_believed_everything_is_read(
    site: EditedSite, read_whole: list[Options]
) -> None:
    site.write_a_paragraph(ARTICLE, "More of it.")
    os.utime(site.root / OTHER, (2_000_000_000, 2_000_000_000))
    site.patient = False
    site.build()
    assert len(read_whole) == 1


@pytest.mark.parametrize("kind", ["entry", "named", "joined", "site", "made"])
@pytest.mark.parametrize("every", [1, 2])
def test_what_is_lost_is_made_anew(kind: str, every: int, site: EditedSite) -> None:
    with closing(sqlite3.connect(site.root / ".cache/results.sqlite")) as memo:
        lost = memo.execute("DELETE FROM results WHERE kind = ? AND rowid % ? = 0", (kind, every)).rowcount
        assert lost or every > 1
        memo.commit()
    site.write_a_paragraph(ARTICLE, "More of it.")
    site.change_a_layout("partials/footer.html", "<hr>")
    site.build()


def test_a_text_that_was_replaced_is_not_remembered(site: EditedSite) -> None:
    site.write_a_paragraph(ARTICLE, "A secret.")
    site.build()
    assert b"A secret." in (site.root / ".cache/results.sqlite").read_bytes()
    site.editor.replace(ARTICLE, "A secret.", "Nothing.")
    site.build()
    assert b"A secret." not in (site.root / ".cache/results.sqlite").read_bytes()
