"""Dates as pages write them, in words, figures and the forms of machines -> dates as the content model writes them.

None is surer than what is written. A time of day and its zone are left out and nothing is shifted by them. Where it
cannot be known which figure is the month, the date is one unknown day between the two that may be meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from persiantools.jdatetime import MONTH_NAMES_FA

from sitegen.dates.solar_hijri import day_in_gregorian

_FIRST_YEAR = 1600
_NO_DAY = "1970-01-01"
"""What programs write that know none: the first day they can count."""

_MONTHS_OF = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jän feb mär apr mai jun jul aug sept okt nov dez",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago set oct nov dic",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
)
_SOLAR_HIJRI = [name for name in MONTH_NAMES_FA if name]


def _months() -> dict[str, int]:
    months = {"sept": 9, "juill": 7, "jänner": 1, "avril": 4}
    for row in _MONTHS_OF:
        for number, name in enumerate(row.split(), 1):
            months.setdefault(name, number)
            months.setdefault(_bare(name), number)
    return months


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_MONTH = _months()
_NAMES = "|".join(sorted(map(re.escape, (*_MONTH, *_SOLAR_HIJRI)), key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_DATES = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"(?P<iso>\d{{4}})[-/.](?P<isom>\d{{1,2}})[-/.](?P<isod>\d{{1,2}})(?:[T ]\d{{1,2}}:\d\d\S{{0,20}})?"
    rf"|(?P<cy>\d{{4}})\s?年\s?(?P<cm>\d{{1,2}})\s?月(?:\s?(?P<cd>\d{{1,2}})\s?日)?"
    rf"|(?P<d>\d{{1,2}}){_ORDINAL}[\s-]+(?:(?:of|de|di|d')\s+)?(?P<m>{_NAMES})\.?,?[\s-]+(?:de\s+)?(?P<y>\d{{4}})"
    rf"|(?P<m2>{_NAMES})\.?\s+(?P<d2>\d{{1,2}}){_ORDINAL},?\s+(?:at\s+|@\s*)?(?P<y2>\d{{4}})"
    rf"|(?P<m3>{_NAMES})\.?,?\s+(?:de\s+)?(?P<y3>\d{{4}})"
    rf"|(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep)(?P<y4>\d{{4}})"
    rf")(?![\w/])",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d{1,2} [^\W\d_]+ \d{4})|(?<=[.!?\"”’)])(?=\d{1,2} )")
_AGO = re.compile(
    r"\b(?P<n>\d{1,2}|an?|one)\s+(?P<unit>min(?:ute)?s?|hours?|hrs?|days?)\s+ago\b|\b(?P<word>today|yesterday)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text: characters `start` up to `end`, and the date as the content model writes it."""

    start: int
    end: int
    date: str


def dates_in(text: str) -> Iterator[WrittenDate]:
    """Every date in `text` that names its year, in order."""
    flat = _in_figures(text)
    for match in _DATES.finditer(flat):
        if written := _written(match):
            yield WrittenDate(match.start(), match.end(), written)


def _in_figures(text: str) -> str:
    """`text` with figures of every script as 0 to 9, in as many characters."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _written(match: re.Match[str]) -> str | None:
    group = match.groupdict()
    if group["iso"]:
        return _day(group["iso"], group["isom"], group["isod"])
    if group["cy"]:
        return _day(group["cy"], group["cm"], group["cd"])
    if group["y4"]:
        return _figures(int(group["a"]), int(group["b"]), group["y4"], group["sep"])
    year = group["y"] or group["y2"] or group["y3"]
    name = (group["m"] or group["m2"] or group["m3"]).lower()
    day = group["d"] or group["d2"]
    if name in _SOLAR_HIJRI and name not in _MONTH:
        return day_in_gregorian(int(year), _SOLAR_HIJRI.index(name) + 1, int(day)) if day else None
    return _day(year, str(_MONTH[name]), day)


def _day(year: str, month: str, day: str | None) -> str | None:
    """A day, or a month, of our calendar or of Iran's; None where there is no such day."""
    if int(year) < _FIRST_YEAR:
        return day_in_gregorian(int(year), int(month), int(day)) if day and int(year) > 1200 else None
    try:
        known = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return known.isoformat() if day else known.isoformat()[:7]


def _figures(first: int, second: int, year: str, separator: str) -> str | None:
    """A date such as 3/4/2020. With points or hyphens the day comes first everywhere; with strokes it may not."""
    as_day, as_month = _day(year, str(second), str(first)), _day(year, str(first), str(second))
    if separator != "/" or as_month is None or as_day == as_month:
        return as_day or (as_month if separator == "/" else None)
    return f"{min(as_day, as_month)}..{max(as_day, as_month)}" if as_day else as_month


def of_machine(text: str, today: date) -> str | None:
    """The date that a program wrote: ISO 8601, RFC 2822, or seconds since 1970; None where it is none, or lies ahead."""
    text = _in_figures(text.strip())[:80]
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return _past(datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat(), today)
    if match := re.match(r"(\d{4})(\d\d)(\d\d)(?!\d)|(\d{4})(\d\d)(\d\d)(?=\d{6}\b)", text):
        year, month, day = (part for part in match.groups() if part)
        return _past(_day(year, month, day), today)
    if match := re.match(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)", text):
        return _past(_day(*match.groups()), today)
    found = next(dates_in(text), None)
    if found is None and re.fullmatch(r"[12]\d{3}", text):
        return _past(text, today)
    return _past(found.date, today) if found else None


def _past(written: str | None, today: date) -> str | None:
    """A date that can be one on which something was published."""
    if written is None or written.startswith(_NO_DAY):
        return None
    # A day ahead may be today's, further east.
    return written if written.rpartition("..")[2][:10] <= (today + timedelta(1)).isoformat() else None


def ago(text: str, anchor: date) -> str | None:
    """The date that words such as "3 days ago" mean, said on the day `anchor`; None where they mean none."""
    match = _AGO.search(text)
    if match is None:
        return None
    if match["word"]:
        return (anchor - timedelta(match["word"].lower() == "yesterday")).isoformat()
    number = int(match["n"]) if match["n"].isdecimal() else 1
    if match["unit"].lower().startswith("day"):
        return (anchor - timedelta(number)).isoformat()
    before = anchor - timedelta(1)
    return f"{before.isoformat()}..{anchor.isoformat()}"


def unglued(text: str) -> str:
    """`text` with a space where a title and the date behind it were pasted into one word."""
    return _GLUED.sub(" ", text)
