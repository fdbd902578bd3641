"""A view holds what its layout prints and nothing else: what is not printed would be read, and make pages anew that stay as they are.

The rule: every field of a page's view that holds something is read when that very page is made, by its layout or by
what the layout asks for (a drawing, a citation). A class that several layouts share is judged where it stands on each
page; what one of them does not print is left empty there, or is no field of that class. Comparing two values reads
them, as what is printed then depends on them. A value of the model (a date, a sentence) counts as one thing.
What stands around all pages of a folder is judged for all of them together, as they share it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from sitegen.faults import Faults
from sitegen.link import link
from sitegen.load import load
from sitegen.model.site import Site
from sitegen.render.assets import assets_of
from sitegen.render.environment import Templates
from sitegen.render.long_lists import LONGEST
from sitegen.render.outputs import OUTPUTS, Pages
from sitegen.render.pages import base_context
from sitegen.render.site_index import index_of
from sitegen.render.views.page_context import PageContext
from tests.link.small import TODAY, article, event, note, outlet, place
from tests.once import once
from tests.render.rendered import site_of
from tests.render.tracing import Field, Trace
from tests.site.conftest import make_whole
from tests.site.town import write_town
from tests.site.whole import remembered
from tests.words import layouts

CONTESTED = """question: Question {number}?
topics: [war]
statements:
  - by: Somebody
    says: Something.
    refs: report
---
The law says so [@law].
"""
LAW = """title: A law
headline: Harbours Act
date: 2019-05
date_note: It was read out that day.
issuer: The parliament
addressee: The harbours
topics: [war]
kind: law
url: https://law.example/1
archive_url: https://archive.example/2
refs: report
summary: It forbids boats.
---
The Valley has it [@report] and calls it [[question-0|a question]]."""
RARITIES = {
    "articles/report": article(
        "A report of [[the-valley]].",
        headline="Report",
        url="https://paper.example/1",
        archive_url="https://archive.example/1",
        accessed="2020-10-01",
        authors="[Anna Berg]",
        content_note="It tells of a death.",
        changes="[{date: 2020-10-02, kind: retraction, note: It was made up.}]",
    ),
    "articles/in-spring": article(date="2020-04..2020-05"),
    "articles/in-june": article(date="2020-06"),
    "articles/of-another": article(date="2020-07", source="the-radio"),
    "sources/the-radio": outlet("The Radio", lang="en"),
    "topics/war": "title: The war\nsummary: It goes on.\n---\n\nIt said so [@report; @in-june].",
    "events/talks": event(status="planned", title="Talks") + "\n---\nThey speak of [[old]].",
    "events/vote": event(status="planned", title="A vote", date="2027", set_by="talks"),
    "events/second-vote": event(status="planned", title="Two", date="2027-05", set_by="talks", lang="en"),
    "notes/old": note("It said so [@report].", review_by="2020-11-01"),
    "documents/law": LAW,
    "people/held": place(
        "Carl Diaz",
        cases="[{status: detained, as_of: 2020-09, refs: report, charge: A boat, term: A week}]",
    ),
    "places/the-valley": place(
        "The Valley", coordinates="39.8, 46.7", coordinates_source="An atlas", wikidata="Q1", lang="en"
    ),
    "sources/the-paper": outlet("The Paper", url="https://paper.example/"),
} | {f"events/day-{n}": event(date=f"2020-0{n}-02", place="the-valley", lang="en") for n in range(1, 6)}
RARITIES |= {f"claims/question-{number}": CONTESTED.format(number=number) for number in range(LONGEST + 1)}
"""What neither of the other sites has: addresses, a retraction, coordinates, more questions than one page lists; nor is it where
its packages are published.
"""

PAGES = tuple(row for row in OUTPUTS if isinstance(row, Pages))
ENOUGH = 60
"""Pages of a kind: where there are more, as many of them, from all over."""


def traces(site: Site) -> Iterator[tuple[str, Trace]]:
    """What pages of every kind hold and what their layouts read of it, by path; last what stands around them all."""
    looks = layouts(site.settings.language)
    index = index_of(site, looks.words, today=TODAY, base_url=None, search=True, outlines=looks.outlines)
    templates, assets = Templates(looks), assets_of(looks, looks.words).value.paths
    around, faults = Trace(), Faults()
    for row in PAGES:
        every = list(row.addresses(index))
        for path, asked in every[:: -(-len(every) // ENOUGH) or 1]:
            ctx, trace = PageContext(index, path), Trace()
            page = trace.of(row.view(ctx, *asked), "page")
            base = around.of(base_context(ctx, assets), "base")
            templates.render(row.layout, {"page": page, "view": page.view, "base": base}, path, faults)
            yield f"{row.layout} ({path})", trace
    assert faults.met == []
    yield "what stands around every page", around


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trace]:
    """The pages of a site with every kind of page, the real ones among them, and of small sites with what that lacks."""
    town = tmp_path_factory.mktemp("town")
    write_town(town)
    found: dict[str, Trace] = {}
    for root in (once(tmp_path_factory, "whole", make_whole), town):
        with remembered(root) as cache:
            content = load(root, cache, 1, today=TODAY).value
        site = link(content, today=TODAY, drafts=True).value
        found |= {f"{root.name}: {page}": trace for page, trace in traces(site)}
    rare = site_of(RARITIES, language="fa-IR", repository="https://code.example/")
    return found | {f"rarities: {page}": trace for page, trace in traces(rare)}


def test_a_page_reads_all_that_its_view_holds(traced: dict[str, Trace]) -> None:
    unread: Counter[Field] = Counter()
    places: dict[Field, str] = {}
    for page, trace in traced.items():
        for found in trace.full - trace.read:
            unread[found] += 1
            places.setdefault(found, page)
    assert sorted(f"{found}: {pages} pages, as {places[found]}" for found, pages in unread.items()) == []


def test_every_field_is_read_by_some_page(traced: dict[str, Trace]) -> None:
    held = {found for trace in traced.values() for found in trace.held}
    read = {(found.holder, found.name) for trace in traced.values() for found in trace.read & trace.full}
    unread = {
        f"{found.holder.__name__}.{found.name}" for found in held if (found.holder, found.name) not in read
    }
    assert " ".join(sorted(unread)) == ""
