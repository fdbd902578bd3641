"""The entries that say something: pages, topics, articles, notes, events and claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from sitegen.model.entries.entry import Entry
from sitegen.model.fields import (
    IdOf,
    Line,
    OutletId,
    PersonOrBody,
    SomeRefs,
    SomeTopics,
    Statement,
    Status,
    TopicId,
    Url,
    Via,
)
from sitegen.model.values import Date, Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Home(Entry):
    """The home page's own words: `content/index.md`."""

    folder: ClassVar[str] = ""
    noun: ClassVar[str] = "home page"
    title: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Entry):
    """A plain page: about, method, corrections policy. `nav` puts it into the navigation."""

    folder: ClassVar[str] = "pages"
    noun: ClassVar[str] = "page"
    body_required: ClassVar[bool] = True
    title: Line
    nav: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Entry):
    """A topic and its bottom line, the one paragraph a hurried reader takes away."""

    folder: ClassVar[str] = "topics"
    noun: ClassVar[str] = "topic"
    title: Line
    summary: str
    order: int = 1000
    group: Line | None = None
    related: tuple[TopicId, ...] = ()
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Entry):
    """Our digest of one published article; `title` is ours, `headline` the original's."""

    folder: ClassVar[str] = "articles"
    noun: ClassVar[str] = "article"
    body_required: ClassVar[bool] = True
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Entry):
    """A curated note: our own longer text, every figure and date of it cited."""

    folder: ClassVar[str] = "notes"
    noun: ClassVar[str] = "note"
    body_required: ClassVar[bool] = True
    title: Line
    topics: SomeTopics
    updated: Date
    kind: Literal["backgrounder", "explainer", "analysis", "method"] | None = None
    summary: str | None = None
    review_by: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Entry):
    """Something that happened, or is planned, alleged or denied; its title is in the present tense."""

    folder: ClassVar[str] = "events"
    noun: ClassVar[str] = "event"
    title: Line
    date: Date
    refs: SomeRefs
    topics: tuple[TopicId, ...] = ()
    date_note: str | None = None
    status: Literal["planned", "alleged", "denied"] | None = None
    place: Annotated[Named, IdOf(("places",))] | None = None
    actors: tuple[PersonOrBody, ...] = ()
    part_of: Annotated[str, IdOf(("events",))] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Entry):
    """A contested question with what each speaker says to it; never one lone number."""

    folder: ClassVar[str] = "claims"
    noun: ClassVar[str] = "claim"
    title_key: ClassVar[str] = "question"
    question: Line
    statements: Annotated[tuple[Statement, ...], "at least one"]
    topics: tuple[TopicId, ...] = ()
    kind: Literal["figure", "responsibility", "cause", "fact"] | None = None
    event: Annotated[str, IdOf(("events",))] | None = None
