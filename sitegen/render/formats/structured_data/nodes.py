"""The parts of a graph: `@id`s, types, and short nodes that stand for a thing elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from sitegen import dates, urls
from sitegen.model.kinds import Citable, Claim, Entry, Text, of_kind
from sitegen.model.values import Date, Named
from sitegen.render.formats.excerpts import line
from sitegen.render.site_index import SiteIndex

Node: TypeAlias = dict[str, Any]


@lru_cache(maxsize=4096)
def absolute(base_url: str, path: str, fragment: str = "") -> str:
    """As `urls.absolute`; the same few addresses are asked for on every page that names a thing."""
    return urls.absolute(base_url, path, fragment)


def page_url(index: SiteIndex, entry_id: str) -> str:
    """The absolute address of an entry's page."""
    return absolute(index.base_url, index.paths[entry_id])


def thing_id(index: SiteIndex, entry_id: str) -> str:
    """The `@id` of what an entry is about: it stays when the entry is renamed."""
    return absolute(index.base_url, index.first_paths[entry_id], "this")


def node(kind: str, node_id: str, name: str, **properties: Any) -> Node:
    """A node with whichever properties hold something: empty ones are left out."""
    kept = {key: value for key, value in properties.items() if value not in (None, "", [], ())}
    return {
        "@type": kind,
        **({"@id": node_id} if node_id else {}),
        **({"name": name} if name else {}),
        **kept,
    }


def thing(index: SiteIndex, entry: Entry) -> Node:
    """What the page of an entry is about, as far as every kind of entry tells."""
    return node(
        entry.schema_type,
        thing_id(index, entry.id),
        entry.display_title,
        description=line(index, entry.id),
        about=refs(index, index.linked(entry.id).topics),
        mainEntityOfPage=page_url(index, entry.id),
    )


def ref(index: SiteIndex, entry_id: str) -> Node:
    """A short node that stands for the thing of an entry; a work (schema.org: CreativeWork) in another language says so."""
    entry = index.site.entries[entry_id]
    is_work = isinstance(entry, Text | Claim)
    spoken = entry.lang if is_work and entry.lang != index.settings.language else None
    return node(entry.schema_type, thing_id(index, entry_id), entry.display_title, inLanguage=spoken)


def refs(index: SiteIndex, ids: Iterable[str]) -> list[Node]:
    """Short nodes, one for each id, in their order."""
    return [ref(index, entry_id) for entry_id in ids]


def named_refs(index: SiteIndex, named: Iterable[Named]) -> list[Node]:
    """Short nodes for those of `named` that have an entry."""
    return refs(index, (one.text for one in named if one.text in index.site.entries))


def original_ref(index: SiteIndex, entry: Citable) -> Node:
    """A short node for the original of a text; its name is ours where its headline is not known."""
    node_id = absolute(index.base_url, index.first_paths[entry.id], "original")
    maker = index.site.entries.get(entry.maker.text)
    made_by = ref(index, maker.id) if maker and maker.is_agent else None
    return node(
        entry.original_type,
        node_id,
        entry.headline or entry.display_title,
        **{"author" if entry.maker_is_author else "publisher": made_by},
        creditText=None if made_by else index.name_of(entry.maker),
    )


def originals(index: SiteIndex, ids: Iterable[str]) -> list[Node]:
    """Short nodes for the originals of some texts."""
    texts = of_kind((index.site.entries[entry_id] for entry_id in ids), Citable)
    return [original_ref(index, text) for text in texts]


def publisher(index: SiteIndex) -> Node:
    """Whoever answers for the site."""
    settings = index.settings
    return node("Organization", f"{index.base_url}#publisher", settings.publisher or settings.title)


def website(index: SiteIndex) -> Node:
    """A short node for the site as a whole."""
    return node("WebSite", f"{index.base_url}#website", index.settings.title)


def sure(when: Date | None) -> str | None:
    """A date as far as it is known, in ISO 8601; None where it is not sure."""
    return dates.isoformat(when) if when else None


def coverage(when: Date) -> str | None:
    """The time something covers, in ISO 8601: a date or an interval (open at its end where it goes on); None where unsure."""
    if when.form == "stretch" and when.start and not when.start.about and not (when.end and when.end.about):
        return when.written
    return dates.isoformat(when)


def language(index: SiteIndex, entry: Entry) -> str:
    """The language an entry is written in."""
    return entry.lang or index.settings.language
