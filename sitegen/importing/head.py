"""The head of an HTML page: its meta elements by name, its links, its title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.importing.json_ld import plain

_MOST_VALUES = 40
"""Of one name: a scientific paper has a meta element for each of its authors."""


@dataclass(frozen=True, slots=True)
class Head:
    """`meta` are the values of meta elements by name, property or itemprop, in small letters; `links` addresses by rel."""

    meta: Mapping[str, tuple[str, ...]]
    links: Mapping[str, str]
    base: str
    title: str
    lang: str

    def first(self, name: str) -> str:
        """The first value of a meta element of that name; empty where there is none."""
        return next(iter(self.meta.get(name, ())), "")


def head_of(root: Any) -> Head:
    """The head of a page; what belongs there is read wherever it stands."""
    title = next(iter(root.iter("title")), None)
    links: dict[str, str] = {}
    for element in root.iter("link"):
        for rel in (element.get("rel") or "").lower().split():
            links.setdefault(rel, (element.get("href") or "").strip())
    return Head(
        meta={name: tuple(values) for name, values in _meta(root).items()},
        links=links,
        base=next((href for e in root.iter("base") if (href := e.get("href"))), ""),
        title=plain(" ".join(title.itertext())) if title is not None else "",
        lang=root.get("lang") or root.get("xml:lang") or "",
    )


def _meta(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = plain(element.get("content") or "")
        names = (element.get(key) or "" for key in ("name", "property", "itemprop", "http-equiv"))
        for name in " ".join(names).lower().split() if content else ():
            values = found.setdefault(name.replace("dc:", "dc.").replace("dcterm:", "dcterms."), [])
            if len(values) < _MOST_VALUES:
                values.append(content)
    return found
