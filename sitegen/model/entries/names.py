"""The entries that have a name: people, organisations, places and outlets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from sitegen.model.entries.entry import Entry
from sitegen.model.fields import Form, IdOf, Label, Language, Line, NativeName, Refs, Role, Url
from sitegen.model.values import Coordinates


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

    @property
    def every_name(self) -> tuple[str, ...]:
        """The name, then every other, in any script; each once."""
        native = (name.text for name in self.native)
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.spellings, *native)))


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
