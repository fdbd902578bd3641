"""Link: all entries at once -> `Site`. Every reference is resolved, every name found, every list of others made.

The only stage that sees more than one entry. It touches no disk, network, process or clock; today's date is given.

    select      which entries are published
    directory   what can be referred to
    resolve     from what is written to what is meant
    slots       single slots: references, citations, embeds, files
    texts       the texts of one entry, with the names in them and who is mentioned in which sentence
    relations   who names whom
    joining     what the page of each entry lists of others
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from sitegen.faults import Checked, Fault
from sitegen.link.cycles import find_cycles
from sitegen.link.directory import directory
from sitegen.link.joining import Relations, indexes_of, join
from sitegen.link.names import bad_names, name_table
from sitegen.link.order import order_of
from sitegen.link.redirects import bad_addresses
from sitegen.link.relations import NamedIds, edges, topics_of
from sitegen.link.resolve import check_front_matter
from sitegen.link.select import Selection, select
from sitegen.link.sentences import short_forms
from sitegen.link.slots import files_of
from sitegen.link.texts import Filled, LinkContext, fill
from sitegen.model.kinds import Entry, Nameable, Topic, of_kind
from sitegen.model.schema import ids_in
from sitegen.model.site import Content, Site, SourceFile

__all__ = ["link"]


def link(content: Content, *, today: date, drafts: bool = False) -> Checked[Site]:
    """The site that `content` makes on the day `today`, with every fault that only shows when all is seen together.

    What follows from a file that could not be read (`content.faulty`) is no fault of its own.
    """
    selection = select(content.entries, today, drafts)
    known = directory(selection, content.entries, content.faulty)
    honorifics = content.settings.honorifics
    context = LinkContext(
        known, name_table(known, honorifics), {f.path: f for f in content.files}, short_forms(honorifics)
    )
    filled = {entry.id: fill(entry, context) for entry in selection.published.values()}
    relations = _related(selection.published, filled)
    site = Site(
        settings=content.settings,
        entries=_related_both_ways(selection.published),
        linked=join(relations, filled),
        timeline=tuple(i for i in relations.order.ids if selection.published[i].listed == "in time"),
        files=tuple(_files_to_publish(content, selection.published)),
        held_back=selection.held_back,
        addresses=content.addresses,
    )
    of_rests = (_faults_of(rest, context) for rest in content.rests if drafts or not rest.draft)
    faults = chain(
        _faults(selection, context, filled), *of_rests, _faults_to_come(content, selection, context, drafts)
    )
    return Checked(site, tuple(faults))


def _files_to_publish(content: Content, published: Mapping[str, Entry]) -> Iterator[SourceFile]:
    """Every file but those that only entries use which are not published: a picture gives away as much as a text."""
    shown = {path for entry in published.values() for path in files_of(entry)}
    withheld = {path for entry in content.entries if entry.id not in published for path in files_of(entry)}
    return (file for file in content.files if file.path in shown or file.path not in withheld)


def _related(entries: Mapping[str, Entry], filled: Mapping[str, Filled]) -> Relations:
    named: NamedIds = {entry.id: tuple(ids_in(entry)) for entry in entries.values()}
    topics = topics_of(entries)
    naming = edges(entries, filled, named)
    nameable = {entry.id for entry in of_kind(entries.values(), Nameable)}
    names = {i: tuple(other for other in out if other in nameable) for i, out in naming.out.items()}
    return Relations(
        entries, order_of(entries.values()), naming, topics, indexes_of(entries, topics, filled), names
    )


def _faults(selection: Selection, context: LinkContext, filled: Mapping[str, Filled]) -> Iterator[Fault]:
    """What is wrong between the entries that are published."""
    yield from selection.faults
    for entry in selection.published.values():
        yield from check_front_matter(entry, ids_in(entry), context.known)
        yield from filled[entry.id].faults
    for entry in selection.duplicates:
        yield from _faults_of(entry, context)
    yield from find_cycles(selection.published, {i: texts.body for i, texts in filled.items()})
    yield from bad_names(selection.published)


def _faults_to_come(
    content: Content, selection: Selection, context: LinkContext, drafts: bool
) -> Iterator[Fault]:
    """What would be wrong with entries that wait for a day, on that day: no build shall fail because a night has passed."""
    for day in sorted(set(selection.waiting.values())):
        then = select(content.entries, day, drafts)
        around_then = replace(context, known=directory(then, content.entries, content.faulty))
        for entry in then.published.values():
            if selection.waiting.get(entry.id) == day:
                yield from _faults_of(entry, around_then)
    yield from bad_addresses(select(content.entries, date.max, drafts).published, content.addresses)


def _faults_of(entry: Entry, context: LinkContext) -> Iterator[Fault]:
    yield from check_front_matter(entry, ids_in(entry), context.known)
    yield from fill(entry, context).faults


def _related_both_ways(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """`related` works both ways: a topic is related to those that name it."""
    naming: defaultdict[str, list[str]] = defaultdict(list)
    topics = tuple(of_kind(entries.values(), Topic))
    for topic in topics:
        for other in topic.related:
            naming[other].append(topic.id)
    return dict(entries) | {
        t.id: replace(t, related=tuple(i for i in dict.fromkeys((*t.related, *naming[t.id])) if i != t.id))
        for t in topics
    }
