"""`pages/TOPIC.html`: all of a topic in one file, which asks nothing of any other."""

from __future__ import annotations

import base64
import re
from itertools import pairwise
from pathlib import Path

import pytest

from sitegen.packing.edition import Edition
from tests.browser.driver import Reader
from tests.packing.packed import dead_links, files_in, pack, packed, site_at

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
FILES = {
    "content/notes/why-they-strike.md": "---\ntitle: Why they strike\ntopics: [strike]\nupdated: 2024-03-10\n---\n\n"
    "The crews ask for shorter shifts [@ferries-stand-still]; see [[#the-hours|their hours]], "
    "[[a-rumour]] and [the paper](https://gazette.example/).\n\n![A boat](../files/boat.png)\n\n## The hours\n\nLong.\n",
    "content/notes/a-rumour.md": "---\ntitle: A rumour\ntopics: [other]\nupdated: 2024-03-10\n---\n\n"
    "Nobody knows, and nobody says so, whether the crews of the three ferries will come back.\n",
    "content/topics/other.md": "---\ntitle: Another matter\nsummary: Nothing is known of it.\n---\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = site_at(tmp_path / "site", FILES)
    (root / "content/files").mkdir()
    (root / "content/files/boat.png").write_bytes(PIXEL)
    return root


@pytest.fixture
def page(root: Path) -> str:
    return (packed(root, "page", "--topic", "strike") / "pages/strike.html").read_text(encoding="utf-8")


def section(page: str, entry: str) -> str:
    found = re.search(
        rf'<section class="entry[^"]*" id="{entry}">(.*?)(?=<section class="entry|</main>)', page, re.DOTALL
    )
    assert found
    return found[1]


def test_there_is_a_file_for_each_topic_or_for_the_one_that_was_asked_for(root: Path) -> None:
    assert sorted(files_in(packed(root, "page"))) == ["index.html", "pages/other.html", "pages/strike.html"]
    assert sorted(files_in(packed(root, "--topic", "other", "page"))) == ["index.html", "pages/other.html"]


def test_a_topic_does_not_lead_to_itself(page: str) -> None:
    assert 'href="#strike"' not in section(page, "strike")


def test_what_is_filed_under_the_topic_is_in_it(page: str) -> None:
    contents = re.findall(r'<a href="#([^"]+)">', page.partition("</nav>")[0])
    assert contents == [
        "strike",
        "part.articles",
        "ferries-stand-still",
        "part.notes",
        "why-they-strike",
        "part.events",
        "crews-walk-out",
        "part.claims",
        "how-many-walked-out",
        "part.people",
        "anna-berg",
        "part.organisations",
        "ferry-company",
        "part.places",
        "old-harbour",
        "part.sources",
        "gazette",
    ]
    assert "No boat left the" in section(page, "ferries-stand-still")


def test_the_topic_is_told_as_on_its_paper(page: str) -> None:
    assert '<section class="entry brief" id="strike">\n<p class="label-line">Briefing paper</p>' in page


def test_titles_stand_below_the_heading_of_their_group(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert (levels.count(1), levels[0]) == (1, 1)
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_a_link_leads_to_the_section_or_out_of_the_file_and_says_so(page: str) -> None:
    note = section(page, "why-they-strike")
    assert '<a href="#why-they-strike.the-hours">their hours</a>' in note
    assert '<a href="https://harbour.example/notes/a-rumour.html" class="outside">A rumour</a>' in note
    assert 'href="https://gazette.example/"' in note
    assert 'href="#ferries-stand-still"' in note


def test_nothing_is_fetched(page: str) -> None:
    assert f'src="data:image/png;base64,{base64.b64encode(PIXEL).decode()}"' in page
    assert not re.findall(r"<script|<link|<form|url\((?!#|&quot;data:|data:)", page)
    assert "style-src 'unsafe-inline'" in page


def test_no_entry_is_called_as_the_contents_are(tmp_path: Path) -> None:
    note = "---\ntitle: Tolls of the crossing\ntopics: [strike]\nupdated: 2024-03-10\n---\nNobody pays.\n"
    folder = packed(site_at(tmp_path / "site", {"content/notes/toc.md": note}), "page")
    page = (folder / "pages/strike.html").read_text(encoding="utf-8")
    assert page.count(' id="toc"') == 1
    assert "Nobody pays." in section(page, "toc")


def test_every_link_inside_resolves_and_no_anchor_stands_twice(root: Path) -> None:
    folder = packed(root, "page")
    assert dead_links(folder) == []
    for file in (folder / "pages").iterdir():
        anchors = re.findall(r' id="([^"]+)"', file.read_text(encoding="utf-8"))
        assert len(anchors) == len(set(anchors))


def test_it_says_when_it_was_made(page: str) -> None:
    assert "Made on 28 November 2026." in page
    assert '<a class="outside" href="https://harbour.example/">The Harbour Briefing</a>' in page


def test_a_page_that_stands_in_several_files_is_read_once_and_its_links_are_those_of_each(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = "---\ntitle: Both\ntopics: [other, strike]\nupdated: 2024-03-10\n---\nSee [[a-rumour]].\n"
    (root / "content/notes/both.md").write_text(filed, encoding="utf-8")
    read: list[str] = []
    built = Edition.built

    def noted(edition: Edition, path: str) -> bytes:
        read.append(path)
        return built(edition, path)

    monkeypatch.setattr(Edition, "built", noted)
    pages = packed(root, "page") / "pages"
    strike, other = (
        section((pages / name).read_text(encoding="utf-8"), "both") for name in ("strike.html", "other.html")
    )
    assert read.count("notes/both.html") == 1
    assert '<a href="https://harbour.example/notes/a-rumour.html" class="outside">A rumour</a>' in strike
    assert '<a href="#a-rumour">A rumour</a>' in other


def test_two_runs_make_the_same_bytes(root: Path) -> None:
    before = files_in(packed(root, "page"))
    assert pack(root, "page", "--clean") == 0
    assert files_in(root / "packs") == before


def test_it_is_read_and_printed_by_itself(root: Path, tmp_path: Path, browser: Reader) -> None:
    """No other file is near, and nothing of it is wider than the sheet."""
    alone = tmp_path / "alone.html"
    alone.write_bytes((packed(root, "page") / "pages/strike.html").read_bytes())
    browser.open(alone, width=794 - 2 * 60, apart=True)  # A4 between its margins
    browser.page.emulate_media(media="print")
    assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
    browser.wait_for("document.images[0].naturalWidth === 1")
    assert (browser.console_errors, browser.failed_requests) == ([], [])


def test_no_heading_is_left_behind_at_the_foot_of_a_sheet(root: Path, browser: Reader) -> None:
    """Browsers keep a heading with the block that follows it, where neither is inside of what must stay whole."""
    browser.open(packed(root, "page") / "pages/strike.html", width=794 - 2 * 60)
    browser.page.emulate_media(media="print")
    left = """[...document.querySelectorAll(".entry:not(.brief) :is(h2, h3, h4, h5, h6)")].filter(heading => {
        const style = getComputedStyle(heading), next = heading.nextElementSibling
        const columns = next && getComputedStyle(next).columnWidth !== "auto"
        const whole = heading.closest(".entry > *")
        return style.breakAfter !== "avoid" || columns || whole !== heading && getComputedStyle(whole).breakInside === "avoid"
    }).map(heading => heading.textContent)"""
    assert browser.evaluate("document.querySelectorAll('.entry h4').length > 5")
    assert browser.evaluate(left) == []


def test_a_section_tells_styles_what_kind_of_page_it_was(page: str) -> None:
    assert '<section class="entry claim-page" id="how-many-walked-out">' in page
    assert '<section class="entry entity person" id="anna-berg">' in page
