"""Pages are remembered by their views: what a view shows is what makes its page anew, and nothing else."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from sitegen.cache.cache import Cache
from sitegen.cache.keys import Memory, key_of
from sitegen.faults import Faults
from sitegen.model.site import Site
from sitegen.render import render
from sitegen.render.assets import assets_of
from sitegen.render.drawings import range_chart, timeline
from sitegen.render.environment import Templates
from sitegen.render.formats.citations import bibtex, csl_json, ris
from sitegen.render.formats.script_json import Json, JsonScript, script_json
from sitegen.render.outputs import OUTPUTS, Pages
from sitegen.render.pages import PageRenderer, every_page
from sitegen.render.views.items import Link
from tests.link.small import article, event, note, person
from tests.render.rendered import index_for_site, site_of
from tests.words import layouts

FILES = {
    "articles/report": article("Ann Envoy spoke.", title="Report"),
    "articles/other": article("Nothing.", title="Other"),
    "people/ann": person("Ann Envoy"),
    "people/bob": person("Bob Envoy"),
}


@dataclass
class SqliteStore:
    """A memory of pages and of what they read: what was kept, how many pages were made and how many views."""

    kept: dict[bytes, Any] = field(default_factory=dict)
    made: int = 0
    looked_at: int = 0

    def keys(self, _kind: str) -> set[bytes]:
        return set(self.kept)

    def get_many(self, _kind: str, keys: Iterable[bytes]) -> Mapping[bytes, Any]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def put_many(self, kind: str, values: Iterable[tuple[bytes, Any]]) -> None:
        if kind != "template":
            self.kept |= (fresh := dict(values))
            self.made += len(fresh) if kind == "page" else 0
            self.looked_at += len(fresh) if kind == "reads" else 0


def built(site: Site, cache: Memory, digest: str = "", jobs: int = 1) -> dict[str, bytes]:
    given = replace(layouts(), digest=digest or layouts().digest)
    return {file.path: file.content for file in render(index_for_site(site), given, cache=cache, jobs=jobs)}


def test_a_site_that_did_not_change_makes_no_page_anew() -> None:
    cache = SqliteStore()
    first = built(site_of(FILES), cache)
    pages = cache.made
    assert pages == sum(path.endswith(".html") for path in first)
    assert built(site_of(FILES), cache) == first
    assert cache.made == pages


def test_an_edit_makes_anew_what_shows_it_and_gives_what_a_clean_build_gives() -> None:
    cache = SqliteStore()
    built(site_of(FILES), cache)
    cache.made = 0
    edited = site_of(FILES | {"articles/report": article("Ann Envoy spoke twice.", title="Report")})
    assert built(edited, cache) == built(edited, SqliteStore())
    assert cache.made == len(["the article", "whom it names", "its topic", "home"])


def test_another_layout_makes_every_page_anew() -> None:
    cache = SqliteStore()
    built(site_of(FILES), cache)
    pages = cache.made
    built(site_of(FILES), cache, digest="another")
    assert cache.made == 2 * pages


class CompiledTemplates(SqliteStore):
    """A memory of templates alone."""

    def put_many(self, kind: str, values: Iterable[tuple[bytes, Any]]) -> None:
        if kind == "template":
            super().put_many("page", values)


def test_a_template_is_compiled_again_once_it_is_another() -> None:
    memory, given = CompiledTemplates(), layouts()
    index = index_for_site(site_of(FILES))
    first = list(render(index, given, cache=memory))
    assert memory.made == len(given.templates)
    assert list(render(index, given, cache=memory)) == first
    assert memory.made == len(given.templates)
    other = {"event.html": given.templates["event.html"] + "<!-- another -->"}
    list(render(index, replace(given, templates={**given.templates, **other}), cache=memory))
    assert memory.made == len(given.templates) + 1


def test_nothing_is_remembered_while_drafts_are_shown() -> None:
    cache = SqliteStore()
    built(site_of(FILES | {"notes/n": note("Ann Envoy.", draft="true")}, drafts=True), cache)
    assert cache.kept == {}


def test_a_page_that_was_altered_where_it_is_kept_is_made_anew(tmp_path: Path) -> None:
    kept, site = tmp_path / "cache", site_of(FILES)
    with Cache.open(kept, "salt") as memo:
        first = built(site, memo)
        assert memo.keys("page")
    with closing(sqlite3.connect(kept)) as file:
        file.execute("UPDATE results SET value = CAST(value || 'x' AS BLOB) WHERE kind = 'page'")
        file.commit()
    with Cache.open(kept, "salt") as memo:
        assert built(site, memo) == first


@pytest.mark.parametrize("jobs", [1, 3])
def test_however_many_processes_make_it_the_site_is_the_same(jobs: int) -> None:
    site = site_of(FILES | {f"people/p{number}": person(f"Person {number}") for number in range(250)})
    cache = SqliteStore()
    first = built(site, cache, jobs=jobs)
    assert first == built(site, SqliteStore())
    assert built(site, cache, jobs=jobs) == first
    assert cache.made == sum(path.endswith(".html") for path in first)


def test_equal_views_have_one_key_whichever_values_they_share() -> None:
    words = "x" * 300
    shared = (Link(words, words), Link(words, words))
    apart = (Link("x" * 299 + "x"[:1], "".join(["x"] * 300)), Link("".join(["x"] * 300), words))
    assert key_of(shared) == key_of(apart)
    assert key_of(shared) != key_of((Link(words, words), Link(words, words, "id")))


def test_values_of_different_kinds_have_different_keys() -> None:
    assert key_of(Link("a", "b")) != key_of(Link("a", Markup("b")))
    assert key_of(Link("a", "b")) != key_of(("a", "b", ""))
    assert key_of("1") != key_of(1)
    assert key_of(()) != key_of(None)


def test_what_is_no_frozen_value_has_no_key() -> None:
    with pytest.raises(TypeError, match="a list is none"):
        key_of(Link("a", "b"), ["c"])
    with pytest.raises(ValueError, match="unmarshallable"):
        key_of(JsonScript({"a": Markup("b")}))


def test_what_becomes_json_has_another_key_where_another_json_comes_of_it() -> None:
    one = JsonScript({"a": [1, {"b": "c"}]})
    assert key_of(one) == key_of(JsonScript({"a": [1, {"b": "c"}]}))
    others: list[Json] = [{"a": [1.0, {"b": "c"}]}, {"a": [True, {"b": "c"}]}, {"a": [1, {"b": None}]}]
    assert all(key_of(one) != key_of(JsonScript(other)) for other in others)


WRITERS = (script_json, bibtex, ris, csl_json, timeline, range_chart)


def written(site: Site, cache: Memory) -> set[object]:
    """Those of `WRITERS` that are called while the pages of a site are made."""
    called: set[object] = set()
    index = index_for_site(site)
    faults = Faults()
    renderer = PageRenderer(index, layouts(), Templates(layouts()), assets_of(layouts()).value.paths)
    codes = {writer.__code__: writer for writer in WRITERS}
    sys.setprofile(lambda frame, _event, _value: called.add(codes.get(frame.f_code)))
    try:
        rows = (row for row in OUTPUTS if isinstance(row, Pages))
        list(every_page(renderer, rows, cache, jobs=1, faults=faults))
    finally:
        sys.setprofile(None)
    assert faults.met == []
    return called - {None}


def test_formats_are_written_and_drawings_drawn_where_a_page_is_made_and_not_where_it_is_remembered() -> None:
    statement = "{{by: {who}, says: Many., value: {figure}, unit: men, refs: report}}"
    said = ", ".join(statement.format(who=who, figure=figure) for who, figure in (("A", 3), ("B", 5)))
    files = FILES | {"claims/dead": f"question: How many?\ntopics: [war]\nstatements: [{said}]"}
    site = site_of(files | {f"events/e{day}": event(date=f"2020-09-0{day}") for day in range(1, 7)})
    cache = SqliteStore()
    assert written(site, cache) == set(WRITERS)
    assert written(site, cache) == set()
