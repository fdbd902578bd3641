"""Who belongs to whom, in which order, and what the page of each entry lists of others.

An *edge* says that one entry names another, in its text, by a citation, by an embed or in its front matter.

Every list stands in one order of all entries, in which each has a number. The kinds that pages list come first, one
after another, each in its own order (`Entry.list_order`); the rest follow by title. So a list is made by sorting numbers,
and taken apart by kind at the places where one kind ends and the next begins.
"""

from __future__ import annotations

import marshal
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from typing import Any

from sitegen import dates
from sitegen.cache.digests import raw_digest
from sitegen.cache.keys import KEY_FORM
from sitegen.link.texts import Filled
from sitegen.model.kinds import KINDS, Article, Citable, Claim, Entry, Fact, Nameable, Outlet, Topic, of_kind
from sitegen.model.site import MOST_CO_MENTIONS, Backlink, LinkedEntry, Sentence
from sitegen.names.alphabet import Alphabet

Lists = Mapping[str, tuple[str, ...]]
"""Ids in order, by the folder of their kind."""

_LISTED = tuple(kind for kind in KINDS if kind.list_order)
_NO_LISTS: Lists = {kind.folder: () for kind in _LISTED}
_FACTS = frozenset(kind.folder for kind in KINDS if issubclass(kind, Fact))

Groups = Mapping[str, list[str]]
"""Ids filed under an id, in no order."""

Topics = Mapping[str, tuple[str, ...]]
"""The topics of each entry that has some."""


@dataclass(frozen=True, slots=True)
class Order:
    """The ids in order, the number of each, and the numbers at which the kinds that are listed end."""

    ids: tuple[str, ...]
    numbers: Mapping[str, int]
    ends: tuple[int, ...]

    def sorted(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of `ids` that are entries, each once, in order."""
        return tuple(self.ids[number] for number in self._numbers(ids))

    def lists(self, ids: Iterable[str]) -> Lists:
        """Those of `ids` whose kind is listed, each once, in order."""
        numbers, found, first = self._numbers(ids), dict(_NO_LISTS), 0
        for folder, end in zip(_NO_LISTS, self.ends, strict=True):
            if first == len(numbers):
                break
            last = bisect_left(numbers, end, first)
            if last > first:
                found[folder] = tuple([self.ids[number] for number in numbers[first:last]])
            first = last
        return found

    def _numbers(self, ids: Iterable[str]) -> list[int]:
        return sorted({self.numbers[i] for i in ids if i in self.numbers})


@dataclass(frozen=True, slots=True)
class Edges:
    """For each entry, what it names (`out`, in order of mention) and the backlinks it gets (`into`), newest first."""

    out: Mapping[str, tuple[str, ...]]
    into: Mapping[str, tuple[Backlink, ...]]


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
    indexes: Indexes
    names: Mapping[str, tuple[str, ...]]


def relations_of(
    entries: Mapping[str, Entry], filled: Mapping[str, Filled], topics: Topics, alphabet: Alphabet
) -> Relations:
    """What can be counted of the published entries once all their texts are filled; titles go by `alphabet`."""
    edges = _edges(entries, filled)
    nameable = {entry.id for entry in of_kind(entries.values(), Nameable)}
    names = {i: tuple(other for other in out if other in nameable) for i, out in edges.out.items()}
    order = _order_of(entries.values(), alphabet)
    return Relations(entries, order, edges, topics, _indexes(entries, topics, filled), names)


def _indexes(entries: Mapping[str, Entry], topics: Topics, filled: Mapping[str, Filled]) -> Indexes:
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


def _order_of(entries: Iterable[Entry], alphabet: Alphabet) -> Order:
    """The order of `entries`."""
    rows: dict[str, list[Entry]] = {kind.folder: [] for kind in _LISTED}
    rest: list[Entry] = []
    for entry in entries:
        rows.get(entry.folder, rest).append(entry)
    for row in (*rows.values(), rest):
        row.sort(key=lambda entry: _place(entry, alphabet))
    ids = tuple(entry.id for entry in chain(*rows.values(), rest))
    ends = tuple(accumulate(len(row) for row in rows.values()))
    return Order(ids, {i: number for number, i in enumerate(ids)}, ends)


def _place(entry: Entry, alphabet: Alphabet) -> tuple[Any, str]:
    """What an entry is sorted by among those of its kind."""
    if entry.list_order == "newest first":
        return dates.newest_first(entry)
    if entry.list_order == "in time" and entry.own_date:
        return (dates.sort_key(entry.own_date), entry.id)
    return (alphabet.sort_key(entry.display_title), entry.id)


def _edges(entries: Mapping[str, Entry], filled: Mapping[str, Filled]) -> Edges:
    """All edges. Where an entry names another in several ways, the sentence wins over the front matter."""
    out: dict[str, tuple[str, ...]] = {}
    into: defaultdict[str, list[Backlink]] = defaultdict(list)
    for entry in sorted(entries.values(), key=dates.newest_first):
        links = _backlinks(entry, filled[entry.id])
        out[entry.id] = tuple(i for i in links if i in entries)
        for target in out[entry.id]:
            into[target].append(links[target])
    return Edges(out, {target: tuple(links) for target, links in into.items()})


def _backlinks(entry: Entry, filled: Filled) -> dict[str, Backlink]:
    links = {
        target: Backlink(entry.id, mention.how, mention.sentence)
        for target, mention in filled.mentions.items()
    }
    for item in filled.ids:
        if item.id != entry.id and not item.files:
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


def join(relations: Relations, filled: Mapping[str, Filled]) -> dict[str, LinkedEntry]:
    """A `LinkedEntry` for every entry."""
    return {i: _joined(entry, filled[i], relations) for i, entry in relations.entries.items()}


def _joined(entry: Entry, texts: Filled, relations: Relations) -> LinkedEntry:
    order, indexes = relations.order, relations.indexes
    concerned = order.lists(_concerning(entry, relations))
    lists = _listed(entry, concerned, relations)
    joined = LinkedEntry(
        body=texts.body,
        opening=texts.opening,
        prose=texts.prose,
        cited=texts.cited,
        names=relations.names[entry.id],
        topics=tuple(t for t in relations.topics.get(entry.id, ()) if t in relations.entries),
        backlinks=relations.edges.into.get(entry.id, ()),
        lists=lists,
        parts=order.sorted(indexes.parts.get(entry.id, ())),
        co_mentions=_co_mentions(entry, concerned, relations) if entry.counts_co_mentions else (),
        outlets=_outlets(entry, lists, relations),
        texts=texts.key,
    )
    return joined.keyed(_key(texts, joined))


def with_texts(joined: LinkedEntry, texts: Filled) -> LinkedEntry:
    """The same entry, joined with the same others, with other texts."""
    again = replace(
        joined,
        body=texts.body,
        opening=texts.opening,
        prose=texts.prose,
        cited=texts.cited,
        texts=texts.key,
    )
    return again.keyed(_key(texts, again))


def _key(texts: Filled, joined: LinkedEntry) -> bytes:
    """The key of an entry that was joined, of builtins alone: what its texts hold is told by what they were made of."""
    links = [(link.source, link.how, link.sentence and tuple(link.sentence)) for link in joined.backlinks]
    lists = (*joined.lists.items(), joined.parts, joined.co_mentions, joined.outlets)
    return raw_digest(marshal.dumps((texts.key, joined.names, joined.topics, links, lists), KEY_FORM))


def _concerning(entry: Entry, relations: Relations) -> Iterable[str]:
    """The entries that concern one: of a topic its members, else what it names, what names it, and what belongs to it."""
    indexes = relations.indexes
    if isinstance(entry, Topic):
        return indexes.members.get(entry.id, ())
    sources = (backlink.source for backlink in relations.edges.into.get(entry.id, ()))
    belonging = (indexes.articles_of, indexes.parts, indexes.questions)
    return chain(relations.edges.out[entry.id], sources, *(groups.get(entry.id, ()) for groups in belonging))


def _listed(entry: Entry, concerned: Lists, relations: Relations) -> Lists:
    """Of what concerns an entry, what its page lists: of a citable text only the facts that rest on it, of an outlet what it
    made, of a topic the questions its editor puts first before the others.
    """
    indexes = relations.indexes
    if isinstance(entry, Citable):
        based_on = relations.order.lists(indexes.based_on.get(entry.id, ()))
        return {folder: based_on[folder] if folder in _FACTS else ids for folder, ids in concerned.items()}
    if isinstance(entry, Outlet):
        return {**concerned, Article.folder: relations.order.sorted(indexes.articles_of.get(entry.id, ()))}
    if isinstance(entry, Topic):
        filed = concerned[Claim.folder]
        first = (i for i in entry.claims if i in filed)
        return {**concerned, Claim.folder: tuple(dict.fromkeys((*first, *filed)))}
    return concerned


def _outlets(entry: Entry, lists: Lists, relations: Relations) -> tuple[tuple[str, int], ...]:
    """The outlets of the articles that an entry lists, an article its own, with the number of articles, most first."""
    if isinstance(entry, Article):
        return ((entry.source, 1),) if entry.source in relations.entries else ()
    listed = of_kind((relations.entries[i] for i in lists[Article.folder]), Article)
    return tuple(_most_first(Counter(article.source for article in listed), relations.order))


def _co_mentions(entry: Entry, concerned: Lists, relations: Relations) -> tuple[tuple[str, int], ...]:
    """Who is named in what concerns a topic, an entity or an outlet, with in how many of the entries."""
    counts = Counter(chain.from_iterable(relations.names[i] for i in chain(*concerned.values())))
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
