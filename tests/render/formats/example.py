"""A small site as values: one of each kind of entry, joined by hand, and ways to change one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

from hypothesis import strategies as st

from sitegen import dates
from sitegen.load.markdown.characters import FORBIDDEN
from sitegen.model.body import Block, Body, Words
from sitegen.model.fields import Change, NativeName, Origin, Role, Statement
from sitegen.model.kinds import (
    Article,
    Claim,
    Document,
    Entry,
    Event,
    Home,
    Note,
    Organisation,
    Outlet,
    Page,
    Person,
    Place,
    Topic,
)
from sitegen.model.site import Cited, LinkedEntry, LinkedText, Settings, Site
from sitegen.model.values import Coordinates, Date, Figure, Named
from sitegen.render.site_index import SiteIndex, index_of
from tests.words import words

BASE = "https://briefing.example/"
ORIGIN = Origin("content/x.md")
SETTINGS = Settings(
    title="A briefing",
    base_url=BASE,
    tagline="By topic",
    publisher="The editors",
    contact="editors@example.org",
    licence="CC BY 4.0 for our text",
)


def on(written: str) -> Date:
    """A date as front matter writes it."""
    return dates.parse(written)


def change(kind: Any, day: str, note: str = "A name was wrong.") -> Change:
    """A line of an entry's log."""
    return Change(date=on(day), kind=kind, note=note)


def paragraph(text: str) -> LinkedText:
    """A body of one paragraph."""
    return LinkedText(Body.of((Words(text),), (Block(0, 1),)))


ARTICLE = Article(
    id="fighting-goes-on",
    origin=ORIGIN,
    title="Fighting goes on for a second day",
    headline="Second Day of Fighting",
    date=on("2020-09-28"),
    source="the-paper",
    topics=("war",),
    url="https://paper.example/a?b=1&c=2#top",
    archive_url="https://archive.example/1",
    authors=("Ann Author",),
    genre="report",
    summary="The Paper reports that the fighting goes on.",
    added=on("2026-11-21"),
)
NOTE = Note(
    id="who-said-what",
    origin=ORIGIN,
    title="Who said what",
    topics=("war",),
    updated=on("2026-11-22"),
    kind="explainer",
    summary="Both sides, side by side.",
    added=on("2026-11-20"),
)
EVENT = Event(
    id="fighting-2020",
    origin=ORIGIN,
    title="Fighting breaks out",
    date=on("2020-09-27/2020-09-28"),
    refs=("fighting-goes-on",),
    place=Named("the-valley"),
    actors=(Named("the-army"),),
)
ALLEGED = Event(
    id="secret-talks",
    origin=ORIGIN,
    title="Envoys meet in secret",
    date=on("2020-09"),
    refs=("fighting-goes-on",),
    status="alleged",
    actors=(Named("ann-envoy"),),
)
CLAIM = Claim(
    id="how-many-died",
    origin=ORIGIN,
    question="How many died?",
    event="fighting-2020",
    statements=(
        Statement(
            by=Named("the-army"),
            says="More than 550 of theirs.",
            refs=("fighting-goes-on",),
            value=Figure("550..", 550, None),
        ),
        Statement(
            by=Named("Local officials"), says="31 of ours.", refs=("fighting-goes-on",), anonymous=True
        ),
    ),
)
PERSON = Person(
    id="ann-envoy",
    origin=ORIGIN,
    name="Ann Envoy",
    summary="An envoy.",
    aliases=("Anna Envoy",),
    native=(NativeName(text="آن", lang="fa"),),
    wikidata="Q42",
    roles=(Role(role="Envoy", organisation=Named("the-army"), date=on("2019/2020-05")), Role(role="Poet")),
)
BODY = Organisation(id="the-army", origin=ORIGIN, name="The Army", summary="An army.")
PLACE = Place(
    id="the-valley",
    origin=ORIGIN,
    name="The Valley",
    summary="A valley.",
    coordinates=Coordinates(0.0, 46.75),
)
DOCUMENT = Document(
    id="the-letter",
    origin=ORIGIN,
    title="A letter from the envoy",
    date=on("2020-09"),
    issuer=Named("ann-envoy"),
    topics=("war",),
    kind="letter",
    refs=("fighting-goes-on",),
)
OUTLET = Outlet(
    id="the-paper",
    origin=ORIGIN,
    name="The Paper",
    url="https://paper.example/",
    summary="A paper.",
    languages=("fa",),
)
TOPIC = Topic(id="war", origin=ORIGIN, title="The war", summary="It goes on.")
HOME = Home(id="index", origin=ORIGIN, title="A briefing")
ABOUT = Page(id="about", origin=ORIGIN, title="About this site")
ENTRIES: tuple[Entry, ...] = (
    *(HOME, ABOUT, TOPIC, ARTICLE, DOCUMENT, NOTE, EVENT, ALLEGED, CLAIM, PERSON, BODY, PLACE, OUTLET),
)

LINKED = {
    "war": LinkedEntry(lists={"articles": ("fighting-goes-on",), "notes": ("who-said-what",)}),
    "fighting-goes-on": LinkedEntry(
        topics=("war",),
        names=("ann-envoy", "the-army", "the-valley", "the-paper"),
        lists={"events": ("fighting-2020",)},
    ),
    "who-said-what": LinkedEntry(
        topics=("war",), cited=(Cited("fighting-goes-on", 1, 1),), names=("the-army",)
    ),
    "fighting-2020": LinkedEntry(topics=("war",)),
    "how-many-died": LinkedEntry(topics=("war",)),
}


def example(
    *changed: Entry, settings: Settings = SETTINGS, linked: Mapping[str, LinkedEntry] | None = None
) -> SiteIndex:
    """The small site, with entries replaced by those of the same id (or added to it)."""
    entries = {entry.id: entry for entry in (*ENTRIES, *changed)}
    joined = {**LINKED, **(linked or {})}
    joined |= {entry.id: LinkedEntry() for entry in entries.values() if entry.id not in joined}
    site = Site(settings=settings, entries=entries, linked=joined)
    return index_of(site, words(), today=date(2026, 11, 30), base_url=None, search=True)


def article(**keys: Any) -> Article:
    """The article of the small site with some keys changed."""
    return replace(ARTICLE, **keys)


def parsed(xml: bytes) -> ElementTree.Element:
    """The root of a document that we wrote ourselves."""
    return ElementTree.fromstring(xml)  # noqa: S314


def texts(*, lines: bool = True) -> st.SearchStrategy[str]:
    """Any text that the front matter may hold: not blank, no forbidden character, trimmed."""
    drawn = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
    tricky = st.sampled_from(
        [
            "</script>",
            "<!--",
            "]]>",
            "&amp;",
            "\\",
            "{",
            "}",
            '"',
            "'",
            "%$#_~^",
            "ER  - ",
            "TY  - X",
            "“”",
            "\u0085",
        ]
    )
    joined = st.lists(st.one_of(drawn, tricky), min_size=1, max_size=4).map("".join)
    trimmed = joined.map(lambda text: FORBIDDEN.sub("", text).strip())
    return trimmed.filter(lambda text: bool(text) and (lines or "\n" not in text))
