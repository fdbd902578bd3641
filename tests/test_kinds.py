"""A kind of entry is whole: it has its class, its page, its layout and its words. Whoever adds one is told what lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin

import pytest

from sitegen import dates, urls
from sitegen.link import link
from sitegen.model.fields import Origin
from sitegen.model.kinds import KIND_OF_FOLDER, KINDS, Citable, Claim, Entry, Filed, Topic
from sitegen.model.kinds.facts import Standing
from sitegen.model.schema import keys_of
from sitegen.model.site import Content, LinkedEntry, Settings, Site
from sitegen.model.values import Date, Named
from sitegen.render.outputs import OUTPUTS, Pages
from sitegen.render.site_index import HOME_WORDS, SiteIndex, index_of
from sitegen.render.views import topic
from sitegen.render.views.items import Link
from sitegen.render.views.page_context import PageContext
from tests.faults.case import HOME
from tests.link.small import TODAY
from tests.words import words

STAND_INS: dict[Any, Any] = {str: "Words", Date: dates.parse("2020"), Named: Named("Words")}

each = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


SETTINGS = Settings(title="A site", base_url="https://x.example/")


def one(kind: type[Entry], **keys: Any) -> Entry:
    """An entry with no more than its kind needs, and these keys."""
    needed = {key.name: STAND_INS.get(key.base, ()) for key in keys_of(kind).values() if key.required}
    return kind(id="index" if not kind.folder else "an-id", origin=Origin("content/x.md"), **(needed | keys))


def index(site: Site) -> SiteIndex:
    return index_of(site, words(), today=TODAY, base_url=None, search=False)


def index_of_one(kind: type[Entry]) -> SiteIndex:
    """The index of a site that holds one entry."""
    entry = one(kind)
    return index(Site(SETTINGS, {entry.id: entry}, {entry.id: LinkedEntry()}))


def links(value: object) -> Iterator[str]:
    """The ids to which what a view holds leads."""
    if isinstance(value, Link):
        yield value.id
    elif isinstance(value, tuple):
        for item in value:
            yield from links(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from links(getattr(value, field.name))


def test_each_kind_has_a_folder_and_a_noun_of_its_own() -> None:
    assert len(KIND_OF_FOLDER) == len({kind.noun for kind in KINDS}) == len(KINDS)


@each
def test_editors_are_told_of_its_folder(kind: type[Entry]) -> None:
    shown = f"content/{kind.folder}/" if kind.folder else urls.HOME_FILE
    assert f"`{shown}`" in (HOME / "README.md").read_text(encoding="utf-8")


@each
def test_one_row_of_the_outputs_makes_its_page_by_its_layout(kind: type[Entry]) -> None:
    of_entry = index_of_one(kind)
    (path,) = of_entry.paths.values()
    rows = [row for row in OUTPUTS if isinstance(row, Pages) and path in dict(row.addresses(of_entry))]
    assert [row.layout for row in rows] == [f"{kind.__name__.lower()}.html"]
    assert (HOME / "layouts" / rows[0].layout).is_file()
    assert callable(rows[0].view.load())


@each
def test_readers_are_told_what_it_is(kind: type[Entry]) -> None:
    said = {words()(f"kinds.{kind.folder or HOME_WORDS}.{form}") for form in ("list", "one", "inline")}
    assert all(said)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if issubclass(kind, Filed)])
def test_what_is_filed_under_a_topic_stands_on_its_page(kind: type[Entry]) -> None:
    war = Topic(id="war", origin=Origin("content/topics/war.md"), title="The war", summary="It goes on.")
    site = link(Content(SETTINGS, (war, one(kind, topics=("war",)))), today=TODAY).value
    page = topic.view(PageContext(index(site), "topics/war.html"), "war")
    assert "an-id" in links(page.view)


@each
def test_its_sorts_have_words(kind: type[Entry]) -> None:
    keys = keys_of(kind).values()
    sorts = {value for key in keys if key.name in {"genre", "kind"} for value in choices(key.base)}
    part = "claim.kinds" if kind is Claim else "genres"
    assert all(words()(f"{part}.{sort}") for sort in sorts)


def test_every_standing_of_a_claim_has_words() -> None:
    assert all(words()(f"claim.standings.{standing}") for standing in get_args(Standing))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if issubclass(kind, Citable)])
def test_what_is_cited_says_what_our_page_is_beside_its_original(kind: type[Entry]) -> None:
    assert words()(f"kinds.{kind.folder}.ours", entry="It")
    assert words()(f"kinds.{kind.folder}.cited", maker="Somebody")
    assert words()(f"kinds.{kind.folder}.retracted")


def choices(annotation: Any) -> tuple[str, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()
