"""What CLDR says of a language, taken from Babel into a frozen value. Babel is imported when it is asked, and here only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sitegen.model.locale import Locale
from sitegen.model.values import Precision

_WORLD = {"en": "en_001"}
"""English without a territory is that of the world, day before month; CLDR's own choice would be the United States."""

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""The scripts in use that are written from right to left (ISO 15924), which Babel does not tell."""

_SCRIPTS = {"pnb": "Arab", "prs": "Arab"}
"""Languages whose likely script CLDR tells and Babel does not."""

_OF_LIBRARIES = frozenset(
    {"alb", "arm", "baq", "bur", "chi", "cze", "dut", "fre", "geo", "ger", "gre", "ice", "mac", "mao", "may", "per", "rum",
     "slo", "tib", "wel"}
)  # fmt: skip
"""Codes of ISO 639-2/B, which CLDR knows as aliases and ISO 639-3 does not have."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Z]{2})?")
_BEFORE_SEPARATOR = re.compile(r".*%\(\w+\)s[^\s‑–—~～至]*", re.DOTALL)
"""The first end of a stretch, with what belongs to its last field: the dot of "15.–17. Mai", the "日" of "15日至17日"."""

_ZEROS = {
    "latn": 0x30, "arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "deva": 0x966, "mymr": 0x1040, "nkoo": 0x7C0, "olck": 0x1C50,
    "tibt": 0xF20, "adlm": 0x1E950, "cakm": 0x11136, "hmnp": 0x1E140,
}  # fmt: skip
"""The digit zero of the numbering systems that languages have by default, which Babel does not tell; nine others follow it."""

_SOLAR_MONTHS_AFGHAN = (
    "حمل",
    "ثور",
    "جوزا",
    "سرطان",
    "اسد",
    "سنبله",
    "میزان",
    "عقرب",
    "قوس",
    "جدی",
    "دلو",
    "حوت",
)

_BLANK = re.compile(r"\{[01]\}")
_LETTERS = re.compile(r"[^\W\d_]")
_ABBREVIATED = re.compile(r"\(([ML])\1\1\)")
_MONTHS = {
    "MMM": ("format", "abbreviated"),
    "MMMM": ("format", "wide"),
    "MMMMM": ("format", "narrow"),
    "LLL": ("stand-alone", "abbreviated"),
    "LLLL": ("stand-alone", "wide"),
}


@cache
def locale_of(tag: str) -> Locale:
    """How the language of a tag (BCP 47) writes; where CLDR does not know all of the tag, how its language alone does.

    Raises:
        LookupError: CLDR does not know the language.
    """
    from babel import Locale as Babel  # noqa: PLC0415 - what is remembered needs no Babel
    from babel import UnknownLocaleError  # noqa: PLC0415

    language = tag.partition("-")[0]
    for asked in dict.fromkeys((_WORLD.get(tag, tag), _WORLD.get(language, language))):
        try:
            return _taken(Babel.parse(asked.replace("-", "_")))
        except (UnknownLocaleError, ValueError):
            continue
    raise LookupError(tag)


def _taken(found: Any) -> Locale:
    numbering = found.default_numbering_system if found.default_numbering_system in _ZEROS else "latn"
    symbols = found.number_symbols
    skeletons, intervals, lists = found.datetime_skeletons, found.interval_formats, found.list_patterns
    points: dict[Precision, str] = {
        "day": _pattern(found.date_formats["long"].pattern),
        "month": _pattern(skeletons["yMMMM"].pattern),
        "year": _pattern(skeletons["y"].pattern),
    }
    return Locale(
        tag=str(found).replace("_", "-"),
        points=points,
        pairs={
            "days": _pair(intervals["yMMMd"]["d"], points["day"]),
            "days of two months": _pair(intervals["yMMMd"]["M"], points["day"]),
            "months": _pair(intervals["yMMMM"]["M"], points["month"]),
        },
        months={
            field: tuple(found.months[context][width][number] for number in range(1, 13))
            for field, (context, width) in _MONTHS.items()
        },
        solar_months=_solar_months(found),
        era=found.eras["abbreviated"][1],
        lists={
            "and": _list(lists["standard"]),
            "unit": (_apart(lists),) * 4,
        },
        numbering=numbering,
        digits="".join(chr(_ZEROS[numbering] + number) for number in range(10)),
        group=(symbols[numbering] if "group" in symbols[numbering] else symbols["latn"])["group"],
        grouping=found.decimal_formats[None].grouping,
        plurals=tuple(found.plural_form.abstract),
        languages=dict(found.languages),
        right_to_left=frozenset(_written_from_the_right()),
    )


def _solar_months(found: Any) -> tuple[str, ...]:
    """The months of the Solar Hijri calendar, by which Iran and Afghanistan count; none for other languages."""
    if found.language != "fa":
        return ()
    from persiantools.jdatetime import MONTH_NAMES_FA  # noqa: PLC0415

    return _SOLAR_MONTHS_AFGHAN if found.territory == "AF" else tuple(name for name in MONTH_NAMES_FA if name)


def _pattern(pattern: str) -> str:
    from babel.dates import parse_pattern  # noqa: PLC0415

    return str(parse_pattern(pattern).format)


def _pair(parts: Sequence[str], whole: str) -> tuple[str, str]:
    """The two ends of a stretch, without what CLDR writes between them; the whole date twice where they share nothing.

    CLDR has such patterns for abbreviated months alone, which are written out where a whole date has them so.
    """
    if len(parts) != 2:
        return whole, whole
    named = any(f"({field})" in whole for field in ("MMMM", "LLLL"))
    first, last = (
        _ABBREVIATED.sub(r"(\1\1\1\1)", _pattern(part)) if named else _pattern(part) for part in parts
    )
    start = _BEFORE_SEPARATOR.match(first)
    return (start[0], last) if start else (whole, whole)


def _list(pattern: Mapping[str, str]) -> tuple[str, str, str, str]:
    return pattern["2"], pattern["start"], pattern["middle"], pattern["end"]


def _apart(lists: Any) -> str:
    """What stands between the parts of a line ("A, B, C"): some languages repeat their "and" in every list."""
    middle = lists["standard"]["middle"]
    if not _LETTERS.search(_BLANK.sub("", middle)):
        return str(middle)
    shorter = lists.get("unit-short", {}).get("middle", middle)
    parts = _BLANK.split(shorter)
    return "{0}" + " ".join(_LETTERS.sub("", parts[1]).split()) + " {1}"


def _written_from_the_right() -> Iterator[str]:
    """The scripts, the languages that are mostly written in one of them, and those that are in some territory."""
    from babel.core import get_global  # noqa: PLC0415

    yield from _RIGHT_TO_LEFT
    for name, likely in {**get_global("likely_subtags"), **_SCRIPTS}.items():
        if not _RIGHT_TO_LEFT.isdisjoint(likely.split("_")) and _LANGUAGE.fullmatch(name):
            yield name


def three_letters(tag: str) -> str:
    """The code of a language in ISO 639-3, by its tag: `eng` for `en-GB`. What CLDR knows no shorter code for is one already."""
    from babel.core import get_global  # noqa: PLC0415

    language = tag.partition("-")[0]
    longer = (
        code for code, short in get_global("language_aliases").items() if short == language and len(code) == 3
    )
    return min((code for code in longer if code not in _OF_LIBRARIES), default=language)
