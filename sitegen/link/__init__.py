"""Link: all entries at once -> `Site`. Every reference is resolved, every name found, every list of others made.

The only stage that sees more than one entry. It touches no disk, network, process or clock; today's date is given.

    select      which entries are published
    resolve     from what is written to what is meant
    texts       the texts of one entry, with what they refer to and the names in them
    sentences   the sentence that mentions somebody
    indexes     who belongs to whom, and what each page lists of others
    cycles      circles that no page could show
    redirects   old addresses
    again       one text anew, where the rest of the site is as it was
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sitegen.cache.keys import Memory
from sitegen.faults import Checked, Edit, Fault, Faults, Span
from sitegen.link.cycles import check_cycles
from sitegen.link.indexes import join, relations_of
from sitegen.link.redirects import check_addresses
from sitegen.link.resolve import check_handles, check_ids, check_names, directory, name_table
from sitegen.link.select import Selection, select
from sitegen.link.sentences import short_forms
from sitegen.link.texts import CITABLE, Filled, LinkContext, Slots, files_of, fill_all
from sitegen.model.body import Body
from sitegen.model.fields import Origin
from sitegen.model.kinds import Claim, Entry, Event, Topic, of_kind
from sitegen.model.schema import NamedId, ids_in
from sitegen.model.site import Content, PartialEntry, Site, SourceFile
from sitegen.names.alphabet import alphabet_of
from sitegen.names.nearest import nearest

__all__ = ["check_entry", "context_of", "link", "link_in_context"]


def link(
    content: Content, *, today: date, drafts: bool = False, memory: Memory | None = None
) -> Checked[Site]:
    """The site that `content` makes on the day `today`, with every fault that only shows when all is seen together.

    What is dear to find in a published text is kept in `memory`, if there is one. What follows from a file that could not be read (`content.faulty`) is no fault of its own.
    """
    (site, _), faults = link_in_context(content, today=today, drafts=drafts, memory=memory)
    return Checked(site, faults)


def link_in_context(
    content: Content, *, today: date, drafts: bool = False, memory: Memory | None = None
) -> Checked[tuple[Site, LinkContext]]:
    """What `link` makes, beside what its texts were joined with."""
    faults = Faults()
    selection = select(content.entries, today, drafts)
    context = context_of(content, selection)
    filled = fill_all(selection.published.values(), context, memory, faults)
    relations = relations_of(selection.published, filled, alphabet_of(content.settings.language))
    site = Site(
        settings=content.settings,
        entries=_related_both_ways(selection.published),
        linked=join(relations, filled),
        timeline=tuple(i for i in relations.order.ids if isinstance(selection.published[i], Event)),
        files=tuple(_files_to_publish(content, selection.published)),
        held_back=selection.held_back,
        addresses=content.addresses,
    )
    _check_published(selection, context, filled, faults)
    _check_put_first(site, faults)
    _check_tempo(site, faults)
    for partial in content.partial_entries:
        if drafts or not partial.draft:
            _check_references(partial.origin, partial.ids, partial.body, context, faults)
    _check_waiting(content, selection, context, drafts, faults)
    return faults.beside((site, context))


def context_of(content: Content, selection: Selection) -> LinkContext:
    """What the texts of a selection are joined with."""
    known = directory(selection, content.entries, content.faulty)
    honorifics = content.settings.honorifics
    return LinkContext(
        known, name_table(known, honorifics), {f.path: f for f in content.files}, short_forms(honorifics)
    )


def check_entry(entry: Entry | PartialEntry, context: LinkContext) -> tuple[Fault, ...]:
    """What is wrong with the references of one entry, published or not, as far as it can be told without all others' texts."""
    faults = Faults()
    ids = ids_in(entry) if isinstance(entry, Entry) else entry.ids
    _check_references(entry.origin, ids, entry.body, context, faults)
    return tuple(faults.met)


def _files_to_publish(content: Content, published: Mapping[str, Entry]) -> Iterator[SourceFile]:
    """Every file but those that only entries use which are not published: a picture gives away as much as a text."""
    shown = {path for entry in published.values() for path in files_of(entry)}
    withheld = {path for entry in content.entries if entry.id not in published for path in files_of(entry)}
    return (file for file in content.files if file.path in shown or file.path not in withheld)


def _check_published(
    selection: Selection, context: LinkContext, filled: Mapping[str, Filled], faults: Faults
) -> None:
    """Looks at what is wrong between the entries that are published, beside what filling their texts has shown."""
    for entry in selection.published.values():
        check_ids(filled[entry.id].ids, entry.origin, context.known, faults)
        check_handles(entry.body.handles, CITABLE, context.known, faults.of(entry.origin.path))
    for entry, first in selection.duplicates:
        message = f'the id "{entry.id}" is taken by {first.origin.path}'
        fix = "rename one of the two files; an id belongs to one entry of the whole site"
        faults.of(entry.origin.path).add(Span(), "id-taken", message, fix)
        _check_references(entry.origin, ids_in(entry), entry.body, context, faults)
    check_cycles(selection.published, {i: texts.body for i, texts in filled.items()}, faults)
    check_names(selection.published, faults)


def _check_put_first(site: Site, faults: Faults) -> None:
    """Looks for questions that a topic puts first or asks for positions on, and that are not filed under it."""
    for topic in of_kind(site.entries.values(), Topic):
        filed = site.linked[topic.id].lists[Claim.folder]
        named = [(f"claims.{index}", claim) for index, claim in enumerate(topic.claims)]
        named += [(f"positions.{index}", claim) for index, claim in enumerate(topic.positions)]
        for key, claim in named:
            if claim in site.entries and claim not in filed:
                message = f'the question "{claim}" is not filed under this topic'
                fix = f"add {topic.id} to the `topics` of {site.entries[claim].origin.path}, or take it out here"
                faults.of(topic.origin.path).add(topic.origin.at(key), "claim-elsewhere", message, fix)


def _check_tempo(site: Site, faults: Faults) -> None:
    """Looks for topics that ask how often something happened of which fewer than two of their events give a number."""
    for topic in of_kind(site.entries.values(), Topic):
        if asked := topic.tempo:
            events = (site.entries[i] for i in site.linked[topic.id].lists[Event.folder])
            counted = [event.count.of for event in of_kind(events, Event) if event.count]
            if counted.count(asked.of) < 2:
                message = (
                    f'fewer than two events of this topic count "{asked.of}": there is nothing to compare'
                )
                near = nearest(asked.of, [of for of in counted if of != asked.of], 1)
                fix = "add `count` with the same `of` to two events, or take `tempo` out"
                fix = f'did you mean "{near[0]}"?' if near else fix
                edits = (Edit(one, asked.of) for one in near)
                place = topic.origin.at("tempo.of")
                faults.of(topic.origin.path).add(place, "tempo-uncounted", message, fix, *edits)


def _check_waiting(
    content: Content, selection: Selection, context: LinkContext, drafts: bool, faults: Faults
) -> None:
    """Looks at what would be wrong with entries that wait for a day, on that day: no build shall fail because a night has passed."""
    for day in sorted(set(selection.waiting.values())):
        then = select(content.entries, day, drafts)
        context_then = replace(context, known=directory(then, content.entries, content.faulty))
        for entry in then.published.values():
            if selection.waiting.get(entry.id) == day:
                _check_references(entry.origin, ids_in(entry), entry.body, context_then, faults)
    check_addresses(select(content.entries, date.max, drafts).published, content.addresses, faults)


def _check_references(
    origin: Origin, ids: Iterable[NamedId], body: Body, context: LinkContext, faults: Faults
) -> None:
    """Looks at what an entry refers to that has no page in this build."""
    check_ids(ids, origin, context.known, faults)
    slots = Slots(faults.of(origin.path), context.known, context.files)
    for _, slot in body.leading:
        slots.fill(slot)
    check_handles(body.handles, CITABLE, context.known, slots.faults)


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
