"""Structured data: that it is JSON-LD in terms that exist, what it says of each kind of entry, and what it keeps to itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pytest
from hypothesis import given

from sitegen import urls
from sitegen.model.kinds import Entry
from sitegen.model.values import Named
from sitegen.render.formats.script_json import JsonScript
from sitegen.render.formats.structured_data.graph import entry_data, page_data
from tests.render.formats.example import (
    ABOUT,
    ALLEGED,
    ARTICLE,
    BASE,
    BODY,
    CLAIM,
    DOCUMENT,
    ENTRIES,
    EVENT,
    HOME,
    NOTE,
    ORIGIN,
    OUTLET,
    PERSON,
    PLACE,
    SETTINGS,
    TOPIC,
    article,
    change,
    example,
    on,
    texts,
)
from tests.render.formats.schema_org import faults, nodes

Node = dict[str, Any]

VARIED: dict[str, Entry] = {
    "a corrected digest": article(changes=(change("correction", "2026-12-01"),)),
    "a digest of an opinion": article(genre="opinion"),
    "a digest of an analysis": article(genre="analysis"),
    "a digest of a statement": article(genre="statement"),
    "a law": replace(DOCUMENT, kind="law", issuer=Named("The parliament"), url="https://law.example/1"),
    "a document of a state": replace(DOCUMENT, kind=None, issuer=Named(PLACE.id)),
    "an analysis": replace(NOTE, kind="analysis"),
    "a planned event": replace(EVENT, status="planned", part_of=ALLEGED.id),
    "a denied event": replace(ALLEGED, place=Named(PLACE.id), status="denied"),
    "a dated statement": replace(CLAIM, statements=(replace(CLAIM.statements[0], date=on("2020-09-28")),)),
    "a member": replace(PERSON, part_of=BODY.id),
    "a part of a body": replace(BODY, part_of="the-state"),
    "a part of a place": replace(PLACE, part_of="the-country"),
}
WHOLES = (replace(BODY, id="the-state"), replace(PLACE, id="the-country"))


def _graph(data: JsonScript) -> list[Node]:
    document = json.loads(data.__html__())
    assert document["@context"] == "https://schema.org"
    graph: list[Node] = document["@graph"]
    return graph


def _node(entry: Entry, kind: str, *changed: Entry) -> Node:
    """The only node of a type at the top of the graph of an entry's page."""
    (found,) = (n for n in _graph(entry_data(example(entry, *changed), entry.id)) if n["@type"] == kind)
    return found


@pytest.mark.parametrize("entry", [*ENTRIES, *VARIED.values()], ids=[*(e.id for e in ENTRIES), *VARIED])
def test_every_term_exists_and_stands_where_it_may(entry: Entry) -> None:
    assert faults(_graph(entry_data(example(entry, *WHOLES), entry.id))) == []


@pytest.mark.parametrize("path", [urls.SEARCH, urls.TIMELINE, urls.NAMES, urls.HOME])
def test_pages_without_an_entry_keep_to_the_terms(path: str) -> None:
    assert faults(_graph(page_data(example(), path))) == []


def test_the_check_of_terms_finds_what_is_wrong() -> None:
    assert faults({"@type": "Artikel"}) == ["Artikel is no type"]
    assert faults({"@type": "Person", "headlines": "x"}) == ["headlines is no property"]
    assert faults({"@type": "Person", "headline": "x"}) == ["Person has no headline"]
    assert faults({"@type": "Event", "location": {"@type": "Person"}}) == [
        "location cannot be {'@type': 'Person'}"
    ]


def test_a_thing_has_one_id_and_one_type_on_every_page() -> None:
    index = example()
    types: dict[str, set[str]] = {}
    for entry_id in index.site.entries:
        for node in nodes(_graph(entry_data(index, entry_id))):
            if "@id" in node and "@type" in node:
                types.setdefault(node["@id"], set()).add(node["@type"])
    assert {node_id: names for node_id, names in types.items() if len(names) > 1} == {}
    assert types[f"{BASE}people/ann-envoy.html#this"] == {"Person"}


def test_a_work_in_another_language_says_so_wherever_it_is_named() -> None:
    graph = _graph(entry_data(example(TOPIC, article(lang="fa"), replace(CLAIM, lang="en")), TOPIC.id))
    assert faults(graph) == []
    told = {node["@id"]: node["inLanguage"] for node in nodes(graph) if node.get("inLanguage", "en") != "en"}
    assert told == {f"{BASE}articles/{ARTICLE.id}.html#this": "fa"}


def test_a_digest_is_ours_and_based_on_the_original() -> None:
    digest = _node(ARTICLE, "Article")
    assert digest["author"]["name"] == digest["publisher"]["name"] == "The editors"
    assert digest["datePublished"] == "2026-11-21"
    original = digest["isBasedOn"]
    assert (original["@type"], original["headline"]) == ("NewsArticle", "Second Day of Fighting")
    assert original["publisher"]["name"] == "The Paper"
    assert original["author"] == [{"@type": "Person", "name": "Ann Author"}]
    assert (original["url"], original["datePublished"]) == (ARTICLE.url, "2020-09-28")


@pytest.mark.parametrize("date", ["2020-09-28~", "2017-10-23..", "..2020-09", "2020-09-27..2020-09-28"])
def test_an_unsure_date_is_left_out(date: str) -> None:
    assert "datePublished" not in _node(article(date=on(date)), "Article")["isBasedOn"]
    assert "startDate" not in _node(replace(EVENT, date=on(date)), "Event")


def test_a_digest_names_what_it_mentions_and_its_topics() -> None:
    digest = _node(ARTICLE, "Article")
    assert [n["name"] for n in digest["mentions"]] == [
        *("Ann Envoy", "The Army", "The Valley", "The Paper", "Fighting breaks out"),
    ]
    assert [n["name"] for n in digest["about"]] == ["The war"]


def test_a_correction_is_told_with_its_day() -> None:
    changes = (change("correction", "2026-12-01", "The name was wrong."), change("update", "2026-12-02"))
    assert _node(article(changes=changes), "Article")["correction"] == [
        {"@type": "CorrectionComment", "text": "The name was wrong.", "datePublished": "2026-12-01"}
    ]


def test_a_note_cites_the_originals() -> None:
    (cited,) = _node(NOTE, "BackgroundNewsArticle")["citation"]
    assert cited["@id"] == f"{BASE}articles/fighting-goes-on.html#original"


def test_an_event_has_its_days_place_and_actors() -> None:
    event = _node(EVENT, "Event")
    assert (event["startDate"], event["endDate"]) == ("2020-09-27", "2020-09-28")
    assert event["location"]["name"] == "The Valley"
    assert [n["name"] for n in event["about"]] == ["The Army"]


@pytest.mark.parametrize("status", ["alleged", "denied"])
def test_what_is_only_alleged_or_denied_is_no_event(status: Any) -> None:
    event = replace(ALLEGED, status=status)
    graph = _graph(entry_data(example(event), event.id))
    assert [n["@type"] for n in graph] == ["WebPage", "Claim", "BreadcrumbList"]
    # Nor is it the whole of which an event is a part.
    assert "superEvent" not in _node(replace(EVENT, part_of=ALLEGED.id), "Event")


def test_every_statement_to_a_question_is_given_with_its_speaker() -> None:
    statements = _node(CLAIM, "Question")["hasPart"]
    assert [s["text"] for s in statements] == ["More than 550 of theirs.", "31 of ours."]
    assert (statements[0]["author"]["name"], statements[0].get("creditText")) == ("The Army", None)
    # Whether "Local officials" are a person or a body is not known, and `author` must be one of them.
    assert (statements[1].get("author"), statements[1]["creditText"]) == (None, "Local officials")


def test_a_state_speaks_by_its_name_as_a_place_is_no_author() -> None:
    by_state = replace(CLAIM, statements=(replace(CLAIM.statements[0], by=Named(PLACE.id)),))
    (statement,) = _node(by_state, "Question")["hasPart"]
    assert (statement.get("author"), statement["creditText"]) == (None, "The Valley")


def test_a_question_shows_no_figure_outside_its_statements() -> None:
    question = _node(CLAIM, "Question")
    assert question["description"] == "Statements by: The Army; Local officials."


def test_names_carry_their_language_and_roles_their_body() -> None:
    person = _node(PERSON, "Person")
    assert person["alternateName"] == ["Anna Envoy", {"@value": "آن", "@language": "fa"}]
    assert person["sameAs"] == "https://www.wikidata.org/entity/Q42"
    (role,) = person["memberOf"]
    assert (role["@type"], role["roleName"]) == ("OrganizationRole", "Envoy")
    assert (role["startDate"], role["endDate"]) == ("2019", "2020-05")
    assert role["memberOf"]["name"] == "The Army"


def test_coordinates_on_the_equator_are_kept() -> None:
    assert _node(PLACE, "Place")["geo"] == {"@type": "GeoCoordinates", "latitude": 0.0, "longitude": 46.75}


def test_home_describes_the_site_and_how_to_search_it() -> None:
    site = _node(HOME, "WebSite")
    assert (site["@id"], site["name"]) == (f"{BASE}#website", "A briefing")
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{BASE}search.html?q={{search_term_string}}"
    without = _graph(entry_data(replace(example(), search=False), HOME.id))[0]
    assert "potentialAction" not in without


@pytest.mark.parametrize(
    ("contact", "key"), [("editors@example.org", "email"), ("https://example.org/@desk", "contactPoint")]
)
def test_the_publisher_can_be_reached(contact: str, key: str) -> None:
    graph = _graph(entry_data(example(settings=replace(SETTINGS, contact=contact)), HOME.id))
    (publisher,) = (n for n in graph if n["@type"] == "Organization")
    assert {"email", "contactPoint"} & set(publisher) == {key}
    assert faults(graph) == []


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        (ARTICLE, ["Home", "The war", ARTICLE.title]),
        (TOPIC, ["Home", "The war"]),
        (PERSON, ["Home", "Names A–Z", "Ann Envoy"]),
        (OUTLET, ["Home", "Outlets", "The Paper"]),
        (ABOUT, ["Home", "About this site"]),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_the_way_from_home_leads_by_a_list_of_names_or_the_first_topic(
    entry: Entry, names: list[str]
) -> None:
    breadcrumbs = _node(entry, "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in breadcrumbs] == names
    assert [step["position"] for step in breadcrumbs] == list(range(1, len(names) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Poem(Entry):
    """A kind that says nothing of its own."""

    folder: ClassVar[str] = "poems"
    noun: ClassVar[str] = "poem"
    title: str


def test_a_kind_without_a_row_of_its_own_is_a_work_with_a_name() -> None:
    poem = Poem(id="a-poem", origin=ORIGIN, title="A poem")
    graph = _graph(entry_data(example(poem), poem.id))
    assert [(n["@type"], n.get("name")) for n in graph[:2]] == [
        ("WebPage", "A poem"),
        ("CreativeWork", "A poem"),
    ]
    assert faults(graph) == []


@given(texts(lines=False), texts())
def test_any_text_comes_back_and_none_ends_the_script(title: str, note: str) -> None:
    script = entry_data(example(article(title=title, content_note=note)), ARTICLE.id)
    data = script.__html__()
    assert not set(data) & set("<>&\u2028\u2029\n")
    (digest,) = (n for n in _graph(script) if n["@type"] == "Article")
    assert (digest["headline"], digest["description"]) == (title, " ".join(note.split()))
