"""Kinds of entry that nobody has, one of each trait that is filed under topics: a class and its line in `KINDS`, no more.

Loaded before anything asks for `KINDS` (`pytest -p tests.made_up_kinds`), it shows what follows from the class alone and
what whoever adds a kind is told of.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model import kinds
from sitegen.model.fields import Line, PersonOrBody, SomeTopics, Url
from sitegen.model.kinds.entry import Citable, Dated, Fact, Filed, Text
from sitegen.model.values import Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier(Filed):
    """Filed, and nothing besides."""

    folder = "dossiers"
    noun = "dossier"
    title: Line
    topics: SomeTopics


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll(Fact, Dated):
    """Drawn from articles, and listed in the order of time, as events are."""

    folder = "polls"
    noun = "poll"
    list_order = "in time"
    title: Line
    date: Date
    topics: SomeTopics


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Fact):
    """Drawn from articles, without a date."""

    folder = "series"
    noun = "series"
    title: Line
    topics: SomeTopics


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Text):
    """A text of ours."""

    folder = "letters"
    noun = "reader's letter"
    title: Line
    topics: SomeTopics


@dataclass(frozen=True, slots=True, kw_only=True)
class Film(Citable):
    """A text on an original."""

    folder = "films"
    noun = "film"
    maker_key = "studio"
    title: Line
    date: Date
    studio: PersonOrBody
    topics: SomeTopics
    headline: Line | None = None
    url: Url | None = None
    archive_url: Url | None = None


MADE_UP: tuple[type[Filed], ...] = (Dossier, Poll, Series, Letter, Film)

kinds.KINDS += MADE_UP
kinds.KIND_OF_FOLDER.update((kind.folder, kind) for kind in MADE_UP)
