"""Short walks of an editor, and how to take several in turn."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

from tests.site.accidents import kill_a_build
from tests.site.editing import EditedSite

ARTICLE = "content/articles/ferries-stand-still.md"
OTHER = "content/articles/berg-speaks.md"

Walk = Callable[[EditedSite], object]


def in_turn(*steps: Walk) -> Walk:
    def walk(site: EditedSite) -> None:
        for step in steps:
            step(site)

    return walk


def build(site: EditedSite) -> None:
    site.build()


def turn_search_on(site: EditedSite) -> None:
    site.turn_an_option("--no-search")
    site.build()


def without_its_layouts(site: EditedSite) -> None:
    """A build that is stopped by its layouts, after it has linked; and they are what they were."""
    site.change_a_layout("base.html", "{% if %}")
    site.build()
    site.give_the_layouts_up()


def alter_what_is_remembered(site: EditedSite) -> None:
    with closing(sqlite3.connect(site.root / ".cache/results.sqlite")) as memo:
        rows = memo.execute("SELECT rowid, value FROM results WHERE kind = 'entry'").fetchall()
        altered = [(value.replace(b"stayed on land", b"stayed in port"), row) for row, value in rows]
        memo.executemany("UPDATE results SET value = ? WHERE rowid = ?", altered)
        memo.commit()


def kill_before_the_swap(site: EditedSite) -> None:
    """The next site is whole but for the swap, and is not what the editor wants after all."""
    edited = site.editor.text(ARTICLE)
    site.write_a_paragraph(ARTICLE, "Killed.")
    kill_a_build(site.root, "swap", "--no-search", "--today", site.options["--today"])
    site.editor.write(ARTICLE, edited)
    site.write_a_paragraph(OTHER, "Another.")
