"""The entries that are drawn from texts: events, and contested questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from sitegen.model.fields import IdOf, Line, PersonOrBody, SomeRefs, Statement, TopicId
from sitegen.model.kinds.entry import Dated, Fact, ListOrder
from sitegen.model.values import Date, Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact, Dated):
    """Something that happened, or is planned, alleged or denied; its title is in the present tense."""

    folder: ClassVar[str] = "events"
    noun: ClassVar[str] = "event"
    thing_type: ClassVar[str] = "Event"
    listed: ClassVar[ListOrder | None] = "in time"
    embedded_as: ClassVar[Literal["event"]] = "event"
    title: Line
    date: Date
    refs: SomeRefs
    topics: tuple[TopicId, ...] = ()
    date_note: str | None = None
    status: Literal["planned", "alleged", "denied"] | None = None
    place: Annotated[Named, IdOf(("places",))] | None = None
    actors: tuple[PersonOrBody, ...] = ()
    part_of: Annotated[str, IdOf(("events",))] | None = None

    @property
    def schema_type(self) -> str:
        """What is only alleged, or denied, is a claim and no event."""
        return "Claim" if self.status in ("alleged", "denied") else self.thing_type

    @property
    def topics_from(self) -> tuple[tuple[str, ...], ...]:
        """The articles that tell of it."""
        return (self.refs,)

    @property
    def based_on(self) -> tuple[str, ...]:
        """The articles that tell of it."""
        return self.refs

    @property
    def whole(self) -> str | None:
        """The event it is part of."""
        return self.part_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Fact):
    """A contested question with what each speaker says to it; never one lone number."""

    folder: ClassVar[str] = "claims"
    noun: ClassVar[str] = "claim"
    thing_type: ClassVar[str] = "Question"
    title_key: ClassVar[str] = "question"
    listed: ClassVar[ListOrder | None] = "by title"
    embedded_as: ClassVar[Literal["claim"]] = "claim"
    question: Line
    statements: Annotated[tuple[Statement, ...], "at least one"]
    topics: tuple[TopicId, ...] = ()
    kind: Literal["figure", "responsibility", "cause", "fact"] | None = None
    event: Annotated[str, IdOf(("events",))] | None = None

    @property
    def year_dates(self) -> tuple[Date, ...]:
        """The dates of its statements, else the day it came here."""
        said = tuple(statement.date for statement in self.statements if statement.date)
        return said or ((self.added,) if self.added else ())

    @property
    def summary_shown(self) -> str:
        """Nothing but its table: a sentence of it would stand without the others."""
        return ""

    @property
    def topics_from(self) -> tuple[tuple[str, ...], ...]:
        """Its event; where that has none, the articles in which the statements stand."""
        return ((self.event,) if self.event else (), self.based_on)

    @property
    def based_on(self) -> tuple[str, ...]:
        """The articles in which the statements stand."""
        return tuple(dict.fromkeys(ref for statement in self.statements for ref in statement.refs))

    def prose(self) -> Iterator[tuple[str, str]]:
        """What each speaker says."""
        for index, statement in enumerate(self.statements):
            yield f"statements.{index}.says", statement.says
