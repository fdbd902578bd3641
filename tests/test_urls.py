"""Addresses: a table of what leads where, and that every link arrives."""

from __future__ import annotations

import string
from posixpath import relpath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import urls
from sitegen.faults import Faults, Span
from sitegen.link.redirects import check_addresses
from sitegen.model.fields import Origin
from sitegen.model.kinds import KINDS, Entry, Home, Organisation, Page, Person, Topic
from sitegen.model.site import Address, Settings, Site
from sitegen.render.outputs import OUTPUTS, Pages
from sitegen.render.site_index import index_of
from tests.link.small import TODAY
from tests.words import words

ORIGIN = Origin("content/x.md")


@pytest.mark.parametrize(
    ("source", "folder", "identity"),
    [
        ("content/index.md", "", "index"),
        ("content/people/anna-berg.md", "people", "anna-berg"),
        ("content/people/a.b.md", "people", "a.b"),
        ("content/articles/2020/x.md", "articles/2020", "x"),
    ],
)
def test_a_path_says_the_type_and_the_id(source: str, folder: str, identity: str) -> None:
    assert (urls.folder_of(source), urls.id_of(source)) == (folder, identity)


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        (Home(id="index", origin=ORIGIN, title="Home"), "index.html"),
        (Page(id="about", origin=ORIGIN, title="About"), "about.html"),
        (Topic(id="strike", origin=ORIGIN, title="Strike", summary="."), "topics/strike.html"),
        (Person(id="anna-berg", origin=ORIGIN, name="Anna", summary="."), "people/anna-berg.html"),
        (Organisation(id="crew", origin=ORIGIN, name="Crew", summary="."), "organisations/crew.html"),
    ],
)
def test_an_entry_has_one_page(entry: Entry, path: str) -> None:
    assert urls.output_path(entry) == path


@pytest.mark.parametrize(
    ("page", "target", "fragment", "link"),
    [
        ("index.html", "about.html", "", "about.html"),
        ("index.html", "people/anna.html", "", "people/anna.html"),
        ("people/anna.html", "index.html", "", "../index.html"),
        ("people/anna.html", "people/bo.html", "", "bo.html"),
        ("people/anna.html", "people/anna.html", "born", "anna.html#born"),
        ("topics/strike/2020.html", "people/anna.html", "", "../../people/anna.html"),
        ("notes/a.html", "notes/b.html", "آغاز", "b.html#%D8%A2%D8%BA%D8%A7%D8%B2"),
        ("index.html", "files/a b%.pdf", "", "files/a%20b%25.pdf"),
        ("index.html", "a:b.html", "", "./a:b.html"),
    ],
)
def test_a_link_is_relative_and_names_the_file(page: str, target: str, fragment: str, link: str) -> None:
    assert urls.relative(page, target, fragment) == link


@pytest.mark.parametrize(
    ("base", "target", "fragment", "url"),
    [
        ("https://x.example/", "index.html", "", "https://x.example/"),
        ("https://x.example/sub/", "index.html", "", "https://x.example/sub/"),
        ("https://x.example/sub/", "people/anna.html", "", "https://x.example/sub/people/anna.html"),
        ("https://x.example/sub/", "people/anna.html", "born", "https://x.example/sub/people/anna.html#born"),
        ("https://x.example/", "index.html", "top", "https://x.example/#top"),
    ],
)
def test_an_absolute_url_begins_with_the_base(base: str, target: str, fragment: str, url: str) -> None:
    assert urls.absolute(base, target, fragment) == url


@pytest.mark.parametrize(
    ("base", "link"),
    [
        ("https://x.example/", "/people/anna.html"),
        ("https://x.example/sub/", "/sub/people/anna.html"),
        ("https://x.example/%D8%A2/", "/%D8%A2/people/anna.html"),
    ],
)
def test_a_page_served_anywhere_links_from_the_root(base: str, link: str) -> None:
    assert urls.rooted(base, "people/anna.html") == link


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://x.example", "https://x.example/"),
        ("https://x.example/sub/", "https://x.example/sub/"),
        ("http://127.0.0.1:8000/sub", "http://127.0.0.1:8000/sub/"),
        ("https://x.example/گزارش", "https://x.example/%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4/"),
        ("https://x.example/%DA%AF/", "https://x.example/%DA%AF/"),
        ("https://häfen.example/", "https://xn--hfen-loa.example/"),
    ],
)
def test_the_address_of_a_site_is_carried_in_the_letters_of_a_uri(written: str, address: str) -> None:
    assert urls.is_web_address(written)
    assert urls.as_base(written) == address
    assert urls.as_base(address) == address


@pytest.mark.parametrize("text", ["https://", "x.example", "ftp://x.example", "https://häfen..example/"])
def test_what_leads_nowhere_is_no_web_address(text: str) -> None:
    assert not urls.is_web_address(text)


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("topics/strike.html", "topics/strike/2020.html"),
        (urls.INDEXES["articles"], "articles/2020.html"),
        (urls.TIMELINE, "timeline/2020.html"),
    ],
)
def test_the_pages_of_a_long_list_stand_below_it(page: str, path: str) -> None:
    assert urls.year_path(page, "2020") == path


def test_each_page_that_no_entry_makes_is_one_of_the_site() -> None:
    empty = Site(Settings(title="A site", base_url="https://x.example/"), {}, {})
    index = index_of(empty, words(), today=TODAY, base_url=None, search=True)
    rows = (row for row in OUTPUTS if isinstance(row, Pages))
    assert sorted(path for row in rows for path, _ in row.addresses(index)) == sorted(urls.SITE_PAGES)


@pytest.mark.parametrize("page", urls.SITE_PAGES)
def test_no_entry_or_old_address_can_take_the_place_of_a_page_of_the_site(page: str) -> None:
    assert urls.id_of(page) in urls.RESERVED_IDS
    assert urls.is_part_of_list(urls.year_path(page, "2020"))
    old = Page(id="about", origin=ORIGIN, title="About", redirect_from=(page,))
    faults = Faults()
    check_addresses({"about": old}, (), faults)
    assert [fault.message for fault in faults.met] == [
        f"{page} is the address of a page of the site itself, so it cannot lead on"
    ]


def test_no_entry_can_take_the_place_of_a_folder_of_the_site() -> None:
    assert {kind.folder for kind in KINDS if kind.folder} <= urls.RESERVED_IDS


@pytest.mark.parametrize(
    "path",
    [
        "articles/2020.html",
        "timeline/undated.html",
        "topics/strike/2020.html",
        "names/a.html",
        "names/u0628.html",
        "names/u10428.html",
        "names/other.html",
    ],
)
def test_a_part_of_a_list_is_known_by_its_address(path: str) -> None:
    assert urls.is_part_of_list(path)


@pytest.mark.parametrize(
    "path",
    ["articles/strike-of-2020.html", "articles/a.html", "posts/2020.html", "names.html", "names/anna.html"],
)
def test_another_page_is_no_part_of_a_list(path: str) -> None:
    assert not urls.is_part_of_list(path)


def test_no_entry_can_take_the_place_of_a_part_of_a_list() -> None:
    assert urls.UNDATED in urls.RESERVED_IDS


segments = st.text(alphabet=string.ascii_lowercase + string.digits + "-", min_size=1, max_size=8)
paths = st.builds(
    lambda folders, name: "/".join([*folders, f"{name}.html"]), st.lists(segments, max_size=3), segments
)


@given(paths, paths, st.text(alphabet="ab-آغ0", max_size=5))
def test_a_relative_link_arrives_wherever_the_site_stands(page: str, target: str, fragment: str) -> None:
    for base in ("https://x.example/", "https://x.example/deep/down/", "file:///media/stick/site/"):
        arrived = urlsplit(urljoin(base + page, urls.relative(page, target, fragment)))
        assert arrived.path == urlsplit(base).path + target
        assert unquote(arrived.fragment) == fragment


@given(paths)
def test_an_absolute_url_arrives(target: str) -> None:
    arrived = urlsplit(urls.absolute("https://x.example/sub/", target)).path
    assert arrived == ("/sub/" if target == urls.HOME else f"/sub/{target}")


@pytest.mark.parametrize(
    ("folder", "target", "way"),
    [
        ("", "index.html", "index.html"),
        ("people", "people/x.html", "x.html"),
        ("people", "index.html", "../index.html"),
        ("topics/war", "people/x.html", "../../people/x.html"),
        ("topics/war", "topics/war.html", "../war.html"),
        ("content/notes", "../outside.md", "../../../outside.md"),
    ],
)
def test_a_way_leads_from_a_folder_to_a_file_wherever_the_program_runs(
    folder: str, target: str, way: str
) -> None:
    assert urls.path_from(folder, target) == way == relpath(target, folder or ".")


@pytest.mark.parametrize(
    ("written", "carried"),
    [
        ("https://desk.example", "https://desk.example/"),
        ("https://desk.example//", "https://desk.example/"),
        ("https://desk.example//other.example/", "https://desk.example/other.example/"),
        ("https://desk.example/a//b/./c/../", "https://desk.example/a/b/"),
        ("https://desk.example/a/..", "https://desk.example/"),
        ("https://desk.example/caf\u00e9/", "https://desk.example/caf%C3%A9/"),
    ],
)
def test_a_base_is_folded_so_that_no_link_of_it_names_another_host(written: str, carried: str) -> None:
    assert urls.as_base(written) == carried
    assert urls.rooted(carried, "site.css").startswith("/")
    assert not urls.rooted(carried, "site.css").startswith("//")


def _page(name: str, *before: str) -> Page:
    return Page(id=name, origin=ORIGIN, title="A page", redirect_from=before)


@pytest.mark.parametrize(
    ("entry", "known", "first"),
    [
        (_page("a"), {}, "a.html"),
        (_page("new", "old.html"), {}, "old.html"),
        (_page("new", "old.html"), {"old.html": None}, "old.html"),
        (_page("new", "typo.html", "old.html"), {"old.html": None}, "old.html"),
        (_page("new", "old.html"), {"old.html": None, "new.html": "old.html"}, "old.html"),
        (_page("newer", "old.html", "new.html"), {"old.html": None, "new.html": "old.html"}, "old.html"),
        (_page("newer", "new.html"), {"old.html": None, "new.html": "old.html"}, "old.html"),
        (_page("stays", "merged.html"), {"stays.html": None, "merged.html": None}, "stays.html"),
        (_page("a"), {"a.html": "b.html", "b.html": "a.html"}, "a.html"),
    ],
)
def test_an_entry_is_known_by_its_first_address(
    entry: Page, known: dict[str, str | None], first: str
) -> None:
    addresses = [Address(path, None, Span(), was) for path, was in known.items()]
    assert urls.first_addresses([entry], addresses) == {entry.id: first}
