"""The pages of all entries of a kind: under what they are filed, and which sorts of them can be chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from sitegen.render.views.indexes import FIRST, MANY, SORTS
from tests.link.small import article, event, place
from tests.render.rendered import ROOT, main_of, pages

PLACES = {
    "places/land": place("Land"),
    "places/coast": place("Coast", part_of="land"),
    "places/port": place("Port", part_of="coast", summary="Where ships lie."),
    "places/moon": place("Moon"),
}


def index(files: Mapping[str, str], folder: str) -> str:
    return main_of(pages({"articles/report": article(), **files})[f"{folder}/index.html"])


def groups(page: str) -> dict[str, list[str]]:
    """The titles under each heading."""
    parts = re.split(r'<h2 id="part:(?!contents)[^>]*>(?:<a [^>]*>)?(.*?)(?:</a>)?</h2>', page)[1:]
    return {
        heading: re.findall(r"<li[^>]*><a [^>]*>(.*?)</a>", part)
        for heading, part in zip(parts[::2], parts[1::2], strict=True)
    }


def choices(page: str) -> dict[str, str]:
    return dict(re.findall(r'data-show="(.*?)"[^>]*> (.*?)</label>', page))


def test_events_are_filed_under_the_first_of_their_topics_the_newest_first() -> None:
    files = {
        "topics/peace": "title: Peace\nsummary: It comes.\norder: 2",
        "events/old": event(title="Old", date="2019"),
        "events/new": event(title="New", date="2020"),
        "events/both": event(title="Both", topics="[peace, war]"),
    }
    assert groups(index(files, "events")) == {"Peace": ["Both"], "The war": ["New", "Old"]}


def test_places_are_filed_under_the_outermost_of_what_they_lie_in() -> None:
    page = index(PLACES, "places")
    assert groups(page) == {"Land": ["Coast", "Port"], "Countries and other places": ["Moon"]}
    assert "<p>Where ships lie.</p>" in page


def test_of_many_groups_a_list_leads_to_each() -> None:
    files = {f"articles/a{year}": article(date=str(year)) for year in range(2016, 2020)}
    page = index(files, "articles")
    contents = page.partition('<nav class="contents"')[2].partition("</nav>")[0]
    led = re.findall(r'<a href="#(.*?)">(.*?)</a>', contents)
    assert [words for _, words in led] == list(groups(page))
    assert re.findall(r'<h2 id="(.*?)">', page.partition("</nav>")[2]) == [anchor for anchor, _ in led]
    assert '<nav class="contents"' not in index(PLACES, "places")


def test_where_there_are_many_each_group_shows_the_first_and_folds_the_rest() -> None:
    files = {"topics/peace": "title: Peace\nsummary: It comes.\norder: 2"}
    files |= {f"events/w{n:02}": event(title=f"War {n:02}", date=f"20{n:02}") for n in range(1, MANY)}
    files |= {f"events/p{n}": event(title=f"Peace {n}", topics="[peace]") for n in range(FIRST + 1)}
    few, many = (index(dict(list(files.items())[:last]), "events") for last in (MANY, None))
    assert "<details" not in few
    peace, war = re.findall(r"<section>(.*?)</section>", many, re.DOTALL)
    assert "<details" not in peace, "a single one is not folded"
    first, rest = (re.findall(r">(War \d\d)<", part) for part in war.split("<details"))
    assert first + rest == [f"War {n:02}" for n in range(MANY - 1, 0, -1)]
    assert len(first) == FIRST


def test_articles_are_filed_under_their_years() -> None:
    files = {f"articles/a{n}": article(date=date) for n, date in enumerate(("2019", "2021", "2015..2020"))}
    assert list(groups(index(files, "articles"))) == ["2021", "2020", "2019", "Date uncertain"]


def test_only_sorts_are_offered_between_which_there_is_a_choice() -> None:
    some = {"events/a": event(), "events/b": event(status="planned"), "events/c": event(status="denied")}
    assert choices(index(some, "events")) == {
        "all": "All",
        "happened": "Reported as fact",
        "planned": "Planned",
        "denied": "Denied",
    }
    assert choices(index({"events/a": event(), "events/b": event()}, "events")) == {}
    there = PLACES | {"events/a": event(place="port")}
    assert choices(index(there, "places")) == {"all": "All", "with-events": "With events there"}


def test_what_one_outlet_alone_tells_can_be_chosen() -> None:
    files = {
        "sources/the-radio": "name: The Radio",
        "articles/one": article(),
        "articles/other": article(source="the-radio"),
        "events/told-once": event(refs="one"),
        "events/told-twice": event(refs="[one, other]"),
    }
    page = index(files, "events")
    assert choices(page)["one-outlet"] == "From one outlet"
    assert re.findall(r'<li class="(.*?)"><a href="(.*?)"', page) == [
        ("happened one-outlet", "told-once.html"),
        ("happened last", "told-twice.html"),
    ]


@pytest.mark.parametrize(("folder", "page"), [("events", "timeline"), ("places", "map")])
def test_what_shows_the_same_in_another_form_is_a_link_away(folder: str, page: str) -> None:
    located = PLACES | {"places/moon": place("Moon", coordinates="33.3, 44.4", coordinates_source="GeoNames")}
    assert f'<a href="../{page}.html">' in index(located, folder)


def test_every_sort_that_can_be_chosen_has_its_rule_among_the_styles() -> None:
    styles = (ROOT / "layouts/styles/filter.css").read_text(encoding="utf-8")
    for names in SORTS.values():
        for name in names:
            shown = name.replace(" ", "-")
            hidden = f":is(section:not(:has(.{shown})), section ul > :not(.{shown}))"
            assert f'main:has([data-show="{shown}"]:checked) {hidden}' in styles
