"""An edit makes those files anew whose bytes it changes, and a handful that go over everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sitegen.cache.cache import Cache
from sitegen.cache.keys import Late
from sitegen.link import link
from sitegen.load import load
from sitegen.model.body import BodyText, Words
from sitegen.model.kinds import Entry
from sitegen.model.site import Content
from sitegen.model.values import Date, DatePoint
from tests.link.small import TODAY
from tests.memory import Kept
from tests.render.rendered import ROOT
from tests.render.test_remembering import Standing
from tests.site.town import write_town


def summed_up(entry: Entry) -> Entry | None:
    return (
        replace_key(entry, "summary", "Summed up in another way.") if getattr(entry, "summary", "") else None
    )


def retitled(entry: Entry) -> Entry | None:
    return replace_key(entry, entry.title_key, f"{entry.display_title} Anew")


def written_on(entry: Entry) -> Entry | None:
    """With a word more in the last of its longer sentences."""
    pieces = list(entry.body.pieces)
    long = [i for i, piece in enumerate(pieces) if isinstance(piece, Words) and len(piece.text) > 20]
    if not long:
        return None
    piece = pieces[long[-1]]
    assert isinstance(piece, Words)
    pieces[long[-1]] = Words(f"{piece.text} indeed")
    return replace(
        entry,
        body=replace(entry.body, text=Late(BodyText(tuple(pieces), entry.body.blocks, entry.body.links))),
    )


def called_otherwise(entry: Entry) -> Entry | None:
    """With a name more, by which an article speaks of it."""
    return replace_key(entry, "aliases", ("A crossing",)) if hasattr(entry, "aliases") else None


def dated_back(entry: Entry) -> Entry | None:
    day = DatePoint(2019, 5, 6)
    dated = Date("2019-05-06", "point", day, day)
    return replace_key(entry, "date", dated) if getattr(entry, "date", None) else None


def made_a_draft(entry: Entry) -> Entry | None:
    return replace_key(entry, "draft", True) if entry.folder in ("events", "notes", "people") else None


def replace_key(entry: Entry, key: str, value: object) -> Entry:
    changed: dict[str, Any] = {key: value}
    return replace(entry, **changed)


EDITS = (summed_up, retitled, written_on)
REACHING_FURTHER = (called_otherwise, dated_back, made_a_draft)
"""Edits that may turn up in lists which they leave as they are."""

GOING_OVER_ALL = {
    *("index.html", "404.html", "search.html", "take-away.html", "sources/index.html"),
    *(f"{folder}/index.html" for folder in ("claims", "documents", "events", "notes")),
    *("feed.xml", "feed.json", "corrections.xml", "sitemap.xml"),
    *("topics/fares/brief.html", "topics/strike/brief.html"),
}
"""What goes over all entries, or all topics, and may leave out what was edited; or over all names of a topic, in their order."""


IN_VAIN = 8
"""Files that are made and are what they were, at most: of topics, and of `GOING_OVER_ALL`."""


class Remembered:
    """A site that is built once and then again with one of its entries edited."""

    def __init__(self, root: Path) -> None:
        self.content: Content = load(root, Cache(), 1, today=TODAY).value
        self.kept: dict[tuple[str, bytes], Any] = {}
        self.first = Standing(Kept(self.kept))
        self.first.build(link(self.content, today=TODAY).value)

    def after(self, old: Entry, new: Entry) -> tuple[set[str], set[str]]:
        """The files that were made, and those that are not what they were."""
        again = Standing(Kept(dict(self.kept)), self.first.public)
        entries = tuple(new if entry is old else entry for entry in self.content.entries)
        made = again.build(link(replace(self.content, entries=entries), today=TODAY).value)
        before = self.first.public
        return made, {path for path, content in again.public.items() if before.get(path) != content}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Remembered:
    root = tmp_path_factory.mktemp("town")
    write_town(root)
    return Remembered(root)


@pytest.mark.parametrize("edit", EDITS)
def test_of_a_small_site_every_edit_makes_what_it_changes(
    town: Remembered, edit: Callable[[Entry], Entry | None]
) -> None:
    edited = [(entry, new) for entry in town.content.entries if (new := edit(entry))]
    assert edited
    for entry, new in edited:
        made, changed = town.after(entry, new)
        assert changed <= made <= changed | GOING_OVER_ALL, entry.id


@pytest.mark.parametrize("edit", REACHING_FURTHER)
def test_of_a_small_site_an_edit_that_may_reach_further_makes_few_files_in_vain(
    town: Remembered, edit: Callable[[Entry], Entry | None]
) -> None:
    edited = [(entry, new) for entry in town.content.entries if (new := edit(entry))]
    assert edited
    for entry, new in edited:
        made, changed = town.after(entry, new)
        assert changed <= made, entry.id
        assert len(made - changed) <= IN_VAIN, entry.id


def test_a_new_name_makes_the_page_of_the_text_in_which_it_stands(town: Remembered) -> None:
    captain = next(entry for entry in town.content.entries if entry.id == "omid-nadir")
    assert (new := called_otherwise(captain))
    assert "articles/fares-rise.html" in town.after(captain, new)[1]


@pytest.fixture(scope="module")
def real() -> Remembered:
    return Remembered(ROOT)


@pytest.mark.parametrize(
    ("edit", "folder", "most"),
    [
        (summed_up, "people", 5),
        (retitled, "articles", 100),
        (written_on, "notes", 3),
    ],
)
def test_of_the_real_site_an_edit_makes_what_it_changes(
    real: Remembered, edit: Callable[[Entry], Entry | None], folder: str, most: int
) -> None:
    of_kind = (entry for entry in real.content.entries if entry.folder == folder)
    entry, new = next((entry, new) for entry in of_kind if (new := edit(entry)))
    made, changed = real.after(entry, new)
    assert made == changed
    assert 1 <= len(made) <= most
