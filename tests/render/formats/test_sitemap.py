"""The sitemap, robots.txt, the head's values and the list of files."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any
from xml.etree import ElementTree

import pytest

from sitegen.render.formats.sitemap import robots, sitemap, sitemap_paths
from sitegen.render.outputs import OUTPUTS, Files
from sitegen.render.views.page_frame import Meta, entry_meta, page_meta
from tests.render.formats.example import (
    ARTICLE,
    BASE,
    DOCUMENT,
    NOTE,
    PERSON,
    SETTINGS,
    article,
    change,
    example,
    on,
    parsed,
)

MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def _rows(content: bytes) -> dict[str, str]:
    """Each address with its day, or an empty text."""
    root: ElementTree.Element = parsed(content)
    return {row.findtext("s:loc", "", MAP): row.findtext("s:lastmod", "", MAP) for row in root}


def test_a_sitemap_lists_absolute_addresses_with_the_day_of_the_last_change() -> None:
    pages = ["timeline.html", "articles/fighting-goes-on.html", "notes/who-said-what.html", "index.html"]
    index = example(article(changes=(change("update", "2026-12-02"),)))
    assert sitemap_paths(pages) == ("sitemap.xml",)
    assert _rows(sitemap(index, pages, "sitemap.xml")) == {
        BASE: "",
        f"{BASE}articles/fighting-goes-on.html": "2026-12-02",
        f"{BASE}notes/who-said-what.html": "2026-11-22",
        f"{BASE}timeline.html": "",
    }


def test_the_order_of_pages_changes_nothing() -> None:
    one, other = ["b.html", "a.html", "b.html"], ["a.html", "b.html"]
    assert sitemap(example(), one, "sitemap.xml") == sitemap(example(), other, "sitemap.xml")


def test_a_day_that_is_not_sure_is_left_out() -> None:
    index = example(article(added=on("2026-11")))
    rows = _rows(sitemap(index, ["articles/fighting-goes-on.html"], "sitemap.xml"))
    assert rows == {f"{BASE}articles/fighting-goes-on.html": ""}


def test_too_many_pages_are_split_over_sitemaps() -> None:
    pages = [f"a/{n}.html" for n in range(5)]
    paths = sitemap_paths(pages, most=2)
    assert paths == ("sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml")
    first, *parts = (list(_rows(sitemap(example(), pages, path, most=2))) for path in paths)
    assert first == [f"{BASE}{path}" for path in paths[1:]]
    assert list(chain(*parts)) == [f"{BASE}{page}" for page in pages]


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    assert robots(example(), "robots.txt").decode().splitlines() == [
        *("User-agent: *", "Allow: /", "", "Sitemap: https://briefing.example/sitemap.xml"),
    ]


def test_the_files_have_the_addresses_that_pages_name() -> None:
    index = example()
    paths = {path for row in OUTPUTS if isinstance(row, Files) for path, _ in row.addresses(index)}
    assert paths == {
        *("feed.xml", "feed.json", "topics/war.xml", "topics/war.json", "corrections.xml"),
        *("sitemap.xml", "robots.txt"),
        *(f"previews/{i}.js" for i in index.site.entries),
    }


def test_a_digest_says_when_it_came_and_not_when_the_original_did() -> None:
    changed = article(changes=(change("correction", "2026-12-02"),))
    assert entry_meta(example(changed), ARTICLE.id) == Meta(
        "article",
        published="2026-11-21T00:00:00Z",
        modified="2026-12-02T00:00:00Z",
        tags=("The war",),
    )


@pytest.mark.parametrize("added", [None, on("2026-11"), on("2026-11-21~")], ids=str)
def test_a_day_that_is_not_exact_is_not_given(added: Any) -> None:
    assert entry_meta(example(article(added=added)), ARTICLE.id).published == ""


def test_each_kind_of_entry_has_its_type() -> None:
    index = example()
    types = {entry_id: entry_meta(index, entry_id).type for entry_id in index.site.entries}
    texts = {entry_id for entry_id, name in types.items() if name == "article"}
    assert texts == {ARTICLE.id, DOCUMENT.id, NOTE.id}
    assert types[PERSON.id] == "profile"


@pytest.mark.parametrize(("language", "locale"), [("en", ""), ("en-GB", "en_GB"), ("uz-Latn-UZ", "uz_UZ")])
def test_a_locale_needs_a_territory(language: str, locale: str) -> None:
    assert page_meta(example(settings=replace(SETTINGS, language=language))).locale == locale
