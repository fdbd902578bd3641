"""The date and the year by which lists file an entry."""

from __future__ import annotations

from sitegen import dates
from sitegen.model.kinds import Article, Claim, Entry, Event, Note
from sitegen.model.values import Date
from sitegen.urls import UNDATED


def date_of(entry: Entry) -> Date | None:
    """The date by which lists order an entry: what it reports, when it was last updated, or when it came here."""
    match entry:
        case Article() | Event():
            return entry.date
        case Note():
            return entry.updated
        case _:
            return entry.added


def year_of(entry: Entry) -> str:
    """The year of an entry's earliest possible day, of a claim that of its latest statement; `UNDATED` where unsure."""
    date = date_of(entry)
    if isinstance(entry, Claim):
        said = [statement.date for statement in entry.statements if statement.date]
        date = max(said, key=dates.sort_key, default=date)
    if date is None or date.earliest is None or dates.uncertain(date):
        return UNDATED
    return f"{date.earliest.year:04}"
