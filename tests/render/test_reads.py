"""A page is what it was where nothing that its view read has changed; and whatever is not noted as read is missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

import pytest

from sitegen.faults import Faults
from sitegen.load.addresses import read_addresses
from sitegen.model.site import Site
from sitegen.render.reads import Changed, Reads, Recorder, Stamps
from tests.link.small import article, event, note, outlet, person
from tests.render.conftest import LONGEST
from tests.render.rendered import index_for, site_of
from tests.render.test_remembering import FILES, Standing, first, pages_in

pytestmark = pytest.mark.usefixtures("short_lists")

Files = Mapping[str, str]

MANY = FILES | {f"articles/a{n}": article("Ann Envoy.", date=f"{2001 + n % 9}") for n in range(LONGEST + 1)}
DATED = FILES | {f"articles/in-{year}": article("Nothing.", date=f"{year}") for year in (2001, 2003)}
ADDRESSES = "addresses.txt"
SIGNED = FILES | {"articles/signed": article("Nothing.", authors="[Cyr ab Envoy]")}
VOTE = event(title="Vote", status="planned")
CHANGES: Mapping[str, tuple[Files, Files]] = {
    "entries": (FILES, {"articles/other": article("Nothing.", title="Another")}),
    "linked": (FILES, {"articles/other": article("Bob Envoy spoke.", title="Other")}),
    "summaries": (FILES | {"notes/n": note("Little.")}, {"notes/n": note("Much.")}),
    "neighbours": (DATED, {"articles/in-2002": article("Nothing.", date="2002")}),
    "listed": (MANY, {"articles/new": article("Ann Envoy.", date="2003")}),
    "people": (SIGNED, {"people/cyr": person("Cyr ab Envoy", family="ab Envoy")}),
    "overviews": (FILES | {"events/vote": VOTE}, {"events/other-vote": VOTE}),
    "indexes": (FILES, {"articles/new": article("Nothing.", title="New")}),
    "kinds": (FILES, {"sources/new": outlet("The New Paper")}),
    "lists": (FILES, {"events/new": event(title="New")}),
    "first_paths": (FILES, {ADDRESSES: "people/ann.html was: people/annie.html"}),
}
"""For each mapping of the index a site, and files of it that are written anew."""

WITH_ENTRIES = {"paths", "years"}
"""What does not change unless an entry does, which is read with it."""


def linked(files: Files) -> Site:
    entries = {path: text for path, text in files.items() if path != ADDRESSES}
    known = read_addresses(files.get(ADDRESSES, "").encode(), Faults())
    return replace(site_of(entries), addresses=known)


def edited(before: Site, after: Site) -> tuple[Standing, set[str]]:
    """A site that is built, and built again once files are written anew; and what was made for that."""
    site = Standing()
    site.build(before)
    return site, site.build(after)


@pytest.mark.parametrize(("facet", "before", "after"), [(facet, *files) for facet, files in CHANGES.items()])
def test_a_facet_that_is_not_noted_is_missed(
    facet: str, before: Files, after: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites = linked(before), linked({**before, **after})
    clean = first(sites[1])
    assert edited(*sites)[0].public == clean
    noted = Recorder.reads

    def reads(self: Recorder) -> Reads:
        gone = {facet, *(WITH_ENTRIES if facet == "entries" else ())}
        return tuple((name, keys) for name, keys in noted(self) if name.partition(".")[0] not in gone)

    monkeypatch.setattr(Recorder, "reads", reads)
    again = edited(*sites)[0].public
    assert again.keys() == clean.keys()
    assert again != clean


def test_every_facet_that_views_read_has_such_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    noted = Recorder.reads

    def reads(self: Recorder) -> Reads:
        read.update(name.partition(".")[0] for name, _ in noted(self))
        return noted(self)

    monkeypatch.setattr(Recorder, "reads", reads)
    Standing().build(linked({**MANY, **SIGNED}))
    assert read == CHANGES.keys() | WITH_ENTRIES


def test_all_that_is_not_in_a_mapping_is_the_same_for_the_whole_site() -> None:
    index = index_for(FILES)
    told = {each.name for each in fields(index) if not isinstance(getattr(index, each.name), Mapping)}
    assert told == {"site", "words", "outlines", "today", "base_url", "search", "drafts"}


def recorded(files: Files) -> tuple[Recorder, Stamps]:
    recorder = Recorder.of(index_for(files))
    return recorder, recorder.stamps({})


def changed(before: Files, after: Files) -> Changed:
    return recorded(after)[0].changed(recorded(before)[1], recorded(after)[1])


def test_what_is_not_there_is_read_too() -> None:
    recorder, _ = recorded(FILES)
    assert recorder.index.site.entries.get("eve") is None
    assert recorder.reads() == (("entries", ("eve",)),)
    assert "eve" in changed(FILES, FILES | {"people/eve": person("Eve")})["entries"]


def test_a_field_is_read_by_itself_and_with_the_class_of_its_value() -> None:
    recorder, _ = recorded(FILES)
    assert recorder.index.site.entries["ann"].display_title == "Ann Envoy"
    assert dict(recorder.reads()) == {"entries": ("ann",), "entries.name": ("ann",)}
    renamed = changed(FILES, FILES | {"people/ann": person("Ann Legate")})
    assert "ann" in renamed["entries.name"]
    assert "entries" not in renamed
    assert "entries.aliases" not in renamed


def test_who_goes_over_all_has_read_all() -> None:
    recorder, _ = recorded(FILES)
    assert "bob" in list(recorder.index.site.entries)
    assert recorder.reads() == (("entries", ("*",)),)
    recorder.begin()
    assert "Bob Envoy" in [entry.display_title for entry in recorder.index.site.entries.values()]
    assert ("entries.name", ("*",)) in recorder.reads()
    assert "*" in changed(FILES, FILES | {"people/eve": person("Eve")})["entries"]
    assert "*" in changed(FILES, FILES | {"people/ann": person("Ann Legate")})["entries.name"]


def pages_made(before: Files, after: Files) -> int:
    """How many pages are made for an edit."""
    return pages_in(edited(linked(before), linked({**before, **after}))[1])


def test_an_edit_makes_the_pages_of_what_read_it() -> None:
    assert pages_made(FILES, {}) == 0
    site = FILES | {"articles/other": article("Nothing.\n\nReally.", title="Other")}
    body = {"articles/other": article("Nothing.\n\nReally nothing.", title="Other")}
    assert pages_made(site, body) == len(["the article"])
    title = {"articles/other": article("Nothing.", title="Another")}
    every = ["the article", "the one beside it", "its topic", "its outlet", "articles", "home"]
    assert pages_made(FILES, title) == len(every)
