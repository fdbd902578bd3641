"""A date from the text that writes it; and what is wrong with a text that is none, said so that its writer can mend it.

Most texts that are no date tell which day was meant: `28 September 2020`, `2024-2-3`, `2020-09-28T10:00`. The fix then
names that day; where two days could be meant (`03/04/2024`) it names none.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import month_abbr, month_name, monthrange

from sitegen.dates.solar_hijri import day_in_gregorian
from sitegen.faults import Edit
from sitegen.model.values import FORMS, Date, DatePoint

_IN_IRAN = ", if it is a day of the Solar Hijri (Jalali) calendar"

_SHOWN = 40
_OTHER_CALENDARS = "1600"
"""In the digits of another script, an earlier year is likely counted in another calendar: 1402 is 2023 in Iran."""

_IN_ORDER = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?~?")
_LOOSE = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})(?:[-/.](?P<day>[0-9]{1,2}))?(?P<about>~?)")
_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[ -](?P<month>[A-Za-z]{3,9})\.?,?[ -](?P<year>[0-9]{4})"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.? (?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? )?(?P<year>[0-9]{4})"
)
_TIME = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9].*")
_AMBIGUOUS = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}")
_WEEK = re.compile(r"[0-9]{4}-?W[0-9].*")
_ABOUT = re.compile(r"(?:~|about |around |circa |ca?\. ?)(?P<rest>.+)", re.IGNORECASE)
_MONTHS = {name.lower(): n for names in (month_name, month_abbr) for n, name in enumerate(names) if name} | {
    "sept": 9
}


class BadDate(ValueError):
    """A text that is no date: `message` says why, `fix` what to write instead, `edits` the same letter by letter."""

    def __init__(self, message: str, fix: str, *edits: Edit) -> None:
        self.message, self.fix, self.edits = message, fix, edits
        super().__init__(message)


def parse(text: str) -> Date:
    """The date that `text` writes.

    Raises:
        BadDate: it writes none.
    """
    if fault := _foreign_character(text):
        raise fault
    if "/" in text and not _SLASHES.fullmatch(text):
        return _parse_stretch(text)
    if ".." in text:
        return _parse_bounds(text)
    point = _parse_point(text, text)
    return Date(text, "point", point, point)


def _parse_stretch(text: str) -> Date:
    first, _, last = text.partition("/")
    if first == "..":
        raise _no_date(
            text, "a stretch has a known beginning", f"write {FORMS}, or ..2020-09-28 for on or before"
        )
    start = _parse_point(first, text)
    end = None if last == ".." else _parse_point(last, text)
    return Date(text, "stretch", start, _in_order(text, start, end))


def _parse_bounds(text: str) -> Date:
    first, _, last = text.partition("..")
    if not first and not last:
        raise _no_date(text, "it has neither a beginning nor an end", f"write {FORMS}")
    start = _parse_point(first, text) if first else None
    end = _parse_point(last, text) if last else None
    if start is None:
        return Date(text, "until", None, end)
    if end is None:
        return Date(text, "since", start, None)
    return Date(text, "within", start, _in_order(text, start, end))


def _in_order(text: str, start: DatePoint, end: DatePoint | None) -> DatePoint | None:
    if end and end.latest < start.earliest:
        raise BadDate(
            f"{_quoted(text)} runs backwards: it ends before it begins", "write the earlier date first"
        )
    if end == start:
        written = re.split(r"/|\.\.", text)[0]
        message = f"{_quoted(text)} begins and ends on the same date"
        raise BadDate(message, f"write {written}", Edit(written))
    return end


def _parse_point(part: str, whole: str) -> DatePoint:
    point = DatePoint.read(part)
    if point is None:
        raise _none_such(part, whole) or _explain(part, whole)
    return point


def _no_date(text: str, why: str, fix: str, *edits: Edit) -> BadDate:
    """The fault of `text`, because of `why`."""
    return BadDate(f"{_quoted(text)} is not a date: {why}", fix, *edits)


def _quoted(text: str) -> str:
    """`text` as messages show it: short, and with characters that nobody can see by their numbers."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[:_SHOWN])
    return f'"{shown}{"…" if len(text) > _SHOWN else ""}"'


def _foreign_character(text: str) -> BadDate | None:
    """The fault of a text that holds what no date is written with: other digits, dashes, invisible characters."""
    character = next((c for c in text if not (c.isascii() and c.isprintable())), None)
    if character is None:
        return None
    name = unicodedata.name(character, "a control character")
    why = f"it holds U+{ord(character):04X} ({name})"
    match = _LOOSE.fullmatch("".join(map(_on_a_keyboard, text)).strip())
    meant = _real(match)
    if meant and meant >= _OTHER_CALENDARS:
        seen = unicodedata.category(character) != "Cf"
        return _no_date(text, why, f"write {meant}" if seen else f"type it anew: {meant}", Edit(meant))
    if match and (gregorian := _of_solar_hijri(match)):
        return _no_date(text, why, f"write {gregorian}{_IN_IRAN}", Edit(gregorian))
    calendar = "the day of the Gregorian calendar" if meant else "it"
    return _no_date(text, why, f"write {calendar} with the digits 0 to 9 and hyphens, for example 2020-09-28")


def _on_a_keyboard(character: str) -> str:
    """The digit or hyphen that `character` stands for; nothing for one that nobody sees."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    kind = unicodedata.category(character)
    return {"Pd": "-", "Cf": "", "Zs": " "}.get(kind, character)


def _explain(part: str, whole: str) -> BadDate:
    """The fault of `part`, a point in time that cannot be read, in the date `whole`."""
    in_iran = _meant_in_iran(part)
    if meant := in_iran or _meant(part):
        day, why = meant
        return _no_date(whole, why, f"write {day}{_IN_IRAN if in_iran else ''}", Edit(day, part))
    if _AMBIGUOUS.fullmatch(part):
        fix = "write year, month and day as YYYY-MM-DD, for example 2020-09-28"
        return _no_date(whole, "which number is the month cannot be known", fix)
    if _WEEK.fullmatch(part):
        return _no_date(whole, "weeks are not read", "write the days, for example 2024-01-29/2024-02-04")
    if re.fullmatch(r"[0-9]{5,}(?:-.*)?", part):
        return _no_date(whole, "a year has four digits", "write a year from 0001 to 9999")
    if "/" in whole or ".." in whole:
        which = _quoted(part) if part else "an empty end"
        return _no_date(
            whole, f"{which} is no day, month or year", "write both ends as 2020-09-28, 2020-09 or 2020"
        )
    return BadDate(f"{_quoted(whole)} is not a date", f"write {FORMS}")


def _none_such(part: str, whole: str) -> BadDate | None:
    """The fault of `part`, in the date `whole`, if it is written as a point in time that our calendar does not have."""
    match = _IN_ORDER.fullmatch(part)
    if match is None:
        return None
    year, month, day = (int(match[name] or 1) for name in ("year", "month", "day"))
    if not year:
        return _no_date(whole, "there is no year 0", "write the year with four digits, 0001 to 9999")
    if not 1 <= month <= 12:
        return _no_date(whole, f"there is no month {match['month']}", "write a month from 01 to 12")
    why = f"{month_name[month]} {year} has {monthrange(year, month)[1]} days"
    if gregorian := day_in_gregorian(year, month, day):
        return _no_date(whole, why, f"write {gregorian}{_IN_IRAN}", Edit(gregorian, part))
    return _no_date(whole, why, "write a real day as YYYY-MM-DD")


def _of_solar_hijri(match: re.Match[str]) -> str | None:
    """The Gregorian day that is meant if it is written by the calendar of Iran."""
    return day_in_gregorian(*(int(match[part] or 0) for part in ("year", "month", "day")))


def _meant_in_iran(part: str) -> tuple[str, str] | None:
    match = _LOOSE.fullmatch(part)
    gregorian = _of_solar_hijri(match) if match else None
    return (gregorian, "a day is written YYYY-MM-DD, by the Gregorian calendar") if gregorian else None


def _meant(part: str) -> tuple[str, str] | None:
    """The date that `part` means beyond doubt, and why it cannot be read."""
    if match := _ABOUT.fullmatch(part):
        point = _real(_LOOSE.fullmatch(match["rest"])) or (
            match["rest"] if re.fullmatch("[0-9]{4}", match["rest"]) else None
        )
        return (f"{point.rstrip('~')}~", "the ~ for about stands behind") if point else None
    if match := _TIME.fullmatch(part):
        return match["day"], "a time of day is not kept"
    bare = part.rstrip(",;.")
    if bare != part and (point := _real(_LOOSE.fullmatch(bare))):
        return point, f"{_quoted(part[len(bare) :])} is no part of one"
    if point := _real(_LOOSE.fullmatch(part)):
        return point, "a day is written YYYY-MM-DD and a month YYYY-MM, with hyphens"
    if point := _real(_DAY_FIRST.fullmatch(part)) or _real(_MONTH_FIRST.fullmatch(part)):
        return point, "it is written in words"
    return None


def _real(match: re.Match[str] | None) -> str | None:
    """The day or month that `match` found, as it should be written; None where there is no such day."""
    if match is None:
        return None
    found = match.groupdict()
    year = int(found["year"])
    month = int(found["month"]) if found["month"].isdecimal() else _MONTHS.get(found["month"].lower(), 0)
    day = int(found["day"]) if found["day"] else None
    if not year or not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "") + (found.get("about") or "")


_SLASHES = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}")
