"""Structured data of the real site: sound on every page, one thing one id, and nothing left out that a page shows."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from tests.render.formats.schema_org import faults, nodes
from tests.site.pages import HTML, links, pages, parsed, target_of

BASE = "https://briefing.example/"

Node = dict[str, Any]


@pytest.fixture(scope="module")
def graphs(built: Path) -> dict[str, list[Node]]:
    """The graph of every page, but of those that search engines shall pass over: they say nothing."""
    found = {}
    for page in pages(built):
        tree = parsed(built / page)
        aside = tree.find(f".//{HTML}meta[@name='robots'][@content='noindex']") is not None
        scripts = tree.findall(f".//{HTML}script[@type='application/ld+json']")
        assert len(scripts) == (0 if aside else 1), page
        documents = [json.loads(script.text or "") for script in scripts]
        assert [document["@context"] for document in documents] == ["https://schema.org"] * len(documents)
        if not aside:
            found[page] = [node for document in documents for node in document["@graph"]]
    return found


def things(graphs: dict[str, list[Node]], folder: str) -> list[tuple[str, Node]]:
    """The pages of a folder, each with what it is about."""
    own = [page for page in graphs if page.startswith(f"{folder}/") and page != f"{folder}/index.html"]
    found = [(page, n) for page in own for n in graphs[page] if n.get("@id") == f"{BASE}{page}#this"]
    assert [page for page, _ in found] == own
    return found


def ids_of(values: list[Node]) -> set[str]:
    return {value["@id"] for value in values}


def section(tree: Element, name: str) -> Element | None:
    return tree.find(f".//{HTML}section[@class='{name}']")


def leads(page: str, part: Element | None) -> set[str]:
    """The pages that a part of a page leads to, itself left out."""
    return {target_of(page, link)[0] for link in links(part)} - {page} if part is not None else set()


def test_every_term_exists_and_stands_where_it_may(graphs: dict[str, list[Node]]) -> None:
    found = {page: faults(graph) for page, graph in graphs.items()}
    assert {page: told for page, told in found.items() if told} == {}


def test_a_thing_has_one_id_one_type_and_one_name_on_all_pages(graphs: dict[str, list[Node]]) -> None:
    called: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for node in nodes(list(graphs.values())):
        if "@id" in node and "@type" in node:
            called[node["@id"]].add((node["@type"], node.get("name", "")))
    assert {i: names for i, names in called.items() if len(names) > 1} == {}
    entities = [
        (kind, name)
        for names in called.values()
        for kind, name in names
        if kind in ("Person", "Organization")
    ]
    assert len(entities) == len(set(entities))


def test_every_id_is_the_address_of_a_page(graphs: dict[str, list[Node]], built: Path) -> None:
    for node in nodes(list(graphs.values())):
        if "@id" in node:
            path = node["@id"].removeprefix(BASE).partition("#")[0] or "index.html"
            assert (built / path).is_file(), node["@id"]


def test_a_digest_is_based_on_an_original_of_the_outlet_its_page_names(
    graphs: dict[str, list[Node]], built: Path
) -> None:
    for page, digest in things(graphs, "articles"):
        outlet = digest["isBasedOn"]["publisher"]["@id"].removeprefix(BASE).removesuffix("#this")
        assert outlet in leads(page, parsed(built / page).find(f".//{HTML}main")), page


def test_texts_mention_and_are_about_what_their_pages_lead_to(
    graphs: dict[str, list[Node]], built: Path
) -> None:
    for folder in ("articles", "notes"):
        for page, text in things(graphs, folder):
            named = {
                f"{BASE}{path}#this" for path in leads(page, section(parsed(built / page), "co-mentions"))
            }
            assert ids_of(text.get("mentions", [])) >= named, page
            assert text["about"], page


def test_a_note_cites_the_originals_of_its_sources(graphs: dict[str, list[Node]], built: Path) -> None:
    for page, note in things(graphs, "notes"):
        listed = leads(page, section(parsed(built / page), "sources"))
        articles = {f"{BASE}{path}#original" for path in listed if path.startswith("articles/")}
        assert ids_of(note["citation"]) == articles, page


def test_every_row_of_a_question_is_a_claim_with_its_speaker(
    graphs: dict[str, list[Node]], built: Path
) -> None:
    for page, question in things(graphs, "claims"):
        rows = parsed(built / page).findall(f".//{HTML}tbody/{HTML}tr/{HTML}th[@scope='row']")
        assert [part["@type"] for part in question["hasPart"]] == ["Claim"] * len(rows), page
        assert all("author" in part or "creditText" in part for part in question["hasPart"]), page
        assert all(part["appearance"] for part in question["hasPart"]), page


def test_an_event_is_one_unless_its_page_says_that_it_is_alleged_or_denied(
    graphs: dict[str, list[Node]], built: Path
) -> None:
    kinds = defaultdict(set)
    for page, event in things(graphs, "events"):
        flags = parsed(built / page).findall(f".//{HTML}p[@class='byline meta']//*[@class='flag']")
        kinds[event["@type"]].add(bool({flag.text for flag in flags} & {"Alleged", "Denied"}))
    assert kinds == {"Event": {False}, "Claim": {True}}


def test_other_names_are_those_of_the_page(graphs: dict[str, list[Node]], built: Path) -> None:
    for folder in ("people", "organisations", "places", "sources"):
        for page, entity in things(graphs, folder):
            main = parsed(built / page).find(f".//{HTML}main")
            assert main is not None
            text = "".join(main.itertext())
            others = [
                name["@value"] if isinstance(name, dict) else name for name in entity.get("alternateName", [])
            ]
            assert [name for name in others if name not in text] == [], page


def test_no_page_claims_to_be_the_article_that_it_digests(built: Path) -> None:
    """Reference managers take such tags for a journal article of ours; without them they take our title and date."""
    for page in pages(built):
        for tag in parsed(built / page).iterfind(f".//{HTML}meta"):
            name = (tag.get("name") or tag.get("property") or "").lower()
            assert not name.startswith(("citation_", "dc.", "dcterms.", "prism.", "bepress_", "eprints.")), (
                page
            )
