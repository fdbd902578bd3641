"""The pages about what one can take away."""

from __future__ import annotations

from typing import Any

import pytest
from markupsafe import escape

from sitegen.packing.formats import FORMATS
from sitegen.render.views.take_away import DATA_FILES, PACKS
from tests.render.rendered import rendered, site_of
from tests.words import words

FILES = {"topics/strike": "title: The strike\nsummary: The ferries stand still."}


def made(path: str, **settings: Any) -> str:
    return rendered(site_of(FILES, **settings))[path]


def test_every_package_that_can_be_made_is_named_and_no_other() -> None:
    assert list(PACKS) == [known.name for known in FORMATS]


def test_where_packages_are_published_their_addresses_stand_there() -> None:
    page = made("take-away.html", packs_url="https://packs.example/here/")
    for file in (*PACKS.values(), "index.html", "strike.epub", "pages/strike.html"):
        assert f'href="https://packs.example/here/{file}"' in page or not file
    data = made("data.html", packs_url="https://packs.example/here/")
    assert all(f'href="https://packs.example/here/{file}"' in data for file in DATA_FILES)


@pytest.mark.parametrize("path", ["take-away.html", "data.html"])
def test_where_they_are_not_nothing_leads_to_them(path: str) -> None:
    page = made(path)
    assert [
        file for file in (*PACKS.values(), *DATA_FILES, "strike.epub") if file and f'{file}"' in page
    ] == []


def test_it_tells_what_there_is_without_sizes() -> None:
    page = made("take-away.html")
    assert all(escape(words()(f"packs.what.{name}")) in page for name in PACKS)
    assert " MB" not in page


def test_home_leads_there() -> None:
    assert '<a href="take-away.html">Take it with you</a>' in made("index.html")


def test_the_data_tell_their_licence_and_how_to_cite_them() -> None:
    page = made("data.html", licence="CC BY 4.0", publisher="The editors")
    assert "<p>CC BY 4.0</p>" in page
    assert "<p>The editors. A site. https://briefing.example/</p>" in page
