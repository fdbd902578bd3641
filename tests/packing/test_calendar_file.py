"""`calendar.ics`, read by a parser of others."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import vobject

from tests.packing.packed import packed, site_at

WALK_OUT = "content/events/crews-walk-out.md"
VOTE = "content/events/a-vote.md"


def event(title: str, when: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {when}\nrefs: ferries-stand-still\n{more}---\n"


def calendar_of(root: Path) -> bytes:
    return (packed(root, "calendar") / "calendar.ics").read_bytes()


def entries(root: Path) -> dict[str, Any]:
    """The entries of the calendar by the first word of their UID."""
    (calendar,) = vobject.readComponents(calendar_of(root).decode(), validate=True)
    return {str(entry.uid.value): entry for entry in calendar.vevent_list}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_an_event_of_one_day_is_over_when_the_next_begins(root: Path) -> None:
    found = entries(site_at(root))["events/crews-walk-out@harbour.example"]
    assert (found.dtstart.value, found.dtend.value) == (date(2024, 3, 4), date(2024, 3, 5))
    assert found.summary.value == "Crews walk out"
    assert found.url.value == "https://harbour.example/events/crews-walk-out.html"
    assert found.description.value.splitlines() == [
        "4 March 2024",
        "Ferries stand still: https://harbour.example/articles/ferries-stand-still.html",
    ]


def test_it_comes_round_again_each_year(root: Path) -> None:
    found = entries(site_at(root))["events/crews-walk-out:anniversary@harbour.example"]
    assert (found.dtstart.value, found.dtend.value) == (date(2025, 3, 4), date(2025, 3, 5))
    assert found.rrule.value == "FREQ=YEARLY"
    assert found.summary.value == "Anniversary: Crews walk out (4 March 2024)"


@pytest.mark.parametrize("when", ["9999-12-31", "9999-12-30/9999-12-31", "0001-01-01"])
def test_the_first_and_the_last_of_all_days_have_a_place(root: Path, when: str) -> None:
    status = "status: planned\n" if when.startswith("9") else ""
    found = entries(site_at(root, {WALK_OUT: event("Crews walk out", when, status)}))
    made = found["events/crews-walk-out@harbour.example"]
    first = date.fromisoformat(when.partition("/")[0])
    assert made.dtstart.value == first
    assert "dtend" not in made.contents or made.dtend.value > first


def test_no_event_is_called_as_the_anniversary_of_another(root: Path) -> None:
    march = {"content/events/crews-walk-out-anniversary.md": event("A march", "2025-03-04")}
    uids = re.findall(rb"UID:(\S+)", calendar_of(site_at(root, march)))
    assert b"events/crews-walk-out-anniversary@harbour.example" in uids
    assert len(uids) == len(set(uids))


def test_what_happened_on_29_february_comes_round_in_leap_years(root: Path) -> None:
    found = entries(site_at(root, {WALK_OUT: event("Crews walk out", "2024-02-29")}))
    again = found["events/crews-walk-out:anniversary@harbour.example"]
    assert again.dtstart.value == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("when", "first", "end"),
    [
        ("2024-03-04/2024-03-06", date(2024, 3, 4), date(2024, 3, 7)),
        ("2024-03-04/..", date(2024, 3, 4), date(2024, 3, 5)),
    ],
)
def test_a_stretch_stands_on_all_its_days_and_has_no_anniversary(
    root: Path, when: str, first: date, end: date
) -> None:
    (found,) = entries(site_at(root, {WALK_OUT: event("Crews stay away", when)})).values()
    assert (found.dtstart.value, found.dtend.value) == (first, end)


@pytest.mark.parametrize(
    ("when", "first", "end", "words"),
    [
        ("2027-03", date(2027, 3, 1), date(2027, 4, 1), "March 2027"),
        ("2027-03-04~", date(2027, 3, 4), date(2027, 3, 5), "about 4 March 2027"),
        ("2027-03-04..2027-03-06", date(2027, 3, 4), date(2027, 3, 7), "between 4 and 6 March 2027"),
        ("2027", date(2027, 1, 1), date(2027, 1, 2), "2027"),
        ("..2027-03-04", date(2027, 3, 4), date(2027, 3, 5), "on or before 4 March 2027"),
    ],
)
def test_what_is_planned_for_no_sure_day_says_so_in_words(
    root: Path, when: str, first: date, end: date, words: str
) -> None:
    planned = event("Crews vote", when, "status: planned\n")
    (found,) = entries(site_at(root, {WALK_OUT: planned})).values()
    assert (found.dtstart.value, found.dtend.value) == (first, end)
    assert found.summary.value == f"Planned: Crews vote (date uncertain: {words})"
    assert found.status.value == "TENTATIVE"


def test_what_is_planned_for_a_day_is_no_anniversary_yet(root: Path) -> None:
    planned = event("Crews vote", "2027-03-04", "status: planned\nplace: old-harbour\n")
    (found,) = entries(site_at(root, {WALK_OUT: planned})).values()
    assert (found.summary.value, found.status.value) == ("Planned: Crews vote", "CONFIRMED")
    assert (found.location.value, found.categories.value) == ("Old Harbour", ["The strike"])


def test_what_is_alleged_says_so(root: Path) -> None:
    alleged = event("Police open fire", "2024-03-04", "status: alleged\n")
    (found,) = entries(site_at(root, {WALK_OUT: alleged})).values()
    assert found.summary.value == "Alleged: Police open fire"


def test_what_happened_on_no_sure_day_is_left_out(root: Path) -> None:
    site_at(root, {WALK_OUT: event("Crews walk out", "2024-03"), VOTE: event("A vote", "2024-03-04")})
    assert {uid.partition("@")[0] for uid in entries(root)} == {"events/a-vote", "events/a-vote:anniversary"}


def test_an_event_that_is_renamed_stays_the_same_for_who_has_it(root: Path) -> None:
    moved = event("Crews walk out", "2024-03-04", "redirect_from: [events/a-walk-out.html]\n")
    assert "events/a-walk-out@harbour.example" in entries(site_at(root, {WALK_OUT: moved}))


def test_lines_are_as_short_as_programs_ask_for(root: Path) -> None:
    long = event("The crews of all three ferries walk out and " + "stay away " * 9, "2024-03-04")
    lines = calendar_of(site_at(root, {WALK_OUT: long})).split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_it_says_what_it_is_made_from(root: Path) -> None:
    settings = "title: The Harbour Briefing\nbase_url: https://harbour.example/\nlicence: CC BY 4.0\n"
    (calendar,) = vobject.readComponents(calendar_of(site_at(root, {"content/site.yaml": settings})).decode())
    assert calendar.description.value == "Made on 28 November 2026.\nLicence: CC BY 4.0"


def test_two_runs_make_the_same_bytes(tmp_path: Path) -> None:
    assert calendar_of(site_at(tmp_path / "one")) == calendar_of(site_at(tmp_path / "other"))
