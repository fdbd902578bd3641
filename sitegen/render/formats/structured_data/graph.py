"""The graph of a page: what it is about, the page itself, the way to it from home."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from sitegen import urls
from sitegen.model.kinds import (
    KINDS,
    Citable,
    Claim,
    Entry,
    Event,
    Home,
    Nameable,
    Organisation,
    Outlet,
    Person,
    Place,
    Text,
    Topic,
)
from sitegen.model.site import LinkedEntry
from sitegen.render.formats import timestamps
from sitegen.render.formats.excerpts import line
from sitegen.render.formats.script_json import JsonScript
from sitegen.render.formats.structured_data import things
from sitegen.render.formats.structured_data.nodes import (
    Node,
    absolute,
    language,
    node,
    page_url,
    publisher,
    refs,
    thing,
    thing_id,
    website,
)
from sitegen.render.site_index import SiteIndex, breadcrumbs

MOST_PARTS = 50
"""Of a topic's texts of one kind the newest so many are named; the rest are on its page."""

_THINGS: Mapping[type[Entry], Callable[[SiteIndex, Any], Node]] = {
    Citable: things.digest,
    Text: things.note,
    Event: things.event,
    Claim: things.claim,
    Person: things.person,
    Organisation: things.organisation,
    Place: things.place,
    Outlet: things.outlet,
    Nameable: things.named,
    Entry: thing,
}
"""What a page is about, by kind or trait: the first that fits."""


def entry_data(index: SiteIndex, entry_id: str) -> JsonScript:
    """The structured data of an entry's page."""
    entry = index.site.entries[entry_id]
    if isinstance(entry, Home):
        return _of(_home(index))
    way = _breadcrumbs(index, entry)
    page = _page(index, index.paths[entry_id], entry.display_title, entry)
    if isinstance(entry, Topic):
        return _of([page | _topic(index, entry), way])
    if _is_itself(entry):
        return _of([page, way])
    what = next(make(index, entry) for kind, make in _THINGS.items() if isinstance(entry, kind))
    return _of([page | {"mainEntity": {"@id": what["@id"]}}, what, way])


def page_data(index: SiteIndex, path: str) -> JsonScript:
    """The structured data of a page that is no entry's: a list, the timeline, the search. Its title is the layout's."""
    return _of(_home(index) if path == urls.HOME else [_page(index, path, "", None)])


def _is_itself(entry: Entry) -> bool:
    """Whether a page is about nothing but itself."""
    return entry.thing_type == entry.page_type


def _of(graph: list[Node]) -> JsonScript:
    return JsonScript({"@context": "https://schema.org", "@graph": graph})


def _page(index: SiteIndex, path: str, title: str, entry: Entry | None) -> Node:
    url = urls.absolute(index.base_url, path)
    kind = "SearchResultsPage" if path == urls.SEARCH else entry.page_type if entry else "CollectionPage"
    added, modified = (timestamps.added(entry), timestamps.modified(entry)) if entry else (None, None)
    return node(
        kind,
        url,
        title,
        url=url,
        description=line(index, entry.id) if entry and _is_itself(entry) else None,
        inLanguage=language(index, entry) if entry else index.settings.language,
        isPartOf=website(index),
        publisher=publisher(index),
        datePublished=added.isoformat() if added else None,
        dateModified=modified.isoformat() if modified else None,
        breadcrumb={"@id": f"{url}#breadcrumb"} if entry else None,
    )


def _topic(index: SiteIndex, entry: Topic) -> Node:
    linked = index.linked(entry.id)
    topic = node("DefinedTerm", thing_id(index, entry.id), entry.title, description=line(index, entry.id))
    parts = refs(index, _parts(linked))
    return {"mainEntity": topic, **({"hasPart": parts} if parts else {})}


def _parts(linked: LinkedEntry) -> Iterator[str]:
    """The texts filed under a topic, our own before those that only tell what others wrote."""
    texts = (linked.listed(kind) for kind in reversed(KINDS) if issubclass(kind, Text))
    return chain.from_iterable(ids[:MOST_PARTS] for ids in texts)


def _home(index: SiteIndex) -> list[Node]:
    return [_site(index), _publisher(index)]


def _site(index: SiteIndex) -> Node:
    """The whole site, with how to search it."""
    settings = index.settings
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{urls.absolute(index.base_url, urls.SEARCH)}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return website(index) | node(
        "WebSite",
        "",
        "",
        url=index.base_url,
        description=settings.tagline,
        inLanguage=settings.language,
        publisher=publisher(index),
        copyrightNotice=settings.licence,
        potentialAction=search if index.search else None,
    )


def _publisher(index: SiteIndex) -> Node:
    contact = index.settings.contact or ""
    mail = contact if "@" in contact and "://" not in contact else ""
    point = node("ContactPoint", "", "", url=contact) if contact and not mail else None
    return publisher(index) | node("Organization", "", "", url=index.base_url, email=mail, contactPoint=point)


def _breadcrumbs(index: SiteIndex, entry: Entry) -> Node:
    """The way that the page shows, and the page itself at its end."""
    above = [(step.title, absolute(index.base_url, step.path)) for step in breadcrumbs(index, entry)]
    url = page_url(index, entry.id)
    return _list_of(url, [*above, (entry.display_title, url)])


def _list_of(url: str, steps: list[tuple[str, str]]) -> Node:
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": {"@id": address}}
        for position, (name, address) in enumerate(steps, start=1)
    ]
    return node("BreadcrumbList", f"{url}#breadcrumb", "", itemListElement=items)
