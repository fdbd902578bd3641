"""`site.epub` and `TOPIC.epub`, read as a program reads them that knows zip files and XML and nothing of us."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_STORED, ZipFile

import pytest
from jinja2 import Environment
from jinja2.nodes import Macro
from lxml import etree

from sitegen.packing.epub.xhtml import DOCTYPE, PAGE_LENGTH, document
from sitegen.packing.links import Link, chosen
from tests.packing.packed import pack, packed, site_at
from tests.words import LAYOUTS

EPUB = "{http://www.idpf.org/2007/ops}"
HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
SVG = "{http://www.w3.org/2000/svg}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4"/></svg>'
_WORD = "Ferries stood still. "
FILES: dict[str, str | None] = {
    "content/topics/harbour.md": "---\ntitle: The harbour\nsummary: Ferries stand still.\n---\n",
    "content/topics/tunnel.md": "---\ntitle: The tunnel\nsummary: Nobody digs.\n---\nSee [[the-strike]].\n",
    "content/topics/bare.md": "---\ntitle: A bare matter\nsummary: Nobody knows of it.\n---\n",
    "content/files/quay.svg": _DRAWING,
    "content/notes/the-strike.md": (
        "---\ntitle: The walkout so far\nsummary: What we know.\nupdated: 2026-11-01\ntopics: [harbour]\n---\n"
        "They walked out [@ferries-stand-still].[^1] ![The quay](../files/quay.svg) See [[the-dig]], and\n"
        f"[the gazette](https://gazette.example/).\n\n{_WORD * 200}\n\n{_WORD * 200}\n\n[^1]: At noon.\n"
    ),
    "content/notes/the-dig.md": (
        "---\ntitle: The dig\nsummary: Nobody digs.\nupdated: 2026-11-02\ntopics: [tunnel]\n---\nNobody digs.\n"
    ),
    "content/notes/persian.md": (
        "---\ntitle: اعتصاب\nsummary: قایق‌ها.\nupdated: 2026-11-03\ntopics: [harbour]\nlang: fa\n---\nقایق‌ها.\n"
    ),
    "content/events/walkout.md": (
        "---\ntitle: The walkout\ndate: 2020-05-04\nrefs: [ferries-stand-still]\ntopics: [harbour]\n---\n"
    ),
}


@dataclass(frozen=True)
class Book:
    """An opened book: its files in their order, those that are XML as trees, and its package."""

    names: list[str]
    content: dict[str, bytes]
    trees: dict[str, etree._Element]

    @property
    def package(self) -> etree._Element:
        return self.trees["EPUB/package.opf"]

    def chapter(self, path: str) -> etree._Element:
        return self.trees[f"EPUB/{path}"]

    @property
    def documents(self) -> dict[str, etree._Element]:
        return {name: tree for name, tree in self.trees.items() if name.endswith(".xhtml")}

    def spine(self) -> list[str]:
        """The documents in the order of reading."""
        by_id = {item.get("id"): join("EPUB", item.get("href")) for item in self.package.iter(f"{OPF}item")}
        return [by_id[ref.get("idref")] for ref in self.package.iter(f"{OPF}itemref")]

    def nav(self, kind: str) -> list[tuple[str, str]]:
        """The lines of one of its lists: where each leads, and its words."""
        found = self.chapter("_nav.xhtml").iter(f"{HTML}nav")
        nav = next(one for one in found if one.get(f"{EPUB}type") == kind)
        return [(_target("EPUB/_nav.xhtml", a.get("href")), words(a)) for a in nav.iter(f"{HTML}a")]


def opened(path: Path) -> Book:
    """Raises XMLSyntaxError where a file that should be XML is none."""
    with ZipFile(path) as archive:
        names = archive.namelist()
        content = {name: archive.read(name) for name in names}
    trees = {
        n: etree.fromstring(c) for n, c in content.items() if n.endswith((".xhtml", ".opf", ".xml", ".svg"))
    }
    return Book(names, content, trees)


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _target(page: str, href: str) -> str:
    parts = urlsplit(href)
    path = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(site_at(tmp_path_factory.mktemp("books") / "site", FILES), "epub")


@pytest.fixture(scope="module")
def site(packs: Path) -> Book:
    return opened(packs / "site.epub")


@pytest.fixture(scope="module")
def harbour(packs: Path) -> Book:
    return opened(packs / "harbour.epub")


def test_there_is_a_book_of_the_site_and_of_each_topic(packs: Path) -> None:
    assert sorted(path.name for path in packs.glob("*.epub")) == [
        "bare.epub",
        "harbour.epub",
        "site.epub",
        "strike.epub",
        "tunnel.epub",
    ]


def test_the_container_says_what_it_is_before_anything_else(packs: Path) -> None:
    with ZipFile(packs / "site.epub") as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        assert archive.read(first) == b"application/epub+zip"
    assert (packs / "site.epub").read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


@pytest.mark.parametrize("name", ["site", "harbour"])
def test_the_package_lists_every_file_once_and_reads_every_document(packs: Path, name: str) -> None:
    book = opened(packs / f"{name}.epub")
    listed = [join("EPUB", item.get("href")) for item in book.package.iter(f"{OPF}item")]
    assert sorted([*listed, "mimetype", "META-INF/container.xml", "EPUB/package.opf"]) == sorted(book.names)
    assert sorted(book.spine()) == sorted(book.documents)


@pytest.mark.parametrize("name", ["site", "harbour"])
def test_every_link_leads_to_something_in_the_book_or_says_that_it_leaves_it(packs: Path, name: str) -> None:
    book = opened(packs / f"{name}.epub")
    anchors = {
        f"{page}#{one.get('id')}"
        for page, tree in book.documents.items()
        for one in tree.iter("{*}*")
        if one.get("id")
    }
    dead, unmarked = [], []
    for page, tree in book.documents.items():
        for element in tree.iter("{*}*"):
            href = element.get("href") or element.get("src")
            if href and urlsplit(href).scheme:
                unmarked += [href] if "↗" not in words(element) else []
            elif href and (target := _target(page, href)) not in anchors | book.content.keys():
                dead.append((page, target))
    assert (dead, unmarked) == ([], [])


def test_no_id_stands_twice_in_a_document(site: Book) -> None:
    for page, tree in site.documents.items():
        ids = [one.get("id") for one in tree.iter("{*}*") if one.get("id")]
        assert len(ids) == len(set(ids)), page


def test_the_contents_list_every_chapter_in_the_order_of_reading(site: Book) -> None:
    listed = [target for target, _ in site.nav("toc")]
    cover, imprint, nav, *chapters = site.spine()
    assert (cover, nav) == ("EPUB/book/cover.xhtml", "EPUB/_nav.xhtml")
    assert listed == [imprint, *chapters]
    assert not [a for a in site.chapter("_nav.xhtml").iter(f"{HTML}a") if a.get("href").startswith("..")]
    assert "EPUB/names.xhtml" in chapters
    assert "EPUB/search.xhtml" not in chapters


def test_the_contents_call_a_chapter_what_its_page_is_called(site: Book) -> None:
    called = dict(site.nav("toc"))
    assert called["EPUB/notes/the-strike.xhtml"] == "The walkout so far"
    assert called["EPUB/timeline.xhtml"] == "Timeline"


def test_landmarks_lead_to_the_parts_that_a_reading_system_knows(site: Book) -> None:
    nav = site.chapter("_nav.xhtml").iter(f"{HTML}a")
    kinds = [a.get(f"{EPUB}type") for a in nav if a.get(f"{EPUB}type")]
    assert kinds == ["cover", "titlepage", "toc", "bodymatter", "index"]


def test_there_is_a_place_to_turn_to_about_every_page_of_text(site: Book) -> None:
    listed = site.nav("page-list")
    assert [number for _, number in listed] == [str(number) for number in range(1, len(listed) + 1)]
    strike = [target for target, _ in listed if target.startswith("EPUB/notes/the-strike.xhtml#")]
    assert len(strike) == 3, "at its beginning, and before each of two paragraphs of two pages"
    breaks = [
        one for one in site.chapter("notes/the-strike.xhtml").iter() if one.get("role") == "doc-pagebreak"
    ]
    assert [one.get("title") for one in breaks] == [target.rpartition(":")[2] for target in strike]
    assert len(_WORD * 200) > PAGE_LENGTH


def test_what_is_cited_and_noted_can_be_shown_in_place(site: Book) -> None:
    chapter = site.chapter("notes/the-strike.xhtml")
    shown = {
        one.get("id"): one for one in chapter.iter(f"{HTML}aside") if one.get(f"{EPUB}type") == "footnote"
    }
    marks = [one for one in chapter.iter(f"{HTML}a") if one.get(f"{EPUB}type") == "noteref"]
    assert [(one.text, one.get("href")) for one in marks] == [("1", "#source:1"), ("a", "#fn:a")]
    assert {one.get("role") for one in marks} == {"doc-noteref"}
    assert shown.keys() == {"source:1", "fn:a"}
    assert words(shown["fn:a"]).startswith("a. At noon.")
    said = (
        "1. The Gazette (town paper), 4 March 2024. No address recorded. Our digest: Ferries stand still. ↑"
    )
    assert words(shown["source:1"]) == said


def test_sources_and_their_mentions_are_numbered_in_the_digits_of_the_language(tmp_path: Path) -> None:
    note = "---\ntitle: N\nsummary: S.\nupdated: 2026-11-01\ntopics: [harbour]\n---\n[@ferries-stand-still] [@ferries-stand-still]\n"
    settings = "title: T\nbase_url: https://x.example/\nlanguage: fa\n"
    files = FILES | {"content/notes/the-strike.md": note, "content/site.yaml": settings}
    root = site_at(tmp_path / "site", files)
    page = opened(packed(root, "epub") / "site.epub").chapter("notes/the-strike.xhtml")
    (source,) = page.iter(f"{HTML}aside")
    assert [words(sub) for sub in source.iter(f"{HTML}sub")] == ["۱", "۲"]
    assert [words(n) for n in source.iter(f"{HTML}span") if n.get("class") == "number"] == ["۱."]


def test_a_language_is_said_in_html_and_in_xml(site: Book) -> None:
    heading = next(site.chapter("notes/persian.xhtml").iter(f"{HTML}h1"))
    assert (heading.get("lang"), heading.get(f"{XML}lang"), heading.get("dir")) == ("fa", "fa", "rtl")
    assert {tree.get(f"{XML}lang") for tree in site.documents.values()} == {"en"}


def test_drawings_and_pictures_come_along(site: Book) -> None:
    properties = {item.get("href"): item.get("properties") for item in site.package.iter(f"{OPF}item")}
    assert site.content["EPUB/files/quay.svg"].decode() == _DRAWING
    assert properties["files/quay.svg"] is None
    drawn = {
        name.removeprefix("EPUB/")
        for name, tree in site.documents.items()
        if next(tree.iter(f"{SVG}svg"), None) is not None
    }
    assert drawn == {href for href, said in properties.items() if said == "svg"}
    assert properties["book/cover.svg"] == "cover-image"


def test_the_cover_says_what_the_book_is_and_of_when(harbour: Book) -> None:
    assert words(harbour.trees["EPUB/book/cover.svg"]).startswith(
        "The harbour The Harbour Briefing The harbour Ferries stand"
    )
    assert "28 November 2026" in words(harbour.trees["EPUB/book/cover.svg"])


def test_the_book_says_of_what_it_was_made_and_what_it_can_be_read_with(harbour: Book) -> None:
    said = {one.get("property"): one.text for one in harbour.package.iter(f"{OPF}meta")}
    assert said["dcterms:modified"] == "2026-11-28T00:00:00Z"
    assert said["belongs-to-collection"] == "The Harbour Briefing"
    assert said["schema:accessModeSufficient"] == "textual"
    assert "dcterms:conformsTo" not in said, "nobody has looked at all that WCAG asks"
    assert "Made on 28 November 2026." in words(harbour.chapter("book/imprint.xhtml"))


def test_a_book_keeps_its_identifier(packs: Path, tmp_path: Path) -> None:
    changed = {**FILES, "content/notes/the-dig.md": None, "content/topics/tunnel.md": None}
    changed["content/notes/the-strike.md"] = None
    later = packed(site_at(tmp_path / "site", changed), "epub", today="2026-12-05") / "site.epub"
    identifiers = {
        next(opened(one).package.iter(f"{DC}identifier")).text for one in (packs / "site.epub", later)
    }
    assert len(identifiers) == 1
    assert identifiers != {next(opened(packs / "harbour.epub").package.iter(f"{DC}identifier")).text}


def test_the_book_of_a_topic_has_what_its_entries_name_and_leads_to_the_web_for_the_rest(
    harbour: Book,
) -> None:
    chapters = {name.removeprefix("EPUB/") for name in harbour.spine()}
    assert {
        "topics/harbour.xhtml",
        "notes/the-strike.xhtml",
        "articles/ferries-stand-still.xhtml",
    } <= chapters
    assert {"sources/gazette.xhtml", "events/walkout.xhtml"} <= chapters
    assert not {"topics/tunnel.xhtml", "notes/the-dig.xhtml", "timeline.xhtml"} & chapters
    links = {words(a): a.get("href") for a in harbour.chapter("notes/the-strike.xhtml").iter(f"{HTML}a")}
    assert links["The dig↗"] == "https://harbour.example/notes/the-dig.html"


def test_the_book_of_a_topic_leads_to_the_web_for_what_goes_across_topics_whatever_else_is_made(
    tmp_path: Path,
) -> None:
    planned = "---\ntitle: A vote\ndate: 2027-05-04\nstatus: planned\nrefs: ferries-stand-still\n---\n"
    root = site_at(tmp_path / "site", FILES | {"content/events/vote.md": planned})
    alone = (packed(root, "epub", "--topic", "strike") / "strike.epub").read_bytes()
    packs = packed(root, "epub")
    assert (packs / "strike.epub").read_bytes() == alone
    for name, address in (("strike", "https://harbour.example/dates.html"), ("site", "../dates.xhtml")):
        topic = opened(packs / f"{name}.epub").chapter("topics/strike.xhtml")
        (across,) = (nav for nav in topic.iter(f"{HTML}nav") if nav.get("class") == "overviews")
        assert [a.get("href") for a in across.iter(f"{HTML}a")] == [address]


def test_a_book_says_nothing_of_a_paper_to_print(site: Book) -> None:
    assert "To print" not in words(site.chapter("topics/harbour.xhtml"))
    assert "On this page" in words(site.chapter("topics/harbour.xhtml"))
    assert "On this page" not in words(site.chapter("topics/bare.xhtml"))  # there is no part to lead to


def test_the_book_of_a_topic_never_takes_the_name_of_that_of_the_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    topic = "---\ntitle: The building site\nsummary: Nobody digs.\n---\n"
    root = site_at(tmp_path / "site", {"content/topics/site.md": topic})
    for words in ((), ("--topic", "site")):
        assert pack(root, "epub", *words) == 2
        said = capsys.readouterr().err
        assert 'error: the book of the topic "site" would be called as that of the whole site\n' in said
        assert "fix: give the topic another id: python build.py rename site NEW\n" in said


def test_one_topic_alone_can_be_asked_for(tmp_path: Path) -> None:
    folder = packed(site_at(tmp_path / "site", FILES), "epub", "--topic", "harbour")
    assert [path.name for path in folder.glob("*.epub")] == ["harbour.epub"]


def test_two_runs_make_the_same_bytes(packs: Path, tmp_path: Path) -> None:
    again = packed(site_at(tmp_path / "site", FILES), "epub")
    for path in packs.glob("*.epub"):
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_a_fault_in_a_layout_of_books_names_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Path(__file__).parent.parent.parent / "layouts"
    own = {
        f"layouts/{p.relative_to(home)}": p.read_text(encoding="utf-8")
        for p in home.rglob("*")
        if p.is_file() and p.suffix != ".png"
    }
    own["layouts/book/imprint.html"] = own["layouts/book/imprint.html"].replace("book.title", "book.titel")
    assert pack(site_at(tmp_path / "site", {**FILES, **own}), "epub") == 1
    assert "layouts/book/imprint.html:7: error: BookView has no 'titel'" in capsys.readouterr().err


def test_a_macro_of_books_takes_what_that_of_the_site_takes() -> None:
    def taken(path: Path) -> dict[str, list[str]]:
        macros = Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(Macro)
        return {macro.name: [argument.name for argument in macro.args] for macro in macros}

    for path in (LAYOUTS / "book/partials").iterdir():
        assert taken(path).items() <= taken(LAYOUTS / "partials" / path.name).items(), path.name


def link(href: str) -> Link:
    return Link("" if href == "gone.html" else href, outside=href.startswith("https:"))


def fragment(html: str) -> str:
    made = document(
        html, link, lambda path: None if path.endswith(".avif") else path, outside="leaves", pages=False
    )
    return made.fragments[0].partition("<!DOCTYPE html>\n")[2]


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("<p>Fish &amp; chips<br>a &lt; b</p>", "<p>Fish &amp; chips<br/>a &lt; b</p>"),
        ("<div><p>one<em>two</div>", "<div><p>one<em>two</em></p></div>"),
        ("<p>one</em></p>", "<p>one</p>"),
        ("<p><script>a < b</script><button>Copy<i>!</i></button>words</p>", "<p>words</p>"),
        (
            "<details open><summary>More</summary>all</details>",
            '<div class="details"><div class="summary">More</div>all</div>',
        ),
        ('<p data-x="1" data-label="When" tabindex="0">x</p>', '<p data-label="When">x</p>'),
        ('<a href="gone.html" aria-current="page" class="c">x</a>', '<span class="c">x</span>'),
        (
            '<svg><a href="gone.html"><path/></a></svg>',
            '<svg xmlns="http://www.w3.org/2000/svg"><g><path></path></g></svg>',
        ),
        (
            '<svg viewBox="0 0 1 1"><clipPath id="c"/></svg>',
            '<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><clipPath id="c"></clipPath></svg>',
        ),
        ('<img src="a.avif" alt="A &amp; B"><img src="b.png" alt="">', 'A &amp; B<img src="b.png" alt=""/>'),
        (
            '<a href="https://a.example/" rel="external">x</a>',
            '<a href="https://a.example/" class="outside">x<span class="mark" role="img" aria-label="leaves">↗</span></a>',
        ),
    ],
)
def test_markup_becomes_xhtml(written: str, made: str) -> None:
    assert fragment(written) == made


@pytest.mark.parametrize(
    ("written", "with_it", "without"),
    [
        (
            '<a href="one.html" rel="next" aria-current="page" class="c">x</a>',
            '<a aria-current="page" class="c" href="one.xhtml">x</a>',
            (
                '<a aria-current="page" class="c outside" href="https://a.example/one.html">x'
                '<span class="mark" role="img" aria-label="leaves">↗</span></a>'
            ),
        ),
        (
            '<a href="list.html" aria-label="All">x</a>',
            '<a aria-label="All" href="list.xhtml">x</a>',
            "<span>x</span>",
        ),
        (
            '<svg><a href="list.html"><path/></a></svg>',
            '<svg xmlns="http://www.w3.org/2000/svg"><a href="list.xhtml"><path></path></a></svg>',
            '<svg xmlns="http://www.w3.org/2000/svg"><g><path></path></g></svg>',
        ),
    ],
)
def test_a_page_is_made_once_for_books_with_and_without_what_it_leads_to(
    written: str, with_it: str, without: str
) -> None:
    def led(href: str) -> Link:
        elsewhere = f"https://a.example/{href}" if href == "one.html" else ""
        return Link(elsewhere, outside=True, inside=((href, href.replace(".html", ".xhtml")),))

    made = document(written, led, str, outside="leaves", pages=False).fragments[0]
    books = ({"one.html", "list.html"}, set[str]())
    told = [chosen(made, pages.__contains__).removeprefix(DOCTYPE) for pages in books]
    assert told == [with_it, without]
