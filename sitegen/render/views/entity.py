"""A person, an organisation or a place: who or what it is, and everything that refers to it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from sitegen import urls
from sitegen.model.fields import Case, Role
from sitegen.model.kinds import Entity, Nameable, Person, Place
from sitegen.model.values import Coordinates
from sitegen.render.views.body import body
from sitegen.render.views.items import BodyView, DateView, Link, Script
from sitegen.render.views.listing import CoMentions, Listed, co_mentions, listed
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page
from sitegen.render.views.places import MapFigure, map_of_place
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources, sources


class Native(NamedTuple):
    """A name in its own script."""

    text: str
    script: Script


class RoleLine(NamedTuple):
    """An office: where, when, and the numbers of its articles in the Sources list."""

    role: str
    organisation: Link | None
    when: DateView | None
    numbers: tuple[Link, ...]


class CaseLine(NamedTuple):
    """What somebody was held for or condemned to, up to when that is known, and the numbers of its articles."""

    status: str
    term: str
    charge: str
    as_of: DateView
    numbers: tuple[Link, ...]


class Names(NamedTuple):
    """Every name of an entity or outlet besides the one its page is headed by."""

    also: tuple[str, ...]
    native: tuple[Native, ...]
    wikidata: Link | None


class EntityView(NamedTuple):
    """What `person.html`, `organisation.html` and `place.html` see."""

    summary: Markup
    names: Names
    roles: tuple[RoleLine, ...]
    cases: tuple[CaseLine, ...]
    part_of: Link | None
    parts: tuple[Link, ...]
    coordinates: Coordinates | None
    coordinates_source: str
    map: MapFigure | None
    body: BodyView
    sources: Sources
    co_mentions: tuple[CoMentions, ...]
    listed: Listed


def view(ctx: PageContext, entity_id: str) -> Page:
    """The page of an entity."""
    entity = ctx.entry(entity_id, Entity)
    behind, whole = sources(ctx, entity_id), entity.part_of
    content = EntityView(
        summary=prose(ctx, entity_id, "summary", entity.summary),
        names=names_of(ctx, entity),
        roles=tuple(_role(ctx, role, behind) for role in entity.roles),
        cases=tuple(_case(ctx, case, behind) for case in entity.cases) if isinstance(entity, Person) else (),
        part_of=ctx.link(whole) if whole in ctx.index.paths and whole else None,
        parts=ctx.links(ctx.index.linked(entity_id).parts),
        coordinates=entity.coordinates if isinstance(entity, Place) else None,
        coordinates_source=entity.coordinates_source or "" if isinstance(entity, Place) else "",
        map=map_of_place(ctx, entity_id) if isinstance(entity, Place) else None,
        body=body(ctx, entity_id, behind),
        sources=behind,
        co_mentions=co_mentions(ctx, entity_id),
        listed=listed(ctx, entity_id),
    )
    return entry_page(ctx, entity, content)


def names_of(ctx: PageContext, entry: Nameable) -> Names:
    """The other names of an entry."""
    native = tuple(Native(name.text, ctx.script(name.lang)) for name in entry.native)
    wikidata = Link(urls.wikidata_page(entry.wikidata), entry.wikidata) if entry.wikidata else None
    return Names((*entry.aliases, *entry.spellings), native, wikidata)


def _role(ctx: PageContext, role: Role, behind: Sources) -> RoleLine:
    return RoleLine(
        role=role.role,
        organisation=ctx.named(role.organisation) if role.organisation else None,
        when=ctx.date(role.date),
        numbers=behind.numbers(role.refs),
    )


def _case(ctx: PageContext, case: Case, behind: Sources) -> CaseLine:
    numbers = behind.numbers(case.refs)
    return CaseLine(case.status, case.term or "", case.charge or "", ctx.date(case.as_of), numbers)
