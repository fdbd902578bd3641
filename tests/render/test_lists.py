"""Entries in lists, and who mentions a page."""

from __future__ import annotations

import re

import pytest

from sitegen.model.kinds import Article
from sitegen.render.views.listing import listed
from sitegen.render.views.timeline_list import timeline, timeline_drawing
from tests.link.small import article, event, note, outlet, person, place
from tests.render.rendered import ctx, main_of, pages


def test_an_article_in_a_list_has_its_outlet_date_and_first_paragraph() -> None:
    files = {"articles/report": article("It *happened* [@other] .\n\nMore."), "articles/other": article()}
    item = ctx(files).item("report")
    assert (item.outlet and item.outlet.link.text, item.when and item.when.words) == (
        "The Paper",
        "28 September 2020",
    )
    assert item.summary == "It happened."


@pytest.mark.parametrize(
    "first",
    [
        "| Cell |\n| --- |\n| x |",
        "- An item.\n\n- Another, loose one.",
        "1. An item.",
        "Term\n: What it means.",
        "![[other]]",
        "> They said so.",
        "```\ncode\n```",
        "[@other]",
        "## Heading",
        "[^1]: A note.\n\n> Quoted[^1].",
    ],
)
def test_the_first_paragraph_is_one_of_running_text(first: str) -> None:
    files = {"articles/report": article(f"{first}\n\nIt happened.\n\nMore."), "articles/other": article()}
    assert ctx(files).item("report").summary == "It happened."


def test_where_there_is_no_running_text_the_first_words_stand_for_it() -> None:
    assert ctx({"articles/report": article("- An item.\n- Another.")}).item("report").summary == "An item."


PERSIAN = 'lang="fa" dir="rtl"'


def test_a_text_carries_its_language_wherever_it_stands() -> None:
    files = {
        "articles/report": article(
            "آنها گفتند: Ann Envoy!", title="کارگران؛ اعتصاب!", headline='"«آنها گفتند»"', lang="fa"
        ),
        "notes/n": note("It said so [@report].\n\nSee [[report]] and [[report|it]].\n\n![[report]]"),
        "people/ann": person("Ann Envoy"),
    }
    every = pages(files)
    link = f'report.html" data-preview {PERSIAN}>کارگران؛ اعتصاب!</a>'
    assert f"<h1 {PERSIAN}>کارگران؛ اعتصاب!</h1>" in every["articles/report.html"]
    assert f"<cite {PERSIAN}>" in every["articles/report.html"]
    for path in (
        "topics/war.html",
        "articles/index.html",
        "notes/n.html",
        "people/ann.html",
        "sources/the-paper.html",
    ):
        shown = main_of(every[path])
        assert link in shown, path
        assert shown.count("کارگران؛ اعتصاب!") == shown.count(f"{PERSIAN}>کارگران؛ اعتصاب!"), path
    assert f'<p class="sentence" {PERSIAN}>' in every["people/ann.html"]
    assert f"<p {PERSIAN}>آنها گفتند" in every["topics/war.html"]
    assert f"<cite {PERSIAN}>" in every["notes/n.html"]


def test_a_change_and_a_role_carry_the_language_of_their_entry_wherever_they_stand() -> None:
    files = {
        "notes/n": note("متن.", lang="fa", changes="[{date: 2020-10-02, kind: correction, note: «۱۲»!}]"),
        "people/ann": person("Ann Envoy", lang="fa", roles="[{role: سخنگو!, date: 2020}]"),
    }
    every = pages(files)
    for path in ("notes/n.html", "changes.html", "index.html"):
        assert f"<bdi {PERSIAN}>«۱۲»!</bdi>" in every[path], path
    assert f"<li><bdi {PERSIAN}>سخنگو!</bdi>, " in every["people/ann.html"]


def test_a_name_in_a_drawing_carries_the_language_of_its_entry() -> None:
    events = {f"events/e{n}": event(date=f"2020-0{n}-02", title=f"Strike {n}") for n in range(1, 7)}
    files = events | {
        "events/other": event(date="2020-07-02", title="اعتصاب", lang="fa"),
        "sources/radio": outlet("رادیو", lang="fa"),
        "articles/report": article(date="2020-08"),
        "articles/two": article(date="2020-09", source="radio"),
    }
    every = pages(files)
    assert re.findall(r'<text [^>]*lang="(\w+)"[^>]*>([^<]+)</text>', every["timeline.html"]) == [
        ("fa", "اعتصاب")
    ] * len(re.findall(r">اعتصاب</text>", every["timeline.html"]))
    assert ">اعتصاب</text>" in every["timeline.html"]
    assert '<bdi lang="fa">رادیو</bdi>' in every["sources/index.html"]


def test_a_headline_in_another_script_runs_its_own_way_in_a_text_of_ours() -> None:
    files = {"articles/report": article("It said so.", headline='"«آنها گفتند: ۱۲۳!»"')}
    assert '<cite dir="rtl">' in pages(files)["articles/report.html"]


def test_a_summary_keeps_the_spaces_that_were_written() -> None:
    files = {
        "articles/report": article("It cost .50 \u2026 and [@other]\u060c he [@other] said ."),
        "articles/other": article(),
    }
    assert ctx(files).item("report").summary == "It cost .50 \u2026 and\u060c he said."


def test_a_content_note_stands_instead_of_the_summary_and_of_the_sentence() -> None:
    files = {
        "articles/report": article("Ann Envoy was hurt badly.", content_note="Tells of violence."),
        "people/ann": person("Ann Envoy"),
    }
    every = pages(files)
    shown = {path for path, text in every.items() if "was hurt badly" in main_of(text)}
    assert shown == {"articles/report.html"}
    assert '<p class="content-note">Tells of violence.</p>' in every["people/ann.html"]
    assert '<p class="content-note">Tells of violence.</p>' in every["topics/war.html"]


def test_a_backlink_shows_the_sentence_that_mentions() -> None:
    files = {
        "articles/report": article("It began. Then Ann Envoy left. It ended."),
        "people/ann": person("Ann Envoy"),
    }
    (group,) = listed(ctx(files, "people/ann.html"), "ann").mentions.groups
    (item,) = group.items
    assert group.name == "articles"
    assert item.sentence is not None
    assert (item.sentence.before, item.sentence.words, item.sentence.after) == (
        "Then ",
        "Ann Envoy",
        " left.",
    )


def test_a_retracted_entry_is_marked_wherever_it_is_listed() -> None:
    change = "[{date: 2020-10-02, kind: retraction, note: It was wrong.}]"
    every = pages({"articles/report": article(changes=change)})
    assert "Retracted" in main_of(every["topics/war.html"])
    assert "Do not rely on this page" in main_of(every["articles/report.html"])


def test_pages_of_names_that_mention_come_last_and_folded_where_they_are_many() -> None:
    ann = {"people/ann": person("Ann Envoy"), "notes/why": note("It was Ann Envoy.")}
    friends = {
        f"people/friend-{n}": person(f"Friend {n} Of", summary="A friend of Ann Envoy.") for n in range(7)
    }
    few = main_of(pages(ann | dict(list(friends.items())[1:]))["people/ann.html"])
    many = main_of(pages(ann | friends)["people/ann.html"])
    assert few.index("<h3>Notes</h3>") < few.index("<details open>") < few.index("Friend 1 Of")
    assert "<details>" in many


def test_a_date_that_is_that_of_the_line_above_is_marked() -> None:
    files = {
        "articles/report": article(),
        "events/first": event(date="2020-09-27", title="First"),
        "events/second": event(date="2020-09-27", title="Second"),
        "events/third": event(date="2020-09-28", title="Third"),
    }
    (year,) = timeline(ctx(files), ("first", "second", "third"))
    assert [(line.link.text, line.again) for line in year.events] == [
        ("Third", False),
        ("Second", False),
        ("First", True),
    ]


def test_an_outlet_lists_what_it_made_and_mentions_apart() -> None:
    files = {
        "articles/own": article(title="Own"),
        "articles/other": article("The Paper said so.", title="Other", source="the-post"),
        "sources/the-post": outlet("The Post"),
    }
    lists = listed(ctx(files, "sources/the-paper.html"), "the-paper", own=Article)
    assert [item.link.text for group in lists.own for item in group.items] == ["Own"]
    assert [item.link.text for group in lists.mentions.groups for item in group.items] == ["Other"]


def years_of(*events: str) -> list[tuple[str, list[str]]]:
    files = {f"events/e{number}": written for number, written in enumerate(events)}
    page = ctx({"articles/report": article()} | files, "timeline.html")
    found = timeline(page, page.index.site.timeline)
    return [(year.name, [line.link.text for line in year.events]) for year in found]


def test_events_stand_under_their_years_the_newest_first() -> None:
    assert years_of(
        event(title="Late", date="2020-09"),
        event(title="Early", date="2019-12-31"),
        event(title="Later", date="2020-10-01"),
    ) == [("2020", ["Later", "Late"]), ("2019", ["Early"])]


def test_of_a_long_list_the_newest_stand_open_and_the_rest_is_folded() -> None:
    files = {f"events/new{n:02}": event(title=f"New {n}", date=f"2020-01-{n:02}") for n in range(1, 20)}
    files |= {f"events/old{n}": event(title=f"Old {n}", date=f"2019-01-0{n}") for n in range(1, 4)}
    page = ctx({"articles/report": article()} | files, "timeline.html")
    newest, older = timeline(page, page.index.site.timeline)
    assert (newest.events[0].link.text, newest.events[-1].link.text) == ("New 19", "New 8")
    assert (newest.rest[0].link.text, newest.folded_count, newest.folded) == ("New 7", 7, False)
    assert (older.name, older.folded_count, older.folded) == ("2019", 3, True)
    made = pages({"articles/report": article()} | files)["topics/war.html"]
    # A topic shows the newest few: its page begins with what is contested.
    assert "<summary>Earlier in 2020: 16 events</summary>" in made
    folded = (
        '<details class="year"> <summary><h3>2019</h3> <span>3 events</span></summary> <ol id="part:of:2019">'
    )
    assert folded in made
    # Nothing is lost: whatever is folded stands in the page.
    assert [made.count(f">New {n}</a>") + made.count(f">Old {n}</a>") for n in (1, 2, 3)] == [2, 2, 2]


def test_a_list_that_is_a_little_too_long_is_not_folded() -> None:
    files = {f"events/new{n:02}": event(title=f"New {n}", date=f"2020-01-{n:02}") for n in range(1, 16)}
    page = ctx({"articles/report": article()} | files, "timeline.html")
    (only,) = timeline(page, page.index.site.timeline)
    assert (len(only.events), only.rest) == (15, ())


def test_a_drawing_has_the_newest_years_and_a_bar_for_each() -> None:
    files = {f"events/new{n:02}": event(title=f"New {n}", date=f"2020-01-{n:02}") for n in range(1, 15)}
    files |= {
        "events/old": event(title="Old", date="1990"),
        "events/never": event(title="Never", date="..1980"),
    }
    page = ctx({"articles/report": article()} | files, "timeline.html")
    drawn = timeline_drawing(page, page.index.site.timeline, "Events")
    assert {moment.date.start.year for moment in drawn.moments if moment.date.start} == {2020}
    assert [(bar.name, bar.events, bar.href) for bar in drawn.years] == [
        ("2020", 14, "#part:of:2020"),
        ("1990", 1, "#part:of:1990"),
        ("Date uncertain", 1, "#part:of:undated"),
    ]
    assert drawn.older
    few = timeline_drawing(page, [i for i in page.index.site.timeline if i != "never"][-6:], "Events")
    assert (few.years, few.older) == ((), False)


def test_an_event_weighs_what_refers_to_it_and_stands_in_the_lane_of_its_topic() -> None:
    files = {
        "articles/report": article(),
        "articles/other": article("It said so too.", title="Other"),
        "events/heavy": event(title="Heavy", date="2020-01-01", refs="[report, other]"),
        **{f"events/e{n}": event(title=f"E {n}", date=f"2020-02-0{n}") for n in range(1, 6)},
    }
    page = ctx(files, "timeline.html")
    first, *rest = timeline_drawing(page, page.index.site.timeline, "Events", lanes=True).moments
    assert (first.label, first.weight, first.lane) == ("Heavy", 2, page.index.title("war"))
    assert {moment.weight for moment in rest} == {1}


def test_an_uncertain_date_stands_in_a_group_of_its_own_at_the_end() -> None:
    assert years_of(event(title="Before", date="..2018-03-05"), event(title="After", date="2020")) == [
        ("2020", ["After"]),
        ("Date uncertain", ["Before"]),
    ]


def test_a_part_stands_beneath_its_whole_where_both_are_listed() -> None:
    files = {
        "articles/report": article(),
        "events/whole": event(title="War", date="2020"),
        "events/part": event(title="Battle", date="2020-05", part_of="whole"),
    }
    page = ctx(files, "timeline.html")
    (year,) = timeline(page, page.index.site.timeline)
    assert [[part.link.text for part in line.parts] for line in year.events] == [["Battle"]]
    (alone,) = timeline(page, ["part"])
    assert (alone.name, [line.link.text for line in alone.events]) == ("2020", ["Battle"])


def test_a_part_of_another_year_than_its_whole_stands_in_its_own() -> None:
    files = {
        "articles/report": article(),
        "events/whole": event(title="War", date="2019"),
        "events/part": event(title="Battle", date="2020", part_of="whole"),
    }
    page = ctx(files, "timeline.html")
    years = timeline(page, page.index.site.timeline)
    assert [(year.name, [(line.link.text, line.parts) for line in year.events]) for year in years] == [
        ("2020", [("Battle", ())]),
        ("2019", [("War", ())]),
    ]


def test_a_topic_on_home_has_its_gist_and_on_how_much_it_rests() -> None:
    files = {
        "topics/war": "title: The war\ngist: It goes on.\nsummary: It goes on, and nobody knows for how long.",
        "articles/old": article(title="It begins", date="2020-01-02"),
        "articles/new": article(title="It goes on", date="2020-05-06"),
        "notes/of-later": note("What is known.", title="Explained", updated="2026-11-21"),
    }
    row = pages(files)["index.html"].partition('<ol class="rows">')[2].partition("</ol>")[0]
    words = re.findall(r">([^<>]*\w[^<>]*)<", row)
    assert words == ["The war", "It goes on.", "2 articles", "1 outlet"]


def test_articles_of_one_day_stand_in_one_order_wherever_they_are_listed() -> None:
    every = pages({f"articles/{name}": article(title=f"Report {name.upper()}") for name in "abc"})
    for path in ("topics/war.html", "articles/index.html", "sources/the-paper.html"):
        assert re.findall(r">Report (\w)</a>", main_of(every[path])) == ["A", "B", "C"], path


def test_notes_come_with_their_summaries() -> None:
    every = pages({"notes/n": note("Text.", summary="In short.")})
    assert "<p>In short.</p>" in every["topics/war.html"]


def test_the_date_of_a_note_says_that_it_is_of_the_note() -> None:
    every = pages({"notes/why": note("Because."), "articles/report": article()})
    for path in ("index.html", "topics/war.html"):
        dates = re.findall(r"(updated )?<time[^>]*>([^<]+)", every[path])
        assert set(dates) == {("updated ", "1 October 2020"), ("", "28 September 2020")}


def test_a_place_does_not_name_itself_at_its_own_events() -> None:
    files = {
        "articles/report": article(),
        "events/strike": event(place="town"),
        "places/town": place("Town"),
    }
    every = pages(files)
    assert 'class="place"' in every["timeline.html"]
    assert 'class="place"' not in every["places/town.html"]


def test_events_of_one_date_share_a_mark_that_leads_to_their_lines() -> None:
    files = {f"events/e{n}": event(title=f"Event {n}", date="2020-09~") for n in range(4)}
    files |= {f"events/f{n}": event(title=f"Other {n}", date=f"2020-0{n + 1}-01") for n in range(4)}
    page = pages({"articles/report": article(), **files})["timeline.html"]
    assert '<a href="#part:at:e3" class="mark"><title>about September 2020: 4 events</title>' in page
    assert [f'<li id="part:at:e{n}">' in page for n in range(4)] == [True] * 4
    assert '<a href="events/f0.html" class="mark"><title>1 January 2020: Other 0</title>' in page


def test_on_the_page_of_an_outlet_events_that_it_alone_reports_do_not_name_it() -> None:
    files = {
        "sources/the-radio": outlet("The Radio"),
        "articles/one": article(),
        "articles/other": article(source="the-radio"),
        "events/alone": event(title="Told once", refs="one", actors="[the-paper]"),
        "events/both": event(title="Told twice", refs="[one, other]", actors="[the-paper]"),
    }
    page = main_of(pages(files)["sources/the-paper.html"])
    lines = re.findall(r"<li><p>(.*?)</li>", page.partition('id="part:events"')[2], re.DOTALL)
    assert [("Told twice" in line, "The Paper" in line) for line in lines] == [(True, True), (False, False)]
