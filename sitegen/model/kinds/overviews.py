"""The pages over the whole site that it has if its entries give them something to show, and which entries those are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen.model.kinds.entry import E, Entry
from sitegen.model.kinds.facts import Claim, Event
from sitegen.model.kinds.names import Person, Place
from sitegen.model.kinds.pages import Topic


def _each(kind: type[E], fills: Callable[[E], object]) -> Callable[[Entry], bool]:
    return lambda entry: isinstance(entry, kind) and bool(fills(entry))


FILLED_BY: Mapping[str, Callable[[Entry], bool]] = {
    "map": _each(Place, lambda place: place.located),
    "dates": _each(Event, lambda event: event.status == "planned"),
    "positions": _each(Topic, lambda topic: topic.positions),
    "register": _each(Person, lambda person: person.cases),
    "denials": _each(Claim, lambda claim: any(said.denies for said in claim.statements)),
}
"""By the name of the page, whether an entry is one of those that it is made of. Links to the pages stand in this order."""
