"""A file is made anew where something that was read for it has changed, or where it does not stand as it was made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from sitegen.cache.cache import Cache
from sitegen.cache.keys import Memory, key_of
from sitegen.model.output import KnownFile, Layouts, OutputFile
from sitegen.model.site import Site
from sitegen.render import render
from sitegen.render.views.items import Link
from tests.link.small import article, note, person
from tests.memory import Kept
from tests.render.rendered import index_for_site, site_of
from tests.words import layouts

FILES = {
    "articles/report": article("Ann Envoy spoke.", title="Report"),
    "articles/other": article("Nothing.", title="Other"),
    "people/ann": person("Ann Envoy"),
    "people/bob": person("Bob Envoy"),
}


@dataclass
class Standing:
    """A site that is built again and again: what is published of it, and what is remembered."""

    memory: Memory = field(default_factory=Kept)
    public: dict[str, bytes] = field(default_factory=dict)

    def build(
        self, site: Site, given: Layouts | None = None, jobs: int = 1, *, search: bool = True
    ) -> set[str]:
        """Builds it again; gives the paths of what was made for that, but for styles and scripts."""
        index = index_for_site(site, search=search)
        files = tuple(render(index, given or layouts(), cache=self.memory, jobs=jobs))
        standing = {file.path for file in files if isinstance(file, KnownFile) and self._holds(file)}
        made = {file.path: file.content for file in files if file.path not in standing}
        self.public = {path: self.public[path] for path in standing} | made
        return {path for path in made if not path.startswith(("assets/", "icon"))}

    def _holds(self, file: KnownFile) -> bool:
        content = self.public.get(file.path)
        return content is not None and OutputFile(file.path, content).digest == file.digest


def first(site: Site) -> dict[str, bytes]:
    """The files of a site that was never built before."""
    standing = Standing()
    standing.build(site)
    return standing.public


def pages_in(paths: Iterable[str]) -> int:
    return sum(path.endswith(".html") for path in paths)


def test_a_site_that_did_not_change_makes_nothing_anew() -> None:
    site = Standing()
    made = site.build(site_of(FILES))
    assert pages_in(made) == pages_in(site.public)
    assert {"feed.xml", "topics/war.json", "corrections.xml", "previews/ann.js", "sitemap.xml"} < made
    before = site.public
    assert site.build(site_of(FILES)) == set()
    assert site.public == before


def test_an_edit_makes_anew_what_shows_it_and_gives_what_a_clean_build_gives() -> None:
    site = Standing()
    site.build(site_of(FILES))
    edited = site_of(FILES | {"articles/report": article("Ann Envoy spoke twice.", title="Report")})
    assert site.build(edited) == {
        *("articles/report.html", "people/ann.html", "topics/war.html"),
        *("previews/report.js", "feed.xml", "feed.json", "topics/war.xml", "topics/war.json"),
    }
    assert site.public == first(edited)


def test_what_does_not_stand_as_it_was_made_is_made_anew() -> None:
    site = Standing()
    site.build(site_of(FILES))
    site.public["people/ann.html"] += b" "
    del site.public["people/bob.html"]
    assert site.build(site_of(FILES)) == {"people/ann.html", "people/bob.html"}
    assert site.public == first(site_of(FILES))


def test_other_words_make_everything_anew() -> None:
    site = Standing()
    made = site.build(site_of(FILES))
    assert site.build(site_of(FILES), replace(layouts(), digest="another")) == made


def edited(**added: str) -> Layouts:
    """The layouts with something added to some: `partials__cite` is partials/cite.html."""
    given = dict(layouts().templates)
    for key, text in added.items():
        given[f"{key.replace('__', '/')}.html"] += text
    return replace(layouts(), templates=given)


@pytest.mark.parametrize(
    ("layout", "made"),
    [
        ("article", {"articles/report.html", "articles/other.html"}),
        ("partials__map", {"index.html"}),
        ("entity", {"people/ann.html", "people/bob.html", "sources/the-paper.html"}),
    ],
)
def test_another_layout_makes_the_pages_anew_that_it_or_a_part_of_it_makes(
    layout: str, made: set[str]
) -> None:
    site = Standing()
    site.build(site_of(FILES))
    assert site.build(site_of(FILES), edited(**{layout: "{# a remark #}"})) == made


def test_what_stands_around_every_page_makes_every_page_anew_and_nothing_else() -> None:
    site = Standing()
    made = site.build(site_of(FILES))
    again = site.build(site_of(FILES), edited(partials__link="{# a remark #}"))
    assert again == {path for path in made if path.endswith(".html")}


def test_a_layout_that_includes_by_an_expression_is_made_anew_whatever_layout_changes() -> None:
    by_name = "{% if false %}{% include page.title ~ '.html' %}{% endif %}"
    site = Standing()
    site.build(site_of(FILES), edited(article=by_name))
    assert site.build(site_of(FILES), edited(article=by_name, note="{# a remark #}")) == {
        "articles/report.html",
        "articles/other.html",
    }


def test_another_option_or_setting_makes_everything_anew() -> None:
    site = Standing()
    made = site.build(site_of(FILES))
    assert site.build(site_of(FILES), search=False) == made
    assert site.build(site_of(FILES, title="Another"), search=False) == made


class CompiledTemplates(Kept):
    """A memory of templates alone."""

    def put_many(self, kind: str, values: Iterable[tuple[bytes, Any]]) -> None:
        if kind == "template":
            super().put_many(kind, values)


def test_a_template_is_compiled_again_once_it_is_another() -> None:
    memory, given = CompiledTemplates(), layouts()
    index = index_for_site(site_of(FILES))
    first = list(render(index, given, cache=memory))
    assert memory.put == len(given.templates)
    assert list(render(index, given, cache=memory)) == first
    assert memory.put == len(given.templates)
    other = {"event.html": given.templates["event.html"] + "<!-- another -->"}
    list(render(index, replace(given, templates={**given.templates, **other}), cache=memory))
    assert memory.put == len(given.templates) + 1


def test_nothing_is_remembered_while_drafts_are_shown() -> None:
    memory = Kept()
    Standing(memory).build(site_of(FILES | {"notes/n": note("Ann Envoy.", draft="true")}, drafts=True))
    assert {kind for kind, _ in memory.kept} == {"template", "template-references"}


def test_a_record_that_was_altered_is_made_anew(tmp_path: Path) -> None:
    kept, site = tmp_path / "cache", site_of(FILES)
    with Cache(kept, "salt") as memory:
        before = Standing(memory)
        made = before.build(site)
    with closing(sqlite3.connect(kept)) as file:
        file.execute("UPDATE results SET value = CAST(value || 'x' AS BLOB) WHERE kind = 'made'")
        file.commit()
    with Cache(kept, "salt") as memory:
        again = Standing(memory, before.public)
        assert again.build(site) == made
        assert again.public == before.public


@pytest.mark.parametrize("jobs", [1, 3])
def test_however_many_processes_make_it_the_site_is_the_same(jobs: int) -> None:
    site = site_of(FILES | {f"people/p{number}": person(f"Person {number}") for number in range(250)})
    standing = Standing()
    standing.build(site, jobs=jobs)
    assert standing.public == first(site)
    assert standing.build(site, jobs=jobs) == set()


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
