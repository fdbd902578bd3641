"""The pages about what one can take away."""

from __future__ import annotations

from typing import Any

import pytest
from markupsafe import escape

from sitegen.model.packages import FORMATS
from sitegen.render.site_index import index_of
from sitegen.render.views.site_pages import DATA_FILES
from tests.link.small import TODAY
from tests.render.rendered import rendered, site_of
from tests.words import words

FILES = {"topics/strike": "title: The strike\nsummary: The ferries stand still."}


def made(path: str, **settings: Any) -> str:
    return rendered(site_of(FILES, **settings))[path]


def test_where_packages_are_published_their_addresses_stand_there() -> None:
    page = made("take-away.html", packs_url="https://packs.example/here/")
    for file in (*(known.file for known in FORMATS), "index.html", "strike.epub", "pages/strike.html"):
        assert f'href="https://packs.example/here/{file}"' in page or not file
    data = made("data.html", packs_url="https://packs.example/here/")
    assert all(f'href="https://packs.example/here/{file}"' in data for file in DATA_FILES)


@pytest.mark.parametrize(
    ("packs_url", "found"),
    [
        ("https://briefing.example/packs/", "https://copy.example/of/packs/"),
        ("https://packs.example/here/", "https://packs.example/here/"),
        (None, None),
    ],
)
def test_packages_beside_the_site_are_where_the_site_is_published(
    packs_url: str | None, found: str | None
) -> None:
    site = site_of(FILES, packs_url=packs_url)
    index = index_of(site, words(), today=TODAY, base_url="https://copy.example/of/", search=False)
    assert index.packs_url == found


REPOSITORY = "https://code.example/site"


@pytest.mark.parametrize("path", ["take-away.html", "data.html"])
@pytest.mark.parametrize("settings", [{}, {"repository": REPOSITORY}])
def test_where_they_are_not_nothing_leads_to_them(path: str, settings: dict[str, str]) -> None:
    page = made(path, **settings)
    assert [
        file
        for file in (*(known.file for known in FORMATS), *DATA_FILES, "strike.epub")
        if file and f'{file}"' in page
    ] == []


@pytest.mark.parametrize("settings", [{"packs_url": "https://packs.example/"}, {"repository": REPOSITORY}])
def test_it_tells_what_there_is_without_sizes(settings: dict[str, str]) -> None:
    page = made("take-away.html", **settings)
    assert all(escape(words()(f"packs.what.{known.name}")) in page for known in FORMATS)
    assert " MB" not in page


@pytest.mark.parametrize(("path", "command"), [("take-away.html", "pack"), ("data.html", "pack data")])
def test_what_nobody_publishes_a_reader_is_told_how_to_make_where_its_source_can_be_had(
    path: str, command: str
) -> None:
    source, how = f'href="{REPOSITORY}"', f"<code>python build.py {command}</code>"
    told = made(path, repository=REPOSITORY)
    assert (source in told, how in told) == (True, True)
    untold = made(path)
    assert (how in untold, "EPUB" in untold, "site.sqlite" in untold) == (False, False, False)
    published = made(path, repository=REPOSITORY, packs_url="https://packs.example/")
    assert how not in published


def test_the_briefing_paper_of_each_topic_is_there_in_any_case() -> None:
    assert '<a href="topics/strike/brief.html">The strike</a>' in made("take-away.html")


def test_home_leads_there() -> None:
    assert '<a href="take-away.html">Take it with you</a>' in made("index.html")


def test_the_data_tell_their_licence_and_how_to_cite_them() -> None:
    page = made("data.html", licence="CC BY 4.0", publisher="The editors")
    assert "<p>CC BY 4.0</p>" in page
    assert "<p>The editors. A site. https://briefing.example/</p>" in page
