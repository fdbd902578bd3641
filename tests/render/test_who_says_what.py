"""A contested question is a table: who, what, when, in which article, on whose word. No figure stands alone."""

from __future__ import annotations

import re

import pytest

from sitegen.model.kinds import Claim
from sitegen.render.views.claim_table import ClaimTable, Row, claim_table
from sitegen.render.views.sources import sources
from tests.link.small import article, organisation, outlet
from tests.render.rendered import ctx, main_of, pages, rendered, site_of

ARMY = "{by: army, says: More than 550 of theirs., value: 550.., unit: troops killed, refs: report}"
OFFICIALS = "{by: Local officials, says: 31 of ours., value: 31, unit: troops killed, refs: report}"

OTHER = {
    "sources/the-post": outlet("The Post"),
    "articles/second": article(title="Second", source="the-post"),
}


def site(*statements: str, **keys: str) -> dict[str, str]:
    lines = [f"{key}: {value}" for key, value in keys.items()]
    said = [f"  - {statement}" for statement in statements]
    return {
        "articles/report": article(),
        "organisations/army": organisation("The Army"),
        "claims/dead": "\n".join(["question: How many died?", *lines, "statements:", *said]),
    }


def table(*statements: str, **keys: str) -> ClaimTable:
    return in_page(site(*statements, **keys))


def in_page(files: dict[str, str]) -> ClaimTable:
    page = ctx(files, "claims/dead.html")
    claim = page.entry("dead")
    assert isinstance(claim, Claim)
    return claim_table(page, claim, sources(page, "dead"))


def rows(table: ClaimTable) -> tuple[Row, ...]:
    return tuple(row for group in table.groups for row in group.rows)


def test_a_row_names_who_says_it_and_where_it_stands() -> None:
    other = "{by: A man, says: Fewer., refs: second}"
    row, _ = rows(in_page(site(ARMY, other) | OTHER))
    assert (row.by.text, row.by.href, row.figure, row.unit) == (
        "The Army",
        "../organisations/army.html",
        "at least 550",
        "troops killed",
    )
    assert [(number.text, number.href) for number in row.numbers] == [("1", "#source:1")]


def test_a_speaker_without_a_page_is_words() -> None:
    (row,) = rows(table(OFFICIALS))
    assert (row.by.text, row.by.href) == ("Local officials", "")


def test_an_unnamed_speaker_is_marked() -> None:
    (row,) = rows(table("{by: An official, says: Many., anonymous: true, refs: report}"))
    assert row.anonymous
    assert "Not named" in main_of(
        pages(site("{by: A, says: B., anonymous: true, refs: report}"))["claims/dead.html"]
    )


def test_a_denial_stands_beside_what_is_denied() -> None:
    statement = "{by: A man, says: It fell., via: the-paper, denied_by: [army, Officials], refs: report}"
    (row,) = rows(table(statement))
    assert [by.text for by in row.denied_by] == ["The Army", "Officials"]
    assert row.via is not None
    assert row.via.text == "The Paper"


def test_a_row_shows_on_whose_word_it_stands_and_who_denies_it_beside_its_figure() -> None:
    statement = (
        "{by: An official, anonymous: true, via: the-paper, says: Many fell., value: 200~, unit: men, "
        "denied_by: [army, Officials], refs: report}"
    )
    page = main_of(pages(site(statement, "{by: A man, says: It fell., refs: report}"))["claims/dead.html"])
    first, second = (
        row.partition("</tr>")[0] for row in re.split("<tr[^>]*>", page.partition("<tbody>")[2])[1:]
    )
    shown = " ".join(re.sub(r"<[^>]*>", " ", first).split())
    assert shown == (
        "An official Not named via The Paper Many fell. Denied by The Army , Officials about 200 men"
    )
    assert "none given" in second


def test_figures_of_one_unit_have_a_range() -> None:
    (found,) = table(ARMY, OFFICIALS).ranges
    assert (found.unit, found.words) == ("troops killed", "31 to at least 550")


def test_a_question_that_rests_on_one_article_or_one_outlet_says_so_once() -> None:
    one_source = table(ARMY, OFFICIALS)
    assert one_source.one_source is not None
    assert [row.numbers for row in rows(one_source)] == [(), ()]
    files = site(ARMY, "{by: A man, says: Fewer., refs: second}")
    one_outlet = in_page(files | {"articles/second": article(title="Second")})
    assert [outlet.link.text for outlet in one_outlet.outlets] == ["The Paper"]
    several = in_page(files | OTHER)
    assert [outlet.link.text for outlet in several.outlets] == ["The Paper", "The Post"]
    assert several.one_source is None


def test_the_outlets_stand_beneath_once_with_their_labels() -> None:
    files = site(ARMY, "{by: A man, says: Fewer., refs: second}", "{by: B, says: So., refs: second}") | OTHER
    files |= {"sources/the-post": "name: The Post\nlabel: {text: state media, basis: The state owns it.}"}
    table, _, beneath = main_of(pages(files)["claims/dead.html"]).partition("</table>")
    assert "The Post" not in table
    line = beneath.partition('<p class="reported">')[2].partition("</p>")[0]
    assert " ".join(re.sub(r"<[^>]*>", " ", line).split()) == (
        "Reported by The Paper , The Post state media ."
    )


def test_several_articles_of_one_outlet_are_one_voice_with_its_label_beneath() -> None:
    labelled = "name: The Paper\nlabel: {text: state media, basis: The state owns it.}"
    files = site(ARMY, "{by: A man, says: Fewer., refs: second}")
    files |= {"sources/the-paper": labelled, "articles/second": article(title="Second")}
    line = main_of(pages(files)["claims/dead.html"]).partition('<p class="reported">')[2].partition("</p>")[0]
    for words in ("All as reported by", "The Paper", "state media"):
        assert words in line


def test_columns_that_no_row_fills_are_left_out() -> None:
    bare = table("{by: A man, says: It fell., refs: report}")
    assert (bare.figures, bare.dates) == (False, False)


def test_no_figure_of_a_claim_stands_without_who_gives_it() -> None:
    every = rendered(site_of(site(ARMY, OFFICIALS)))
    assert {"feed.xml", "topics/war.json", "previews/dead.js"} <= every.keys()
    with_figure = [path for path, text in every.items() if "550" in text and not path.startswith("assets/")]
    assert set(with_figure) == {"index.html", "topics/war.html", "topics/war/brief.html", "claims/dead.html"}
    rest = main_of(every["claims/dead.html"]).partition('<div class="claim')[2]
    assert "550" not in rest.rpartition("</figure>")[2].partition("</p>")[2]
    for path in ("index.html", "topics/war.html", "claims/dead.html"):
        before = main_of(every[path]).partition('<div class="claim')[0]
        lines = re.findall(r"<(?:div|dd|li|p)\b[^\n]*550[^\n]*", before)
        assert lines
        assert all("Army" in line or "Officials" in line for line in lines), lines


def test_the_table_has_a_caption_and_heads_for_its_rows_and_columns() -> None:
    page = main_of(pages(site(ARMY, "{by: A, says: B., refs: second}") | OTHER)["claims/dead.html"])
    heads = ["Who", "What they say", "Figure"]
    assert [f'<th scope="col">{head}</th>' in page for head in heads] == [True] * 3
    assert '<th scope="row"><a href="../organisations/army.html" data-preview>The Army</a>' in page
    assert "<caption>" in page


def test_an_article_that_all_of_it_rests_on_is_named_once_beneath() -> None:
    page = main_of(pages(site(ARMY, OFFICIALS))["claims/dead.html"])
    table = page.partition("<table>")[2].partition("</table>")[0]
    assert "A report" not in table
    assert 'All from <a href="../articles/report.html" data-preview>A report</a>' in page


YES = "{by: army, answer: Yes, says: It did., refs: report}"
SO_TOO = (
    "{by: Officials, anonymous: true, answer: Yes, says: So it is., refs: [report, second], date: 2020-09-28}"
)
NO = "{by: A man, answer: Not yet, says: It will., refs: second}"
ASIDE = "{by: The town, says: We heard it., refs: second}"


def test_statements_stand_under_what_they_answer_and_those_without_an_answer_last() -> None:
    found = in_page(site(ASIDE, YES, NO, SO_TOO) | OTHER)
    assert [(group.answer, [row.by.text for row in group.rows]) for group in found.groups] == [
        ("Yes", ["The Army", "Officials"]),
        ("Not yet", ["A man"]),
        ("", ["The town"]),
    ]


def text_of(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def test_the_page_begins_with_how_the_answers_divide() -> None:
    page = main_of(pages(site(ASIDE, YES, NO, SO_TOO) | OTHER)["claims/dead.html"])
    box = page.partition('<div class="division">')[2].partition("</div>")[0]
    assert text_of(box) == (
        "Contested 2 answers: Yes (The Army, Officials); Not yet (A man). Other statements (The town). "
        "4 statements 4 speakers, 1 of them not named 2 articles from 2 outlets latest statement 28 September 2020"
    )


def test_of_many_who_answer_alike_two_are_named_and_the_others_counted() -> None:
    alike = [f"{{by: Witness {n}, answer: Yes, says: It did., refs: report}}" for n in range(1, 5)]
    page = main_of(pages(site(*alike, NO) | OTHER)["claims/dead.html"])
    assert "Yes (Witness 1, Witness 2, 2 others); Not yet (A man)." in text_of(page)


FELL, STANDS = "{by: army, says: It fell., refs: report}", "{by: A man, says: It stands., refs: report}"
DENIED = FELL.replace("refs:", "denied_by: [The town], refs:")
DENIES = STANDS.replace("refs:", "denial: quoted, refs:")


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (
            [ARMY.replace("refs:", "denied_by: [The town], refs:"), OFFICIALS],
            "2 figures: at least 550 troops killed (The Army; denied by The town); 31 troops killed (Local officials).",
        ),
        (
            [FELL],
            "Only one side is quoted here, and nobody disputes it. Statements by: The Army.",
        ),
        ([FELL, STANDS], "The speakers answer differently: The Army, A man."),
        ([DENIED, DENIES], "Said by The Army; denied by The town, A man."),
        ([DENIES, DENIES.replace("A man", "The town")], "The speakers answer differently: A man, The town."),
    ],
)
def test_without_answers_the_box_says_who_gives_which_figure_who_denies_or_what_the_standing_means(
    statements: list[str], sentence: str
) -> None:
    page = main_of(pages(site(*statements))["claims/dead.html"])
    said = page.partition('<p class="bottom-line">')[2].partition("</p>")[0]
    assert re.sub(r"<[^>]*>", "", said).strip() == sentence
    assert "Other statements" not in page


def test_figures_are_compared_in_a_table_under_the_answers_too() -> None:
    answered = [
        ARMY.replace("says:", "answer: Many, says:"),
        OFFICIALS.replace("says:", "answer: Few, says:"),
    ]
    page = main_of(pages(site(*answered))["claims/dead.html"])
    assert '<div class="claim">' in page
    assert text_of(page.partition("<thead>")[2].partition("</thead>")[0]) == "Who What they say Figure"
    assert '<th scope="rowgroup" colspan="3">Few</th>' in page


def test_what_would_settle_it_is_told() -> None:
    page = main_of(pages(site(YES, NO, settled_by="A count by The Paper.") | OTHER)["claims/dead.html"])
    told = page.partition("<dt>What would settle it</dt>")[2].partition("</dd>")[0]
    assert text_of(told) == "A count by The Paper ."


def test_a_note_lists_what_the_tables_in_it_rest_on() -> None:
    note = "title: A note\ntopics: [war]\nupdated: 2026-01-02\n---\n\nOne says it [@second].\n\n![[dead]]"
    files = site(YES, NO) | OTHER | {"notes/a-note": note}
    page = main_of(pages(files)["notes/a-note.html"])
    said = page.partition("It did.")[2].partition("</td>")[0]
    assert text_of(said) == "2"
    assert 'id="source:2" value="2"' in page


def test_two_answers_that_stand_for_the_question_are_not_the_same_one() -> None:
    page = main_of(pages(site(ASIDE, YES, SO_TOO, NO) | OTHER)["topics/war.html"])
    answers = page.partition('<dl class="answers"')[2].partition("</dl>")[0]
    assert text_of(answers.partition(">")[2]) == "The Army It did. A man It will."


@pytest.mark.parametrize(
    ("says", "value", "shown"),
    [
        ("More than 550 fell.", "550..", "More than 550 fell."),
        ("Some 1,200 fell.", "1200~", "Some 1,200 fell."),
        ("They lost two or three.", "2..3", "They lost two or three."),
        ("Between 40 and 50 fell.", "40..50", "Between 40 and 50 fell."),
        ("Fewer than 15,500 fell.", "500", "500 Fewer than 15,500 fell."),
        ("Nineteen fell.", "9", "9 Nineteen fell."),
        ("At least 40 fell.", "40..50", "40 to 50 At least 40 fell."),
        ("Many fell.", "550..", "at least 550 Many fell."),
    ],
)
def test_a_card_gives_a_figure_once(says: str, value: str, shown: str) -> None:
    page = pages(site(f'{{by: army, says: "{says}", value: {value}, unit: troops killed, refs: report}}'))
    card = main_of(page["topics/war.html"]).partition('<dl class="answers"')[2]
    assert text_of(card.partition("<dd>")[2].partition("</dd>")[0]) == shown
