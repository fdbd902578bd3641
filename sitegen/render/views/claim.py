"""A contested question on its own page: the table, what it is about, its sources, and who refers to it."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.entries import Claim
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import ClaimTable, claim_table
from sitegen.render.views.here import Here
from sitegen.render.views.items import Body, Link
from sitegen.render.views.listing import Listed, listed
from sitegen.render.views.page import Page, entry_page
from sitegen.render.views.sources import Sources, sources


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What `claim.html` sees."""

    table: ClaimTable
    topics: tuple[Link, ...]
    body: Body
    sources: Sources
    questions: tuple[Link, ...]
    listed: Listed


def view(here: Here, claim_id: str) -> Page:
    """The page of a claim."""
    claim = here.entry(claim_id)
    if not isinstance(claim, Claim):
        raise TypeError(f"{claim_id} is no claim")
    lists = listed(here, claim_id)
    refs = tuple(dict.fromkeys(ref for said in claim.statements for ref in said.refs))
    content = ClaimView(
        table=claim_table(here, claim),
        topics=here.links(here.index.linked(claim_id).topics),
        body=body(here, claim_id),
        sources=sources(here, claim_id, refs),
        questions=here.links(tuple(i for i in lists.claims if i != claim_id)),
        listed=lists,
    )
    return entry_page(here, claim, content)
