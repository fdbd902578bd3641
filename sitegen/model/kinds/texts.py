"""The entries that are texts: digests of articles, and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from sitegen.model.fields import Line, OutletId, SomeTopics, Url, Via
from sitegen.model.kinds.entry import Citable, Text
from sitegen.model.values import Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Citable):
    """Our digest of one published article; `title` is ours, `headline` the original's."""

    folder: ClassVar[str] = "articles"
    noun: ClassVar[str] = "article"
    maker_key: ClassVar[str] = "source"
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("date", "accessed"), ("date", "added"))
    of_our_time: ClassVar[tuple[str, ...]] = ("added", "date", "accessed")
    title: Line
    date: Date
    source: OutletId
    topics: SomeTopics
    headline: Line | None = None
    url: Url | None = None
    authors: tuple[Line, ...] = ()
    accessed: Date | None = None
    archive_url: Url | None = None
    genre: Literal["report", "analysis", "opinion", "interview", "statement"] | None = None
    partial: str | None = None
    date_note: str | None = None
    source_note: str | None = None
    via: Via | None = None
    content_note: str | None = None
    summary: str | None = None

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Text):
    """A curated note: our own longer text, every figure and date of it cited."""

    folder: ClassVar[str] = "notes"
    noun: ClassVar[str] = "note"
    thing_type: ClassVar[str] = "Article"
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("added", "updated"), ("updated", "review_by"))
    of_our_time: ClassVar[tuple[str, ...]] = ("added", "updated", "review_by")
    title: Line
    topics: SomeTopics
    updated: Date
    kind: Literal["backgrounder", "explainer", "analysis", "method"] | None = None
    summary: str | None = None
    review_by: Date | None = None

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
        """The day to which it is kept up."""
        return self.updated

    @property
    def revised(self) -> Date:
        """The same day."""
        return self.updated

    @property
    def summary_shown(self) -> str | None:
        """Its summary."""
        return self.summary

    @property
    def sort_of(self) -> str:
        """Its kind."""
        return self.kind or ""

    def prose(self) -> Iterator[tuple[str, str]]:
        """Its summary."""
        if self.summary:
            yield "summary", self.summary
