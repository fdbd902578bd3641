"""Feeds: what stands in them, that they keep the rules of their formats, and that no text breaks out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from hypothesis import given

from sitegen.model.kinds import Article, Entry
from sitegen.model.site import LinkedEntry
from sitegen.render.formats.feeds import (
    FORMATS,
    FeedFormat,
    atom,
    corrections_feed,
    json_feed,
    site_feed,
    topic_feed,
)
from sitegen.render.views.page_frame import feeds
from tests.link import small
from tests.link.small import note
from tests.render.formats.example import (
    ARTICLE,
    BASE,
    CLAIM,
    DOCUMENT,
    NOTE,
    SETTINGS,
    article,
    change,
    example,
    on,
    parsed,
    texts,
)
from tests.render.rendered import ctx, rendered, site_of

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _atom(*changed: Entry) -> ElementTree.Element:
    return parsed(atom(site_feed(example(*changed)), f"{BASE}feed.xml", f"{BASE}feed.xml"))


def _json(*changed: Entry) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(
        json_feed(site_feed(example(*changed)), f"{BASE}feed.json", f"{BASE}feed.json")
    )
    return document


def _text(element: ElementTree.Element, path: str) -> str:
    return element.findtext(path, "", ATOM)


def test_an_atom_feed_has_what_the_rfc_demands() -> None:
    feed = _atom()
    for element in (feed, *feed.findall("a:entry", ATOM)):
        assert urlsplit(_text(element, "a:id")).scheme == "https"
        assert _text(element, "a:title")
        assert _text(element, "a:updated").endswith("T00:00:00Z")
    assert _text(feed, "a:author/a:name") == "The editors"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"self": f"{BASE}feed.xml", "alternate": BASE}
    for entry in feed.findall("a:entry", ATOM):
        # An entry without content must have an alternate link, and only one of a type and language.
        assert len(entry.findall("a:link[@rel='alternate']", ATOM)) == 1


ATOM_LINK = '<link rel="alternate" type="application/atom+xml" href="{}" title="{}">'
JSON_LINK = '<link rel="alternate" type="application/feed+json" href="{}" title="{}">'


def test_pages_name_the_feeds_they_have_in_each_format() -> None:
    site = site_of({})
    title, made = site.settings.title, rendered(site, search=False)
    of_site = {form.format(f"feed.{end}", title) for form, end in ((ATOM_LINK, "xml"), (JSON_LINK, "json"))}
    of_topic = {ATOM_LINK.format("war.xml", "The war"), JSON_LINK.format("war.json", "The war")}
    corrections = ATOM_LINK.format("corrections.xml", title)
    assert _alternates(made["index.html"]) == of_site
    assert _alternates(made["changes.html"]) == of_site | {corrections}
    assert _alternates(made["topics/war.html"]) >= of_topic
    files = {"feed.xml", "feed.json", "topics/war.xml", "topics/war.json", "corrections.xml"}
    assert {path for path in made if path.endswith((".xml", ".json"))} == files | {"sitemap.xml"}


def _alternates(page: str) -> set[str]:
    return {line for line in page.splitlines() if line.startswith('<link rel="alternate"')}


def test_two_formats_whose_files_end_alike_are_told_apart() -> None:
    rss = FeedFormat(".rss.xml", "application/rss+xml", atom)
    links = feeds(ctx({}), "feed", "A site", (*FORMATS, rss))
    assert [(link.href, link.type) for link in links] == [
        ("feed.xml", "application/atom+xml"),
        ("feed.json", "application/feed+json"),
        ("feed.rss.xml", "application/rss+xml"),
    ]


def test_a_feed_holds_the_texts_newest_first() -> None:
    assert [item.title for item in site_feed(example()).items] == [ARTICLE.title, NOTE.title, DOCUMENT.title]


def test_ids_are_absolute_and_unique() -> None:
    ids = [item.url for item in site_feed(example()).items]
    paths = ("articles/fighting-goes-on.html", "notes/who-said-what.html", "documents/the-letter.html")
    assert ids == [f"{BASE}{path}" for path in paths]


def test_an_entry_is_published_when_it_was_added_else_read_else_dated() -> None:
    days = {}
    cases: dict[str, dict[str, Any]] = {
        "added": {"added": on("2026-11-21"), "accessed": on("2026-11-01")},
        "accessed": {"added": None, "accessed": on("2026-11-01")},
        "dated": {"added": None, "date": on("2017-10-23..")},
        "ended": {"added": None, "date": on("..2020-09")},
    }
    for name, keys in cases.items():
        entry = _atom(article(**keys)).find("a:entry[a:title='Fighting goes on for a second day']", ATOM)
        assert entry is not None
        days[name] = _text(entry, "a:published")
    assert days == {
        "added": "2026-11-21T00:00:00Z",
        "accessed": "2026-11-01T00:00:00Z",
        "dated": "2017-10-23T00:00:00Z",
        "ended": "2020-09-30T00:00:00Z",
    }


def test_the_latest_change_updates_the_entry_and_the_feed() -> None:
    changes = (change("correction", "2026-12-02"), change("update", "2026-12-01"))
    feed = site_feed(example(article(changes=changes)))
    assert feed.items[0].updated.isoformat() == feed.updated.isoformat() == "2026-12-02"
    assert feed.items[0].published.isoformat() == "2026-11-21"


def test_a_feed_holds_at_most_the_newest_fifty() -> None:
    many = [article(id=f"a-{n:03}", added=on(f"2026-{1 + n // 28:02}-{1 + n % 28:02}")) for n in range(100)]
    linked = {f"a-{n:03}": LinkedEntry(topics=("war",)) for n in range(100)}
    items = site_feed(example(*many, linked=linked)).items
    assert len(items) == 50
    assert items == tuple(sorted(items, key=lambda item: item.published, reverse=True))


def test_a_content_note_stands_instead_of_the_summary() -> None:
    noted = article(content_note="Tells of a death in custody.")
    assert site_feed(example(noted)).items[0].text == "Tells of a death in custody."


def test_a_topic_has_a_feed_of_its_own() -> None:
    other = article(id="elsewhere", topics=("peace",))
    feed = topic_feed(example(other), "war")
    assert feed.stem == "topics/war"
    assert feed.page == f"{BASE}topics/war.html"
    assert [item.title for item in feed.items] == [ARTICLE.title, NOTE.title]
    assert feed.items[0].topics == (("war", "The war"),)


def test_the_feed_of_corrections_has_every_line_that_corrects_and_no_update() -> None:
    changes = (
        change("correction", "2026-12-02", "The name was wrong."),
        change("update", "2026-12-02"),
        change("clarification", "2026-12-02", "Whose figure it is."),
    )
    feed = corrections_feed(
        example(article(changes=changes), replace(CLAIM, changes=(change("retraction", "2027"),)))
    )
    assert [(item.title, item.url.removeprefix(BASE)) for item in feed.items] == [
        ("Retraction: How many died?", "claims/how-many-died.html#change:2027-01-01"),
        ("Correction: Fighting goes on for a second day", "articles/fighting-goes-on.html#change:2026-12-02"),
        (
            "Clarification: Fighting goes on for a second day",
            "articles/fighting-goes-on.html#change:2026-12-02:3",
        ),
    ]
    assert feed.items[1].text == "The name was wrong."


def test_an_empty_feed_is_valid_still() -> None:
    feed = parsed(atom(corrections_feed(example()), f"{BASE}corrections.xml", f"{BASE}corrections.xml"))
    assert _text(feed, "a:updated") == "1970-01-01T00:00:00Z"
    assert (
        json.loads(
            json_feed(corrections_feed(example()), f"{BASE}corrections.json", f"{BASE}corrections.json")
        )["items"]
        == []
    )


def test_a_json_feed_has_what_its_specification_demands() -> None:
    feed = _json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == SETTINGS.title
    assert feed["feed_url"] == f"{BASE}feed.json"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert "content_text" in item
    assert feed["items"][0]["external_url"] == ARTICLE.url
    assert feed["items"][0]["tags"] == ["The war"]


@given(texts(lines=False), texts())
def test_any_text_comes_back_out_of_a_feed(title: str, summary: str) -> None:
    changed: Article = article(title=title, summary=summary)
    entry = _atom(changed).find("a:entry", ATOM)
    assert entry is not None
    assert _text(entry, "a:title") == title
    assert _text(entry, "a:summary") == " ".join(summary.split())
    item = _json(changed)["items"][0]
    assert (item["title"], item["content_text"]) == (title, " ".join(summary.split()))


def test_a_renamed_text_keeps_its_id_in_feeds_and_structured_data() -> None:
    changes = "[{date: 2020-10-02, kind: correction, note: A number was wrong.}]"
    files = {"notes/new": note("It goes on.", redirect_from="[notes/old.html]", changes=changes)}
    made = rendered(site_of(files), search=False)
    base = site_of({}).settings.base_url
    (item,) = json.loads(made["feed.json"])["items"]
    assert (item["id"], item["url"]) == (f"{base}notes/old.html", f"{base}notes/new.html")
    assert f"<id>{base}notes/old.html</id>" in made["feed.xml"]
    assert f"<id>{base}notes/old.html#change:2020-10-02</id>" in made["corrections.xml"]
    assert f'"@id":"{base}notes/old.html#this"' in made["notes/new.html"].replace(": ", ":")


def test_a_renamed_entry_keeps_the_ids_of_its_statements_and_of_its_citations() -> None:
    claim = "question: Who?\nstatements:\n  - {by: Somebody, says: It was they., refs: new}\nredirect_from: [claims/old-claim.html]"
    files = {"articles/new": small.article(redirect_from="[articles/old.html]"), "claims/new-claim": claim}
    made = rendered(site_of(files), search=False)
    base = site_of({}).settings.base_url
    assert f'"@id":"{base}claims/old-claim.html#statement-1"' in made["claims/new-claim.html"].replace(
        ": ", ":"
    )
    assert "@misc{old-original," in made["articles/new.html"]
    assert "ID  - old\r\n" in made["articles/new.html"]


def test_a_renamed_topic_keeps_the_id_of_its_feed_which_goes_on_at_its_old_address() -> None:
    files = {
        "topics/new": "title: The war\nsummary: It goes on.\nredirect_from: [topics/old.html, notes/older.html]",
        "notes/n": note("It goes on.", topics="[new]"),
    }
    made = rendered(site_of(files), search=False)
    base = site_of({}).settings.base_url
    assert f"<id>{base}topics/old.xml</id>" in made["topics/new.xml"]
    assert f'rel="self" type="application/atom+xml" href="{base}topics/new.xml"' in made["topics/new.xml"]
    assert json.loads(made["topics/new.json"])["feed_url"] == f"{base}topics/old.json"
    assert {made[f"topics/old{ending}"] == made[f"topics/new{ending}"] for ending in (".xml", ".json")} == {
        True
    }
    assert not {"notes/older.xml", "notes/older.json"} & made.keys()
    assert '<category term="old" label="The war"' in made["feed.xml"]


def test_a_text_that_runs_the_other_way_is_set_apart_in_feeds() -> None:
    files = {
        "notes/n": note("آنها گفتند!", title="اعتصاب!", lang="fa"),
        "notes/o": note("It goes on.", title="On"),
    }
    items = json.loads(rendered(site_of(files), search=False)["feed.json"])["items"]
    told = {item["url"].rpartition("/")[2]: (item["title"], item["content_text"]) for item in items}
    assert told["n.html"] == ("\u2067اعتصاب!\u2069", "\u2067آنها گفتند!\u2069")
    assert told["o.html"] == ("On", "It goes on.")
