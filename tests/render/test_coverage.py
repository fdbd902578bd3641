"""How much is from which outlet, by month: what is drawn, what the table says, and where nothing can be compared."""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.render.drawings.months import MOST_MONTHS
from sitegen.render.views.outlet import coverage
from tests.link.small import article, outlet
from tests.render.rendered import ctx, main_of, pages

FILES = {
    "sources/the-radio": outlet("The Radio"),
    "sources/the-silent": outlet("The Silent"),
    "articles/one": article(date="2020-08-31~", source="the-radio"),
    "articles/two": article(date="2020-09-02"),
    "articles/three": article(date="2020-09"),
    "articles/four": article(date="2020-09-30..2020-10-01"),
}
OUTLETS = ("the-paper", "the-radio", "the-silent")


def test_articles_are_counted_by_the_month_their_dates_name() -> None:
    found = coverage(ctx(FILES, "sources/index.html"), OUTLETS)
    assert found is not None
    assert [(row.link.text, row.articles, row.months) for row in found.rows] == [
        ("The Paper", "3 articles", ("September 2020: 2",)),
        ("The Radio", "1 article", ("August 2020: 1",)),
    ]
    assert (found.highest, found.undated) == (2, 1)


def finding(files: dict[str, str]) -> str:
    caption = main_of(pages(files)["sources/index.html"]).partition("<figcaption>")[2]
    return " ".join(re.sub(r"<[^>]*>", "", caption.partition("One bar per month")[0]).split())


def test_over_it_stands_what_more_than_half_of_the_articles_have_in_common() -> None:
    assert finding(FILES) == "4 articles from 2 outlets; 3 of them from The Paper"
    last = {"articles/four": article(date="2020-09-30")}
    assert finding(FILES | last) == (
        "4 articles from 2 outlets; 3 of them from The Paper; 3 of them from September 2020"
    )


def test_where_no_outlet_and_no_month_has_more_than_half_nothing_is_found() -> None:
    other = {"articles/three": article(date="2020-10", source="the-radio")}
    assert finding(FILES | other) == ""


def test_a_month_of_half_as_many_has_half_the_height() -> None:
    page = main_of(pages(FILES)["sources/index.html"])
    heights = [float(high) for high in re.findall(r'<rect [^>]*height="([\d.]+)"', page)]
    assert len(heights) == 2
    assert heights[0] == 2 * heights[1]
    assert re.findall(r"<title>([^<]*)</title></rect><text [^>]*>([^<]*)</text>", page) == [
        ("September 2020: 2", "2"),
        ("August 2020: 1", "1"),
    ]
    assert "1 article could belong to more than one month and is in no bar." in page


def test_a_first_year_of_few_months_is_named_only_where_its_name_has_room() -> None:
    files = {"articles/one": article(date="2017-10"), "articles/two": article(date="2020-09")}
    page = main_of(pages(files)["sources/index.html"])
    years = re.findall(r'<text [^>]*?(class="wide")?>(20\d\d)</text>', page)
    assert years == [('class="wide"', "2017"), ("", "2018"), ("", "2019"), ("", "2020")]


def test_numbers_over_bars_stand_apart_where_the_page_is_narrow_and_the_highest_keep_theirs() -> None:
    # Seven years of months, each of two articles but for one of three: their numbers would touch.
    days = [f"{year}-{month:02}" for year in range(2001, 2008) for month in range(1, 13)]
    files = {f"articles/on-{day}-{n}": article(date=day) for day in days for n in range(2)}
    page = main_of(pages(files | {"articles/one-more": article(date="2003-05")})["sources/index.html"])
    places = [
        (float(at), number)
        for at, number in re.findall(r'<text x="([\d.]+)%"[^>]*font-size="11">(\d+)</text>', page)
    ]
    assert places[0][1] == "3"
    assert {number for _, number in places[1:]} == {"2"}
    assert len(places) < len(days)
    assert all((b - a) / 100 * 300 >= 7 for (a, _), (b, _) in pairwise(sorted(places)))


def test_nothing_is_drawn_of_a_single_month_or_of_more_than_can_be_told_apart() -> None:
    one = {"articles/one": article(date="2020-09-01"), "articles/two": article(date="2020-09-02")}
    assert coverage(ctx(one, "sources/index.html"), OUTLETS[:1]) is None
    for months, drawn in ((MOST_MONTHS, True), (MOST_MONTHS + 1, False)):
        year, month = divmod(2001 * 12 + months - 1, 12)
        long = {
            "articles/one": article(date="2001-01"),
            "articles/two": article(date=f"{year}-{month + 1:02}"),
        }
        assert bool(coverage(ctx(long, "sources/index.html"), OUTLETS[:1])) is drawn
