"""How a language writes dates, numbers and lists, and what it calls other languages: what CLDR says, as a frozen value.

The load stage makes it once (`sitegen.load.cldr`) and remembers it, so that a build need not open CLDR again. CLDR is
the Unicode Common Locale Data Repository, https://cldr.unicode.org; its date fields (`d`, `MMMM`, `y`) are those of
https://unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table. The calendar is the Gregorian one in every
language, beside which some count by another; digits are those that the language has by default.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple
from unicodedata import bidirectional

from sitegen.model.values import DatePoint, Precision

ListForm = Literal["and", "unit"]
PairForm = Literal["days", "days of two months", "months"]


class DrawnNames(NamedTuple):
    """What a drawing writes on its axis: short names of months, and numbers in these ten digits; false where it has none."""

    months: tuple[str, ...]
    digits: str = "0123456789"

    def __bool__(self) -> bool:
        return bool(self.months)

    def number(self, number: int) -> str:
        """A year, a day, a count, without groups of thousands."""
        return "".join(self.digits[int(digit)] for digit in str(number))


NO_NAMES = DrawnNames(())
"""Those of a drawing that draws nothing."""


@dataclass(frozen=True, slots=True)
class Locale:
    """A language, with a territory or script where that makes a difference.

    `tag` is BCP 47, for browsers. `points` and `pairs` are patterns with `%(d)s`, `%(MMMM)s` ...: of a day, month or year;
    and of what either end of a stretch says where the other end says the rest. `months` are twelve names by their
    field; `solar_months` are those of the Solar Hijri calendar, where readers count by it. `lists` are patterns with {0} and {1}: of two items, and of the start, middle and end of more. `digits` are the ten from
    zero on, of the `numbering` of that name; `group` parts thousands, after as many of them as `grouping` says of the last group and of the others. `plurals` pairs a category
    with its condition, as Babel parses it; what fulfils none is `other`. `right_to_left` are the languages (with a
    territory where it matters) and the scripts that are written so.
    """

    tag: str
    points: Mapping[Precision, str]
    pairs: Mapping[PairForm, tuple[str, str]]
    months: Mapping[str, tuple[str, ...]]
    solar_months: tuple[str, ...]
    era: str
    lists: Mapping[ListForm, tuple[str, str, str, str]]
    numbering: str
    digits: str
    group: str
    grouping: tuple[int, int]
    plurals: tuple[tuple[str, Any], ...]
    languages: Mapping[str, str]
    right_to_left: frozenset[str]

    def point(self, point: DatePoint) -> str:
        """A day, a month or a year: "28 September 2020"."""
        return self.figures(self.points[point.precision] % self._fields(point))

    def pair(self, form: PairForm, start: DatePoint, end: DatePoint) -> tuple[str, str]:
        """Two points that share what `form` leaves out of one: "15" and "17 May 2020"."""
        first, last = self.pairs[form]
        return self.figures(first % self._fields(start)), self.figures(last % self._fields(end))

    def solar_day(self, year: int, month: int, day: int) -> str:
        """A day of the Solar Hijri calendar: "۷ مهر ۱۳۹۹"; for languages that have its months."""
        return self.figures(f"{day} {self.solar_months[month - 1]} {year}")

    @property
    def drawn(self) -> DrawnNames:
        """What drawings write in this language."""
        return DrawnNames(self.months["LLL"], self.digits)

    @property
    def for_scripts(self) -> str:
        """The tag by which `Intl` of JavaScript writes dates and numbers as they are written here."""
        return f"{self.tag}-u-ca-gregory-nu-{self.numbering}"

    def figures(self, text: str) -> str:
        """A text with its ASCII digits in those of the language: a year, a day with its month."""
        return text.translate(str.maketrans("0123456789", self.digits))

    def _fields(self, point: DatePoint) -> dict[str, str]:
        day, month = point.day or 1, point.month or 1
        numbers = {
            "d": f"{day}",
            "dd": f"{day:02}",
            "M": f"{month}",
            "MM": f"{month:02}",
            "y": f"{point.year}",
        }
        return numbers | {field: names[month - 1] for field, names in self.months.items()} | {"G": self.era}

    def number(self, number: int) -> str:
        """A whole number, not negative: "1,234"."""
        last, other = self.grouping
        digits = str(number)
        groups = [digits[-last:]]
        digits = digits[:-last]
        while digits:
            groups.insert(0, digits[-other:])
            digits = digits[:-other]
        return self.figures(self.group.join(groups))

    def join(self, items: Sequence[str], form: ListForm = "unit") -> str:
        """A list in running text: "A, B and C", or as a `unit` "A, B, C". Markup stays markup."""
        two, start, middle, end = self.lists[form]
        if len(items) < 2:
            return items[0] if items else ""
        joined, last = items[0], items[-1]
        if len(items) == 2:
            return _filled(two, joined, last)
        for number, item in enumerate(items[1:-1]):
            joined = _filled(middle if number else start, joined, item)
        return _filled(end, joined, last)

    def plural(self, count: int) -> str:
        """The plural category of a whole number: zero, one, two, few, many or other."""
        return next((category for category, condition in self.plurals if _holds(condition, count)), "other")

    def language(self, tag: str) -> str:
        """What a language (BCP 47) is called; of one that has no name, its tag."""
        known = (tag.replace("-", "_"), tag.partition("-")[0])
        return next((self.languages[name] for name in known if name in self.languages), tag)

    def direction(self, tag: str) -> Literal["ltr", "rtl"]:
        """The direction of a language (BCP 47), by the script that the tag names, else by the one it is mostly written in."""
        language, *parts = tag.split("-")
        script = next((part for part in parts if len(part) == 4), "")
        asked = {script} if script else {language, tag.replace("-", "_")}
        return "rtl" if asked & self.right_to_left else "ltr"

    def other_direction(self, words: str) -> Literal["", "ltr", "rtl"]:
        """The direction of words of which no language is known; empty where it is that of this one."""
        direction = _direction(words)
        return "" if direction == self.direction(self.tag) else direction

    def isolated(self, text: str, direction: Literal["", "ltr", "rtl"] = "") -> str:
        """A text, set apart where it runs another way than this language: plain text has no other sign for that. Its own
        direction is that of its first letter unless it is known.
        """
        own = direction or _direction(text)
        return text if not text or own in ("", self.direction(self.tag)) else f"{_ISOLATES[own]}{text}\u2069"


_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
"""What begins a run that does not touch the order of what is around it (https://www.unicode.org/reports/tr9/)."""


@lru_cache(maxsize=4096)
def _direction(words: str) -> Literal["", "ltr", "rtl"]:
    """The direction of the first letter that has one; empty where none has."""
    kinds = (bidirectional(character) for character in words)
    first = next((kind for kind in kinds if kind in {"L", "R", "AL"}), "")
    return ("ltr" if first == "L" else "rtl") if first else ""


def _filled(pattern: str, first: str, second: str) -> str:
    """`pattern` with its two items; as markup where they are."""
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return first[:0] + before + first + between + second + after


def _holds(condition: Any, count: int) -> bool:
    """Whether a whole number fulfils a condition of https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules"""
    match condition:
        case "and", parts:
            return all(_holds(part, count) for part in parts)
        case "or", parts:
            return any(_holds(part, count) for part in parts)
        case "not", (part,):
            return not _holds(part, count)
        case "relation", (_, operand, (_, ranges)):
            value = _operand(operand, count)
            return any(low <= value <= high for (_, (low,)), (_, (high,)) in ranges)
    raise ValueError(f"no condition of a plural: {condition!r}")


def _operand(operand: Any, count: int) -> int:
    """`n` and `i` are the number itself; every other operand tells of its decimals or its exponent, which is none."""
    match operand:
        case "mod", (inner, (_, (divisor,))):
            value: int = _operand(inner, count) % divisor
            return value
        case name, _:
            return count if name in ("n", "i") else 0
    raise ValueError(f"no operand of a plural: {operand!r}")
