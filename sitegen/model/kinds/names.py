"""The entries that have a name: people, organisations, places and outlets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from sitegen.model.fields import Case, Form, IdOf, Label, Language, Line, NativeName, Refs, Role, Url
from sitegen.model.kinds.entry import Entry, IndexOrder, OpenGraphType, Parent
from sitegen.model.values import Coordinates


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameable(Entry):
    """What has a name: entities and outlets.

    `aliases` are full forms and link by themselves; `spellings` (short forms, surnames, misspellings) are searched
    and listed, never linked by themselves.
    """

    title_key: ClassVar[str] = "name"
    counts_co_mentions: ClassVar[bool] = True
    name: Line
    """Its name, as readers are to see it."""
    aliases: tuple[Line, ...] = ()
    """Other full forms of the name, which become links automatically."""
    spellings: tuple[Line, ...] = ()
    """Short forms, surnames and misspellings, which are searched and listed but never become links automatically."""
    autolink: bool = True
    """Whether the name becomes a link wherever it occurs: false for countries, capitals and platforms."""
    native: tuple[NativeName, ...] = ()
    """The name in its own script."""
    wikidata: Annotated[str, Form("wikidata")] | None = None
    """Its Wikidata item."""

    @property
    def full_forms(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    @property
    def every_name(self) -> tuple[str, ...]:
        """The name, then every other, in any script; each once."""
        native = (name.text for name in self.native)
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.spellings, *native)))

    @property
    def sort_name(self) -> str:
        """The words by which the A-Z files its name."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Nameable):
    """A person, an organisation or a place, in one neutral line (`summary`) that rests on `refs`."""

    below: ClassVar[Parent] = "names"
    view: ClassVar[str] = "entity"
    summary: str
    """Who or what it is, in one neutral line."""
    family: Line | None = None
    """The words that lists sort the name by; for a person, otherwise the last word."""
    roles: tuple[Role, ...] = ()
    """Offices held, where and when."""
    refs: Refs = ()
    """The articles its summary is based on."""
    part_of: str | None = None
    """What it is part of."""

    @property
    def sort_name(self) -> str:
        """Its family name, where one is given."""
        return self.family or self.name

    @property
    def summary_shown(self) -> str:
        """Its line."""
        return self.summary

    @property
    def based_on(self) -> tuple[str, ...]:
        """The articles behind its line and behind its offices."""
        return tuple(dict.fromkeys((*self.refs, *(ref for role in self.roles for ref in role.refs))))

    @property
    def whole(self) -> str | None:
        """The body or place it is part of."""
        return self.part_of

    def prose(self) -> Iterator[tuple[str, str]]:
        """Its line."""
        yield "summary", self.summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entity):
    """A person. `family` sorts the name; without it the last word does, less a leading "al-"."""

    folder: ClassVar[str] = "people"
    noun: ClassVar[str] = "person"
    thing_type: ClassVar[str] = "Person"
    is_agent: ClassVar[bool] = True
    open_graph_type: ClassVar[OpenGraphType] = "profile"
    part_of: Annotated[str, IdOf(("organisations",), files=True)] | None = None
    """The organisation the person belongs to."""
    cases: tuple[Case, ...] = ()
    """What the person is held for or sentenced to."""

    @property
    def based_on(self) -> tuple[str, ...]:
        """The articles behind the cases too."""
        of_cases = (ref for case in self.cases for ref in case.refs)
        return tuple(dict.fromkeys((*super(Person, self).based_on, *of_cases)))

    @property
    def sort_name(self) -> str:
        """The family name before the whole."""
        return f"{self.family or self.name.rpartition(' ')[2]} {self.name}"

    @property
    def parts_of_name(self) -> tuple[str, str] | None:
        """The family name and all that is given beside it; None where the name does not show both."""
        family = self.family or self.name.rpartition(" ")[2]
        before, found, behind = f" {self.name} ".rpartition(f" {family} ")
        given = f"{before.strip()} {behind.strip()}".strip()
        return (family, given) if found and given else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entity):
    """A body that does not publish: an army, a ministry, a party, a militia."""

    folder: ClassVar[str] = "organisations"
    noun: ClassVar[str] = "organisation"
    thing_type: ClassVar[str] = "Organization"
    is_agent: ClassVar[bool] = True
    part_of: Annotated[str, IdOf(("organisations", "places"), files=True)] | None = None
    """The organisation or place it is part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entity):
    """A country, town, building or region."""

    folder: ClassVar[str] = "places"
    noun: ClassVar[str] = "place"
    indexed_by: ClassVar[IndexOrder | None] = "whole"
    thing_type: ClassVar[str] = "Place"
    part_of: Annotated[str, IdOf(("places",), files=True)] | None = None
    """The place it is part of."""
    coordinates: Coordinates | None = None
    """Latitude and longitude in degrees; south and west are negative."""
    coordinates_source: Line | None = None
    """The gazetteer they were looked up in, and its licence; without it no map shows the place."""
    area: bool = False
    """Whether the coordinates stand for a whole area: a country, a region, a sea."""

    sources_of_keys: ClassVar[tuple[tuple[str, str], ...]] = (("coordinates", "coordinates_source"),)

    @property
    def located(self) -> Coordinates | None:
        """Its coordinates, if they say where they are from: maps show no others."""
        return self.coordinates if self.coordinates_source else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet(Nameable):
    """A body that publishes; `label` says what kind of source it is and on what basis."""

    folder: ClassVar[str] = "sources"
    noun: ClassVar[str] = "outlet"
    thing_type: ClassVar[str] = "NewsMediaOrganization"
    is_agent: ClassVar[bool] = True
    below: ClassVar[Parent] = "outlets"
    url: Url | None = None
    """Its own site."""
    summary: str | None = None
    """What it is, in one line."""
    country: Line | None = None
    """The country it works from."""
    languages: tuple[Language, ...] = ()
    """The languages it publishes in."""
    medium: Line | None = None
    """What it is: newspaper, agency, broadcaster, channel."""
    label: Label | None = None
    """What kind of source it is, and why we say so."""

    @property
    def summary_shown(self) -> str | None:
        """Its summary."""
        return self.summary

    @property
    def based_on(self) -> tuple[str, ...]:
        """The articles on whose word its label stands."""
        return self.label.refs if self.label else ()

    def prose(self) -> Iterator[tuple[str, str]]:
        """Its summary, and on what basis it is labelled."""
        if self.summary:
            yield "summary", self.summary
        if self.label:
            yield "label.basis", self.label.basis


KINDS: tuple[type[Entry], ...] = (Person, Organisation, Place, Outlet)
