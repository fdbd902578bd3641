"""A topic on paper: a page of its own, which holds the gist of the topic and leads back to it."""

from __future__ import annotations

import re

from tests.link.small import article, event
from tests.render.rendered import main_of, rendered, site_of


def topic(body: str = "", **keys: str) -> str:
    lines = ["title: War", "summary: It goes on.", *(f"{key}: {value}" for key, value in keys.items())]
    return "\n".join([*lines, "---", "", body])


SAID = "{by: Somebody, says: It did., refs: report}"
MANY = {
    **{f"claims/q{n}": f"question: Is it {n}?\nstatements: [{SAID}]" for n in range(1, 7)},
    **{f"events/e{n}": event(title=f"Event {n}", date=f"2020-09-0{n}") for n in range(1, 9)},
    "articles/report": article("It happened.", headline="What happened"),
    "topics/war": topic("One says so [@report]."),
}


def text_of(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def test_a_topic_has_a_briefing_paper_that_leads_back_to_it() -> None:
    pages = rendered(site_of(MANY))
    assert '<a href="war/brief.html">To print, two pages</a>' in pages["topics/war.html"]
    brief = pages["topics/war/brief.html"]
    assert "<title>War: briefing paper" in brief
    assert '<meta name="robots" content="noindex">' in brief
    assert '<a href="../war.html">Everything on this topic</a>' in brief
    assert "topics/war/brief.html" not in pages["sitemap.xml"]


def test_where_nothing_is_reported_it_names_no_outlets() -> None:
    brief = rendered(site_of({"topics/war": topic()}))["topics/war/brief.html"]
    assert "Outlets this topic relies on" not in brief
    assert "Outlets this topic relies on" in rendered(site_of(MANY))["topics/war/brief.html"]


def test_it_has_the_bottom_line_first_questions_newest_events_and_numbered_sources() -> None:
    brief = text_of(main_of(rendered(site_of(MANY))["topics/war/brief.html"]))
    parts = (
        "It goes on.",
        "One says so 1",
        "Is it 1?",
        "Also asked: Is it",
        "Newest events",
        "Event 8",
        "Event 3",
    )
    places = [brief.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "Event 2" not in brief
    assert "Earlier: 2 events, on the topic page" in brief
    assert "“What happened”" in brief


def test_the_old_address_of_a_topic_leads_on_from_its_briefing_paper_too() -> None:
    files = MANY | {"topics/war": topic(redirect_from="[topics/conflict.html]")}
    assert "topics/war.html" in rendered(site_of(files))["topics/conflict/brief.html"]
