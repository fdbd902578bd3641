"""What the page of an entry lists of others, and in which order."""

from __future__ import annotations

import pytest

from sitegen.model.kinds import Article, Claim, Event, Note, Topic
from sitegen.model.site import MOST_CO_MENTIONS
from tests.link.small import article, event, note, organisation, outlet, person, place, sound

CLAIM = "question: {question}\nstatements:\n  - {{by: Somebody, says: So., refs: {refs}}}"


def claim(question: str, refs: str = "report", more: str = "") -> str:
    return CLAIM.format(question=question, refs=refs) + (f"\n{more}" if more else "")


def test_the_timeline_is_in_the_order_of_the_earliest_possible_day_then_the_surer_first() -> None:
    dates = {
        "until": "..2020-03-31",
        "within": "2020-01-01..2020-01-09",
        "year": "2020",
        "about": "2020-01-02~",
        "day": "2020-01-02",
        "month": "2020-01",
        "first": "2020-01-01",
        "stretch": "2019-12-31/2020-02-01",
        "going-on": "2020-01-03/..",
    }
    site = sound(
        {"articles/report": article(), **{f"events/{i}": event(date=f'"{d}"') for i, d in dates.items()}}
    )
    assert site.site.timeline == (
        "stretch", "first", "within", "month", "year", "about", "day", "going-on", "until",
    )  # fmt: skip


def test_a_topic_holds_what_is_filed_under_it_and_what_rests_on_that() -> None:
    site = sound(
        {
            "topics/peace": "title: Peace\nsummary: It comes.",
            "articles/report": article(date="2020-01-01"),
            "articles/later": article(date="2020-02"),
            "articles/of-peace": article(topics="[peace]"),
            "notes/older": note("Text.", updated="2020-01-01"),
            "notes/newer": note("Text.", updated="2020-05-01"),
            "events/second": event(date="2020-02-02", refs="[report, of-peace]"),
            "events/first": event(date="2020-01-01"),
            "events/own": event(topics="[peace]"),
            "claims/of-event": claim("Why?", "of-peace", "event: first"),
            "claims/of-refs": claim("How?"),
            "claims/own-claim": claim("Who?", more="topics: [peace]"),
        }
    )
    war, peace = site["war"], site["peace"]
    assert war.listed(Article) == ("later", "report")
    assert war.listed(Note) == ("newer", "older")
    assert war.listed(Event) == ("first", "second")
    assert war.listed(Claim) == ("of-event", "of-refs")
    assert peace.listed(Article) == ("of-peace",)
    assert peace.listed(Event) == ("second", "own")
    assert peace.listed(Claim) == ("own-claim",)
    assert site["second"].topics == ("war", "peace")
    assert site["of-event"].topics == ("war",)


def test_questions_are_listed_by_their_latest_statement_the_newest_first() -> None:
    said = "  - {by: Somebody, says: So., refs: report, date: %s}"
    site = sound(
        {
            "articles/report": article(),
            "claims/old": f"question: When?\nstatements:\n{said % '2020-02'}",
            "claims/new": f"question: Who?\nstatements:\n{said % '2020-05'}\n{said % '2020-01'}",
            "claims/no-date": claim("Why?"),
        }
    )
    assert site["war"].listed(Claim) == ("new", "old", "no-date")


def test_a_topic_begins_with_the_questions_its_editor_puts_first() -> None:
    site = sound(
        {
            "topics/war": "title: War\nsummary: It goes on.\nclaims: [why, who]",
            "articles/report": article(),
            "claims/how": claim("How?"),
            "claims/who": claim("Who?"),
            "claims/why": claim("Why?"),
        }
    )
    assert site["war"].listed(Claim) == ("why", "who", "how")
    assert site["who"].backlinks == ()


def test_an_outlet_lists_the_articles_it_made_and_not_those_that_name_it() -> None:
    site = sound(
        {
            "sources/tv": outlet("State TV"),
            "articles/report": article(source="tv"),
            "articles/other": article("So says State TV."),
            "notes/page": note("So says State TV."),
        }
    )
    assert site["tv"].listed(Article) == ("report",)
    assert site["tv"].listed(Note) == ("page",)
    assert [b.source for b in site["tv"].backlinks] == ["page", "other"]


def test_an_article_lists_the_events_and_claims_that_rest_on_it_and_not_those_it_only_names() -> None:
    site = sound(
        {
            "articles/report": article("It was [[named]]."),
            "articles/other": article(),
            "events/named": event(refs="other"),
            "events/resting": event(date="2020-01-01"),
            "events/citing": event(refs="other", date="2020-01-02") + "\n---\nSo [@report].",
            "claims/who": claim("Who?"),
        }
    )
    assert site["report"].listed(Event) == ("resting", "citing")
    assert site["report"].listed(Claim) == ("who",)


def test_an_entity_lists_what_names_it_and_what_it_names() -> None:
    site = sound(
        {
            "people/zam": person("Ruhollah Zam", "See [@report].", refs="second"),
            "articles/report": article(date="2020-01-01"),
            "articles/second": article(date="2020-02-01"),
            "articles/third": article("On Ruhollah Zam.", date="2020-03-01"),
            "events/arrest": event(actors="[zam]"),
            "claims/who": claim("Who?").replace("by: Somebody", "by: zam"),
            "notes/page": note("On [[zam]]."),
        }
    )
    zam = site["zam"]
    assert (zam.listed(Article), zam.listed(Event), zam.listed(Claim), zam.listed(Note)) == (
        ("third", "second", "report"),
        ("arrest",),
        ("who",),
        ("page",),
    )


def test_parts_and_questions_belong_to_their_whole() -> None:
    site = sound(
        {
            "articles/report": article(),
            "events/fighting": event(),
            "events/truce": event(date="2020-11-10", part_of="fighting"),
            "events/shelling": event(date="2020-09-29", part_of="fighting"),
            "claims/how-many": claim("How many?", more="event: fighting"),
            "organisations/irgc": organisation("IRGC", part_of="iran"),
            "organisations/quds-force": organisation("Quds Force", part_of="irgc"),
            "organisations/basij": organisation("Basij", part_of="irgc"),
            "people/soleimani": person("Qassem Soleimani", part_of="irgc"),
            "places/iran": place("Iran"),
        }
    )
    assert site["fighting"].parts == ("shelling", "truce")
    assert site["fighting"].listed(Event) == ("shelling", "truce")
    assert site["fighting"].listed(Claim) == ("how-many",)
    assert site["irgc"].parts == ("basij", "soleimani", "quds-force")
    assert site["iran"].parts == ("irgc",)
    assert site["basij"].parts == ()


def test_related_topics_are_related_both_ways() -> None:
    site = sound(
        {
            "topics/a": "title: A\nsummary: A.\nrelated: [war, a, b]",
            "topics/b": "title: B\nsummary: B.\nrelated: [a]",
        }
    )
    related = {i: entry.related for i, entry in site.site.entries.items() if isinstance(entry, Topic)}
    assert related == {"a": ("war", "b"), "b": ("a",), "war": ("a",)}


def test_names_stand_in_the_order_of_mention_and_company_in_that_of_frequency() -> None:
    site = sound(
        {
            "people/zam": person("Ruhollah Zam"),
            "people/alavi": person("Heshmat Alavi"),
            "people/abtin": person("Baktash Abtin"),
            "articles/report": article("With Heshmat Alavi and Ruhollah Zam."),
            "articles/second": article("With Ruhollah Zam, Heshmat Alavi, and Baktash Abtin."),
            "articles/third": article("With Ruhollah Zam alone.", source="tv"),
            "sources/tv": outlet("State TV"),
            "events/meeting": event(actors="[abtin, zam]"),
        }
    )
    assert site["second"].names == ("zam", "alavi", "abtin")
    assert site["meeting"].names == ("abtin", "zam")
    assert site["zam"].co_mentions == (("abtin", 2), ("alavi", 2))
    assert site["war"].co_mentions == (("zam", 4), ("abtin", 2), ("alavi", 2))
    assert site["war"].outlets == (("the-paper", 2), ("tv", 1))
    assert site["zam"].outlets == (("the-paper", 2), ("tv", 1))
    assert site["tv"].co_mentions == (("zam", 1),)
    assert site["report"].co_mentions == ()


def test_company_is_bounded_by_kind() -> None:
    people = {f"people/p{i}": person(f"Person N{i}") for i in range(MOST_CO_MENTIONS + 5)}
    names = ", ".join(f"Person N{i}" for i in range(MOST_CO_MENTIONS + 5))
    site = sound(
        {**people, "sources/tv": outlet("State TV"), "articles/all": article(f"With {names}, on State TV.")}
    )
    kinds = [site.site.entries[i].folder for i, _ in site["war"].co_mentions]
    assert (kinds.count("people"), kinds.count("sources")) == (MOST_CO_MENTIONS, 1)


@pytest.mark.parametrize("of", ["war", "zam", "page", "meeting", "who", "the-paper"])
def test_every_list_holds_each_entry_once(of: str) -> None:
    site = sound(
        {
            "people/zam": person("Ruhollah Zam", "He [[zam]] [[page]] [[meeting]].", refs="report"),
            "articles/report": article("On Ruhollah Zam, [[zam]], [[page]] [@report]."),
            "notes/page": note("![[zam]]\n\nRuhollah Zam, [[meeting]], [[who]], [@report; @report]."),
            "events/meeting": event(actors="[zam, the-paper]") + "\n---\nRuhollah Zam [@report].",
            "claims/who": claim("Who?", more="event: meeting"),
        }
    )
    linked = site[of]
    for row in (*linked.lists.values(), linked.names):
        assert len(row) == len(set(row))
    assert len({b.source for b in linked.backlinks}) == len(linked.backlinks)
