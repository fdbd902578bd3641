"""Who is connected with whom: everything that can be counted once all texts are filled.

An *edge* says that one entry names another, in its text, by a citation or in its front matter. From the edges and the
topics come all lists a page shows of others: backlinks, timelines, claims, articles, notes, company and outlets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen import dates
from sitegen.link.texts import Mention
from sitegen.model.entries import Article, Claim, Entity, Entry, Event, Note, Outlet
from sitegen.model.schema import ids_in
from sitegen.model.site import Backlink, Sentence

_NO_BACKLINK = frozenset({"topics", "source", "related", "part_of"})


@dataclass(frozen=True, slots=True)
class Edges:
    """For each entry, what it names (`out`, in order of mention) and the backlinks it gets (`into`)."""

    out: Mapping[str, tuple[str, ...]]
    into: Mapping[str, tuple[Backlink, ...]]


def edges(entries: Mapping[str, Entry], mentions: Mapping[str, Sequence[Mention]]) -> Edges:
    """All edges. Where an entry names another in several ways, the sentence wins over the front matter."""
    out: dict[str, tuple[str, ...]] = {}
    into: dict[str, list[Backlink]] = defaultdict(list)
    for entry in entries.values():
        found = {
            mention.target: Backlink(entry.id, mention.how, mention.sentence)
            for mention in mentions[entry.id]
        }
        for target, sentence in _front_matter(entry):
            found.setdefault(target, Backlink(entry.id, "front matter", sentence))
        found.pop(entry.id, None)
        out[entry.id] = tuple(found)
        for target, backlink in found.items():
            into[target].append(backlink)
    ordered = {
        target: tuple(sorted(links, key=lambda b: newest_first(entries[b.source])))
        for target, links in into.items()
    }
    return Edges(out, ordered)


def _front_matter(entry: Entry) -> Iterable[tuple[str, Sentence | None]]:
    for named in ids_in(entry):
        parts = named.key.split(".")
        if parts[0] in _NO_BACKLINK:
            continue
        says = (
            entry.statements[int(parts[1])].says
            if isinstance(entry, Claim) and parts[0] == "statements"
            else ""
        )
        yield named.id, Sentence("", "", says) if says else None


def newest_first(entry: Entry) -> tuple[int, str]:
    """The order of lists of dated things: the latest begins, what has no date ends, ids decide ties."""
    when = (
        entry.date
        if isinstance(entry, Article | Event)
        else entry.updated
        if isinstance(entry, Note)
        else entry.added
    )
    return (-dates.sort_key(when)[0].toordinal() if when else 1, entry.id)


def in_order_of_time(events: Iterable[Event]) -> tuple[str, ...]:
    """Ids of events by the earliest possible day, then the surer first."""
    return tuple(e.id for e in sorted(events, key=lambda e: (dates.sort_key(e.date), e.id)))


def topics_of(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """The topics of each entry: its own; of an event without, those of its references; of a claim, its event's or theirs."""
    topics: dict[str, tuple[str, ...]] = {}

    def of_articles(refs: Iterable[str]) -> tuple[str, ...]:
        named = (
            t for ref in refs if isinstance(article := entries.get(ref), Article) for t in article.topics
        )
        return tuple(dict.fromkeys(named))

    for entry in entries.values():
        if isinstance(entry, Article | Note):
            topics[entry.id] = entry.topics
        elif isinstance(entry, Event):
            topics[entry.id] = entry.topics or of_articles(entry.refs)
    for entry in entries.values():
        if isinstance(entry, Claim):
            refs = (ref for statement in entry.statements for ref in statement.refs)
            topics[entry.id] = entry.topics or topics.get(entry.event or "", ()) or of_articles(refs)
    return topics


def outlets_of(articles: Iterable[str], entries: Mapping[str, Entry]) -> tuple[tuple[str, int], ...]:
    """The outlets of some articles with the number of those articles, most first."""
    made = (a.source for i in articles if isinstance(a := entries[i], Article) and a.source in entries)
    return most_first(made, entries)


def most_first(ids: Iterable[str], entries: Mapping[str, Entry]) -> tuple[tuple[str, int], ...]:
    """How often each id stands among `ids`, most first, then by title."""
    counted = Counter(ids)
    return tuple(
        sorted(counted.items(), key=lambda item: (-item[1], entries[item[0]].display_title, item[0]))
    )


def is_nameable(entry: Entry | None) -> bool:
    """Whether lists of people, organisations, places and outlets hold it."""
    return isinstance(entry, Entity | Outlet)
