"""The Solar Hijri (Jalali) calendar of Iran and Afghanistan: what is written by it, and the day beside one of ours.

The library that converts is imported when it is asked: most builds ask it nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

from sitegen.model.locale import Locale
from sitegen.model.values import Date, DatePoint

YEARS = range(1300, 1501)
"""Those that a text of our own time may name. In the Gregorian calendar there was no news yet to be cited."""

_OF_THE_MOON = 1430
"""From this year on, the Hijri calendar of the moon is the likelier one: in that of the sun they are still to come."""


def day_beside(when: Date, locale: Locale) -> str:
    """The day of that calendar that `when` is, in words; empty where it is not one known day, or the language counts by no
    such calendar.
    """
    point = when.start
    if not locale.solar_months or when.form != "point" or point is None or not point.day or point.about:
        return ""
    from persiantools.jdatetime import JalaliDate  # noqa: PLC0415

    try:
        day = JalaliDate(point.earliest)  # type: ignore[no-untyped-call]
    except ValueError:  # before its first year
        return ""
    return locale.solar_day(day.year, day.month, day.day)


def day_in_gregorian(year: int, month: int, day: int) -> str | None:
    """The Gregorian day, `2024-03-02`, that a day of that calendar is, where its year is likely; None where there is no such day."""
    if not month or not day or year >= _OF_THE_MOON:
        return None
    point = DatePoint(year, month, day)
    return in_gregorian(Date("", "point", point, point))


def is_likely(when: Date) -> bool:
    """Whether the years of `when` are likely to be those of a calendar that counts from the Hijra."""
    points = [point for point in (when.start, when.end) if point is not None]
    return bool(points) and all(point.year in YEARS for point in points)


def calendar_of(when: Date) -> str:
    """Which calendar that counts from the Hijra a date is likely of."""
    is_lunar = any(point and point.year >= _OF_THE_MOON for point in (when.start, when.end))
    return "lunar Hijri (Islamic)" if is_lunar else "Solar Hijri (Jalali)"


def in_gregorian(when: Date) -> str | None:
    """What `when` is as a date of the front matter if its years are those of the Solar Hijri calendar; None: they are not
    likely to be, or that calendar has no such day.
    """
    if not is_likely(when):
        return None
    try:
        days = [_days(point) for point in (when.start, when.end) if point is not None]
    except ValueError:
        return None
    first, last = days[0][0], days[-1][1]
    signs = {"until": f"..{last}", "since": f"{first}..", "stretch": f"{first}/{last if when.end else '..'}"}
    about = "~" if when.start and when.start.about else ""
    return signs.get(when.form, f"{first}{about}" if first == last else f"{first}..{last}")


def _days(point: DatePoint) -> tuple[date, date]:
    """The first and the last day that a day, month or year of that calendar can be."""
    from persiantools.jdatetime import JalaliDate  # noqa: PLC0415 - most builds need it not

    def day(year: int, month: int, day: int) -> date:
        found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
        return found

    first = day(point.year, point.month or 1, point.day or 1)
    if point.day:
        return first, first
    year, month = (point.year, point.month + 1) if point.month and point.month < 12 else (point.year + 1, 1)
    return first, day(year, month, 1) - timedelta(days=1)
