"""How a language writes, as CLDR has it: dates, numbers, lists, plurals, direction."""

from __future__ import annotations

import pytest
from babel import Locale as Babel

from sitegen import dates
from sitegen.dates.solar_hijri import day_beside
from sitegen.load.cldr import locale_of
from sitegen.model.values import DatePoint


def point(written: str) -> DatePoint:
    start = dates.parse(written).start
    assert start
    return start


@pytest.mark.parametrize(
    ("tag", "day", "month", "days", "months"),
    [
        ("en", "28 September 2020", "September 2020", "15 to 17 May 2020", "May to June 2020"),
        ("en-GB", "28 September 2020", "September 2020", "15 to 17 May 2020", "May to June 2020"),
        ("en-IE", "28 September 2020", "September 2020", "15 to 17 May 2020", "May to June 2020"),
        ("en-US", "September 28, 2020", "September 2020", "May 15 to 17, 2020", "May to June 2020"),
        ("de", "28. September 2020", "September 2020", "15. to 17. Mai 2020", "Mai to Juni 2020"),
        ("pl", "28 września 2020", "wrzesień 2020", "15 to 17 maja 2020", "maj to czerwiec 2020"),
        ("fa", "۲۸ سپتامبر ۲۰۲۰", "سپتامبر ۲۰۲۰", "۱۵ to ۱۷ مه ۲۰۲۰", "مه to ژوئن ۲۰۲۰"),
        ("ar", "28 سبتمبر 2020", "سبتمبر 2020", "15 to 17 مايو 2020", "مايو to يونيو 2020"),
        ("ar-IQ", "٢٨ أيلول ٢٠٢٠", "أيلول ٢٠٢٠", "١٥ to ١٧ أيار ٢٠٢٠", "أيار to حزيران ٢٠٢٠"),
        ("zh", "2020年9月28日", "2020年9月", "2020年5月15日 to 17日", "2020年5月 to 6月"),
    ],
)
def test_a_language_writes_dates_its_own_way(tag: str, day: str, month: str, days: str, months: str) -> None:
    locale = locale_of(tag)
    assert locale.point(point("2020-09-28")) == day
    assert locale.point(point("2020-09")) == month
    assert " to ".join(locale.pair("days", point("2020-05-15"), point("2020-05-17"))) == days
    assert " to ".join(locale.pair("months", point("2020-05"), point("2020-06"))) == months


@pytest.mark.parametrize(
    ("tag", "number", "several", "some"),
    [
        ("en", "1,234,567", "A, B and C", "A, B, C"),
        ("en-US", "1,234,567", "A, B, and C", "A, B, C"),
        ("de", "1.234.567", "A, B und C", "A, B, C"),
        ("fa", "۱٬۲۳۴٬۵۶۷", "A،\u200f B، و C", "A،\u200f B،\u200f C"),
        ("ar", "1,234,567", "A وB وC", "A، B، C"),
        ("ar-IQ", "١٬٢٣٤٬٥٦٧", "A وB وC", "A، B، C"),
        ("bn", "১২,৩৪,৫৬৭", "A, B এবং C", "A, B, C"),
        ("hi", "12,34,567", "A, B और C", "A, B, C"),
        ("zh", "1,234,567", "A、B和C", "A、B、C"),
    ],
)
def test_a_language_writes_numbers_and_lists_its_own_way(
    tag: str, number: str, several: str, some: str
) -> None:
    locale, items = locale_of(tag), ["A", "B", "C"]
    assert (locale.number(1_234_567), locale.join(items, "and"), locale.join(items)) == (
        number,
        several,
        some,
    )


@pytest.mark.parametrize(
    "tag", ["en", "fr", "pl", "ru", "ar", "cy", "lt", "sl", "ga", "he", "mt", "gv", "zh"]
)
def test_a_language_counts_as_it_does(tag: str) -> None:
    counts, ours, theirs = (*range(300), 10**6, 10**6 + 1), locale_of(tag), Babel.parse(tag).plural_form
    assert [ours.plural(count) for count in counts] == [theirs(count) for count in counts]


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("en", "ltr"),
        ("fa", "rtl"),
        ("ar", "rtl"),
        ("he", "rtl"),
        ("ckb", "rtl"),
        ("ku", "ltr"),
        ("ku-Arab", "rtl"),
        ("az", "ltr"),
        ("az-Arab", "rtl"),
        ("fa-Latn", "ltr"),
        ("ks-Deva", "ltr"),
    ],
)
def test_a_language_runs_as_the_script_does_in_which_it_is_written(tag: str, direction: str) -> None:
    assert locale_of("en").direction(tag) == direction


def test_what_another_language_is_called() -> None:
    english, persian = locale_of("en"), locale_of("fa")
    assert [english.language(tag) for tag in ("fa", "en-GB", "pt-BR", "qqx")] == [
        "Persian", "British English", "Brazilian Portuguese", "qqx",
    ]  # fmt: skip
    assert persian.language("fa") == "فارسی"


def test_what_is_not_known_of_a_place_is_that_of_its_language() -> None:
    assert [locale_of(tag).tag for tag in ("en-IR", "de-XX", "zh-Hant")] == ["en-001", "de", "zh-Hant"]
    with pytest.raises(LookupError):
        locale_of("xx")


@pytest.mark.parametrize(
    ("tag", "written", "beside"),
    [
        ("fa", "2020-09-28", "۷ مهر ۱۳۹۹"),
        ("fa", "2024-03-19", "۲۹ اسفند ۱۴۰۲"),
        ("fa", "2024-03-20", "۱ فروردین ۱۴۰۳"),
        ("fa", "2021-03-20", "۳۰ اسفند ۱۳۹۹"),
        ("fa", "0622-03-21", ""),
        ("fa", "2020-09-28~", ""),
        ("fa", "2020-09", ""),
        ("fa", "2020-09-27..2020-09-28", ""),
        ("fa", "2020-09-27/2020-09-28", ""),
        ("fa-AF", "2020-09-28", "۷ میزان ۱۳۹۹"),
        ("ar", "2020-09-28", ""),
        ("en", "2020-09-28", ""),
    ],
)
def test_a_known_day_stands_beside_that_of_the_calendar_by_which_readers_count(
    tag: str, written: str, beside: str
) -> None:
    assert day_beside(dates.parse(written), locale_of(tag)) == beside
