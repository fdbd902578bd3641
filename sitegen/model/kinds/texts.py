"""The entries that are texts: digests of articles, pages on primary documents, and notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sitegen.model.fields import Line, OutletId, PersonOrBody, Refs, SomeTopics, Url, Via
from sitegen.model.kinds.entry import Citable, Entry, Summarised, Text
from sitegen.model.values import Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Citable):
    """Our digest of one published article; `title` is ours, `headline` the original's."""

    folder = "articles"
    noun = "article"
    indexed_by = "year"
    maker_key = "source"
    in_order = (("date", "accessed"), ("date", "added"))
    of_our_time = ("added", "date", "accessed", "via.date")
    title: Line
    """What the article reports, in our own words."""
    date: Date
    """When the original was published, no more exactly than is known."""
    source: OutletId
    """The outlet that published it."""
    topics: SomeTopics
    """The topics it is filed under."""
    headline: Line | None = None
    """The original's own headline, shown only in the citation."""
    url: Url | None = None
    """The address of the original."""
    authors: tuple[Line, ...] = ()
    """The authors that the original names."""
    accessed: Date | None = None
    """When we read it."""
    archive_url: Url | None = None
    """A copy of the original in an archive."""
    genre: Literal["report", "analysis", "opinion", "interview", "statement"] | None = None
    """What kind of text the original is."""
    partial: str | None = None
    """If only part of the original is known: why."""
    date_note: str | None = None
    """How the date is known."""
    source_note: str | None = None
    """How the outlet is known, and where the piece was found."""
    via: Via | None = None
    """Where we read it, if not at its outlet: a repost, an agency copy."""
    content_note: str | None = None
    """A warning shown before the text, and instead of it in lists, feeds and previews."""
    summary: str | None = None
    """Its summary in lists; otherwise its first paragraph is used."""

    @property
    def arrival(self) -> Date:
        """The day it came here; else the day we read it, else that of the original."""
        return self.added or self.accessed or self.date

    @property
    def summary_shown(self) -> str | None:
        """The content note, where there is one, so that nobody meets unwarned what it warns of."""
        return self.content_note or self.summary

    @property
    def warning(self) -> str | None:
        """The content note."""
        return self.content_note

    @property
    def sort_of(self) -> str:
        """Its genre."""
        return self.genre or ""

    @property
    def original_type(self) -> str:
        """By its genre."""
        match self.genre:
            case "report" | "interview":
                return "NewsArticle"
            case "analysis":
                return "AnalysisNewsArticle"
            case "opinion":
                return "OpinionNewsArticle"
            case _:
                return "Article"

    @property
    def citation_type(self) -> str:
        """A piece in a newspaper or with a broadcaster."""
        return "article-newspaper"


_TYPES = {
    "letter": ("Message", "personal_communication"),
    "verdict": ("CreativeWork", "legal_case"),
    "resolution": ("Legislation", "legislation"),
    "treaty": ("Legislation", "treaty"),
    "law": ("Legislation", "legislation"),
}
"""What schema.org and CSL call a sort of document; of others they know no more than that it is a work, a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Citable, Summarised):
    """A primary document; `title` is ours, `headline` its own. It is known at `url`, or from the articles `refs`."""

    folder = "documents"
    noun = "document"
    indexed_by = "topic"
    body_required = False
    in_order = (("date", "added"),)
    one_of = ("url", "refs")
    maker_key = "issuer"
    maker_is_author = True
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
    def based_on(self) -> tuple[str, ...]:
        """The articles it is known from."""
        return self.refs


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Text, Summarised):
    """A curated note: our own longer text, every figure and date of it cited."""

    folder = "notes"
    noun = "note"
    indexed_by = "topic"
    thing_type = "Article"
    in_order = (("added", "updated"), ("updated", "review_by"))
    of_our_time = ("added", "updated", "review_by")
    title: Line
    """What the note is about."""
    topics: SomeTopics
    """The topics it is filed under."""
    updated: Date
    """When it was last updated."""
    kind: Literal["backgrounder", "explainer", "analysis", "method"] | None = None
    """What kind of note it is."""
    summary: str | None = None
    """Its summary in lists, in at most 25 words; otherwise its first paragraph is used."""
    review_by: Date | None = None
    """The day by which it is to be reviewed."""

    @property
    def schema_type(self) -> str:
        """A text of its kind."""
        match self.kind:
            case "backgrounder" | "explainer":
                return "BackgroundNewsArticle"
            case "analysis":
                return "AnalysisNewsArticle"
            case _:
                return self.thing_type

    @property
    def own_date(self) -> Date:
        """When it was last updated."""
        return self.updated

    @property
    def revised(self) -> Date:
        """The same day."""
        return self.updated

    @property
    def sort_of(self) -> str:
        """Its kind."""
        return self.kind or ""


KINDS: tuple[type[Entry], ...] = (Article, Document, Note)
