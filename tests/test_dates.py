"""Dates that say how sure they are: what is read, how it is said, in what order it stands, and what is refused."""

from __future__ import annotations

import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import dates
from sitegen.model.values import Date, DateForm, DatePoint
from tests.words import words

# written, form, words, what a machine reads, whether lists call it uncertain
GOOD: list[tuple[str, DateForm, str, str | None, bool]] = [
    ("2020-09-28", "point", "28 September 2020", "2020-09-28", False),
    ("2020-09", "point", "September 2020", "2020-09", False),
    ("2020", "point", "2020", "2020", False),
    ("2024-02-29", "point", "29 February 2024", "2024-02-29", False),
    ("0622-07", "point", "July 622", "0622-07", False),
    ("2020-09-28~", "point", "about 28 September 2020", None, False),
    ("2020~", "point", "about 2020", None, False),
    ("2020-05-15/2020-05-17", "stretch", "15 to 17 May 2020", None, False),
    ("2020-05-30/2020-06-02", "stretch", "30 May to 2 June 2020", None, False),
    ("2019-12-30/2020-01-02", "stretch", "30 December 2019 to 2 January 2020", None, False),
    ("2020-05/2020-07", "stretch", "May to July 2020", None, False),
    ("2014/2017", "stretch", "2014 to 2017", None, False),
    ("2020-05/2020-06-03", "stretch", "May 2020 to 3 June 2020", None, False),
    ("2020-05-15/2020-05", "stretch", "15 May 2020 to May 2020", None, False),
    ("2020-05-15~/2020-05-17~", "stretch", "about 15 to 17 May 2020", None, False),
    ("2020-05-15/2020-05-17~", "stretch", "15 May 2020 to about 17 May 2020", None, False),
    ("2020-09-27/..", "stretch", "since 27 September 2020", None, False),
    ("2020-09-27..2020-09-28", "within", "on 27 or 28 September 2020", None, False),
    ("2020-09-30..2020-10-01", "within", "on 30 September or 1 October 2020", None, False),
    ("2019-12-31..2020-01-01", "within", "on 31 December 2019 or 1 January 2020", None, False),
    ("2020-09-19..2020-09-27", "within", "between 19 and 27 September 2020", None, False),
    ("2020-09-27..2020-09-29", "within", "between 27 and 29 September 2020", None, False),
    ("2020-09-30..2020-10", "within", "between 30 September 2020 and October 2020", None, False),
    ("2020-09..2020-10", "within", "in September or October 2020", None, False),
    ("2019-12..2020-02", "within", "between December 2019 and February 2020", None, False),
    ("2019..2020", "within", "in 2019 or 2020", None, True),
    ("2020-06-01..2021-06-01", "within", "between 1 June 2020 and 1 June 2021", None, False),
    ("2020-06-01..2021-06-02", "within", "between 1 June 2020 and 2 June 2021", None, False),
    ("2020-06-01..2021-06-03", "within", "between 1 June 2020 and 3 June 2021", None, True),
    ("..2020-09-28", "until", "on or before 28 September 2020", None, True),
    ("..2020-09", "until", "in or before September 2020", None, True),
    ("2017-10-23..", "since", "on or after 23 October 2017", None, True),
    ("2017~..", "since", "in or after about 2017", None, True),
]

# written, why it is no date, what to write instead
BAD = [
    ("2024-02-30", "February 2024 has 29 days", "write a real day as YYYY-MM-DD"),
    ("2023-02-29", "February 2023 has 28 days", "write a real day as YYYY-MM-DD"),
    ("2024-13", "there is no month 13", "write a month from 01 to 12"),
    ("2024-00-01", "there is no month 00", "write a month from 01 to 12"),
    ("0000", "there is no year 0", "write the year with four digits"),
    ("10000-01-01", "a year has four digits", "write a year from 0001 to 9999"),
    ("2024-2-3", "with hyphens", "write 2024-02-03"),
    ("2024-2", "with hyphens", "write 2024-02"),
    ("2024/02/03", "with hyphens", "write 2024-02-03"),
    ("2024.2.3", "with hyphens", "write 2024-02-03"),
    ("03/04/2024", "which number is the month cannot be known", "YYYY-MM-DD"),
    ("28.09.20", "which number is the month cannot be known", "YYYY-MM-DD"),
    ("28 September 2020", "it is written in words", "write 2020-09-28"),
    ("Sept. 28, 2020", "it is written in words", "write 2020-09-28"),
    ("September 2020", "it is written in words", "write 2020-09"),
    ("30 February 2020", "is not a date", "write 2020-09-28, 2020-09 or 2020"),
    ("2020-09-28T10:15:00Z", "a time of day is not kept", "write 2020-09-28"),
    ("~2020", "the ~ for about stands behind", "write 2020~"),
    ("circa 2020-9", "the ~ for about stands behind", "write 2020-09~"),
    ("2024-W05", "weeks are not read", "write the days"),
    ("2020-05-17/2020-05-15", "it ends before it begins", "write the earlier date first"),
    ("2020-05-17..2020-05-15", "it ends before it begins", "write the earlier date first"),
    ("2020-05-17/2020-05-17", "begins and ends on the same date", "write 2020-05-17"),
    ("..", "neither a beginning nor an end", "write 2020-09-28"),
    ("../2020", "a stretch has a known beginning", "..2020-09-28 for on or before"),
    ("2020-09-27 .. 2020-09-28", '"2020-09-27 " is no day', "write both ends"),
    ("2020/", "an empty end is no day", "write both ends"),
    ("٢٠٢٠-٠٩-٢٨", "U+0662 (ARABIC-INDIC DIGIT TWO)", "write 2020-09-28"),
    ("2020-09-28\u200b", "U+200B (ZERO WIDTH SPACE)", "type it anew: 2020-09-28"),
    ("2020–09–28", "U+2013 (EN DASH)", "write 2020-09-28"),
    ("۱۳۹۹/۰۷/۰۷", "EXTENDED ARABIC-INDIC DIGIT ONE", "write 2020-09-28, if it is a day of the Solar Hijri"),
    ("yesterday", "is not a date", "write 2020-09-28, 2020-09 or 2020"),
    ("", "is not a date", "write 2020-09-28, 2020-09 or 2020"),
    ("9" * 500, "a year has four digits", "write a year"),
]


@pytest.mark.parametrize(("written", "form", "said", "machine", "uncertain"), GOOD)
def test_a_date_is_read_and_said(
    written: str, form: DateForm, said: str, machine: str | None, uncertain: bool
) -> None:
    when = dates.parse(written)
    assert (when.written, when.form) == (written, form)
    assert dates.format(when, words()) == said
    assert dates.isoformat(when) == machine
    assert dates.uncertain(when) == uncertain


@pytest.mark.parametrize(("written", "why", "fix"), BAD)
def test_what_is_no_date_is_refused_with_a_fix(written: str, why: str, fix: str) -> None:
    with pytest.raises(dates.BadDate) as caught:
        dates.parse(written)
    assert why in caught.value.message
    assert fix in caught.value.fix
    assert len(caught.value.message) < 200


def test_order_is_by_the_earliest_day_then_by_precision() -> None:
    in_order = [
        "2019",
        "2020-01-01",
        "2020-01",
        "2020",
        "2020-01-02",
        "2020-02~",
        "2020-03-01/2020-03-05",
        "2020-03-01/2020-04-15",
        "2020-03-01/2020-03",
        "2020-03-02",
    ]
    read = [dates.parse(written) for written in in_order]
    assert sorted(read[3:] + read[:3], key=dates.sort_key) == read


def test_about_moves_nothing() -> None:
    assert dates.sort_key(dates.parse("2020-05-01~")) == dates.sort_key(dates.parse("2020-05-01"))


days = st.dates(min_value=date(1, 1, 1))
points = st.builds(
    lambda day, cut, about: day.isoformat()[:cut] + about,
    days,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~"]),
)


@st.composite
def written_dates(draw: st.DrawFn) -> str:
    one, other = draw(points), draw(points)
    form = draw(st.sampled_from(["{0}", "{0}/{1}", "{0}/..", "{0}..{1}", "..{0}", "{0}.."]))
    return form.format(one, other)


def read_or_none(written: str) -> Date | None:
    try:
        return dates.parse(written)
    except dates.BadDate:
        return None


@given(written_dates())
def test_a_date_that_is_read_keeps_its_bounds_in_order_and_its_text(written: str) -> None:
    when = read_or_none(written)
    if when is None:
        return
    assert when.written == written
    assert dates.format(when, words()).strip()
    if when.earliest and when.latest:
        assert when.earliest <= when.latest


@given(days)
def test_a_day_is_read_as_itself(day: date) -> None:
    when = dates.parse(day.isoformat())
    assert when.exact == when.earliest == when.latest == day
    assert dates.isoformat(when) == day.isoformat()
    assert str(day.year) in dates.format(when, words())


@given(st.lists(days, min_size=2))
def test_days_sort_as_days(some: list[date]) -> None:
    read = [dates.parse(day.isoformat()) for day in some]
    assert [when.exact for when in sorted(read, key=dates.sort_key)] == sorted(some)


@given(days, st.integers(min_value=1, max_value=400))
def test_different_days_are_never_said_alike(day: date, later: int) -> None:
    other = day - timedelta(days=later) if day.year > 2 else day + timedelta(days=later)
    assert dates.format(dates.parse(day.isoformat()), words()) != dates.format(
        dates.parse(other.isoformat()), words()
    )


@given(st.one_of(st.text(), st.text(alphabet=string.digits + "-/.~ W", max_size=30)))
def test_any_text_is_a_date_or_is_refused_with_a_fix(text: str) -> None:
    try:
        when = dates.parse(text)
    except dates.BadDate as bad:
        said = bad
    else:
        assert when.written == text
        return
    assert said.message.isprintable()
    assert said.fix


@pytest.mark.parametrize(
    ("point", "latest"), [(DatePoint(2020, 2), 29), (DatePoint(2021, 2), 28), (DatePoint(2020), 31)]
)
def test_a_month_ends_on_its_last_day(point: DatePoint, latest: int) -> None:
    assert point.latest.day == latest


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2020-09-28", "2020-09-28"),
        ("2020-09~", "2020-09~"),
        ("2020-05-15/..", "2020-05-15/.."),
        ("2020-09-27..2020-09-28", "[2020-09-27..2020-09-28]"),
        ("..2020-09-28", "[..2020-09-28]"),
        ("2017-10-23..", "[2017-10-23..]"),
    ],
)
def test_what_lies_within_bounds_is_one_of_a_set_in_edtf(written: str, edtf: str) -> None:
    assert dates.edtf(dates.parse(written)) == edtf
