"""The small values that front matter holds: dates that say how sure they are, figures, and names of things."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Precision = Literal["day", "month", "year"]
"""The smallest part that is known of a point in time."""

PRECISIONS: tuple[Precision, ...] = get_args(Precision)
"""From the finest on."""

POINT = r"(?!0000)(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?)?(?P<about>~)?"
"""How a point in time is written, by the fields of `DatePoint`; whether a month has a day 31, no pattern knows."""

FORMS = "2020-09-28, 2020-09 or 2020; a stretch as 2020-05-15/2020-05-17; an unknown day as 2020-09-27..2020-09-28"
"""How dates are written, as messages tell it."""

_POINT = re.compile(POINT)
DateForm = Literal["point", "stretch", "within", "until", "since"]


@dataclass(frozen=True, slots=True)
class DatePoint:
    """A day, a month or a year: the parts that are known. `about` is the `~` behind it."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    @classmethod
    def read(cls, text: str) -> DatePoint | None:
        """The point in time that `text` writes; None where it writes none."""
        match = _POINT.fullmatch(text)
        if match is None:
            return None
        parts = {name: int(part) for name, part in match.groupdict().items() if part and part != "~"}
        point = cls(**parts, about=bool(match["about"]))
        return point if (point.day or 1) <= monthrange(point.year, point.month or 1)[1] else None

    @property
    def precision(self) -> Precision:
        """The smallest part that is known."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def earliest(self) -> date:
        """The first day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Date:
    """A date that says how sure it is: a subset of EDTF (Library of Congress, ISO 8601-2) without brackets.

    `form` tells how `start` and `end` are meant: a `point` has one of them twice; a `stretch` lasts from start to
    end (`end` None: still going on); `within` is one unknown day between them; `until` is on or before `end`
    (`start` None); `since` is on or after `start` (`end` None). `written` is the text of the front matter.
    """

    written: str
    form: DateForm
    start: DatePoint | None
    end: DatePoint | None

    @property
    def earliest(self) -> date | None:
        """The first day it can have begun; None where nothing bounds it."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        """The last day it can have ended; None where nothing bounds it."""
        return self.end.latest if self.end else None

    @property
    def exact(self) -> date | None:
        """The one day it is, where it is one day and sure."""
        sure = self.form == "point" and self.start is not None and self.start.day and not self.start.about
        return self.start.earliest if sure and self.start else None


@dataclass(frozen=True, slots=True)
class Named:
    """An entry's id, or words where there is no entry: a value of only `a-z 0-9 -` is an id and must exist."""

    text: str

    @property
    def is_id(self) -> bool:
        """Whether the text is an id by its letters."""
        return ID.fullmatch(self.text) is not None


class EditorNote:
    """A note for editors only, never published. There is none of this class: it is checked, and left in its file."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The number a statement gives: `31`, `550..` (or more), `..600`, `500..600`, `200~` (about)."""

    written: str
    low: int | None
    high: int | None
    about: bool = False

    def excludes(self, other: Figure) -> bool:
        """Whether both cannot be right. What is given as about right is never excluded."""
        if self.about or other.about:
            return False
        bounds = ((self.low, other.high), (other.low, self.high))
        return any(low is not None and high is not None and high < low for low, high in bounds)


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point on the earth in degrees, WGS 84."""

    latitude: float
    longitude: float


SINGLE = (Date, Named, Figure, Coordinates)
"""Those that stand behind a key as one value; any other class is a group of keys."""
