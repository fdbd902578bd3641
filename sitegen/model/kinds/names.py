"""The entries that have a name: people, organisations, places and outlets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from sitegen.model.fields import Case, Form, IdOf, Label, Language, Line, NativeName, Refs, Role, Url
from sitegen.model.kinds.entry import Entry, Summarised
from sitegen.model.values import Coordinates


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameable(Entry):
    """What has a name: entities and outlets.

    `aliases` are full forms and link by themselves; `spellings` (short forms, surnames, misspellings) are searched
    and listed, never linked by themselves.
    """

    title_key = "name"
    counts_co_mentions = True
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
class Entity(Nameable, Summarised):
    """A person, an organisation or a place, in one neutral line (`summary`) that rests on `refs`."""

    below = "names"
    view = "entity"
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
    def based_on(self) -> tuple[str, ...]:
        """The articles behind its line and behind its offices."""
        return tuple(dict.fromkeys((*self.refs, *(ref for role in self.roles for ref in role.refs))))

    @property
    def whole(self) -> str | None:
        """The body or place it is part of."""
        return self.part_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entity):
    """A person. `family` sorts the name; without it the last word does, less a leading "al-"."""

    folder = "people"
    noun = "person"
    thing_type = "Person"
    is_agent = True
    open_graph_type = "profile"
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

    folder = "organisations"
    noun = "organisation"
    thing_type = "Organization"
    is_agent = True
    part_of: Annotated[str, IdOf(("organisations", "places"), files=True)] | None = None
    """The organisation or place it is part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entity):
    """A country, town, building or region."""

    folder = "places"
    noun = "place"
    indexed_by = "whole"
    thing_type = "Place"
    part_of: Annotated[str, IdOf(("places",), files=True)] | None = None
    """The place it is part of."""
    coordinates: Coordinates | None = None
    """Latitude and longitude in degrees; south and west are negative."""
    coordinates_source: Line | None = None
    """The gazetteer they were looked up in, and its licence; without it no map shows the place."""
    area: bool = False
    """Whether the coordinates stand for a whole area: a country, a region, a sea."""

    sources_of_keys = (("coordinates", "coordinates_source"),)

    @property
    def located(self) -> Coordinates | None:
        """Its coordinates, if they say where they are from: maps show no others."""
        return self.coordinates if self.coordinates_source else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet(Nameable, Summarised):
    """A body that publishes; `label` says what kind of source it is and on what basis."""

    folder = "sources"
    noun = "outlet"
    thing_type = "NewsMediaOrganization"
    is_agent = True
    below = "outlets"
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
    def based_on(self) -> tuple[str, ...]:
        """The articles on whose word its label stands."""
        return self.label.refs if self.label else ()

    def prose(self) -> Iterator[tuple[str, str]]:
        """Its summary, and on what basis it is labelled."""
        yield from super(Outlet, self).prose()
        if self.label:
            yield "label.basis", self.label.basis


KINDS: tuple[type[Entry], ...] = (Person, Organisation, Place, Outlet)
