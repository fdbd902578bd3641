"""Pages over the whole site: they are there if an entry fills them, and say of each no more than its sources."""

from __future__ import annotations

import pytest

from sitegen.model.kinds import Event, Topic
from sitegen.render.views.overviews import dates_view, denials_view, positions_view, register_view
from sitegen.render.views.topic import tempo
from sitegen.urls import OVERVIEWS
from tests.link.small import article, event, outlet, person
from tests.render.rendered import ctx, main_of, pages

PLAIN = {
    "articles/report": article("It said so."),
    "events/talks": event(),
    "people/anna": person("Anna Berg"),
}
"""Nothing of it is planned, denied or a case."""


def planned(date: str, **keys: str) -> str:
    return event(status="planned", date=date, **keys)


def claim(*statements: str, topics: str = "war") -> str:
    return f"question: What now?\ntopics: [{topics}]\nstatements:\n" + "\n".join(statements)


def says(by: str, words: str, *keys: str) -> str:
    return "\n".join([f"  - by: {by}", f"    says: {words}", "    refs: report", *(f"    {k}" for k in keys)])


def test_a_site_without_such_entries_has_no_such_page_and_no_link_to_one() -> None:
    made = pages(PLAIN)
    assert set(OVERVIEWS.values()).isdisjoint(made)
    assert [path for path, page in made.items() if 'class="overviews"' in page] == []


def test_a_topic_leads_only_to_pages_on_which_something_of_it_stands() -> None:
    files = PLAIN | {
        "topics/peace": "title: Peace\nsummary: Not yet.",
        "articles/other": article("It said so.", topics="[peace]"),
        "events/vote": planned("2027", refs="other"),
        "people/anna": person("Anna Berg", cases="[{status: detained, as_of: 2020, refs: report}]"),
    }
    made = pages(files)
    assert "dates.html" in main_of(made["topics/peace.html"])
    assert "register.html" not in main_of(made["topics/peace.html"])
    assert "register.html" in main_of(made["topics/war.html"])


def test_a_planned_date_that_has_passed_was_planned() -> None:
    files = PLAIN | {
        "events/yesterday": planned("2026-11-20", title="Yesterday"),
        "events/this-month": planned("2026-11", title="This month"),
        "events/some-day": planned("2027..", title="Some day"),
    }
    view = dates_view(ctx(files, "dates.html")).view
    assert [row.link.text for row in view.passed] == ["Yesterday"]  # type: ignore[attr-defined]
    assert [row.link.text for row in view.ahead] == ["Some day", "This month"]  # type: ignore[attr-defined]


def test_what_was_learnt_last_comes_first() -> None:
    files = PLAIN | {
        "articles/later": article("It said more.", date="2020-12-01"),
        "events/near": planned("2027-01", title="Near"),
        "events/far": planned("2029-01", title="Far", refs="[report, later]"),
    }
    view = dates_view(ctx(files, "dates.html")).view
    assert [row.link.text for row in view.ahead] == ["Far", "Near"]  # type: ignore[attr-defined]
    assert view.as_of.words == "1 December 2020"  # type: ignore[attr-defined]


def test_clocks_are_drawn_where_two_have_all_four_ends() -> None:
    files = PLAIN | {
        "events/one": planned("2027-01", set_by="talks"),
        "events/open": planned("2027-02..", set_by="talks"),
    }
    assert not dates_view(ctx(files, "dates.html")).view.clocks  # type: ignore[attr-defined]
    files["events/two"] = planned("2027-03", set_by="talks")
    assert len(dates_view(ctx(files, "dates.html")).view.clocks.clocks) == 2  # type: ignore[attr-defined]


def test_a_row_belongs_to_whose_position_it_is_and_no_outlet_has_one() -> None:
    files = PLAIN | {
        "topics/war": "title: The war\nsummary: It goes on.\npositions: [first, second]",
        "claims/first": claim(
            says("Crews", "Stop."),
            says("anna", "Go on.", "on_behalf_of: Company"),
            says("the-paper", "Nobody knows."),
        ),
        "claims/second": claim(says("Company", "Yes."), says("Somebody", "No.", "anonymous: true")),
        "sources/the-paper": outlet("The Paper"),
    }
    (table,) = positions_view(ctx(files, "positions.html")).view.tables  # type: ignore[attr-defined]
    rows = {row.actor.text: [[str(said.says) for said in cell] for cell in row.cells] for row in table.rows}
    assert rows == {"Company": [["Go on."], ["Yes."]], "Crews": [["Stop."], []], "Somebody": [[], ["No."]]}
    assert [row.actor.text for row in table.rows if row.unnamed] == ["Somebody"]
    assert [said.by.text for said in table.rows[0].cells[0]] == ["Anna Berg"]


def test_the_gravest_case_comes_first_then_the_latest() -> None:
    cases = {
        "out": "[{status: released, as_of: 2020-05, refs: report}]",
        "old": "[{status: in prison, as_of: 2018, refs: report}]",
        "new": "[{status: in prison, as_of: 2020, refs: report}]",
        "dead": "[{status: executed, as_of: 2017, refs: report}]",
    }
    files = PLAIN | {f"people/{name}": person(name.title(), cases=case) for name, case in cases.items()}
    view = register_view(ctx(files, "register.html")).view
    assert [row.person.text for row in view.cases] == ["Dead", "New", "Old", "Out"]  # type: ignore[attr-defined]
    assert view.people == 4  # type: ignore[attr-defined]


def test_a_denial_without_words_shows_what_it_denies() -> None:
    files = PLAIN | {
        "claims/who": claim(
            says("Crews", "They came.", "denied_by: [Company]", "scope: The first day."),
            says("anna", "Nobody came.", "denial: paraphrased", "date: 2019"),
        )
    }
    found = denials_view(ctx(files, "denials.html")).view.denials  # type: ignore[attr-defined]
    assert [([by.text for by in row.by], str(row.says), row.form, str(row.scope)) for row in found] == [
        (["Company"], "They came.", "reported", "The first day."),
        (["Anna Berg"], "Nobody came.", "paraphrased", ""),
    ]


@pytest.mark.parametrize(
    ("date", "figure", "rate"),
    [
        ("2020-01-01/2020-03-31", "30", "10"),
        ("2020-01-01/2020-03-31", "30..", "at least 10"),
        ("2020-01-01/2020-03-31", "..30", "0 to 10"),
        ("2020-01-01/2020-03-31", "30~", "about 10"),
        ("2020-01/2020-03", "30", "10 to 29"),
    ],
)
def test_a_rate_is_no_surer_than_the_dates_and_the_figure(date: str, figure: str, rate: str) -> None:
    one = f"{{of: boats, figure: {figure}}}"
    files = PLAIN | {
        "topics/war": "title: The war\nsummary: It goes on.\ntempo: {of: boats, caveat: Nobody counted.}",
        "events/one": event(date=date, count=one),
        "events/other": event(date="2021-01-01/2021-02-01", count="{of: boats, figure: 1}"),
        "events/else": event(date="2021-01-01/2021-02-01", count="{of: carts, figure: 5}"),
    }
    place = ctx(files, "topics/war.html")
    shown = tempo(place, place.entry("war", Topic))
    assert shown is not None
    assert [place.entry(row.link.id, Event).id for row in shown.stretches] == ["one", "other"]
    assert shown.stretches[0].rate == rate
