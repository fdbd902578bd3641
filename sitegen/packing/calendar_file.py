"""`calendar.ics`: the events that are planned, those dated to a day, and the days on which they come round again.

Whole days only, as no date here knows a time. An event that is planned for no sure day stands on every day on which it
may be, or on the first of them where they are more than a month, and says in words how sure its date is.

iCalendar: https://www.rfc-editor.org/rfc/rfc5545, https://www.rfc-editor.org/rfc/rfc7986
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from sitegen import urls
from sitegen.model.kinds import Event, Place
from sitegen.packing.edition import Counted, Edition

_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
_END = b"END:VCALENDAR\r\n"


class _Days(NamedTuple):
    """The days on which an event stands, and whether it is sure that it is then."""

    first: date
    last: date
    sure: bool


def make(edition: Edition, folder: Path, counted: Counted) -> None:
    """Writes `calendar.ics`, one event in memory at a time; nothing where it has none, as no calendar may be empty."""
    events = [event for event in _events(edition) if _days(event)]
    if not events:
        return
    opening = _calendar(edition).to_ical().removesuffix(_END)
    with (folder / "calendar.ics").open("xb") as file:
        file.write(opening)
        for event in counted(events, len(events)):
            for entry in _entries(edition, event):
                file.write(entry.to_ical())
        file.write(_END)


def _events(edition: Edition) -> Iterator[Event]:
    entries = edition.index.site.entries
    return (event for i in edition.index.site.timeline if isinstance(event := entries[i], Event))


def _days(event: Event) -> _Days | None:
    when = event.date
    ends = [point for point in (when.start, when.end) if point]
    to_the_day = all(point.day for point in ends)
    sure = when.form in ("point", "stretch") and to_the_day and not any(point.about for point in ends)
    first = when.earliest or when.latest
    if first is None or not (sure or event.status == "planned"):
        return None
    last = when.latest or first
    return _Days(first, last if sure or last - first < _MONTH else first, sure)


def _calendar(edition: Edition) -> Calendar:
    settings, words = edition.index.settings, edition.words
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.title}//build.py//{settings.language.upper()}")
    calendar.add("version", "2.0")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, settings.title)
    about = [words("packs.made", date=edition.made_on)]
    about += [words("packs.commit", commit=edition.commit)] if edition.commit else []
    about += [words("packs.licence", licence=edition.licence)] if edition.licence else []
    calendar.add("description", "\n".join(about))
    calendar.add("url", edition.index.base_url)
    return calendar


def _entries(edition: Edition, event: Event) -> Iterator[CalendarEvent]:
    days = _days(event)
    if days is None:
        return
    words, when = edition.words, edition.index.date(event.date)
    title = event.title if days.sure else words("packs.calendar.unsure", event=event.title, date=when)
    flag = f"{words(f'statuses.{event.status}.flag')}: " if event.status else ""
    entry = _entry(edition, event, "", f"{flag}{title}", days)
    if event.status == "planned":
        entry.add("status", "CONFIRMED" if days.sure else "TENTATIVE")
    yield entry
    if event.status is None and event.date.exact and event.date.exact <= edition.when:
        title = words("packs.calendar.anniversary", event=event.title, date=when)
        again = _next_year(days.first)
        entry = _entry(edition, event, ":anniversary", title, _Days(again, again, sure=True))
        entry.add("rrule", {"freq": "yearly"})
        yield entry


def _entry(edition: Edition, event: Event, suffix: str, title: str, days: _Days) -> CalendarEvent:
    index = edition.index
    entry = CalendarEvent()
    host = urlsplit(index.base_url).hostname
    # The first address: the entry may be renamed, and it is the same event for whoever has it in a calendar.
    entry.add("uid", f"{index.first_paths[event.id].removesuffix('.html')}{suffix}@{host}")
    entry.add("dtstamp", datetime(edition.when.year, edition.when.month, edition.when.day, tzinfo=UTC))
    entry.add("dtstart", days.first)
    if days.first < date.max:  # after which there is no day; without an end, it is of one
        entry.add("dtend", min(days.last, date.max - _DAY) + _DAY)  # the first day on which it is over
    entry.add("summary", title)
    entry.add("description", "\n".join(_told(edition, event)))
    entry.add("url", urls.absolute(index.base_url, index.paths[event.id]))
    entry.add("transp", "TRANSPARENT")
    if topics := index.linked(event.id).topics:
        entry.add("categories", [index.title(topic) for topic in topics])
    if event.place:
        entry.add("location", index.name_of(event.place))
        place = index.site.entries.get(event.place.text)
        if isinstance(place, Place) and place.located:
            entry.add("geo", (place.located.latitude, place.located.longitude))
    return entry


def _told(edition: Edition, event: Event) -> Iterator[str]:
    """When it is in words, what is known of it, and who tells of it."""
    index = edition.index
    yield index.date(event.date)
    if summary := index.summaries[event.id]:
        yield summary
    for ref in event.refs:
        if ref in index.site.entries:
            yield f"{index.title(ref)}: {urls.absolute(index.base_url, index.paths[ref])}"


def _next_year(day: date) -> date:
    """The first day after `day` that has its month and number; after 29 February, in the next leap year."""
    year = day.year + 1
    while (day.month, day.day) == (2, 29) and not _is_leap(year):
        year += 1
    return day.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
