"""Which names `check --names` misses: those that stand in several entries and are none's."""

from __future__ import annotations

import pytest

from sitegen.commands.check.unknown_names import check_names
from sitegen.faults import Faults
from tests.link.small import joined, note, person

PEOPLE = {"people/anna-berg": person("Anna Berg", aliases="[Anna B. Berg]", spellings="[Berg]")}
HONORIFICS = ("Captain", "Prime Minister", "The")


def missed(*bodies: str) -> list[str]:
    """The names that are missed in notes with these bodies."""
    notes = {f"notes/n{number}": note(body) for number, body in enumerate(bodies)}
    faults = Faults()
    check_names(joined({**PEOPLE, **notes}, honorifics=HONORIFICS).site, faults)
    return [fault.message.split('"')[1] for fault in faults.met]


def test_a_name_in_three_entries_is_told_at_the_first() -> None:
    notes = {f"notes/n{i}": note("It was Lars Dahl. Lars Dahl left.") for i in (3, 1, 2)}
    faults = Faults()
    check_names(joined(notes).site, faults)
    (fault,) = faults.met
    assert (fault.path, fault.span.line, fault.severity, fault.code) == (
        "content/notes/n1.md",
        6,
        "warning",
        "name-unknown",
    )
    assert fault.message == '"Lars Dahl" stands in 3 entries and is no name, alias or spelling of any'
    assert fault.fix == "add an entry for it, or a spelling to the one it belongs to"
    assert missed("of Lars Dahl", "of Lars Dahl, of Lars Dahl") == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("of Lars Dahl's men", ["Lars Dahl"]),
        ("of Lars\nDahl", ["Lars Dahl"]),
        ("of the Ministry of Ferries", ["Ministry of Ferries"]),
        ("of Lars al-Dahl", ["Lars al-Dahl"]),
        ("of Prime Minister Lars Dahl", ["Lars Dahl"]),
        ("of Captain Berg's Ferry Union", ["Ferry Union"]),
        ("of Anna Berg's aide Lars Dahl, and Karl Holm", ["Karl Holm", "Lars Dahl"]),
        ("of Lars Berg", ["Lars Berg"]),
        ("of Captain Anna Berg", []),
        ("of Anna Berg's", []),
        ("of Anna B. Berg and Berg", []),
        ("of Prime Minister Berg", []),
        ("of Norwegian Captain Berg", []),
        ("of Lars, Dahl", []),
        ("of Lars [[anna-berg|Dahl]]", []),
        ("of `Lars Dahl`", []),
        ("of [[anna-berg|Lars Dahl]]", []),
        ("of\n\n## Lars Dahl", []),
        ("ended. In September it rained", []),
        ("ended. In September Anna Berg left", []),
        ("ended. The Captain left", []),
    ],
)
def test_what_counts_as_an_unknown_name(written: str, told: list[str]) -> None:
    assert missed(*[f"It was {written}"] * 3) == told


def test_what_opens_a_sentence_counts_only_with_one_that_does_not() -> None:
    assert missed("Lars Dahl left.", "Lars Dahl came.", "Then. “Lars Dahl spoke.”") == []
    assert missed("Lars Dahl left.", "Lars Dahl came.", "So it was Lars Dahl.") == ["Lars Dahl"]


def test_a_text_of_nothing_but_names_is_read_as_well() -> None:
    assert missed(*["of " + "Lars's " * 1000] * 3) == []
    assert missed(*["of " + "Anna Berg " * 1000] * 3) == []
