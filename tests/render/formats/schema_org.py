"""The terms of schema.org that structured data may use, with where each may stand.

Checked by tests.audit.vocabulary against the vocabulary as schema.org publishes it, release 30.0
(schemaorg-all-https.jsonld, SHA-256 beginning 06227db49dd46742). The list names terms only, those used here, with the places
they are used in; the vocabulary is under the Creative Commons Attribution-ShareAlike License 3.0, its files under the
Apache License 2.0. Some terms are in its part called "pending". A term that is wanted and not here is to be looked up
there first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TYPES = {
    "Action": "Thing",
    "AnalysisNewsArticle": "NewsArticle",
    "Article": "CreativeWork",
    "BackgroundNewsArticle": "NewsArticle",
    "BreadcrumbList": "ItemList",
    "Claim": "CreativeWork",
    "CollectionPage": "WebPage",
    "Comment": "CreativeWork",
    "ContactPoint": "StructuredValue",
    "CorrectionComment": "Comment",
    "CreativeWork": "Thing",
    "DefinedTerm": "Intangible",
    "EntryPoint": "Intangible",
    "Event": "Thing",
    "GeoCoordinates": "StructuredValue",
    "Intangible": "Thing",
    "ItemList": "Intangible",
    "Legislation": "CreativeWork",
    "ListItem": "Intangible",
    "Message": "CreativeWork",
    "NewsArticle": "Article",
    "NewsMediaOrganization": "Organization",
    "OpinionNewsArticle": "NewsArticle",
    "Organization": "Thing",
    "OrganizationRole": "Role",
    "Person": "Thing",
    "Place": "Thing",
    "Question": "Comment",
    "Role": "Intangible",
    "SearchAction": "Action",
    "SearchResultsPage": "WebPage",
    "StructuredValue": "Intangible",
    "Thing": "",
    "WebPage": "CreativeWork",
    "WebSite": "CreativeWork",
}
"""Each type and those it is a kind of."""

PROPERTIES = {
    "about": ("CreativeWork DefinedTerm Event", "Thing"),
    "alternateName": ("Thing", "Text"),
    "appearance": ("Claim", "CreativeWork"),
    "archivedAt": ("CreativeWork", "URL WebPage"),
    "author": ("CreativeWork", "Organization Person"),
    "breadcrumb": ("WebPage", "BreadcrumbList Text"),
    "citation": ("CreativeWork", "CreativeWork Text"),
    "claimInterpreter": ("Claim", "Organization Person"),
    "contactPoint": ("Organization Person", "ContactPoint"),
    "containedInPlace": ("Place", "Place"),
    "copyrightNotice": ("CreativeWork", "Text"),
    "correction": ("CreativeWork", "CorrectionComment Text URL"),
    "creditText": ("CreativeWork", "Text"),
    "dateCreated": ("CreativeWork", "Date DateTime"),
    "dateModified": ("CreativeWork", "Date DateTime"),
    "datePublished": ("CreativeWork", "Date DateTime"),
    "description": ("Thing", "Text"),
    "email": ("ContactPoint Organization Person", "Text"),
    "endDate": ("Event Role", "Date DateTime"),
    "eventStatus": ("Event", "EventStatusType"),
    "genre": ("CreativeWork", "DefinedTerm Text URL"),
    "geo": ("Place", "GeoCoordinates"),
    "hasPart": ("CreativeWork", "CreativeWork"),
    "headline": ("CreativeWork", "Text"),
    "inLanguage": ("CreativeWork Event", "Text"),
    "isBasedOn": ("CreativeWork", "CreativeWork URL"),
    "isPartOf": ("CreativeWork", "CreativeWork URL"),
    "item": ("ListItem", "Thing"),
    "itemListElement": ("ItemList", "ListItem Text Thing"),
    "knowsLanguage": ("Organization Person", "Text"),
    "latitude": ("GeoCoordinates Place", "Number Text"),
    "location": ("Action Event Organization", "Place Text"),
    "longitude": ("GeoCoordinates Place", "Number Text"),
    "mainEntity": ("CreativeWork", "Thing"),
    "mainEntityOfPage": ("Thing", "CreativeWork URL"),
    "memberOf": ("Organization Person", "Organization"),
    "mentions": ("CreativeWork", "Thing"),
    "name": ("Thing", "Text"),
    "parentOrganization": ("Organization", "Organization"),
    "position": ("CreativeWork ListItem", "Integer Text"),
    "potentialAction": ("Thing", "Action"),
    "publisher": ("CreativeWork", "Organization Person"),
    "query": ("SearchAction", "Text"),
    "roleName": ("Role", "Text URL"),
    "sameAs": ("Thing", "URL"),
    "spatialCoverage": ("CreativeWork", "Place"),
    "startDate": ("Event Role", "Date DateTime"),
    "subjectOf": ("Thing", "CreativeWork Event"),
    "superEvent": ("Event", "Event"),
    "target": ("Action", "EntryPoint URL"),
    "temporalCoverage": ("CreativeWork", "DateTime Text URL"),
    "text": ("CreativeWork", "Text"),
    "url": ("Thing", "URL"),
    "urlTemplate": ("EntryPoint", "Text"),
}
"""Each property: the types that may have it, and what its value may be."""

MEMBERS = {"https://schema.org/EventScheduled": "EventStatusType"}
"""Values that are members of an enumeration."""


def kinds(name: str) -> set[str]:
    """A type and all that it is a kind of. Raises KeyError where there is no such type."""
    return {name}.union(*(kinds(parent) for parent in TYPES[name].split()))


def faults(value: object, outer: str = "") -> list[str]:
    """What is wrong with a node and the nodes in it; `outer` is the property they are the value of."""
    if isinstance(value, list):
        return [fault for item in value for fault in faults(item, outer)]
    if not isinstance(value, dict) or "@type" not in value:
        return []
    if value["@type"] not in TYPES:
        return [f"{value['@type']} is no type"]
    found: list[str] = []
    for name, held in value.items():
        if not name.startswith("@"):
            found += _misplaced(value["@type"], name.removesuffix("-input"), held, outer)
            found += faults(held, name)
    return found


def _misplaced(kind: str, name: str, held: object, outer: str) -> list[str]:
    if name not in PROPERTIES:
        return [f"{name} is no property"]
    domain, values = (set(part.split()) for part in PROPERTIES[name])
    # A role repeats the property it is the value of ("Introducing Role", schema.org blog).
    repeats = "Role" in kinds(kind) and name == outer
    found = [] if domain & kinds(kind) or repeats else [f"{kind} has no {name}"]
    wrong = (item for item in (held if isinstance(held, list) else [held]) if not _may_be(item, values))
    return [*found, *(f"{name} cannot be {item!r}" for item in wrong)]


def nodes(value: object) -> Iterator[dict[str, Any]]:
    """Every node in a value, and those in it."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)


def _may_be(item: object, values: set[str]) -> bool:
    if isinstance(item, dict) and "@type" in item:
        return bool(values & kinds(item["@type"])) or "Role" in kinds(item["@type"])
    if isinstance(item, dict):
        return set(item) == {"@id"} or ("Text" in values and set(item) == {"@value", "@language"})
    if isinstance(item, str):
        return bool(values & {"Text", "URL", "Date", "DateTime"}) or MEMBERS.get(item) in values
    return isinstance(item, int | float) and bool(values & {"Integer", "Number"})
