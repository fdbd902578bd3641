"""What front matter fields are made of: the marks that say how a key is read, and the groups of keys inside a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

from sitegen.faults import Span
from sitegen.model.values import Date, Figure, Named


class IdOf(NamedTuple):
    """Marks a text as the id of an entry in one of these folders (none named: of any).

    It `files` the entry if a list of its own on the page of what it names shows it there: then that is no mention.
    """

    folders: tuple[str, ...] = ()
    files: bool = False


class Form(NamedTuple):
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


class Origin(NamedTuple):
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
    """When it was changed."""
    kind: Literal["update", "correction", "clarification", "retraction"]
    """What sort of change it is."""
    note: str
    """What was changed, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """Where we read a piece, if not at its outlet: a repost, an agency copy."""

    name: Line
    """The name of the place where it was read."""
    url: Url | None = None
    """Where it was read."""
    date: Date | None = None
    """Its date there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A topic's direction as its editor sees it, from when and on what grounds."""

    trend: Literal["worsening", "unchanged", "improving"]
    """Which way things are going."""
    as_of: Date
    """As of when this holds."""
    why: str
    """Why we say so, in at most 25 words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """How well a topic is sourced, as its editor judges it."""

    strongest: str
    """The best-sourced point."""
    weakest: str
    """The worst-sourced point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """That a topic shows how often something happened."""

    of: Line
    """What happened, in the same words as events count it (`of` in their `count`)."""
    caveat: str
    """How far the numbers can be trusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of something a stretch of time saw."""

    of: Line
    """What is counted, in the same words in every event that counts it."""
    figure: Figure
    """The figure: 31, 550.. (or more), ..600 (or fewer), 500..600, 200~ (about)."""
    words: Line | None = None
    """What the source says, if it gives no plain figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one speaker says to a contested question, and on whose authority we have it."""

    by: PersonOrBody
    """Who says it."""
    says: str
    """What is said, in our own words."""
    refs: SomeRefs
    """The articles that report it."""
    value: Figure | None = None
    """The figure that is given: 31, 550.. (or more), ..600 (or fewer), 500..600, 200~ (about)."""
    unit: Line | None = None
    """What is counted, of whom."""
    date: Date | None = None
    """When it was said."""
    via: PersonOrBody | None = None
    """Who passed it on."""
    answer: Line | None = None
    """What it answers, in a few words: the same words wherever the same is answered."""
    anonymous: bool = False
    """Whether the speaker is not named."""
    on_behalf_of: PersonOrBody | None = None
    """Whose position it is, if not the speaker's own."""
    denied_by: tuple[PersonOrBody, ...] = ()
    """Who is reported to deny it, without words of their own."""
    denial: Literal["quoted", "paraphrased"] | None = None
    """For a denial: how its words reached us."""
    scope: str | None = None
    """What the denial covers, whether this statement is the denial or is denied."""

    @property
    def denies(self) -> bool:
        """Whether it denies something, or is denied."""
        return bool(self.denial or self.denied_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeName:
    """A name in its own script: reference data, only when looked up."""

    text: Line
    """The name in its own script, only when looked up."""
    lang: Language
    """The language of that script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office somebody held, where and when, on which articles' word."""

    role: Line
    """What the office is called."""
    organisation: Annotated[Named, IdOf(("organisations", "sources"))] | None = None
    """The organisation it was held in."""
    date: Date | None = None
    """When it was held."""
    refs: Refs = ()
    """The articles that say so."""


CaseStatus = Literal[
    "executed",
    "died in custody",
    "sentenced to death",
    "execution suspended",
    "in prison",
    "sentenced",
    "on trial",
    "detained",
    "released",
]
"""What became of somebody, the gravest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What somebody was held for or condemned to."""

    status: CaseStatus
    """Their status, as far as it is known."""
    as_of: Date
    """As of when: no later than the text it is known from."""
    refs: SomeRefs
    """The articles that say so."""
    charge: Line | None = None
    """What they are accused of."""
    term: Line | None = None
    """What they were sentenced to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What kind of source an outlet is, on what grounds, and who says so (None: we do)."""

    text: Line
    """What kind of source it is, in a few words: state media."""
    basis: str
    """Why we say so."""
    by: PersonOrBody | None = None
    """Who says so, if we do not."""
    refs: Refs = ()
    """The articles that say so."""
