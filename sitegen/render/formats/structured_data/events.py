"""Events, and contested questions with what is said to them."""

from __future__ import annotations

from sitegen.model.fields import Statement
from sitegen.model.kinds import Claim, Event
from sitegen.render.formats.excerpts import line, name_of
from sitegen.render.formats.structured_data.nodes import (
    Node,
    coverage,
    language,
    named_refs,
    node,
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
        f"{page_url(index, entry.id)}#statement-{number + 1}",
        "",
        text=statement.says,
        author=author,
        creditText=None if author else name_of(index, statement.by),
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
