"""The entries that are drawn from texts: events, and questions to which there is more than one answer, or only one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Annotated, Literal

from sitegen.model.fields import Count, IdOf, Line, PersonOrBody, SomeRefs, Statement, TopicId
from sitegen.model.kinds.entry import Dated, Entry, Fact
from sitegen.model.values import Date, Named

Standing = Literal["contested", "one side only", "unconfirmed", "earlier denial", "different counts"]
"""What kind of disagreement there is to a question: answers that exclude one another; the word of one side, which nobody
here disputes; what is reported and nobody backs; what was denied once and is not now; figures for different things.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact, Dated):
    """Something that happened, or is planned, alleged or denied; its title is in the present tense."""

    folder = "events"
    noun = "event"
    indexed_by = "topic"
    thing_type = "Event"
    list_order = "in time"
    embedded_as = "event"
    title: Line
    """What happens, in the present tense."""
    date: Date
    """When it happened or is to happen, no more exactly than is known."""
    refs: SomeRefs
    """The articles that report it."""
    topics: tuple[TopicId, ...] = ()
    """The topics it is filed under; otherwise those of its articles."""
    date_note: str | None = None
    """How the date is known."""
    status: Literal["planned", "alleged", "denied"] | None = None
    """What it is, if it is not reported as fact."""
    place: Annotated[Named, IdOf(("places",))] | None = None
    """Where it happened."""
    actors: tuple[PersonOrBody, ...] = ()
    """Who took part."""
    part_of: Annotated[str, IdOf(("events",), files=True)] | None = None
    """The event it is part of."""
    at_stake: str | None = None
    """What depends on it, if it is planned."""
    set_by: Annotated[str, IdOf(("events",))] | None = None
    """The event that set its date, if it is planned."""
    count: Count | None = None
    """For an event with a start and an end: how many of something it covers."""

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """What only the future has; and a number of things without a stretch of time in which they happened."""
        for key in ("at_stake", "set_by"):
            if getattr(self, key) is not None and self.status != "planned":
                yield key, "it is not planned"
        if self.count and not (self.date.form == "stretch" and self.date.end):
            yield "count", "its date has no beginning and end between which to count"

    @property
    def schema_type(self) -> str:
        """What is only alleged, or denied, is a claim and no event."""
        return "Claim" if self.status in ("alleged", "denied") else self.thing_type

    @property
    def topics_from(self) -> tuple[tuple[str, ...], ...]:
        """The articles that report it."""
        return (self.refs,)

    @property
    def based_on(self) -> tuple[str, ...]:
        """The articles that report it."""
        return self.refs

    @property
    def whole(self) -> str | None:
        """The event it is part of."""
        return self.part_of

    def prose(self) -> Iterator[tuple[str, str]]:
        """What depends on it."""
        if self.at_stake:
            yield "at_stake", self.at_stake


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Fact):
    """A question with what each speaker says to it; never one lone number. `standing` is what its editor says of it."""

    folder = "claims"
    noun = "claim"
    indexed_by = "topic"
    thing_type = "Question"
    title_key = "question"
    list_order = "newest first"
    embedded_as = "claim"
    question: Line
    """The question, with a question mark."""
    statements: Annotated[tuple[Statement, ...], "at least one"]
    """What each speaker says about it."""
    topics: tuple[TopicId, ...] = ()
    """The topics it is filed under; otherwise those of its event or its articles."""
    kind: Literal["figure", "responsibility", "cause", "fact"] | None = None
    """What the question asks for."""
    event: Annotated[str, IdOf(("events",))] | None = None
    """The event it is about."""
    standing: Standing | None = None
    """What kind of disagreement there is, where the statements do not show it."""
    settled_by: str | None = None
    """What would settle it, as far as the reports tell."""

    @property
    def standing_shown(self) -> Standing:
        """What its editor says; else what the statements show by themselves.

        They show that figures count different things, or that one speaker alone is heard and nobody denies it. Whether
        several speakers say the same cannot be seen: then it is contested, unless the editor says otherwise.
        """
        if self.standing:
            return self.standing
        if self._units() > 1 and self._speakers() > 1 and not self._figures_differ():
            return "different counts"
        return "contested" if self._speakers() > 1 else "one side only"

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """The scope of a denial where nothing is denied, and a `standing` that the statements do not bear out."""
        for index, said in enumerate(self.statements):
            if said.scope and not said.denies:
                yield f"statements.{index}.scope", "this statement denies nothing, and nobody denies it"
        match self.standing:
            case "contested" if self._speakers() == 1:
                yield "standing", "one speaker alone is heard, and nobody denies it"
            case "one side only" | "unconfirmed" if any(said.denied_by for said in self.statements):
                yield "standing", "a statement is denied"
            case "one side only" | "unconfirmed" if self._figures_differ():
                yield "standing", "two figures for the same thing exclude each other"
            case "earlier denial" if not any(said.denies for said in self.statements):
                yield "standing", "no statement is a denial, and none is denied"
            case "earlier denial" if len({said.date for said in self.statements if said.date}) < 2:
                yield "standing", "no two statements have different dates"
            case "different counts" if self._units() < 2:
                yield "standing", "no two figures have different units"

    def repeated_words(self) -> Iterator[tuple[str, str]]:
        """The answers, which bring together those who give the same one."""
        for index, said in enumerate(self.statements):
            if said.answer:
                yield f"statements.{index}.answer", said.answer

    def _speakers(self) -> int:
        return len({by for said in self.statements for by in (said.by, *said.denied_by)})

    def _units(self) -> int:
        return len({said.unit for said in self.statements if said.value and said.unit})

    def _figures_differ(self) -> bool:
        counted = [(said.unit, said.value) for said in self.statements if said.value and said.unit]
        pairs = combinations(counted, 2)
        return any(unit == other_unit and one.excludes(other) for (unit, one), (other_unit, other) in pairs)

    @property
    def list_date(self) -> Date | None:
        """The latest of its statements' dates; else the day it came here."""
        return max(self.year_dates, key=lambda when: when.earliest or date.min, default=None)

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
        """What each speaker says, what a denial covers, and what would settle the question."""
        if self.settled_by:
            yield "settled_by", self.settled_by
        for index, statement in enumerate(self.statements):
            yield f"statements.{index}.says", statement.says
            if statement.scope:
                yield f"statements.{index}.scope", statement.scope


KINDS: tuple[type[Entry], ...] = (Event, Claim)
