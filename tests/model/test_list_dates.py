"""By which date lists order an entry, and under which year they file it."""

from __future__ import annotations

from sitegen.dates import year_of
from sitegen.model.fields import Origin, Statement
from sitegen.model.kinds import Article, Claim, Note, Topic
from sitegen.model.values import Named
from tests.render.formats.example import on

ORIGIN = Origin("content/x.md")
ADDED = on("2024-05-01")


def says(date: str | None) -> Statement:
    return Statement(by=Named("crews"), says="It.", refs=("a-report",), date=on(date) if date else None)


def claim(*dates: str | None) -> Claim:
    statements = tuple(map(says, dates))
    return Claim(id="how-many", origin=ORIGIN, question="How many?", statements=statements, added=ADDED)


def test_an_article_has_its_own_and_a_note_that_of_its_last_revision() -> None:
    article = Article(
        id="a", origin=ORIGIN, title="A", date=on("2019-03"), source="x", topics=("y",), added=ADDED
    )
    note = Note(id="n", origin=ORIGIN, title="N", topics=("y",), updated=on("2020-01-02"), added=ADDED)
    assert [entry.list_date for entry in (article, note)] == [on("2019-03"), on("2020-01-02")]


def test_a_claim_is_as_new_as_its_latest_statement() -> None:
    assert claim("2019", None, "2021-02", "2020").list_date == on("2021-02")
    assert year_of(claim("2019", None, "2021-02", "2020")) == "2021"


def test_a_claim_without_dates_is_filed_under_the_day_it_came_here() -> None:
    assert claim(None).list_date == ADDED
    assert year_of(claim(None)) == "2024"


def test_what_has_no_date_of_its_own_stands_where_it_came_here() -> None:
    topic = Topic(id="t", origin=ORIGIN, title="T", summary="It goes on.", added=ADDED)
    assert (topic.own_date, topic.list_date) == (None, ADDED)
