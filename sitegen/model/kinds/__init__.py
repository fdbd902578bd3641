"""The content model: one frozen class for each kind of entry, read from the folder it names.

**A class is its own schema.** A field without a default is a required key, its annotation says how the key is read
(`sitegen.load` has one reader for each kind of annotation), its name is the key. The docstring below it says in its first
sentence what an editor writes there. Whatever is not a field is an unknown key and an error.

**A class answers for its kind.** What the stages ask of an entry stands in `entry.Entry`, with the answer of most
kinds; a class says what is otherwise of its own. To add a kind: a class beside its like and in `KINDS` there,
a view and a layout that bear its name, its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen.model.kinds import facts, names, texts
from sitegen.model.kinds.entry import Citable, Dated, E, Entry, Fact, Filed, Text, of_kind
from sitegen.model.kinds.facts import Claim, Event
from sitegen.model.kinds.names import Entity, Nameable, Organisation, Outlet, Person, Place
from sitegen.model.kinds.pages import Home, Page, Topic
from sitegen.model.kinds.texts import Article, Document, Note

__all__ = [
    "FILLED_BY",
    "KINDS",
    "KIND_OF_FOLDER",
    "Article",
    "Citable",
    "Claim",
    "Dated",
    "Document",
    "Entity",
    "Entry",
    "Event",
    "Fact",
    "Filed",
    "Home",
    "Nameable",
    "Note",
    "Organisation",
    "Outlet",
    "Page",
    "Person",
    "Place",
    "Text",
    "Topic",
    "of_kind",
]

KINDS: tuple[type[Entry], ...] = (Topic, *texts.KINDS, *facts.KINDS, *names.KINDS, Page, Home)
"""Every kind of entry, in the order in which lists show them."""

KIND_OF_FOLDER = {kind.folder: kind for kind in KINDS}
"""The kind of the entries in each folder of content/."""


def _each(kind: type[E], fills: Callable[[E], object]) -> Callable[[Entry], bool]:
    return lambda entry: isinstance(entry, kind) and bool(fills(entry))


FILLED_BY: Mapping[str, Callable[[Entry], bool]] = {
    "map": _each(Place, lambda place: place.located),
    "dates": _each(Event, lambda event: event.status == "planned"),
    "positions": _each(Topic, lambda topic: topic.positions),
    "register": _each(Person, lambda person: person.cases),
    "denials": _each(Claim, lambda claim: any(said.denies for said in claim.statements)),
}
"""The pages over the whole site that it has if its entries give them something to show: by the name of each, whether an entry
is one of those that it is made of. Links to the pages stand in this order.
"""
