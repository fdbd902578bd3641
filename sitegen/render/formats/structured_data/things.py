"""What a page is about: digests and notes, events and contested questions, people, bodies, places and outlets."""

from __future__ import annotations

from typing import Any

from sitegen import urls
from sitegen.model.fields import Role, Statement
from sitegen.model.kinds import (
    Citable,
    Claim,
    Entry,
    Event,
    Nameable,
    Organisation,
    Outlet,
    Person,
    Place,
    Text,
)
from sitegen.model.values import Date
from sitegen.render.formats import timestamps
from sitegen.render.formats.excerpts import line
from sitegen.render.formats.feeds import CORRECTING
from sitegen.render.formats.structured_data.nodes import (
    Node,
    absolute,
    coverage,
    language,
    named_refs,
    node,
    original_ref,
    originals,
    page_url,
    publisher,
    ref,
    refs,
    sure,
    thing_id,
    website,
)
from sitegen.render.site_index import SiteIndex


def digest(index: SiteIndex, entry: Citable) -> Node:
    """A text of ours that is based on somebody else's."""
    linked = index.linked(entry.id)
    return _text(
        index,
        entry,
        mentions=refs(index, (*linked.names, *linked.listed(Event))),
        isBasedOn=_original(index, entry),
        citation=originals(index, (c.target for c in linked.cited if c.target != entry.id)),
    )


def note(index: SiteIndex, entry: Text) -> Node:
    """A curated note: it cites the originals, not our digests of them."""
    linked = index.linked(entry.id)
    return _text(
        index,
        entry,
        mentions=refs(index, linked.names),
        citation=originals(index, (cited.target for cited in linked.cited)),
    )


def corrections(entry: Entry) -> list[Node]:
    """Every correction, clarification and retraction of a text."""
    return [
        node("CorrectionComment", "", "", text=change.note, datePublished=sure(change.date))
        for change in entry.changes
        if change.kind in CORRECTING
    ]


def _text(index: SiteIndex, entry: Text, **properties: Any) -> Node:
    url, ours = page_url(index, entry.id), publisher(index)
    added, modified = timestamps.added(entry), timestamps.modified(entry)
    return node(
        entry.schema_type,
        thing_id(index, entry.id),
        entry.display_title,
        headline=entry.display_title,
        url=url,
        description=line(index, entry.id),
        inLanguage=language(index, entry),
        datePublished=added.isoformat() if added else None,
        dateModified=modified.isoformat() if modified else None,
        author=ours,
        publisher=ours,
        isPartOf=website(index),
        mainEntityOfPage=url,
        about=refs(index, index.linked(entry.id).topics),
        correction=corrections(entry),
        **properties,
    )


def _original(index: SiteIndex, entry: Citable) -> Node:
    """All that is known of the original. Its author, publisher and date are its own, never ours."""
    return original_ref(index, entry) | node(
        entry.original_type,
        "",
        "",
        headline=entry.headline,
        url=entry.url,
        archivedAt=entry.archive_url,
        genre=entry.sort_of,
        datePublished=sure(entry.date),
        author=[node("Person", "", name) for name in entry.authors],
    )


_SCHEDULED = "https://schema.org/EventScheduled"


def event(index: SiteIndex, entry: Event) -> Node:
    """What happened or is planned. What is only alleged, or denied, is a claim about it, with where it appears."""
    if entry.schema_type == "Claim":
        return _alleged(index, entry)
    whole = index.site.entries.get(entry.part_of or "")
    start, end = _start(entry), _end(entry)
    return node(
        "Event",
        thing_id(index, entry.id),
        entry.title,
        description=line(index, entry.id),
        startDate=start,
        endDate=end,
        eventStatus=_SCHEDULED if entry.status == "planned" else None,
        location=_place(index, entry),
        about=named_refs(index, entry.actors),
        superEvent=ref(index, whole.id) if whole and whole.schema_type == "Event" else None,
        subjectOf=originals(index, entry.refs),
        mainEntityOfPage=page_url(index, entry.id),
    )


def _alleged(index: SiteIndex, entry: Event) -> Node:
    return node(
        "Claim",
        thing_id(index, entry.id),
        entry.title,
        description=line(index, entry.id),
        temporalCoverage=coverage(entry.date),
        spatialCoverage=_place(index, entry),
        about=named_refs(index, entry.actors),
        claimInterpreter=publisher(index),
        appearance=originals(index, entry.refs),
        mainEntityOfPage=page_url(index, entry.id),
    )


def claim(index: SiteIndex, entry: Claim) -> Node:
    """The question, with every statement as a claim of its own."""
    about = [ref(index, entry.event)] if entry.event else []
    return node(
        "Question",
        thing_id(index, entry.id),
        entry.question,
        description=line(index, entry.id),
        inLanguage=language(index, entry),
        publisher=publisher(index),
        isPartOf=website(index),
        about=[*about, *refs(index, index.linked(entry.id).topics)],
        mainEntityOfPage=page_url(index, entry.id),
        hasPart=[_statement(index, entry, number) for number in range(len(entry.statements))],
    )


def _statement(index: SiteIndex, entry: Claim, number: int) -> Node:
    """What one speaker says. Only a person or a body can be an `author`; any other speaker is named in words."""
    statement = entry.statements[number]
    author = _author(index, statement)
    return node(
        "Claim",
        absolute(index.base_url, index.first_paths[entry.id], f"statement-{number + 1}"),
        "",
        text=statement.says,
        author=author,
        creditText=None if author else index.name_of(statement.by),
        dateCreated=sure(statement.date),
        claimInterpreter=publisher(index),
        appearance=originals(index, statement.refs),
    )


def _author(index: SiteIndex, statement: Statement) -> Node | None:
    speaker = index.site.entries.get(statement.by.text)
    return ref(index, speaker.id) if speaker and speaker.is_agent else None


def _place(index: SiteIndex, entry: Event) -> Node | None:
    places = named_refs(index, (entry.place,)) if entry.place else []
    return places[0] if places else None


def _start(entry: Event) -> str | None:
    start = entry.date.start
    if entry.date.form == "stretch" and start and not start.about:
        return entry.date.written.partition("/")[0]
    return sure(entry.date)


def _end(entry: Event) -> str | None:
    end = entry.date.end
    return (
        entry.date.written.partition("/")[2]
        if entry.date.form == "stretch" and end and not end.about
        else None
    )


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
        sameAs=urls.wikidata_entity(entry.wikidata) if entry.wikidata else None,
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
