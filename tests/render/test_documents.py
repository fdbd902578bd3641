"""Primary documents: cited as articles are, and listed, found, fed and described wherever those are."""

from __future__ import annotations

import json
import re

from tests.link.small import article, event, joined, note, person
from tests.render.rendered import index_for_site, main_of, pages, rendered, search_records, site_of

LETTER = """title: Letter from Ann Envoy to the generals
date: 2017-10-23..
date_note: It was made public that day.
issuer: ann
addressee: The generals
topics: [war]
kind: letter
refs: report
summary: Ann Envoy warned of an answer.
---
The generals sent it back unread."""
LAW = """title: The harbour law
headline: Act on Harbours
date: 2019-05
issuer: The parliament
topics: [war]
kind: law
url: https://law.example/1
archive_url: https://archive.example/1"""
FILES = {
    "articles/report": article("[[letter|A letter]] came."),
    "documents/letter": LETTER,
    "documents/law": LAW,
    "events/sending": event(title="The letter is sent") + "\n---\nIt was sent [@letter].",
    "notes/brief": note("It warned them [@report; @letter], and the law allows it [@law, art. 3]."),
    "people/ann": person("Ann Envoy"),
}

LETTER_CITED = (
    "↑ Ann Envoy , on or after 23 October 2017 . No address recorded. "
    "Our page: Letter from Ann Envoy to the generals ."
)
LAW_CITED = (
    "↑ “Act on Harbours” . The parliament, May 2019 . Original , archived copy . Our page: The harbour law ."
)


def words_of(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_a_document_is_cited_as_an_article_is() -> None:
    cited = joined(FILES)["brief"].cited
    assert [(c.target, c.number) for c in cited] == [("report", 1), ("letter", 2), ("law", 3)]
    shown = main_of(pages(FILES)["notes/brief.html"])
    assert '>3</a><span class="locator">art. 3</span>' in shown
    listed = re.findall(r"<li id=\"source:.*?</li>", shown)
    assert [words_of(item) for item in listed[1:]] == [LETTER_CITED, LAW_CITED]


def test_only_articles_and_documents_are_cited() -> None:
    told = joined(FILES | {"notes/brief": note("So they say [@sending].")}).told
    assert '"sending" is an event; an article or a document belongs here' in told


def test_a_topic_lists_its_documents_between_articles_and_notes() -> None:
    shown = main_of(pages(FILES)["topics/war.html"])
    assert re.findall(r'<h2 id="part:(articles|documents|notes)">', shown) == [
        "articles",
        "documents",
        "notes",
    ]
    listed = shown.partition('<h2 id="part:documents">')[2].partition("</section>")[0]
    assert re.findall(r'/(letter|law)\.html" data-preview', listed) == ["law", "letter"]
    assert "Ann Envoy warned of an answer." in listed


def test_its_page_tells_what_it_is_and_on_whose_word_it_is_known() -> None:
    every = pages(FILES)
    assert words_of(main_of(every["documents/letter.html"]).partition("</dl>")[0]).endswith(
        "Ann Envoy warned of an answer. One outlet. Everything on this page comes from The Paper . "
        "The generals sent it back unread. Issued by Ann Envoy Addressed to The generals "
        "Date on or after 23 October 2017 It was made public that day. "
        "Original We have not seen it; it is known only from other reports Topic The war"
    )
    assert 'href="../articles/report.html"' in main_of(every["documents/letter.html"])
    assert "Events reported here" in every["documents/letter.html"]
    assert "https://law.example/1" in main_of(every["documents/law.html"])
    assert 'href="../documents/letter.html"' in main_of(every["people/ann.html"])
    assert 'href="../documents/letter.html"' in main_of(every["articles/report.html"])


def test_it_is_cited_in_every_format_by_who_issued_it() -> None:
    shown = main_of(pages(FILES)["documents/letter.html"]).partition('<section class="cite"')[2]
    assert (
        "Original: Ann Envoy. “Letter from Ann Envoy to the generals”. On or after 23 October 2017. No address recorded."
        in shown
    )
    assert "About a document by Ann Envoy." in shown
    assert "author = {{Envoy}, {Ann}}" in shown
    assert "TY - PCOMM" in shown
    assert "&#34;type&#34;: &#34;personal_communication&#34;" in shown


def test_feeds_previews_and_search_have_it() -> None:
    site = site_of(FILES)
    files = rendered(site)
    assert "<title>The harbour law</title>" in files["feed.xml"]
    assert '"external_url": "https://law.example/1"' in files["topics/war.json"]
    assert '"kind":"Document","source":"The parliament","date":"May 2019"' in files["previews/law.js"]
    record = next(r for r in search_records(index_for_site(site)) if r.path == "documents/letter.html")
    assert (record.kind, record.topics, record.outlets) == ("Document", ("The war",), ("The Paper",))
    assert record.mentions == ("Ann Envoy",)


def test_structured_data_says_who_issued_it() -> None:
    page = pages(FILES)["documents/letter.html"]
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    text = next(node for node in json.loads(data[0])["@graph"] if node["@type"] == "Article")
    original = text["isBasedOn"]
    assert (original["@type"], original["name"]) == ("Message", "Letter from Ann Envoy to the generals")
    assert original["author"]["name"] == "Ann Envoy"
    assert "datePublished" not in original


def test_its_folder_is_no_id() -> None:
    told = joined({"notes/documents": note("A text.")}).told
    assert "id-reserved" in told
