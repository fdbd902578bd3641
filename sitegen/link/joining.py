"""Joining: every entry with its filled texts and with what the others say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from sitegen.link.order import Lists, Order
from sitegen.link.relations import Edges, NamedIds, Topics, whole_of
from sitegen.link.texts import Filled
from sitegen.model.kinds import Article, Claim, Entry, Event, Nameable, Outlet, Topic
from sitegen.model.site import MOST_CO_MENTIONS, LinkedEntry

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


def indexes_of(
    entries: Mapping[str, Entry], topics: Topics, named: NamedIds, filled: Mapping[str, Filled]
) -> Indexes:
    """One pass over the entries."""
    members, articles_of, parts, questions, based_on = (defaultdict[str, list[str]](list) for _ in range(5))
    for entry in entries.values():
        for topic in topics.get(entry.id, ()):
            members[topic].append(entry.id)
        if whole := whole_of(entry):
            parts[whole].append(entry.id)
        match entry:
            case Article(source=outlet):
                articles_of[outlet].append(entry.id)
            case Claim(event=str(event)):
                questions[event].append(entry.id)
            case _:
                pass
        if isinstance(entry, Event | Claim):
            refs = {item.id for item in named[entry.id]} | {c.article for c in filled[entry.id].cited}
            for ref in refs:
                based_on[ref].append(entry.id)
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
        events=lists.events,
        claims=lists.claims,
        articles=lists.articles,
        notes=lists.notes,
        parts=order.sorted(indexes.parts.get(entry.id, ())),
        co_mentions=_co_mentions(entry, around, relations) if isinstance(entry, Topic | Nameable) else (),
        outlets=() if isinstance(entry, Article | Outlet) else _outlets(lists.articles, relations),
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
    """Of what is around an entry, what its page lists: of an article only what rests on it, of an outlet what it made."""
    indexes = relations.indexes_of
    if isinstance(entry, Article):
        based_on = relations.order.lists(indexes.based_on.get(entry.id, ()))
        return replace(around, events=based_on.events, claims=based_on.claims)
    if isinstance(entry, Outlet):
        return replace(around, articles=relations.order.lists(indexes.articles_of.get(entry.id, ())).articles)
    return around


def _outlets(articles: Iterable[str], relations: Relations) -> tuple[tuple[str, int], ...]:
    """The outlets of some articles with the number of those articles, most first."""
    articles_of = (article.source for i in articles if isinstance(article := relations.entries[i], Article))
    return tuple(_most_first(Counter(articles_of), relations.order))


def _co_mentions(entry: Entry, around: Lists, relations: Relations) -> tuple[tuple[str, int], ...]:
    """Who is named in what is around a topic, an entity or an outlet, with in how many of the entries."""
    counts = Counter(chain.from_iterable(relations.names[i] for i in around.all))
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
