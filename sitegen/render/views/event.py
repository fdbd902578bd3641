"""An event: when, where, who, on whose word; what it is part of, what is part of it, and who mentions it."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.model.kinds import Claim, Event
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import ClaimTable, claim_table
from sitegen.render.views.items import BodyView, DateView, Link, OutletLine
from sitegen.render.views.listing import Listed, listed, listed_claims
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page
from sitegen.render.views.sources import Sources, sources
from sitegen.render.views.timeline_list import EventLine, event_lines


class EventView(NamedTuple):
    """What `event.html` sees. `claims` are the questions about this very event."""

    when: DateView | None
    date_note: str
    status: str
    place: Link | None
    actors: tuple[Link, ...]
    part_of: Link | None
    parts: tuple[EventLine, ...]
    topics: tuple[Link, ...]
    body: BodyView
    sources: Sources
    one_outlet: OutletLine | None
    claims: tuple[ClaimTable, ...]
    listed: Listed


def view(ctx: PageContext, event_id: str) -> Page:
    """The page of an event."""
    event = ctx.entry(event_id, Event)
    parts = ctx.index.linked(event_id).parts
    named_in = ctx.entries(listed_claims(ctx.index, event_id), Claim)
    asked = [claim for claim in named_in if claim.event == event_id]
    cited = sources(ctx, event_id, asked)
    content = EventView(
        when=ctx.date(event.date),
        date_note=event.date_note or "",
        status=event.status or "",
        place=ctx.named(event.place) if event.place else None,
        actors=tuple(ctx.named(actor) for actor in event.actors),
        part_of=ctx.link(event.part_of) if event.part_of in ctx.index.paths and event.part_of else None,
        parts=event_lines(ctx, parts),
        topics=ctx.links(ctx.index.linked(event_id).topics),
        body=body(ctx, event_id, cited),
        sources=cited,
        one_outlet=cited.one_outlet,
        claims=tuple(claim_table(ctx, claim, cited) for claim in asked),
        listed=listed(ctx, event_id, without={*parts, event.part_of or "", *(claim.id for claim in asked)}),
    )
    return entry_page(ctx, event, content)
