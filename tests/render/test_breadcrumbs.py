"""The way from home to a page: what a reader sees above it is what its structured data says."""

from __future__ import annotations

import json
import re
from html import unescape
from posixpath import dirname, join, normpath

import pytest

from tests.link.small import article, event, note, outlet, person, place
from tests.render.rendered import pages

FILES = {
    "articles/report": article(),
    "notes/note": note("It said so [@report]."),
    "events/battle": event(),
    "claims/who": "question: Who?\nstatements:\n  - {by: Ann, says: We, refs: report}",
    "people/ann": person("Ann Envoy"),
    "organisations/army": person("The Army"),
    "places/valley": place("The Valley"),
    "sources/the-post": outlet("The Post"),
    "pages/about": "title: About\n---\nWhat this is.",
}
BASE = "https://briefing.example/"
Steps = list[tuple[str, str]]


@pytest.fixture(scope="module")
def every() -> dict[str, str]:
    """Every page with breadcrumbs."""
    return {path: page for path, page in pages(FILES).items() if f"{BASE}{path}#breadcrumb" in page}


def seen(path: str, page: str) -> Steps:
    """The links above a page, as words and absolute address."""
    breadcrumbs = page.partition('<nav class="breadcrumbs"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', breadcrumbs)
    return [(unescape(words), BASE + normpath(join(dirname(path), href))) for href, words in links]


def told(path: str, page: str) -> Steps:
    """What its structured data says, less the page itself at the end."""
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    (way,) = (node for node in json.loads(data[0])["@graph"] if node["@type"] == "BreadcrumbList")
    steps = [(item["name"], item["item"]["@id"]) for item in way["itemListElement"]]
    assert steps[-1][1] == BASE + path
    return steps[:-1]


def test_pages_of_every_kind_are_looked_at(every: dict[str, str]) -> None:
    assert {path.rpartition("/")[0] for path in every} == {name.partition("/")[0] for name in FILES} - {
        "pages"
    } | {"", "topics"}


def test_structured_data_tells_the_way_that_a_reader_sees(every: dict[str, str]) -> None:
    for path, page in every.items():
        home, *between = seen(path, page)
        assert told(path, page) == [(home[0], BASE), *between], path
