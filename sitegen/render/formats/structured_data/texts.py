"""What the site writes itself: digests and notes, with what they rest on."""

from __future__ import annotations

from typing import Any

from sitegen.model.kinds import Citable, Entry, Event, Text
from sitegen.render.formats import timestamps
from sitegen.render.formats.excerpts import line
from sitegen.render.formats.feeds import CORRECTING
from sitegen.render.formats.structured_data.nodes import (
    Node,
    language,
    node,
    original_ref,
    originals,
    page_url,
    publisher,
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
