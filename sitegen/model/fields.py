"""What front matter fields are made of: the marks that say how a key is read, and the groups of keys inside a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from sitegen.faults import Span
from sitegen.model.values import Date, Figure, Named


@dataclass(frozen=True, slots=True)
class IdOf:
    """Marks a text as the id of an entry in one of these folders (none named: of any).

    It `files` the entry if a list of its own on the page of what it names shows it there: then that is no mention.
    """

    folders: tuple[str, ...] = ()
    files: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Marks a text whose letters must follow a rule; `rule` names it (see `sitegen.load.fields`)."""

    rule: Literal["line", "url", "language", "wikidata", "address", "contact"]


Line = Annotated[str, Form("line")]
Url = Annotated[str, Form("url")]
Language = Annotated[str, Form("language")]
ArticleId = Annotated[str, IdOf(("articles",))]
TopicId = Annotated[str, IdOf(("topics",), files=True)]
OutletId = Annotated[str, IdOf(("sources",), files=True)]
# A state speaks and acts under the entry of its place.
PersonOrBody = Annotated[Named, IdOf(("people", "organisations", "places", "sources"))]
Refs = Annotated[tuple[ArticleId, ...], "one or a list"]
SomeRefs = Annotated[tuple[ArticleId, ...], "one or a list", "at least one"]
SomeTopics = Annotated[tuple[TopicId, ...], "at least one"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was written: its path from the site's root, and the place of each key's value.

    Keys are dotted, list items by number from 0: `topics.1`, `statements.0.by`.
    """

    path: str
    places: tuple[tuple[str, Span], ...] = ()
    body_line: int = 1

    def at(self, key: str) -> Span:
        """The place of `key`'s value; of the nearest key around it, where that has none; else line 1."""
        places = dict(self.places)
        while key:
            if key in places:
                return places[key]
            key = key.rpartition(".")[0]
        return Span()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of an entry's log: what was changed, when and why. A correction stays visible."""

    date: Date
    kind: Literal["update", "correction", "clarification", "retraction"]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """Where we read a piece, if not at its outlet: a repost, an agency copy."""

    name: Line
    url: Url | None = None
    date: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A topic's direction as its editor sees it, from when and on what grounds."""

    trend: Literal["worsening", "unchanged", "improving"]
    as_of: Date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one speaker says to a contested question, and on whose authority we have it."""

    by: PersonOrBody
    says: str
    refs: SomeRefs
    value: Figure | None = None
    unit: Line | None = None
    date: Date | None = None
    via: PersonOrBody | None = None
    anonymous: bool = False
    denied_by: tuple[PersonOrBody, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeName:
    """A name in its own script: reference data, only when looked up."""

    text: Line
    lang: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office somebody held, where and when, on which articles' word."""

    role: Line
    organisation: Annotated[Named, IdOf(("organisations", "sources"))] | None = None
    date: Date | None = None
    refs: Refs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What kind of source an outlet is, on what grounds, and who says so (None: we do)."""

    text: Line
    basis: str
    by: PersonOrBody | None = None
    refs: Refs = ()
