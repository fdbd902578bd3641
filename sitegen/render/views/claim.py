"""A contested question on its own page: the table, what it is about, its sources, and who refers to it."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.model.kinds import Claim
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import ClaimTable, claim_table
from sitegen.render.views.items import BodyView, Link
from sitegen.render.views.listing import Listed, listed
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page
from sitegen.render.views.sources import Sources, sources


class ClaimView(NamedTuple):
    """What `claim.html` sees. `event` is the one it is about."""

    table: ClaimTable
    event: Link | None
    topics: tuple[Link, ...]
    body: BodyView
    sources: Sources
    listed: Listed


def view(ctx: PageContext, claim_id: str) -> Page:
    """The page of a claim."""
    claim = ctx.entry(claim_id, Claim)
    content = ClaimView(
        table=claim_table(ctx, claim, own=True),
        event=ctx.link(claim.event) if claim.event else None,
        topics=ctx.links(ctx.index.linked(claim_id).topics),
        body=body(ctx, claim_id),
        sources=sources(ctx, claim_id),
        listed=listed(ctx, claim_id, without={claim_id}),
    )
    return entry_page(ctx, claim, content)
