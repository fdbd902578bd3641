"""The small values that front matter holds: dates that say how sure they are, figures, and names of things."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Precision = Literal["day", "month", "year"]
DateForm = Literal["point", "stretch", "within", "until", "since"]


@dataclass(frozen=True, slots=True)
class DatePoint:
    """A day, a month or a year: the parts that are known. `about` is the `~` behind it."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

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
