"""A body as markup: what fills its slots becomes links, numbers and embeds, relative to the page it stands on."""

from __future__ import annotations

from markupsafe import Markup

from sitegen.render.views.body import EmbeddedClaim, body
from sitegen.render.views.items import Embed, Item
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources
from sitegen.render.views.timeline_list import EventLine
from tests.link.small import article, event, note, organisation, person
from tests.render.rendered import ctx

REPORT = {"articles/report": article("It happened.")}


def markup(files: dict[str, str], path: str = "notes/n.html") -> str:
    return "".join(
        part for part in body(ctx(REPORT | files, path), "n", Sources()) if isinstance(part, Markup)
    )


def test_a_name_links_to_its_page_and_offers_a_preview() -> None:
    files = {"notes/n": note("Said Ann Envoy, the envoy."), "people/ann": person("Ann Envoy")}
    assert (
        markup(files) == "<p>Said "
        '<a class="name" href="../people/ann.html" data-preview>Ann Envoy</a>, the envoy.</p>\n'
    )


def test_links_are_relative_to_the_page_that_shows_the_text() -> None:
    files = {"notes/n": note("See [[report]].")}
    assert 'href="articles/report.html"' in markup(files, "about.html")


def test_a_reference_leads_to_a_heading_and_shows_its_words() -> None:
    files = {
        "notes/n": note("See [[other#what-came-next|the rest & more]]."),
        "notes/other": note("One.\n\n## What came next\n\nTwo."),
    }
    link = '<a href="other.html#what-came-next" data-preview>the rest &amp; more</a>'
    assert link in markup(files)


def test_a_heading_of_the_page_is_named_by_its_words_or_its_anchor_and_shown_by_its_words() -> None:
    written = "[[#What came]] [[#what-came]] [[#what-came|the rest]] [[#report-again]]"
    headings = "## What came\n\nTwo.\n\n## [[report]] again\n\nThree."
    files = {"articles/report": article(title="It happened")}
    named = '<a href="#what-came">What came</a>'
    assert markup(files | {"notes/n": note(f"{written}\n\n{headings}")}).startswith(
        f'<p>{named} {named} <a href="#what-came">the rest</a> <a href="#report-again">It happened again</a></p>'
    )


def test_the_words_of_a_relative_link_keep_their_markup() -> None:
    files = {"notes/n": note("See [the *report*](../articles/report.md).")}
    assert '<a href="../articles/report.html" data-preview>the <em>report</em></a>' in markup(files)


def test_a_citation_is_a_number_that_leads_to_the_sources_and_can_be_led_back_to() -> None:
    text = markup({"notes/n": note("One [@report]. Two [@report, p. 3].")})
    assert '<p>One<sup class="citation"><a href="#source:1" id="cite:1:1">1</a></sup>. Two' in text
    assert '<a href="#source:1" id="cite:1:2">1</a><span class="locator">p. 3</span></sup>.' in text


def test_text_of_an_entry_is_never_markup() -> None:
    assert "<p>1 &lt; 2 &amp; 3 {{ x }}</p>" in markup({"notes/n": note("1 < 2 & 3 {{ x }}")})


def embedded(written: str, **files: str) -> object:
    every = REPORT | {"notes/n": note(f"Before.\n\n![[{written}]]\n\nAfter.")} | files
    parts = body(ctx(every, "notes/n.html"), "n", Sources())
    assert [isinstance(part, Markup) for part in parts] == [True, False, True]
    embed = parts[1]
    assert isinstance(embed, Embed)
    return embed.view


def test_an_event_is_embedded_as_its_line() -> None:
    view = embedded("e", **{"events/e": event(title="Envoys meet")})
    assert isinstance(view, EventLine)
    assert view.link.text == "Envoys meet"


def test_a_claim_is_embedded_as_its_table() -> None:
    claim = "question: Who?\nstatements:\n  - {by: Somebody, says: It was they., refs: report}"
    view = embedded("c", **{"claims/c": claim})
    assert isinstance(view, EmbeddedClaim)
    assert [row.says for group in view.table.groups for row in group.rows] == ["It was they."]


def test_an_article_is_embedded_as_its_summary() -> None:
    view = embedded("report")
    assert isinstance(view, Item)
    assert view.summary == "It happened."


def test_a_text_of_the_front_matter_links_names_and_is_escaped() -> None:
    files = {"people/ann": person("Ann Envoy"), "people/bob": person("Bob", summary="Envoy <to> Ann Envoy.")}
    page = PageContext(ctx(files).index, "people/bob.html")
    assert prose(page, "bob", "summary", "") == (
        'Envoy &lt;to&gt; <a class="name" href="ann.html" data-preview>Ann Envoy</a>.'
    )


def test_an_abbreviation_says_what_it_stands_for_in_names_too() -> None:
    files = {
        "notes/n": note('The PMF, not the PMFs, and the PMF Council.\n\n*[PMF]: Popular "M" Forces'),
        "organisations/council": organisation("PMF Council"),
    }
    abbreviation = '<abbr title="Popular &quot;M&quot; Forces">PMF</abbr>'
    assert (
        markup(files) == f"<p>The {abbreviation}, not the PMFs, and the "
        f'<a class="name" href="../organisations/council.html" data-preview>{abbreviation} Council</a>.</p>\n'
    )


def test_callouts_and_tasks_speak_the_language_of_the_site() -> None:
    shown = markup({"notes/n": note("> [!caution]\n> It burns.\n\n- [x] Put out.\n- [ ] Asked why.")})
    assert '<p class="callout-title">Caution</p>\n<p>It burns.</p>' in shown
    assert '<li class="task"><span class="box" role="img" aria-label="Done">☑</span> Put out.</li>' in shown
    assert '<span class="box" role="img" aria-label="To do">☐</span> Asked why.' in shown
