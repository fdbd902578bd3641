"""A fault is told once: what follows from a file that could not be read is no second one."""

from __future__ import annotations

import pytest

from tests.link.small import article, event, joined, note, person, place

BROKEN = "name: [Qais\nsummary: Somebody."
HALF = note("## One\n\nText.\n\n<<<<<<< HEAD\nmine\n>>>>>>> theirs\n")


@pytest.mark.parametrize(
    "body",
    [
        "See [[qais-al-khazali]].",
        "See [[qais-al-khazali#early-life]].",
        "See [him](../people/qais-al-khazali.md#early-life).",
        "See [[Qais al-Khazali]].",
        "See [[al-Khazali]].",
        "![[qais-al-khazali]]",
    ],
)
def test_references_to_an_entry_that_cannot_be_read(body: str) -> None:
    site = joined({"people/qais-al-khazali": BROKEN, "notes/page": note(body)})
    assert {fault.path for fault in site.faults} == {"content/people/qais-al-khazali.md"}


def test_ids_in_front_matter_of_entries_that_cannot_be_read() -> None:
    site = joined(
        {
            "people/somebody": BROKEN,
            "articles/report": "title: A report",
            "topics/peace": "title: [",
            "events/meeting": event(actors="[somebody]", topics="[peace]"),
            "notes/page": note("So [@report; @other]."),
        }
    )
    assert {(fault.path, fault.code) for fault in site.faults if "report" not in fault.path} >= {
        ("content/notes/page.md", "reference-missing")
    }
    assert [fault for fault in site.faults if fault.path == "content/events/meeting.md"] == []


def test_headings_of_a_body_that_cannot_be_read() -> None:
    site = joined({"notes/half": HALF, "notes/page": note("See [[half#two]].")})
    assert {fault.path for fault in site.faults} == {"content/notes/half.md"}


def test_whatever_is_wrong_elsewhere_is_told_in_the_same_run() -> None:
    site = joined(
        {
            "people/office-of-al-khazali": BROKEN,
            "notes/page": note("See [[nobody]] and [[Head of al-Nobody]]."),
        }
    )
    assert [fault.code for fault in site.faults if fault.path == "content/notes/page.md"] == [
        "reference-missing",
        "reference-missing",
    ]


def test_what_an_id_of_two_files_should_be() -> None:
    site = joined(
        {
            "people/iran": person("A Man"),
            "places/iran": place("Iran", "## Land\n\nIt is large."),
            "articles/report": article(
                "On [[iran]] and [[iran#land]] and [its land](../places/iran.md#land)."
            ),
            "events/meeting": event(place="iran"),
        }
    )
    assert [fault.code for fault in site.faults] == ["id-taken"]


PARTIAL = "title: A note\nupdated: [\ntopics: [peace]\n---\n\nSee [[nobody]], [@report] and [it](../files/map.png).\n"


def test_what_can_be_read_of_an_entry_is_judged_and_nothing_else_of_it_is_known() -> None:
    site = joined({"notes/half": PARTIAL, "notes/page": note("See [[half]].")})
    assert "half" not in site.site.entries
    assert [(fault.span.line, fault.code) for fault in sorted(site.faults)] == [
        (3, "yaml-bracket"),
        (4, "reference-missing"),
        (7, "reference-missing"),
        (7, "reference-missing"),
        (7, "file-missing"),
    ]


def test_a_draft_that_can_be_read_in_part_is_judged_with_the_drafts() -> None:
    draft = {"notes/half": f"draft: true\n{PARTIAL}"}
    assert [fault.code for fault in joined(draft).faults] == ["yaml-bracket"]
    assert len(joined(draft, drafts=True).faults) == 5
