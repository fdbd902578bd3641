"""The content model: one frozen class for each kind of entry, read from the folder it names.

**A class is its own schema.** A field without a default is a required key, its annotation says how the key is read
(`sitegen.load` has one reader for each kind of annotation), its name is the key. Whatever is not a field is an
unknown key and an error. To add a kind of entry: a class here, a line in `ENTRY_TYPES`, a folder in content/, a
layout, a line in the outputs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from sitegen.markdown.document import EMPTY, Document
from sitegen.model.fields import (
    Change,
    Form,
    IdOf,
    Label,
    Language,
    Line,
    NativeName,
    Origin,
    OutletId,
    PersonOrBody,
    Refs,
    Role,
    SomeRefs,
    SomeTopics,
    Statement,
    Status,
    TopicId,
    Url,
    Via,
)
from sitegen.model.values import Coordinates, Date, Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has. `id`, `origin` and `body` are given by the loader, the rest is front matter."""

    folder: ClassVar[str]
    noun: ClassVar[str]
    title_key: ClassVar[str] = "title"
    body_required: ClassVar[bool] = False

    id: str = field(metadata={"given": True})
    origin: Origin = field(metadata={"given": True}, compare=False)
    body: Document = field(default=EMPTY, metadata={"given": True})
    added: Date | None = None
    draft: bool = False
    lang: Language | None = None
    redirect_from: tuple[Annotated[str, Form("address")], ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def display_title(self) -> str:
        """The words that stand for the entry in lists and links: its title, name or question."""
        return str(getattr(self, self.title_key))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameable(Entry):
    """What has a name: entities and outlets.

    `aliases` are full forms and link by themselves; `spellings` (short forms, surnames, misspellings) are searched
    and listed, never linked by themselves.
    """

    title_key: ClassVar[str] = "name"
    name: Line
    aliases: tuple[Line, ...] = ()
    spellings: tuple[Line, ...] = ()
    autolink: bool = True
    native: tuple[NativeName, ...] = ()
    wikidata: Annotated[str, Form("wikidata")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Nameable):
    """A person, an organisation or a place, in one neutral line (`summary`) that rests on `refs`."""

    summary: str
    family: Line | None = None
    roles: tuple[Role, ...] = ()
    refs: Refs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entity):
    """A person. `family` sorts the name; without it the last word does, less a leading "al-"."""

    folder: ClassVar[str] = "people"
    noun: ClassVar[str] = "person"
    part_of: Annotated[str, IdOf(("organisations",))] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entity):
    """A body that does not publish: an army, a ministry, a party, a militia."""

    folder: ClassVar[str] = "organisations"
    noun: ClassVar[str] = "organisation"
    part_of: Annotated[str, IdOf(("organisations", "places"))] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entity):
    """A country, town, building or region."""

    folder: ClassVar[str] = "places"
    noun: ClassVar[str] = "place"
    part_of: Annotated[str, IdOf(("places",))] | None = None
    coordinates: Coordinates | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet(Nameable):
    """A body that publishes; `label` says what kind of source it is and on what basis."""

    folder: ClassVar[str] = "sources"
    noun: ClassVar[str] = "outlet"
    url: Url | None = None
    summary: str | None = None
    country: Line | None = None
    languages: tuple[Language, ...] = ()
    medium: Line | None = None
    label: Label | None = None


ENTRY_TYPES: tuple[type[Entry], ...] = (
    Home,
    Page,
    Topic,
    Article,
    Note,
    Event,
    Claim,
    Person,
    Organisation,
    Place,
    Outlet,
)
"""Every kind of entry, in the order in which lists show them."""
