"""Every way to write a reference, and what it becomes."""

from __future__ import annotations

import pytest

from sitegen.model.site import CitationFill, CitationMark, Cited, EmbedFill, FileFill, Fill, LinkFill
from tests.link.small import article, joined, note, organisation, person

OTHERS = {
    "people/qais-al-khazali": person(
        "Qais al-Khazali",
        "## Early life\n\nHe was born.\n\n## What he said\n\nLittle.",
        aliases="[Qais Khazali]",
        spellings="[Khazali]",
        native="[{text: قیس الخزعلی, lang: ar}]",
    ),
    "articles/report": article(title="The first report"),
    "articles/other": article(title="The other report"),
    "articles/third": article(title="The third report"),
}


def fills(body: str, **files: str) -> list[Fill]:
    """What fills the slots of a note with this body, on a site without faults."""
    site = joined({**OTHERS, **files, "notes/page": note(body)}, papers=("map.png",))
    assert site.told == ""
    return [fill for _, fill in site["page"].body.fills]


@pytest.mark.parametrize(
    ("written", "target", "heading", "words"),
    [
        ("[[qais-al-khazali]]", "qais-al-khazali", "", "Qais al-Khazali"),
        ("[[qais-al-khazali|the leader]]", "qais-al-khazali", "", "the leader"),
        ("[[Qais al-Khazali]]", "qais-al-khazali", "", "Qais al-Khazali"),
        ("[[Qais Khazali]]", "qais-al-khazali", "", "Qais Khazali"),
        ("[[Khazali]]", "qais-al-khazali", "", "Khazali"),
        ("[[Khazali|him]]", "qais-al-khazali", "", "him"),
        ("[[قیس الخزعلی]]", "qais-al-khazali", "", "قیس الخزعلی"),
        ("[[qais-al-khazali#early-life]]", "qais-al-khazali", "early-life", "Qais al-Khazali"),
        ("[[Khazali#What he said|so]]", "qais-al-khazali", "what-he-said", "so"),
        ("[[report]]", "report", "", "The first report"),
        ("[[war]]", "war", "", "The war"),
        ("[him](../people/qais-al-khazali.md)", "qais-al-khazali", "", "him"),
        ("[so](../people/qais-al-khazali.md#what-he-said)", "qais-al-khazali", "what-he-said", "so"),
        ("[this](page.md)", "page", "", "this"),
        ("[this](./page.md)", "page", "", "this"),
    ],
)
def test_a_link_leads_to_the_entry_that_is_named(written: str, target: str, heading: str, words: str) -> None:
    assert fills(f"See {written}.") == [LinkFill(target, heading, words)]


def test_a_relative_link_or_an_image_may_lead_to_a_file() -> None:
    assert fills("See [the map](../files/map.png).\n\n![Where it is](../files/map.png)") == [
        FileFill("files/map.png", 640, 480),
        FileFill("files/map.png", 640, 480),
    ]


def test_a_link_to_a_file_may_lead_to_a_place_in_it() -> None:
    assert fills("See [the map](../files/map.png#xywh=0,0,9,9).") == [
        FileFill("files/map.png", 640, 480, "xywh=0,0,9,9")
    ]


@pytest.mark.parametrize("written", ["![[report]]", "![[qais-al-khazali]]", "![[Khazali]]", "![[war]]"])
def test_an_embed_shows_another_entry(written: str) -> None:
    (fill,) = fills(f"Here:\n\n{written}\n\nSo it is.")
    assert isinstance(fill, EmbedFill)


def test_a_heading_of_several_is_found_by_its_words_as_the_first() -> None:
    (fill,) = fills("See [[three#Why]].", **{"notes/three": note("## Why\n\nA.\n\n## Why\n\nB.")})
    assert fill == LinkFill("three", "why", "A note")


def test_an_id_wins_over_a_name() -> None:
    (fill,) = fills(
        "See [[fars]].",
        **{
            "organisations/fars": organisation("Fars agency"),
            "people/a-man": person("A Man", spellings="[fars]"),
        },
    )
    assert fill == LinkFill("fars", "", "Fars agency")


def marks(body: str) -> list[tuple[CitationMark, ...]]:
    return [fill.marks for fill in fills(body) if isinstance(fill, CitationFill)]


def test_citations_are_numbered_by_first_mention_and_counted() -> None:
    body = "One [@report]. Two [@other]. One again [@report, p. 3]."
    assert marks(body) == [
        (CitationMark("report", 1, 1),),
        (CitationMark("other", 2, 1),),
        (CitationMark("report", 1, 2, "p. 3"),),
    ]
    assert joined({**OTHERS, "notes/page": note(body)})["page"].cited == (
        Cited("report", 1, 2),
        Cited("other", 2, 1),
    )


def test_one_citation_may_name_several_articles_each_with_its_place() -> None:
    assert marks("So [@other, pp. 3–4; @report; @third, line 2].") == [
        (
            CitationMark("other", 1, 1, "pp. 3–4"),
            CitationMark("report", 2, 1),
            CitationMark("third", 3, 1, "line 2"),
        )
    ]


def test_citations_in_footnotes_and_tables_count_where_they_are_read() -> None:
    body = """
        Text[^a] [@other].

        | who | what |
        | --- | --- |
        | he | so [@third] |

        [^a]: A note [@report], and again [@other].
        """
    assert [mark for row in marks(body) for mark in row] == [
        CitationMark("other", 1, 1),
        CitationMark("third", 2, 1),
        CitationMark("report", 3, 1),
        CitationMark("other", 1, 2),
    ]
