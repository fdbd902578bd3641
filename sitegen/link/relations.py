"""Who is connected with whom: everything that can be counted once all texts are filled.

An *edge* says that one entry names another, in its text, by a citation, by an embed or in its front matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from sitegen import dates
from sitegen.link.texts import Filled
from sitegen.model.kinds import Claim, Entry
from sitegen.model.schema import NamedId
from sitegen.model.site import Backlink, Sentence

NamedIds = Mapping[str, tuple[NamedId, ...]]
"""The ids in the front matter of each entry."""

Topics = Mapping[str, tuple[str, ...]]
"""The topics of each entry that has some."""

_NO_BACKLINK = frozenset({"topics", "source", "related", "part_of"})
"""Keys that file an entry in its place; lists of their own show that."""


@dataclass(frozen=True, slots=True)
class Edges:
    """For each entry, what it names (`out`, in order of mention) and the backlinks it gets (`into`), newest first."""

    out: Mapping[str, tuple[str, ...]]
    into: Mapping[str, tuple[Backlink, ...]]


def edges(entries: Mapping[str, Entry], filled: Mapping[str, Filled], named: NamedIds) -> Edges:
    """All edges. Where an entry names another in several ways, the sentence wins over the front matter."""
    out: dict[str, tuple[str, ...]] = {}
    into: defaultdict[str, list[Backlink]] = defaultdict(list)
    for entry in sorted(entries.values(), key=dates.newest_first):
        links = _backlinks(entry, filled[entry.id], named[entry.id])
        out[entry.id] = tuple(i for i in links if i in entries)
        for target in out[entry.id]:
            into[target].append(links[target])
    return Edges(out, {target: tuple(links) for target, links in into.items()})


def _backlinks(entry: Entry, filled: Filled, named: Iterable[NamedId]) -> dict[str, Backlink]:
    links = {
        target: Backlink(entry.id, mention.how, mention.sentence)
        for target, mention in filled.mentions.items()
    }
    for item in named:
        if item.id != entry.id and item.key.partition(".")[0] not in _NO_BACKLINK:
            links.setdefault(item.id, Backlink(entry.id, "front matter", _said(entry, item.key)))
    return links


def _said(entry: Entry, key: str) -> Sentence | None:
    """What the statement says in which `key` stands."""
    name, _, rest = key.partition(".")
    if isinstance(entry, Claim) and name == "statements":
        return Sentence("", "", entry.statements[int(rest.partition(".")[0])].says)
    return None


def topics_of(entries: Mapping[str, Entry]) -> Topics:
    """The topics of each entry: its own, or those of what it takes them from (`Entry.topics_from`)."""
    topics: dict[str, tuple[str, ...]] = {}

    def found(entry_id: str) -> tuple[str, ...]:
        entry = entries.get(entry_id)
        if entry is not None and entry_id not in topics:
            topics[entry_id] = entry.own_topics
            groups = entry.topics_from if not entry.own_topics else ()
            shared = (tuple(dict.fromkeys(chain.from_iterable(map(found, group)))) for group in groups)
            topics[entry_id] = next(filter(None, shared), entry.own_topics)
        return topics.get(entry_id, ())

    return {entry_id: found(entry_id) for entry_id in entries}
