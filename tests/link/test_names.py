"""Which names link by themselves on a page: each once, at its first mention, and in doubt none."""

from __future__ import annotations

import pytest

from sitegen.model.site import NameLink, NamesFill
from tests.link.small import article, name_links, note, organisation, outlet, person, place, sound

PEOPLE = {
    "people/reza-pahlavi": person("Reza Pahlavi"),
    "people/mohammad-reza-pahlavi": person("Mohammad Reza Pahlavi"),
    "people/soleimani": person("Qassem Soleimani", aliases="[Qasem Soleimani]", spellings="[Soleimani]"),
    "organisations/irgc": organisation("Revolutionary Guards", aliases="[IRGC]"),
    "places/iraq": place("Iraq", autolink="false"),
}


def links(body: str, *, honorifics: tuple[str, ...] = ()) -> list[str]:
    return name_links(sound({**PEOPLE, "notes/page": note(body)}, honorifics=honorifics)["page"])


def test_a_name_links_at_its_first_mention_whatever_form_it_has() -> None:
    assert links(
        "Then Qasem Soleimani came. Qassem Soleimani spoke.\n\nOf the IRGC, the Revolutionary Guards."
    ) == [
        "Qasem Soleimani>soleimani",
        "IRGC>irgc",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Soleimani came to Iraq.",
        "## On Qassem Soleimani",
        "`Qassem Soleimani`",
        "```\nQassem Soleimani\n```",
        "[on Qassem Soleimani](https://example.org/)",
        "[[irgc|Qassem Soleimani]]",
        "[on Qassem Soleimani](../organisations/irgc.md)",
    ],
)
def test_spellings_and_names_in_headings_code_and_links_do_not_link(body: str) -> None:
    assert links(body) == []


def test_after_a_link_that_an_author_wrote_a_name_does_not_link_again() -> None:
    assert links("See [[soleimani|him]]. Qassem Soleimani came, of the IRGC.") == ["IRGC>irgc"]


def test_a_name_before_such_a_link_does() -> None:
    assert links("Then Qassem Soleimani came. See [[soleimani|him]].") == ["Qassem Soleimani>soleimani"]


def test_a_page_does_not_link_to_itself() -> None:
    site = sound({**PEOPLE, "people/zam": person("Ruhollah Zam", "So Ruhollah Zam said, of the IRGC.")})
    assert name_links(site["zam"]) == ["IRGC>irgc"]


@pytest.mark.parametrize(
    "body",
    [
        "His father, *Mohammad* Reza Pahlavi, left.",
        "His father, **Ali Reza** Pahlavi, left.",
        "On [[irgc|Crown]] Reza Pahlavi.",
        "On Reza Pahlavi [[irgc|Street]].",
        "On [Mohammad](https://example.org/) Reza Pahlavi.",
    ],
)
def test_markup_does_not_hide_that_a_name_is_part_of_a_longer_one(body: str) -> None:
    assert [link for link in links(body) if "pahlavi" in link] == []


def test_a_name_runs_over_the_end_of_a_line_and_stands_in_quotations_lists_tables_and_notes() -> None:
    body = """
        It was Qassem
        Soleimani.

        - of the IRGC

        | who |
        | --- |
        | Reza Pahlavi |

        > and[^n]

        [^n]: his father Mohammad Reza Pahlavi
        """
    assert links(body) == [
        "Qassem\nSoleimani>soleimani",
        "IRGC>irgc",
        "Reza Pahlavi>reza-pahlavi",
        "Mohammad Reza Pahlavi>mohammad-reza-pahlavi",
    ]


def test_honorifics_are_those_of_the_site() -> None:
    assert links("It was the Sardar Qassem Soleimani.") == []
    assert links("It was the Sardar Qassem Soleimani.", honorifics=("Sardar",)) == [
        "Qassem Soleimani>soleimani"
    ]


def test_the_text_stays_whole_around_the_names() -> None:
    site = sound({**PEOPLE, "notes/page": note("Of Qassem Soleimani's men and the IRGC.")})
    ((_, fill),) = site["page"].body.fills
    assert fill == NamesFill(
        ("Of ", NameLink("Qassem Soleimani", "soleimani"), "'s men and the ", NameLink("IRGC", "irgc"), ".")
    )


def test_prose_of_the_front_matter_is_read_before_the_body() -> None:
    site = sound(
        {
            **PEOPLE,
            "articles/report": article(),
            "topics/men": "title: Men\nsummary: On Qassem Soleimani.\n---\nQassem Soleimani and the IRGC.",
            "sources/tv": """
                name: State TV
                summary: It belongs to the IRGC.
                label: {text: state media, basis: It praises Qassem Soleimani.}
                """,
            "claims/who": """
                question: Who?
                statements:
                  - {by: Some, says: It was Reza Pahlavi., refs: report}
                  - {by: Others, says: "No, it was Qassem Soleimani, not Reza Pahlavi.", refs: report}
                """,
        }
    )
    assert name_links(site["men"]) == ["Qassem Soleimani>soleimani", "IRGC>irgc"]
    assert name_links(site["tv"]) == ["IRGC>irgc", "Qassem Soleimani>soleimani"]
    assert list(site["who"].prose) == ["statements.0.says", "statements.1.says"]
    assert name_links(site["who"]) == ["Reza Pahlavi>reza-pahlavi", "Qassem Soleimani>soleimani"]


def test_a_name_of_two_entries_links_nowhere_nor_one_that_is_a_spelling_of_another() -> None:
    site = sound(
        {
            "people/minister": person("Fuad Hussein"),
            "people/footballer": person("Fuad Hussein"),
            "people/general": person("General Ali", aliases="[Ali Agha]"),
            "people/clerk": person("Ali the clerk", spellings="[Ali Agha]"),
            "places/agha": place("Agha"),
            "notes/page": note("With Fuad Hussein, and with Ali Agha in Agha."),
        }
    )
    assert name_links(site["page"]) == ["Agha>agha"]


def test_in_a_name_that_links_nowhere_no_shorter_name_links_either() -> None:
    site = sound(
        {
            "places/hills": place("Green Hills"),
            "places/valley": place("Valley of Green Hills", autolink="false"),
            "people/one": person("Friend of the Green Hills"),
            "people/other": person("Friend of the Green Hills"),
            "notes/page": note("In the Valley of Green Hills lives a Friend of the Green Hills."),
            "notes/next": note("In the valley. It has Green Hills."),
        }
    )
    assert name_links(site["page"]) == []
    assert name_links(site["next"]) == ["Green Hills>hills"]


def test_outlets_link_as_well() -> None:
    site = sound({"sources/tv": outlet("State TV"), "notes/page": note("So says State TV.")})
    assert name_links(site["page"]) == ["State TV>tv"]
