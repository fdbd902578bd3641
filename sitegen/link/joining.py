"""Joining: every entry with its filled texts and with what the others say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from sitegen.link.order import Lists, Order
from sitegen.link.relations import Edges, Topics
from sitegen.link.texts import Filled
from sitegen.model.kinds import KINDS, Article, Citable, Claim, Entry, Fact, Outlet, Topic, of_kind
from sitegen.model.site import MOST_CO_MENTIONS, LinkedEntry

_FACTS = frozenset(kind.folder for kind in KINDS if issubclass(kind, Fact))

Groups = Mapping[str, list[str]]
"""Ids filed under an id, in no order."""


@dataclass(frozen=True, slots=True)
class Indexes:
    """What belongs together by front matter: the entries of each topic, the articles of each outlet, the parts of each
    whole, the questions about each event, and the events and claims that rest on each article.
    """

    members: Groups
    articles_of: Groups
    parts: Groups
    questions: Groups
    based_on: Groups


@dataclass(frozen=True, slots=True)
class Relations:
    """All that is known of who belongs to whom. `names` are the entities and outlets that each entry names."""

    entries: Mapping[str, Entry]
    order: Order
    edges: Edges
    topics: Topics
    indexes_of: Indexes
    names: Mapping[str, tuple[str, ...]]


def indexes_of(entries: Mapping[str, Entry], topics: Topics, filled: Mapping[str, Filled]) -> Indexes:
    """One pass over the entries."""
    members, articles_of, parts, questions, based_on = (defaultdict[str, list[str]](list) for _ in range(5))
    for entry in entries.values():
        for topic in topics.get(entry.id, ()):
            members[topic].append(entry.id)
        if entry.whole:
            parts[entry.whole].append(entry.id)
    for article in of_kind(entries.values(), Article):
        articles_of[article.source].append(article.id)
    for claim in of_kind(entries.values(), Claim):
        if claim.event:
            questions[claim.event].append(claim.id)
    for fact in of_kind(entries.values(), Fact):
        for ref in {*fact.based_on, *(c.target for c in filled[fact.id].cited)}:
            based_on[ref].append(fact.id)
    return Indexes(members, articles_of, parts, questions, based_on)


def join(relations: Relations, filled: Mapping[str, Filled]) -> dict[str, LinkedEntry]:
    """A `LinkedEntry` for every entry."""
    return {i: _joined(entry, filled[i], relations) for i, entry in relations.entries.items()}


def _joined(entry: Entry, texts: Filled, relations: Relations) -> LinkedEntry:
    order, indexes = relations.order, relations.indexes_of
    around = order.lists(_around(entry, relations))
    lists = _own(entry, around, relations)
    return LinkedEntry(
        body=texts.body,
        prose=texts.prose,
        cited=texts.cited,
        names=relations.names[entry.id],
        topics=tuple(t for t in relations.topics.get(entry.id, ()) if t in relations.entries),
        backlinks=relations.edges.into.get(entry.id, ()),
        lists=lists,
        parts=order.sorted(indexes.parts.get(entry.id, ())),
        co_mentions=_co_mentions(entry, around, relations) if entry.counts_co_mentions else (),
        outlets=_outlets(entry, lists, relations),
    )


def _around(entry: Entry, relations: Relations) -> Iterable[str]:
    """The entries that concern one: of a topic its members, else what it names, what names it, and what belongs to it."""
    indexes = relations.indexes_of
    if isinstance(entry, Topic):
        return indexes.members.get(entry.id, ())
    sources = (backlink.source for backlink in relations.edges.into.get(entry.id, ()))
    belonging = (indexes.articles_of, indexes.parts, indexes.questions)
    return chain(relations.edges.out[entry.id], sources, *(groups.get(entry.id, ()) for groups in belonging))


def _own(entry: Entry, around: Lists, relations: Relations) -> Lists:
    """Of what is around an entry, what its page lists: of a citable text only the facts that rest on it, of an outlet what it made."""
    indexes = relations.indexes_of
    if isinstance(entry, Citable):
        based_on = relations.order.lists(indexes.based_on.get(entry.id, ()))
        return {folder: based_on[folder] if folder in _FACTS else ids for folder, ids in around.items()}
    if isinstance(entry, Outlet):
        return {**around, Article.folder: relations.order.sorted(indexes.articles_of.get(entry.id, ()))}
    return around


def _outlets(entry: Entry, lists: Lists, relations: Relations) -> tuple[tuple[str, int], ...]:
    """The outlets of the articles that an entry lists, an article its own, with the number of articles, most first."""
    listed = (relations.entries[i] for i in lists[Article.folder])
    articles = of_kind((entry,) if isinstance(entry, Article) else listed, Article)
    return tuple(_most_first(Counter(article.source for article in articles), relations.order))


def _co_mentions(entry: Entry, around: Lists, relations: Relations) -> tuple[tuple[str, int], ...]:
    """Who is named in what is around a topic, an entity or an outlet, with in how many of the entries."""
    counts = Counter(chain.from_iterable(relations.names[i] for i in chain(*around.values())))
    counts.pop(entry.id, None)
    room = Counter[str]()
    co_mentions = []
    for other, count in _most_first(counts, relations.order):
        folder = relations.entries[other].folder
        room[folder] += 1
        if room[folder] <= MOST_CO_MENTIONS:
            co_mentions.append((other, count))
    return tuple(co_mentions)


def _most_first(counts: Mapping[str, int], order: Order) -> Iterator[tuple[str, int]]:
    """Ids with their counts, the highest first, then by title; ids of no entry are left out."""
    numbers, size = order.numbers, len(order.ids)
    # One whole number holds both, since there may be many and whole numbers are quick to sort.
    for both in sorted([numbers[i] - count * size for i, count in counts.items() if i in numbers]):
        yield order.ids[both % size], -(both // size)
