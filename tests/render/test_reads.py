"""A page is what it was where nothing that its view read has changed; and whatever is not noted as read is missed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest

from sitegen.cache.cache import Cache
from sitegen.faults import Faults
from sitegen.load.addresses import read_addresses
from sitegen.render.long_lists import LONGEST
from sitegen.render.reads import Reads, Recorder
from tests.link.small import article, event, note, person
from tests.render.rendered import index_for, site_of
from tests.render.test_remembering import FILES, SqliteStore, built

Files = Mapping[str, str]

MANY = FILES | {f"articles/a{n}": article("Ann Envoy.", date=f"{2001 + n % 9}") for n in range(LONGEST + 1)}
DATED = FILES | {f"articles/in-{year}": article("Nothing.", date=f"{year}") for year in (2001, 2003)}
ADDRESSES = "addresses.txt"
SIGNED = FILES | {"articles/signed": article("Nothing.", authors="[Cyr ab Envoy]")}
VOTE = event(title="Vote", status="planned")
CHANGES: Mapping[str, tuple[Files, Files]] = {
    "entry": (FILES, {"articles/other": article("Nothing.", title="Another")}),
    "linked": (FILES, {"articles/other": article("Bob Envoy spoke.", title="Other")}),
    "summaries": (FILES | {"notes/n": note("Little.")}, {"notes/n": note("Much.")}),
    "neighbours": (DATED, {"articles/in-2002": article("Nothing.", date="2002")}),
    "listed": (MANY, {"articles/new": article("Ann Envoy.", date="2003")}),
    "people": (SIGNED, {"people/cyr": person("Cyr ab Envoy", family="ab Envoy")}),
    "overviews": (FILES | {"events/vote": VOTE}, {"events/other-vote": VOTE}),
    "lists": (FILES, {"events/new": event(title="New")}),
}
"""For each facet a site, and files of it that are written anew."""

MOVED = {ADDRESSES: "people/ann.html was: people/annie.html"}
"""Where an entry was first published is read with the entry."""


def pages(files: Files, store: SqliteStore) -> dict[str, bytes]:
    entries = {path: text for path, text in files.items() if path != ADDRESSES}
    known = read_addresses(files.get(ADDRESSES, "").encode(), Faults())
    every = built(replace(site_of(entries), addresses=known), store)
    return {path: content for path, content in every.items() if path.endswith(".html")}


def stale(before: Files, after: Files) -> list[str]:
    """Pages that are not what a first build makes, once files are written anew."""
    store = SqliteStore()
    pages(before, store)
    clean, again = pages({**before, **after}, SqliteStore()), pages({**before, **after}, store)
    return [path for path in clean if again[path] != clean[path]]


@pytest.mark.parametrize(
    ("facet", "before", "after"),
    [*((facet, *files) for facet, files in CHANGES.items()), ("entry", FILES, MOVED)],
    ids=[*CHANGES, "entry that has moved"],
)
def test_a_facet_that_is_not_noted_is_missed(
    facet: str, before: Files, after: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stale(before, after) == []
    noted = Recorder.reads

    def reads(self: Recorder) -> Reads:
        return tuple((name, keys) for name, keys in noted(self) if name != facet)

    monkeypatch.setattr(Recorder, "reads", reads)
    assert stale(before, after)


def test_every_facet_that_views_read_has_such_a_change() -> None:
    store = SqliteStore()
    pages({**MANY, **SIGNED}, store)
    read = {name for record in store.kept.values() for name, _ in getattr(record, "reads", ())}
    assert read == set(CHANGES)


def test_all_that_is_not_in_a_mapping_is_the_same_for_the_whole_site() -> None:
    index = index_for(FILES)
    told = {each.name for each in fields(index) if not isinstance(getattr(index, each.name), Mapping)}
    assert told == {"site", "words", "today", "base_url", "search", "drafts"}


def test_what_is_not_there_is_read_too() -> None:
    recorder, grown = Recorder(index_for(FILES)), Recorder(index_for(FILES | {"people/eve": person("Eve")}))
    assert recorder.index.site.entries.get("eve") is None
    assert recorder.reads() == (("entry", ("eve",)),)
    assert recorder.digest(recorder.reads()) != grown.digest(recorder.reads())


def test_who_goes_over_all_has_read_all() -> None:
    recorder, grown = Recorder(index_for(FILES)), Recorder(index_for(FILES | {"people/eve": person("Eve")}))
    assert "bob" in list(recorder.index.site.entries)
    assert recorder.digest(recorder.reads()) != grown.digest(recorder.reads())


def views_made(before: Files, after: Files) -> int:
    """How many views are made for an edit."""
    store = SqliteStore()
    pages(before, store)
    store.looked_at = 0
    pages({**before, **after}, store)
    return store.looked_at


def test_an_edit_makes_the_views_of_what_read_it() -> None:
    assert views_made(FILES, {}) == 0
    site = FILES | {"articles/other": article("Nothing.\n\nReally.", title="Other")}
    body = {"articles/other": article("Nothing.\n\nReally nothing.", title="Other")}
    assert views_made(site, body) == len(["the article", "home, which asks how much it cites"])
    title = {"articles/other": article("Nothing.", title="Another")}
    every = ["the article", "the one beside it", "its topic", "its outlet", "articles", "outlets", "home"]
    assert views_made(FILES, title) == len(every)


def test_a_record_that_was_altered_is_made_anew(tmp_path: Path) -> None:
    kept, site = tmp_path / "cache", site_of(FILES)
    with Cache.open(kept, "salt") as memory:
        first = built(site, memory)
    with closing(sqlite3.connect(kept)) as file:
        file.execute("UPDATE results SET value = CAST(value || 'x' AS BLOB) WHERE kind = 'reads'")
        file.commit()
    with Cache.open(kept, "salt") as memory:
        assert built(site, memory) == first
