"""Every address of another site that this one sends readers to, and where an editor wrote it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.faults import Span
from sitegen.model.fields import Form
from sitegen.model.kinds import Nameable
from sitegen.model.schema import keys_of
from sitegen.model.site import Site

_WIKIDATA = "https://www.wikidata.org/wiki/"
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """An address as it stands in a file of the site; `archived` is the copy that readers are offered beside it."""

    address: str
    path: str
    span: Span
    archived: str = ""


def external_links(site: Site) -> Iterator[ExternalLink]:
    """What settings, front matter and bodies lead to, in this order; one address may stand in many places."""
    for key, address in _addresses(site.settings):
        if key != "base_url":
            yield ExternalLink(address, site.settings.origin.path, site.settings.origin.at(key))
    for entry in site.entries.values():
        path, at = entry.origin.path, entry.origin.at
        for key, address in _addresses(entry):
            copy = getattr(entry, "archive_url", None) if key == "url" else None
            yield ExternalLink(address, path, at(key), copy or "")
        if isinstance(entry, Nameable) and entry.wikidata:
            yield ExternalLink(f"{_WIKIDATA}{entry.wikidata}", path, at("wikidata"))
        for link in entry.body.links:
            yield ExternalLink(link.address, path, link.span)


def _addresses(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every web address among the keys of `value`, an entry or what stands in one, behind its dotted key."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _addresses(item, f"{place}.{index}")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for key in keys_of(type(value)).values():
            inner, held = f"{place}.{key.name}".lstrip("."), getattr(value, key.name)
            if any(isinstance(mark, Form) and mark.rule in ("url", "contact") for mark in key.marks):
                if held and held.startswith(_WEB):
                    yield inner, held
            else:
                yield from _addresses(held, inner)
