"""Pages are remembered by their views: what a view shows is what makes its page anew, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sitegen.model.site import Site
from sitegen.render import render
from sitegen.render.keys import key_of
from sitegen.render.views.items import Link
from tests.link.small import TODAY, article, note, person
from tests.render.rendered import layouts, site_of

FILES = {
    "articles/report": article("Ann Envoy spoke.", title="Report"),
    "articles/other": article("Nothing.", title="Other"),
    "people/ann": person("Ann Envoy"),
    "people/bob": person("Bob Envoy"),
}


@dataclass
class Shelf:
    """A memory: what was kept, and which keys were asked for and not there."""

    kept: dict[bytes, Any] = field(default_factory=dict)
    made: int = 0

    def get_many(self, _kind: str, keys: Iterable[bytes]) -> Mapping[bytes, Any]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def put_many(self, _kind: str, values: Iterable[tuple[bytes, Any]]) -> None:
        for key, value in values:
            self.made += 1
            self.kept[key] = value


def built(site: Site, shelf: Shelf, digest: str = "") -> dict[str, bytes]:
    given = replace(layouts(), digest=digest or layouts().digest)
    return {file.path: file.content for file in render(site, given, today=TODAY, memo=shelf)}


def test_a_site_that_did_not_change_makes_no_page_anew() -> None:
    shelf = Shelf()
    first = built(site_of(FILES), shelf)
    pages = shelf.made
    assert pages == sum(path.endswith(".html") for path in first)
    assert built(site_of(FILES), shelf) == first
    assert shelf.made == pages


def test_an_edit_makes_anew_what_shows_it_and_gives_what_a_clean_build_gives() -> None:
    shelf = Shelf()
    built(site_of(FILES), shelf)
    shelf.made = 0
    edited = site_of(FILES | {"articles/report": article("Ann Envoy spoke twice.", title="Report")})
    assert built(edited, shelf) == built(edited, Shelf())
    assert shelf.made == len(["the article", "whom it names", "its topic", "home"])


def test_another_layout_makes_every_page_anew() -> None:
    shelf = Shelf()
    built(site_of(FILES), shelf)
    pages = shelf.made
    built(site_of(FILES), shelf, digest="another")
    assert shelf.made == 2 * pages


def test_nothing_is_remembered_while_drafts_are_shown() -> None:
    shelf = Shelf()
    built(site_of(FILES | {"notes/n": note("Ann Envoy.", draft="true")}, drafts=True), shelf)
    assert shelf.kept == {}


def test_equal_views_have_one_key_whichever_values_they_share() -> None:
    words = "x" * 300
    shared = (Link(words, words), Link(words, words))
    apart = (Link("x" * 299 + "x"[:1], "".join(["x"] * 300)), Link("".join(["x"] * 300), words))
    assert key_of(shared) == key_of(apart)
    assert key_of(shared) != key_of((Link(words, words), Link(words, words, "id")))
