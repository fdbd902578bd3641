"""A contested question is a table: who, what, when, in which article, on whose word. No figure stands alone."""

from __future__ import annotations

import re

from sitegen.model.kinds import Claim
from sitegen.render.views.claim_table import ClaimTable, claim_table
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
    return claim_table(page, claim)


def test_a_row_names_who_says_it_and_where_it_stands() -> None:
    other = "{by: A man, says: Fewer., refs: second}"
    row, _ = in_page(site(ARMY, other) | OTHER).rows
    assert (row.by.text, row.by.href, row.figure, row.unit) == (
        "The Army",
        "../organisations/army.html",
        "at least 550",
        "troops killed",
    )
    (source,) = row.sources
    assert (source.article.text, source.outlet.link.text) == ("A report", "The Paper")


def test_a_speaker_without_a_page_is_words() -> None:
    (row,) = table(OFFICIALS).rows
    assert (row.by.text, row.by.href) == ("Local officials", "")


def test_an_unnamed_speaker_is_marked() -> None:
    (row,) = table("{by: An official, says: Many., anonymous: true, refs: report}").rows
    assert row.anonymous
    assert "Not named" in main_of(
        pages(site("{by: A, says: B., anonymous: true, refs: report}"))["claims/dead.html"]
    )


def test_a_denial_stands_beside_what_is_denied() -> None:
    statement = "{by: A man, says: It fell., via: the-paper, denied_by: [army, Officials], refs: report}"
    (row,) = table(statement).rows
    assert [by.text for by in row.denied_by] == ["The Army", "Officials"]
    assert row.via is not None
    assert row.via.text == "The Paper"


def test_a_row_shows_on_whose_word_it_stands_and_who_denies_it_beside_its_figure() -> None:
    statement = (
        "{by: An official, anonymous: true, via: the-paper, says: Many fell., value: 200~, unit: men, "
        "denied_by: [army, Officials], refs: report}"
    )
    page = main_of(pages(site(statement, "{by: A man, says: It fell., refs: report}"))["claims/dead.html"])
    first, second = (row.partition("</tr>")[0] for row in page.partition("<tbody>")[2].split("<tr>")[1:])
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
    assert [row.sources for row in one_source.rows] == [(), ()]
    files = site(ARMY, "{by: A man, says: Fewer., refs: second}")
    one_outlet = in_page(files | {"articles/second": article(title="Second")})
    assert one_outlet.one_outlet is not None
    several = in_page(files | OTHER)
    assert (several.one_outlet, several.one_source) == (None, None)


def test_the_label_of_an_outlet_stands_in_each_row_that_rests_on_it() -> None:
    files = site(ARMY, "{by: A man, says: Fewer., refs: second}") | OTHER
    files |= {"sources/the-post": "name: The Post\nlabel: {text: state media, basis: The state owns it.}"}
    page = main_of(pages(files)["claims/dead.html"])
    _, first, second = page.partition("</table>")[0].split('<td class="source"')
    assert "state media" not in first
    assert "state media" in second


def test_several_articles_of_one_outlet_are_one_voice_with_its_label_beneath() -> None:
    labelled = "name: The Paper\nlabel: {text: state media, basis: The state owns it.}"
    files = site(ARMY, "{by: A man, says: Fewer., refs: second}")
    files |= {"sources/the-paper": labelled, "articles/second": article(title="Second")}
    line = (
        main_of(pages(files)["claims/dead.html"]).partition('<p class="one-outlet">')[2].partition("</p>")[0]
    )
    for words in ("All as reported by", "The Paper", "state media"):
        assert words in line


def test_columns_that_no_row_fills_are_left_out() -> None:
    bare = table("{by: A man, says: It fell., refs: report}")
    assert (bare.figures, bare.dates) == (False, False)


def test_no_figure_of_a_claim_stands_without_who_gives_it() -> None:
    every = rendered(site_of(site(ARMY, OFFICIALS)))
    assert {"feed.xml", "topics/war.json", "previews/dead.js"} <= every.keys()
    with_figure = [path for path, text in every.items() if "550" in text and not path.startswith("assets/")]
    assert with_figure == ["index.html", "topics/war.html", "claims/dead.html"]
    before, _, rest = main_of(every["claims/dead.html"]).partition('<div class="claim"')
    assert "550" not in before
    assert "550" not in rest.rpartition("</figure>")[2].partition("</p>")[2]
    for path in ("index.html", "topics/war.html"):
        lines = re.findall(r"<(?:div|dd|li)>[^\n]*550[^\n]*", main_of(every[path]))
        assert lines
        assert all("Army" in line or "Officials" in line for line in lines), lines


def test_the_table_has_a_caption_and_heads_for_its_rows_and_columns() -> None:
    page = main_of(pages(site(ARMY, "{by: A, says: B., refs: second}") | OTHER)["claims/dead.html"])
    heads = ["Who", "What they say", "Figure", "Source"]
    assert [f'<th scope="col">{head}</th>' in page for head in heads] == [True] * 4
    assert '<th scope="row"><a href="../organisations/army.html" data-preview="army">The Army</a>' in page
    assert "<caption>" in page


def test_an_article_that_all_of_it_rests_on_is_named_once_beneath() -> None:
    page = main_of(pages(site(ARMY, OFFICIALS))["claims/dead.html"])
    table = page.partition("<table>")[2].partition("</table>")[0]
    assert "A report" not in table
    assert 'All from <a href="../articles/report.html" data-preview="report">A report</a>' in page
