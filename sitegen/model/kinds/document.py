"""Primary documents: what a report tells of, and what it can be checked against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from sitegen.model.fields import Line, PersonOrBody, Refs, SomeTopics, Url
from sitegen.model.kinds.entry import Citable, IndexOrder
from sitegen.model.values import Date

_TYPES = {
    "letter": ("Message", "personal_communication"),
    "verdict": ("CreativeWork", "legal_case"),
    "resolution": ("Legislation", "legislation"),
    "treaty": ("Legislation", "treaty"),
    "law": ("Legislation", "legislation"),
}
"""What schema.org and CSL call a sort of document; of others they know no more than that it is a work, a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Citable):
    """A primary document; `title` is ours, `headline` its own. It is known at `url`, or from the articles `refs`."""

    folder: ClassVar[str] = "documents"
    noun: ClassVar[str] = "document"
    indexed_by: ClassVar[IndexOrder | None] = "topic"
    body_required: ClassVar[bool] = False
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("date", "added"),)
    one_of: ClassVar[tuple[str, ...]] = ("url", "refs")
    maker_key: ClassVar[str] = "issuer"
    maker_is_author: ClassVar[bool] = True
    title: Line
    """What the document is, in our own words."""
    date: Date
    """When it was issued, no more exactly than is known."""
    issuer: PersonOrBody
    """Who issued it."""
    topics: SomeTopics
    """The topics it is filed under."""
    kind: Literal["letter", "verdict", "resolution", "treaty", "designation", "law", "statement"] | None = (
        None
    )
    """What kind of document it is."""
    headline: Line | None = None
    """Its own title."""
    addressee: PersonOrBody | None = None
    """The person or body it is addressed to."""
    url: Url | None = None
    """Where it can be read."""
    refs: Refs = ()
    """The articles it is known from."""
    archive_url: Url | None = None
    """A copy of it in an archive."""
    date_note: str | None = None
    """How the date is known."""
    summary: str | None = None
    """Its summary in lists; otherwise its first paragraph is used."""

    @property
    def original_title(self) -> str:
        """Its own title; a document without one is cited by ours, which says what it is."""
        return self.headline or self.title

    @property
    def original_type(self) -> str:
        """By its kind."""
        return _TYPES.get(self.kind or "", ("CreativeWork", "document"))[0]

    @property
    def citation_type(self) -> str:
        """By its kind."""
        return _TYPES.get(self.kind or "", ("CreativeWork", "document"))[1]

    @property
    def sort_of(self) -> str:
        """Its kind."""
        return self.kind or ""

    @property
    def summary_shown(self) -> str | None:
        """Its summary."""
        return self.summary

    @property
    def based_on(self) -> tuple[str, ...]:
        """The articles it is known from."""
        return self.refs

    def prose(self) -> Iterator[tuple[str, str]]:
        """Its summary."""
        if self.summary:
            yield "summary", self.summary
