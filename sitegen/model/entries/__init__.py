"""The content model: one frozen class for each kind of entry, read from the folder it names.

**A class is its own schema.** A field without a default is a required key, its annotation says how the key is read
(`sitegen.load` has one reader for each kind of annotation), its name is the key. Whatever is not a field is an
unknown key and an error. To add a kind of entry: a class in `texts` or `names`, a line in `ENTRY_TYPES`, a folder in
content/, a layout, a row in `sitegen.render.outputs`.
"""

from __future__ import annotations

from sitegen.model.entries.entry import Entry
from sitegen.model.entries.names import Entity, Nameable, Organisation, Outlet, Person, Place
from sitegen.model.entries.texts import Article, Claim, Event, Home, Note, Page, Topic

__all__ = [
    "ENTRY_TYPES",
    "Article",
    "Claim",
    "Entity",
    "Entry",
    "Event",
    "Home",
    "Nameable",
    "Note",
    "Organisation",
    "Outlet",
    "Page",
    "Person",
    "Place",
    "Topic",
]

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
