"""A contested question on its own page: how the answers divide, who gives which, what would settle it, and its sources."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from sitegen import dates
from sitegen.model.kinds import Citable, Claim
from sitegen.model.values import Date
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import ClaimTable, Divided, claim_table, divided
from sitegen.render.views.items import BodyView, DateView, Link
from sitegen.render.views.listing import Listed, listed
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources, sources


class Division(NamedTuple):
    """How the statements divide, how many they are, of how many speakers (`unnamed`: without a name), in how many articles of
    how many outlets, and of when the latest is.
    """

    divided: Divided
    statements: int
    speakers: int
    unnamed: int
    articles: int
    outlets: int
    as_of: DateView | None


class ClaimView(NamedTuple):
    """What `claim.html` sees. `event` is the one it is about."""

    division: Division
    settled_by: Markup
    table: ClaimTable
    event: Link | None
    topics: tuple[Link, ...]
    body: BodyView
    sources: Sources
    listed: Listed


def view(ctx: PageContext, claim_id: str) -> Page:
    """The page of a claim."""
    claim = ctx.entry(claim_id, Claim)
    cited = sources(ctx, claim_id)
    table = claim_table(ctx, claim, cited, own=True)
    content = ClaimView(
        division=_division(ctx, claim, table),
        settled_by=prose(ctx, claim_id, "settled_by", claim.settled_by or ""),
        table=table,
        event=ctx.link(claim.event) if claim.event else None,
        topics=ctx.links(ctx.index.linked(claim_id).topics),
        body=body(ctx, claim_id, cited),
        sources=cited,
        listed=listed(ctx, claim_id, without={claim_id}),
    )
    return entry_page(ctx, claim, content)


def _division(ctx: PageContext, claim: Claim, table: ClaimTable) -> Division:
    speakers = {said.by: said.anonymous for said in claim.statements}
    return Division(
        divided=divided(ctx, claim, table),
        statements=len(claim.statements),
        speakers=len(speakers),
        unnamed=sum(speakers.values()),
        articles=len(claim.based_on),
        outlets=len(ctx.makers(claim.based_on)),
        as_of=ctx.date(_latest(ctx, claim)),
    )


def _latest(ctx: PageContext, claim: Claim) -> Date | None:
    """The latest date of a statement; where none has any, of an article."""
    said = [statement.date for statement in claim.statements if statement.date]
    written = [article.date for article in ctx.entries(claim.based_on, Citable)]
    return max(said or written, key=lambda when: dates.sort_key(when)[:1], default=None)
