"""`site.zim`, opened by libzim, as Kiwix opens it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher

from sitegen.load.cldr import three_letters
from tests.packing.packed import pack, packed, site_at

FILES: dict[str, str | None] = {
    "content/pages/welcome.md": "---\ntitle: Come in\n---\nThe harbour office is open on weekdays.\n",
    "content/people/anna-berg.md": (
        "---\nname: Anna Berg\nsummary: She speaks for the crews.\naliases: [Anna Bergh]\nspellings: [Bjerk]\n"
        "native:\n  - {text: آنا برگ, lang: fa}\nrefs: ferries-stand-still\nredirect_from: [people/a-berg.html]\n---\n"
    ),
    **{
        f"content/events/walkout-{year}.md": (
            f"---\ntitle: Walkout of {year}\ndate: {year}-06-01\nrefs: [ferries-stand-still]\ntopics: [strike]\n---\n"
        )
        for year in range(2015, 2021)
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(site_at(tmp_path_factory.mktemp("zim") / "site", FILES), "zim")


@pytest.fixture(scope="module")
def archive(folder: Path) -> Archive:
    return Archive(folder / "site.zim")


def entries(archive: Archive) -> dict[str, bytes]:
    """Every entry that a reader can ask for, by its path: its type and bytes, or where it leads."""
    found = {}
    for number in range(archive.all_entry_count):
        entry = archive._get_entry_by_id(number)
        if entry.is_redirect:
            found[entry.path] = f"to {entry.get_redirect_entry().path} {entry.title}".encode()
        elif archive.has_entry_by_path(entry.path):
            item = entry.get_item()
            found[entry.path] = f"{item.mimetype} {entry.title}\n".encode() + bytes(item.content)
    return found


def text(archive: Archive, path: str) -> str:
    return bytes(archive.get_entry_by_path(path).get_item().content).decode()


def found(archive: Archive, words: str) -> list[str]:
    return list(Searcher(archive).search(Query().set_query(words)).getResults(0, 10))


def offered(archive: Archive, words: str) -> list[str]:
    """The pages that are offered while these words are typed."""
    paths = SuggestionSearcher(archive).suggest(words).getResults(0, 10)
    return [archive.get_entry_by_path(path).get_item().path for path in paths]


def test_it_is_whole_and_begins_with_a_page_of_welcome(archive: Archive) -> None:
    assert archive.check()
    welcome = text(archive, archive.main_entry.get_item().path)
    assert "<h1>The Harbour Briefing</h1>" in welcome
    assert "Made on 28 November 2026." in welcome


def test_a_page_may_be_called_welcome_too(archive: Archive) -> None:
    assert "open on weekdays" in text(archive, "welcome.html")


def test_it_says_what_it_is(archive: Archive) -> None:
    said = {key: archive.get_metadata(key) for key in archive.metadata_keys}
    assert said["Title"] == b"The Harbour Briefing"
    assert (said["Language"], said["Date"], said["Name"]) == (
        b"eng",
        b"2026-11-28",
        b"harbour-example_en_all",
    )
    assert archive.has_illustration(48)


@pytest.mark.parametrize("name", ["Anna Berg", "Anna Bergh", "Bjerk", "آنا برگ"])
def test_a_name_is_found_in_every_listed_spelling(archive: Archive, name: str) -> None:
    assert "people/anna-berg.html" in found(archive, name)
    assert "people/anna-berg.html" in offered(archive, name)


def test_a_page_is_found_by_what_it_says_and_not_by_what_is_around_it(archive: Archive) -> None:
    article = text(archive, "articles/ferries-stand-still.html")
    assert "Skip to main content" in article
    assert "{{" in article
    assert "articles/ferries-stand-still.html" in found(archive, "ferries")
    assert found(archive, "skip") == found(archive, "BibTeX") == []


def test_the_words_of_a_drawing_are_those_of_the_list_below_it(archive: Archive) -> None:
    """Run into one another, they would stand in what Kiwix shows of a page it found."""
    assert '<figure class="drawn">' in text(archive, "timeline.html")
    assert "timeline.html" in found(archive, "walkout of 2017")
    assert found(archive, "chart") == []


def test_the_first_page_is_named_once_and_has_the_icon_of_the_site(archive: Archive) -> None:
    welcome = text(archive, archive.main_entry.get_item().path)
    assert "<title>The Harbour Briefing</title>" in welcome
    assert '<link rel="icon" href="icon.svg"' in welcome
    assert archive.has_entry_by_path("icon.svg")


def test_an_old_address_leads_on(archive: Archive) -> None:
    assert archive.get_entry_by_path("people/a-berg.html").get_item().path == "people/anna-berg.html"


def test_our_own_search_stays_out_and_its_page_says_where_to_look(archive: Archive) -> None:
    paths = entries(archive).keys()
    assert not [path for path in paths if path.startswith(("pagefind", "assets/search."))]
    assert "Search with the search box of your reader" in text(archive, "search.html")
    assert "search.html" not in found(archive, "search")


def test_no_page_names_where_it_may_load_from(archive: Archive) -> None:
    pages = [content for content in entries(archive).values() if content.startswith(b"text/html")]
    assert len(pages) > 10
    assert not [page for page in pages if b"Content-Security-Policy" in page]


def test_two_runs_have_the_same_entries(archive: Archive, tmp_path: Path) -> None:
    again = Archive(packed(site_at(tmp_path / "site", FILES), "zim") / "site.zim")
    one, other = entries(archive), entries(again)
    assert {path for path in one if one[path] != other.get(path)} == set()
    assert one.keys() == other.keys()


def test_nothing_but_the_answer_is_on_standard_output(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert pack(folder.parent, "zim", "--format", "json") == 0
    assert json.loads(capfd.readouterr().out)["packages"][0]["path"] == "site.zim"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "eng"), ("en-GB", "eng"), ("fa", "fas"), ("ar", "ara"), ("de", "deu"), ("ckb", "ckb")],
)
def test_languages_have_the_codes_of_iso_639_3(tag: str, code: str) -> None:
    assert three_letters(tag) == code
