"""Joining: every entry with its filled texts and with what the others say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.link import relations
from sitegen.link.relations import Edges
from sitegen.link.texts import Filling
from sitegen.model.entries import Article, Claim, Entry, Event, Note, Outlet, Topic
from sitegen.model.site import Cited, LinkedEntry, LinkedText


@dataclass(frozen=True, slots=True)
class Texts:
    """An entry's texts with their slots filled, and its Sources list."""

    body: LinkedText
    prose: Mapping[str, LinkedText]
    cited: tuple[Cited, ...]


def texts_of(filling: Filling, prose: Mapping[str, LinkedText], body: LinkedText) -> Texts:
    """The filled texts as values."""
    return Texts(body, prose, filling.sources())


@dataclass(frozen=True, slots=True)
class Members:
    """What is filed under each topic, what each outlet made, and what each event consists of, by id."""

    topic: Mapping[str, tuple[str, ...]]
    outlet: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, tuple[str, ...]]


def members(entries: Mapping[str, Entry], topics: Mapping[str, tuple[str, ...]]) -> Members:
    """One pass over the entries."""
    by_topic: dict[str, list[str]] = {}
    by_outlet: dict[str, list[str]] = {}
    parts: dict[str, list[str]] = {}
    questions: dict[str, list[str]] = {}
    for entry in entries.values():
        for topic in topics.get(entry.id, ()):
            by_topic.setdefault(topic, []).append(entry.id)
        if isinstance(entry, Article):
            by_outlet.setdefault(entry.source, []).append(entry.id)
        if isinstance(entry, Event) and entry.part_of:
            parts.setdefault(entry.part_of, []).append(entry.id)
        if isinstance(entry, Claim) and entry.event:
            questions.setdefault(entry.event, []).append(entry.id)
    return Members(
        *(
            {key: tuple(ids) for key, ids in shelf.items()}
            for shelf in (by_topic, by_outlet, parts, questions)
        )
    )


def join(
    entries: Mapping[str, Entry],
    texts: Mapping[str, Texts],
    edges: Edges,
    topics: Mapping[str, tuple[str, ...]],
) -> dict[str, LinkedEntry]:
    """A `LinkedEntry` for every entry."""
    filed = members(entries, topics)
    return {
        entry.id: _joined(entry, entries, texts[entry.id], edges, topics, filed) for entry in entries.values()
    }


def _joined(
    entry: Entry,
    entries: Mapping[str, Entry],
    texts: Texts,
    edges: Edges,
    topics: Mapping[str, tuple[str, ...]],
    filed: Members,
) -> LinkedEntry:
    out, backlinks = edges.out.get(entry.id, ()), edges.into.get(entry.id, ())
    around = _around(entry, out, tuple(b.source for b in backlinks), filed)
    articles = _of(Article, around, entries)
    return LinkedEntry(
        body=texts.body,
        prose=texts.prose,
        cited=texts.cited,
        names=tuple(i for i in out if relations.is_nameable(entries.get(i))),
        topics=_of(Topic, topics.get(entry.id, ()), entries),
        backlinks=backlinks,
        events=relations.in_order_of_time(e for i in around if isinstance(e := entries.get(i), Event)),
        claims=tuple(sorted(_of(Claim, around, entries), key=lambda i: entries[i].display_title)),
        articles=tuple(sorted(articles, key=lambda i: relations.newest_first(entries[i]))),
        notes=tuple(sorted(_of(Note, around, entries), key=lambda i: relations.newest_first(entries[i]))),
        company=_company(entry, around, entries, edges),
        outlets=() if isinstance(entry, Article | Outlet) else relations.outlets_of(articles, entries),
    )


def _around(entry: Entry, out: Iterable[str], sources: Iterable[str], filed: Members) -> tuple[str, ...]:
    """The entries a page lists: of a topic its members, of an outlet what it made, else what it names and what names it."""
    if isinstance(entry, Topic):
        return filed.topic.get(entry.id, ())
    if isinstance(entry, Outlet):
        return tuple(dict.fromkeys((*filed.outlet.get(entry.id, ()), *sources)))
    if isinstance(entry, Article | Note):
        return tuple(dict.fromkeys((*out, *sources)))
    parts, questions = filed.parts.get(entry.id, ()), filed.questions.get(entry.id, ())
    return tuple(dict.fromkeys((*out, *sources, *parts, *questions)))


def _of(kind: type[Entry], ids: Iterable[str], entries: Mapping[str, Entry]) -> tuple[str, ...]:
    return tuple(i for i in ids if isinstance(entries.get(i), kind))


def _company(
    entry: Entry, around: Iterable[str], entries: Mapping[str, Entry], edges: Edges
) -> tuple[tuple[str, int], ...]:
    """Who is named in the articles, notes, events and claims around a topic or an entity, with in how many of them."""
    if not (isinstance(entry, Topic) or relations.is_nameable(entry)):
        return ()
    together = (i for i in around if isinstance(entries.get(i), Article | Note | Event | Claim))
    named = (
        n
        for i in together
        for n in edges.out.get(i, ())
        if n != entry.id and relations.is_nameable(entries.get(n))
    )
    return relations.most_first(named, entries)
