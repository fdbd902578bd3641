"""An event: when, where, who, on whose word; what it is part of, what is part of it, and who mentions it."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.entries import Claim, Event
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import ClaimTable, claim_table
from sitegen.render.views.here import Here
from sitegen.render.views.items import Body, Link, When, when
from sitegen.render.views.listing import Listed, listed
from sitegen.render.views.page import Page, entry_page
from sitegen.render.views.sources import Sources, sources
from sitegen.render.views.timeline_list import EventLine, event_line


@dataclass(frozen=True, slots=True)
class EventView:
    """What `event.html` sees. `claims` are the questions about this very event, `listed` those it is named in."""

    when: When | None
    date_note: str
    status: str
    place: Link | None
    actors: tuple[Link, ...]
    part_of: Link | None
    parts: tuple[EventLine, ...]
    topics: tuple[Link, ...]
    body: Body
    sources: Sources
    claims: tuple[ClaimTable, ...]
    questions: tuple[Link, ...]
    listed: Listed


def view(here: Here, event_id: str) -> Page:
    """The page of an event."""
    event = here.entry(event_id)
    if not isinstance(event, Event):
        raise TypeError(f"{event_id} is no event")
    parts = here.index.linked(event_id).parts
    lists = listed(here, event_id, {*parts, event.part_of or ""})
    asked = [c for i in lists.claims if isinstance(c := here.entry(i), Claim) and c.event == event_id]
    content = EventView(
        when=when(event.date),
        date_note=event.date_note or "",
        status=event.status or "",
        place=here.named(event.place) if event.place else None,
        actors=tuple(here.named(actor) for actor in event.actors),
        part_of=here.link(event.part_of) if event.part_of in here.index.paths and event.part_of else None,
        parts=tuple(event_line(here, part) for part in parts),
        topics=here.links(here.index.linked(event_id).topics),
        body=body(here, event_id),
        sources=sources(here, event_id, event.refs),
        claims=tuple(claim_table(here, claim) for claim in asked),
        questions=here.links(tuple(i for i in lists.claims if i not in {c.id for c in asked})),
        listed=lists,
    )
    return entry_page(here, event, content)
