"""What stands around every page, and the pages that hold nothing of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from sitegen.faults import Span
from sitegen.model.site import Address, SourceFile
from tests.link.small import article, event, note, person
from tests.render.rendered import pages, rendered, site_of


def test_every_page_has_an_icon_and_its_language() -> None:
    files = {"notes/n": note("Text.", redirect_from="[notes/old.html]")}
    for path, text in pages(files, language="fa").items():
        assert 'rel="icon"' in text, path
        assert '<html lang="fa" dir="rtl"' in text, path


def test_the_page_one_is_on_is_marked_in_the_navigation() -> None:
    every = pages({"pages/about": "title: About\nnav: true\n---\nWho we are."})
    assert '<a href="timeline.html" aria-current="page">' in every["timeline.html"]
    assert '<a href="about.html" aria-current="page">About</a>' in every["about.html"]
    assert 'aria-current="page"' not in every["topics/war.html"]


def test_the_list_to_which_a_page_belongs_is_marked_too() -> None:
    files = {"people/ann": person("Ann Envoy"), "events/e": event(), "articles/report": article()}
    every = pages(files)
    current = {
        path: re.findall(r'aria-current="true">([^<]*)<', every[path])
        for path in ("topics/war.html", "people/ann.html", "events/e.html", "articles/report.html")
    }
    assert current == {
        "topics/war.html": ["Topics"],
        "people/ann.html": ["Names A–Z"],
        "events/e.html": ["Events"],
        "articles/report.html": ["Articles"],
    }


def test_the_page_for_what_is_not_there_links_from_the_top_of_the_site() -> None:
    page = pages({}, base_url="https://briefing.example/a/b/")["404.html"]
    assert 'href="/a/b/topics/war.html"' in page
    assert 'href="/a/b/assets/site.' in page
    links = [part.partition('"')[0] for part in page.split(' href="')[1:]]
    assert [link for link in links if not link.startswith(("/a/b/", "#", "https:", "mailto:"))] == []


def test_an_old_address_leads_on_without_scripts() -> None:
    page = pages({"notes/new": note("Text.", redirect_from="[articles/2019/old.html]")})[
        "articles/2019/old.html"
    ]
    assert '<meta http-equiv="refresh" content="0; url=../../notes/new.html">' in page
    assert '<a href="../../notes/new.html">A note</a>' in page
    assert '<link rel="canonical" href="https://briefing.example/notes/new.html">' in page


def test_an_address_that_is_gone_says_why() -> None:
    gone = Address("notes/secret.html", "It put someone at risk.", Span())
    kept = Address("notes/kept.html", None, Span())
    every = rendered(replace(site_of({"notes/kept": note("Text.")}), addresses=(gone, kept)))
    assert "It put someone at risk." in every["notes/secret.html"]
    assert "noindex" in every["notes/secret.html"]
    assert "noindex" not in every["notes/kept.html"]


def test_a_correction_is_reported_to_the_repository_and_a_page_edited_there() -> None:
    page = pages({"notes/n": note("Text.")}, repository="https://git.example/us/briefing")["notes/n.html"]
    assert 'href="https://git.example/us/briefing/edit/main/content/notes/n.md">Edit this page' in page
    assert (
        'href="https://git.example/us/briefing/issues/new?title=Correction%3A+A+note&amp;body=https' in page
    )


def test_without_a_repository_corrections_go_to_the_contact() -> None:
    page = pages({"notes/n": note("Text.")}, contact="us@briefing.example")["notes/n.html"]
    assert 'href="mailto:us@briefing.example?subject=Correction%3A%20A%20note&amp;body=https' in page
    assert "Edit this page" not in page


def test_a_site_without_an_index_has_no_search_field() -> None:
    every = rendered(site_of({}), search=False)
    assert all('type="search"' not in text for path, text in every.items() if path.endswith(".html"))
    assert "no search index" in every["search.html"]


def test_a_site_without_words_of_its_own_has_a_home_page() -> None:
    assert "<h1>A site</h1>" in pages({})["index.html"]


def test_a_page_says_where_it_stands() -> None:
    every = pages(
        {
            "people/ann": person("Ann Envoy"),
            "articles/report": article(),
            "pages/about": "title: About\n---\nUs.",
        }
    )
    trails = {
        path: text.partition('<nav class="breadcrumbs"')[2].partition("</nav>")[0]
        for path, text in every.items()
    }
    assert '<a href="../index.html">Home</a>' in trails["articles/report.html"]
    assert 'href="../topics/war.html"' in trails["articles/report.html"]
    assert '<a href="../names.html">Names A–Z</a>' in trails["people/ann.html"]
    assert '<a href="index.html">Outlets</a>' in trails["sources/the-paper.html"]
    assert trails["about.html"].count("<li>") == 1
    assert trails["index.html"] == trails["timeline.html"] == ""


def test_a_shared_link_has_the_picture_of_the_site_if_there_is_one() -> None:
    files = {"notes/n": note("Text.")}
    every = rendered(
        replace(
            site_of(files, tagline="News of the harbour"),
            files=(SourceFile("content/files/share.png", "0", 9, 1200, 630),),
        )
    )
    page = every["notes/n.html"]
    assert '<meta property="og:image" content="https://briefing.example/files/share.png">' in page
    assert '<meta property="og:image:width" content="1200">' in page
    assert ': News of the harbour">' in page.partition('"og:image:alt" content="')[2].partition("\n")[0]
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert "og:image" not in every["404.html"]
    assert "og:image" not in pages(files)["notes/n.html"]
