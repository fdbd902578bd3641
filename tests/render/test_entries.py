"""What the page of each kind of entry shows, and in which order."""

from __future__ import annotations

import re
from datetime import date

import pytest

from sitegen.render.site_index import index_of
from sitegen.render.views import note as note_page
from sitegen.render.views.note import NoteView
from sitegen.render.views.page_context import PageContext
from tests.link.small import article, event, note, organisation, outlet, person
from tests.render.rendered import main_of, pages, rendered, site_of
from tests.words import words

LABELLED = outlet("The Post", label="{text: state media, basis: It says so itself.}")


def shown(files: dict[str, str], path: str) -> str:
    return main_of(pages(files)[path])


def in_order(text: str, *words: str) -> bool:
    for word in words:
        _, found, text = text.partition(word)
        if not found:
            return False
    return True


def test_an_article_says_where_it_comes_from_before_it_says_what() -> None:
    files = {
        "sources/the-post": LABELLED,
        "articles/report": article(
            "The digest.",
            source="the-post",
            url="https://post.example/1",
            archive_url="https://archive.example/1",
            date_note="The text says Monday.",
            source_note="Found on a saved page.",
            partial="The end is lost.",
            via="{name: A repost}",
            headline="The Headline",
        ),
    }
    text = shown(files, "articles/report.html")
    before, _, after = text.partition("The digest.")
    assert in_order(before, "The Post", "state media", "28 September 2020")
    assert in_order(after, "It says so itself.", "The Headline", "28 September 2020")
    for said in ("The text says Monday.", "Found on a saved page.", "The end is lost.", "A repost"):
        assert said in after
    assert in_order(after, "https://post.example/1", "https://archive.example/1")


def test_an_article_without_an_address_says_so() -> None:
    files = {"articles/report": article("The digest.")}
    assert in_order(shown(files, "articles/report.html"), "The digest.", "No address recorded")


@pytest.mark.parametrize(
    ("written", "markup"),
    [
        ("2020-09-28", '<time datetime="2020-09-28">28 September 2020</time>'),
        ("2020-09", '<time datetime="2020-09">September 2020</time>'),
        ("2020-09-28~", '<span class="date">about 28 September 2020</span>'),
        ("2020-09-27..2020-09-28", '<span class="date">on 27 or 28 September 2020</span>'),
    ],
)
def test_a_date_is_words_and_for_machines_only_where_it_is_sure(written: str, markup: str) -> None:
    assert markup in shown({"articles/report": article(date=written)}, "articles/report.html")


def test_an_article_leads_to_those_before_and_after_it_in_a_topic() -> None:
    days = {"first": "2020-09-01", "second": "2020-09-10", "third": "2020-09-20"}
    files = {f"articles/{name}": article(title=name, date=day) for name, day in days.items()}
    text = shown(files, "articles/second.html")
    assert '<a href="first.html" rel="prev">first</a>' in text
    assert '<a href="third.html" rel="next">third</a>' in text
    assert 'rel="prev"' not in shown(files, "articles/first.html")


def test_what_rests_on_an_article_stands_on_its_page() -> None:
    claim = "question: Who did it?\nstatements:\n  - {by: A man, says: They did., refs: report}"
    files = {"articles/report": article(), "events/e": event(title="It happens"), "claims/c": claim}
    text = shown(files, "articles/report.html")
    assert '<a href="../events/e.html" data-preview>It happens</a>' in text
    assert '<a href="../claims/c.html" data-preview>Who did it?</a>' in text


def test_sources_are_numbered_as_in_the_text_and_lead_back_to_it() -> None:
    files = {
        "articles/one": article(title="One"),
        "articles/two": article(title="Two", source="the-post", url="https://post.example/2"),
        "sources/the-post": LABELLED,
        "notes/n": note("A [@two]. B [@one]. C [@two]."),
    }
    text = shown(files, "notes/n.html")
    first = text.partition('id="source:1"')[2].partition("</li>")[0]
    assert "Two" in first
    assert '<a href="https://post.example/2"' in first
    assert in_order(first, 'href="#cite:1:1"', 'href="#cite:1:2"')
    second = text.partition('id="source:2"')[2].partition("</li>")[0]
    assert in_order(second, 'href="#cite:2:1"', "No address recorded.", "One")
    assert text.count("It says so itself.") == 1


def test_sources_say_what_speaks_against_each_and_who_labels_its_outlet() -> None:
    labelled = outlet("The Post", label="{text: state media, basis: It is called so., by: the-paper}")
    retracted = "[{date: 2020-10-02, kind: retraction, note: It was wrong.}]"
    files = {
        "articles/one": article(partial="The end is lost."),
        "articles/two": article(source="the-post", changes=retracted),
        "articles/three": article(archive_url="https://archive.example/3"),
        "sources/the-post": labelled,
        "notes/n": note("A [@one]. B [@two]. C [@three]."),
    }
    text = shown(files, "notes/n.html")
    one, two, three = (text.partition(f'id="source:{n}"')[2].partition("</li>")[0] for n in (1, 2, 3))
    assert "Available only in part" in one
    assert in_order(two, "state media", "Digest retracted")
    assert in_order(three, "https://archive.example/3", "no other address recorded")
    basis = text.partition('<dl class="bases">')[2].partition("</dl>")[0]
    assert in_order(basis, "The Post", "state media", "So described by", "The Paper", "It is called so.")


def test_an_event_shows_all_its_sources_and_what_it_is_part_of() -> None:
    files = {
        "articles/report": article(title="Report"),
        "articles/other": article(title="Other"),
        "events/fight": event(title="War"),
        "events/battle": event(
            title="Battle",
            refs="[report, other]",
            part_of="fight",
            status="alleged",
            date_note="By its place.",
        ),
    }
    text = shown(files, "events/battle.html")
    assert in_order(text, "Alleged", "By its place.", "War", 'id="source:1"', 'id="source:2"')
    assert in_order(shown(files, "events/fight.html"), "Includes", "Battle")
    assert in_order(shown(files, "timeline.html"), "Battle", "Alleged")


def test_a_page_that_rests_on_one_outlet_warns_of_it() -> None:
    files = {"articles/one": article(), "notes/n": note("A [@one].")}
    assert "Everything on this page comes from" in shown(files, "notes/n.html")
    assert "Everything on this page comes from" in shown(files, "topics/war.html")
    twice = files | {"articles/more": article(title="More"), "notes/n": note("A [@one; @more].")}
    assert "Everything on this page comes from" in shown(twice, "notes/n.html")
    files |= {"sources/the-post": outlet("The Post"), "articles/two": article(source="the-post")}
    assert "Everything on this page comes from" not in shown(
        files | {"notes/n": note("A [@one; @two].")}, "notes/n.html"
    )
    assert "Everything on this page comes from" not in shown(files, "topics/war.html")


def test_a_note_says_how_many_articles_of_which_outlets_it_rests_on() -> None:
    files = {
        "sources/the-post": LABELLED,
        "articles/one": article(),
        "articles/two": article(source="the-post"),
        "articles/three": article(source="the-post"),
        "notes/n": note("A [@one]. B [@two; @three]. C [@one]."),
    }
    row = shown(files, "notes/n.html").partition("<dt>Based on</dt>")[2].partition("</dd>")[0]
    assert in_order(row, "The Post", "state media", "2 articles", "The Paper", "1 article<")
    alone = shown(files | {"notes/n": note("A [@one].")}, "notes/n.html")
    assert "<dt>Based on</dt>" not in alone  # the warning says so


@pytest.mark.parametrize(("today", "overdue"), [(date(2021, 5, 21), False), (date(2021, 5, 22), True)])
def test_a_note_is_overdue_once_its_day_has_passed(today: date, *, overdue: bool) -> None:
    site = site_of({"notes/n": note("Text.", review_by="2021-05-21")})
    index = index_of(site, words(), today=today, base_url=None, search=True)
    view = note_page.view(PageContext(index, "notes/n.html"), "n").view
    assert isinstance(view, NoteView)
    assert view.overdue is overdue


def test_the_contents_of_a_note_are_its_headings() -> None:
    text = shown({"notes/n": note("## First\n\nA.\n\n### Part\n\nB.\n\n## Second\n\nC.")}, "notes/n.html")
    contents = text.partition('<nav class="contents"')[2].partition("</nav>")[0]
    assert in_order(contents, 'href="#first"', "<ol>", 'href="#part"', "</ol>", 'href="#second"')


def test_a_heading_has_the_same_words_wherever_it_is_named() -> None:
    body = "## [[the-paper]] and after\n\nA.\n\n## Other\n\n[[n#The Paper and after]]\n\n| [[the-paper]] |\n| --- |\n| x |"

    text = shown({"notes/n": note(body)}, "notes/n.html")
    contents = text.partition('<nav class="contents"')[2].partition("</nav>")[0]
    assert '<a href="#the-paper-and-after">The Paper and after</a>' in contents
    assert text.count('href="#the-paper-and-after"') + text.count('href="n.html#the-paper-and-after"') == 2
    assert 'role="group" aria-labelledby="columns:1"' in text
    assert re.search(r'<thead id="columns:1">\s*<tr><th scope="col"><a [^>]*>The Paper</a></th></tr>', text)


def test_an_entity_shows_every_name_and_its_own_script() -> None:
    native = "[{text: قیس, lang: ar}]"
    files = {"people/qais": person("Qais", aliases="[Qays Other]", spellings="[Kais]", native=native)}
    text = shown(files, "people/qais.html")
    assert "Qays Other; Kais" in text
    assert '<bdi lang="ar" dir="rtl">قیس</bdi>' in text


def test_a_role_leads_to_the_articles_it_rests_on() -> None:
    files = {
        "articles/report": article(),
        "organisations/army": organisation("The Army"),
        "people/ann": person("Ann", roles="[{role: General, organisation: army, date: 2017, refs: report}]"),
    }
    text = shown(files, "people/ann.html")
    assert in_order(
        text, "General", "../organisations/army.html", "2017", 'href="#source:1"', 'id="source:1"'
    )


def test_a_place_shows_where_it_lies() -> None:
    files = {"places/here": person("Here", coordinates="[39.8, 46.75]")}
    assert "39.8, 46.75" in shown(files, "places/here.html")


def test_an_outlet_says_what_it_is_and_on_whose_word() -> None:
    label = "{text: state media, basis: It is called so., by: the-paper}"
    text = shown({"sources/the-post": outlet("The Post", label=label)}, "sources/the-post.html")
    assert in_order(text, "state media", "So described by", "the-paper.html", "It is called so.")


def test_what_a_text_cites_keeps_its_number_where_front_matter_names_it_too() -> None:
    label = "{text: state media, basis: It is called so., refs: [two, one]}"
    files = {
        "articles/one": article(title="One"),
        "articles/two": article(title="Two"),
        "sources/the-post": f"{outlet('The Post', label=label)}\n---\nA [@one].",
    }
    text = shown(files, "sources/the-post.html")
    first, second = (text.partition(f'id="source:{n}"')[2].partition("</li>")[0] for n in (1, 2))
    assert in_order(first, 'href="#cite:1:1"', "One")
    assert "Two" in second


def test_a_change_stays_visible_on_its_page_and_on_that_of_all_changes() -> None:
    changes = "[{date: 2020-10-02, kind: correction, note: The day was wrong.}]"
    every = pages({"articles/report": article(changes=changes)})
    for path in ("articles/report.html", "changes.html", "index.html"):
        assert in_order(main_of(every[path]), "Correction", "The day was wrong.")


def test_a_retraction_stands_over_its_page_whatever_changed_after_it() -> None:
    changes = (
        "[{date: 2020-10-03, kind: update, note: A word.}, {date: 2020-10-02, kind: retraction, note: Wrong.}, "
        "{date: 2020-10-01, kind: update, note: Another word.}]"
    )
    assert "Do not rely on this page" in shown(
        {"articles/report": article(changes=changes)}, "articles/report.html"
    )


def test_the_latest_change_stands_first_however_its_date_is_written() -> None:
    changes = (
        "[{date: 2020-10~, kind: update, note: About then.}, {date: 2020-10-02, kind: update, note: Then.}]"
    )
    every = pages({"articles/report": article(changes=changes)})
    for path in ("articles/report.html", "changes.html", "index.html"):
        assert in_order(main_of(every[path]), "Then.", "About then."), path


def test_home_shows_topics_by_group_in_their_order() -> None:
    files = {
        "topics/b": "title: Second\nsummary: Two.\norder: 2\ngroup: Main",
        "topics/a": "title: First\nsummary: One.\norder: 1\ngroup: Main",
        "topics/war": "title: The war\nsummary: It goes on.\norder: 3\ngroup: Besides",
    }
    assert in_order(shown(files, "index.html"), "First", "One.", "Second", "Two.", "Besides", "The war")


@pytest.mark.parametrize(
    ("lang", "direction"),
    [("fa", "rtl"), ("syr", "rtl"), ("prs", "rtl"), ("az-Arab", "rtl"), ("az", "ltr"), ("ku-Latn-TR", "ltr")],
)
def test_a_language_is_written_as_its_script_is(lang: str, direction: str) -> None:
    files = {"people/a": person("A", native=f"[{{text: X, lang: {lang}}}]")}
    assert f'<bdi lang="{lang}" dir="{direction}">' in shown(files, "people/a.html")


def test_a_text_in_another_language_says_so() -> None:
    text = shown({"notes/n": note("متن.", lang="fa")}, "notes/n.html")
    assert '<div class="body" lang="fa" dir="rtl">' in text


def test_a_draft_says_that_it_is_one() -> None:
    site = site_of({"notes/n": note("Text.", draft="true")}, drafts=True)
    assert "<strong>Draft.</strong>" in rendered(site)["notes/n.html"]


def test_names_are_counted_where_they_appear_together_and_not_where_they_are_in_the_text() -> None:
    files = {
        "people/ann": person("Ann Envoy"),
        "people/bob": person("Bob Envoy"),
        "articles/report": article("Ann Envoy met Bob Envoy."),
    }
    assert '<span class="count">on 1 page</span>' in shown(files, "people/ann.html")
    assert '<span class="count">' not in shown(files, "articles/report.html")
