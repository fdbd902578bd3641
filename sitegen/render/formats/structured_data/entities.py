"""People, organisations, places and outlets."""

from __future__ import annotations

from typing import Any

from sitegen.model.fields import Role
from sitegen.model.kinds import Nameable, Organisation, Outlet, Person, Place
from sitegen.model.values import Date
from sitegen.render.formats.excerpts import line
from sitegen.render.formats.structured_data.nodes import (
    Node,
    node,
    page_url,
    ref,
    thing_id,
)
from sitegen.render.site_index import SiteIndex

_WIKIDATA = "https://www.wikidata.org/entity/"


def person(index: SiteIndex, entry: Person) -> Node:
    """A person, with the offices held in bodies that have an entry."""
    memberships = [_membership(index, role) for role in entry.roles if _is_body(index, role)]
    whole = [ref(index, entry.part_of)] if entry.part_of else []
    return named(index, entry, memberOf=[*memberships, *whole])


def organisation(index: SiteIndex, entry: Organisation) -> Node:
    """A body that does not publish."""
    return named(index, entry, parentOrganization=_whole(index, entry.part_of, Organisation))


def place(index: SiteIndex, entry: Place) -> Node:
    """A place; its coordinates are those of its front matter, in degrees."""
    point = entry.coordinates
    geo = (
        node("GeoCoordinates", "", "", latitude=point.latitude, longitude=point.longitude) if point else None
    )
    return named(index, entry, geo=geo, containedInPlace=_whole(index, entry.part_of, Place))


def outlet(index: SiteIndex, entry: Outlet) -> Node:
    """A body that publishes; `url` is its own site, our page about it is the page of this graph."""
    return named(index, entry, url=entry.url, knowsLanguage=list(entry.languages))


def named(index: SiteIndex, entry: Nameable, **properties: Any) -> Node:
    """Names as they are written, native ones with their language; spellings are for search and stay out."""
    native = [{"@value": name.text, "@language": name.lang} for name in entry.native]
    return node(
        entry.schema_type,
        thing_id(index, entry.id),
        entry.name,
        alternateName=[*entry.aliases, *native],
        description=line(index, entry.id),
        sameAs=f"{_WIKIDATA}{entry.wikidata}" if entry.wikidata else None,
        mainEntityOfPage=page_url(index, entry.id),
        **properties,
    )


def _is_body(index: SiteIndex, role: Role) -> bool:
    body = index.site.entries.get(role.organisation.text) if role.organisation else None
    return body is not None and body.is_agent


def _membership(index: SiteIndex, role: Role) -> Node:
    """A role stands between person and body, and repeats the property it stands in (schema.org, "Introducing Role")."""
    body = ref(index, role.organisation.text) if role.organisation else None
    start, end = _bounds(role.date)
    return node("OrganizationRole", "", "", roleName=role.role, memberOf=body, startDate=start, endDate=end)


def _bounds(when: Date | None) -> tuple[str | None, str | None]:
    """When a role is known to have begun and ended: only a stretch says so, a single date says that it was held then."""
    if when is None or when.form != "stretch":
        return None, None
    ends = (point if point and not point.about else None for point in (when.start, when.end))
    written = when.written.split("/")
    first, last = (text if point else None for text, point in zip(written, ends, strict=True))
    return first, last


def _whole(index: SiteIndex, entry_id: str | None, kind: type[Nameable]) -> Node | None:
    found = entry_id is not None and isinstance(index.site.entries.get(entry_id), kind)
    return ref(index, entry_id) if entry_id and found else None
