"""What is wrong with a site that only shows when all its entries are seen together.

It is all told by what entries say on purpose, and by which of them there are: names in texts are not looked for, and nothing
is joined, so whoever wants to know the faults alone (an editor program) does not wait for a site. Circles that no page could
show are among it: an entry that embeds itself by way of others, or is part of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sitegen.faults import Checked, Edit, Fault, Faults, Span
from sitegen.link.indexes import Topics, topics_of
from sitegen.link.redirects import check_addresses
from sitegen.link.resolve import check_handles, check_ids, check_names, directory, name_table
from sitegen.link.select import Selection, select
from sitegen.link.sentences import short_forms
from sitegen.link.slots import FilledSlots, LinkContext, Slots, fill_slots
from sitegen.model.body import Body, Embed
from sitegen.model.fields import Origin
from sitegen.model.kinds import Claim, Entry, Event, Topic, of_kind
from sitegen.model.schema import NamedId, ids_in
from sitegen.model.site import Content, EmbedFill, PartialEntry
from sitegen.names.nearest import nearest


class Checks(NamedTuple):
    """What is known of a site once its faults are: which entries are published, what is looked up in them, what fills the
    slots of each, and its topics.
    """

    selection: Selection
    context: LinkContext
    slots: tuple[FilledSlots, ...]
    topics: Topics


def check(content: Content, *, today: date, drafts: bool = False) -> Checked[Checks]:
    """Every fault that only shows when all of `content` is seen together, on the day `today`.

    What follows from a file that could not be read (`content.faulty`) is no fault of its own.
    """
    faults = Faults()
    selection = select(content.entries, today, drafts)
    context = context_of(content, selection)
    slots = fill_slots(selection.published.values(), context, faults)
    topics = topics_of(selection.published)
    _check_published(selection, context, slots, faults)
    _check_put_first(selection.published, topics, faults)
    _check_tempo(selection.published, topics, faults)
    for partial in content.partial_entries:
        if drafts or not partial.draft:
            _check_references(partial.origin, partial.ids, partial.body, context, faults)
    _check_waiting(content, selection, context, drafts, faults)
    return faults.beside(Checks(selection, context, slots, topics))


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


def _check_published(
    selection: Selection, context: LinkContext, slots: tuple[FilledSlots, ...], faults: Faults
) -> None:
    """Looks at what is wrong between the entries that are published, beside what filling their slots has shown."""
    for entry, _, _, ids in slots:
        check_ids(ids, entry.origin, context.known, faults)
        check_handles(entry.body.handles, context.known, faults.of(entry.origin.path))
    for entry, first in selection.duplicates:
        message = f'the id "{entry.id}" is taken by {first.origin.path}'
        fix = "rename one of the two files; an id belongs to one entry of the whole site"
        faults.of(entry.origin.path).add(Span(), "id-taken", message, fix)
        _check_references(entry.origin, ids_in(entry), entry.body, context, faults)
    _check_cycles(slots, faults)
    check_names(selection.published, faults)


def _check_put_first(entries: Mapping[str, Entry], topics: Topics, faults: Faults) -> None:
    """Looks for questions that a topic puts first or asks for positions on, and that are not filed under it."""
    for topic in of_kind(entries.values(), Topic):
        named = [(f"claims.{index}", claim) for index, claim in enumerate(topic.claims)]
        named += [(f"positions.{index}", claim) for index, claim in enumerate(topic.positions)]
        for key, claim in named:
            entry = entries.get(claim)
            if entry and not (isinstance(entry, Claim) and topic.id in topics[claim]):
                message = f'the question "{claim}" is not filed under this topic'
                fix = f"add {topic.id} to the `topics` of {entry.origin.path}, or take it out here"
                faults.of(topic.origin.path).add(topic.origin.at(key), "claim-elsewhere", message, fix)


def _check_tempo(entries: Mapping[str, Entry], topics: Topics, faults: Faults) -> None:
    """Looks for topics that ask how often something happened of which fewer than two of their events give a number."""
    for topic in of_kind(entries.values(), Topic):
        if asked := topic.tempo:
            events = (event for event in of_kind(entries.values(), Event) if topic.id in topics[event.id])
            counted = [event.count.of for event in events if event.count]
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
    check_handles(body.handles, context.known, slots.faults)


Steps = Mapping[str, Mapping[str, Span]]
"""From each entry to others, and where it says so."""


def _check_cycles(slots: Sequence[FilledSlots], faults: Faults) -> None:
    """Looks for circles; each is one fault, at the step that closes it."""
    entries = {each.entry.id: each.entry for each in slots}
    embeds = {each.entry.id: _embedded(each) for each in slots}
    _check_steps(entries, embeds, faults, Fault("embed-circle", "embeds itself", "take this embed out"))
    wholes = {e.id: {whole: e.origin.at("part_of")} for e in entries.values() if (whole := e.whole)}
    _check_steps(entries, wholes, faults, Fault("part-of-circle", "is part of itself", "mend this `part_of`"))


def _embedded(slots: FilledSlots) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for index, slot in slots.entry.body.leading:
        fill = slots.fills.get(index)
        if isinstance(slot, Embed) and isinstance(fill, EmbedFill):
            found.setdefault(fill.target, slot.span)
    return found


def _check_steps(entries: Mapping[str, Entry], steps: Steps, faults: Faults, kind: Fault) -> None:
    """Looks for circles of one kind, whose fault tells what the entry does and how to mend the step."""
    done: set[str] = set()
    for start in sorted(steps):
        if start not in done:
            for *way, last, target in _closed_from(start, steps, done):
                cycle = f": {' → '.join((*way, last, target))}" if way else ""
                message, or_other = (
                    f"{target} {kind.message}{cycle}",
                    ", or another of the circle" if way else "",
                )
                fault = kind._replace(message=message, fix=kind.fix + or_other)
                faults.of(entries[last].origin.path).place(fault, steps[last][target])


def _closed_from(start: str, steps: Steps, done: set[str]) -> Iterator[tuple[str, ...]]:
    """Every way that leads back to where it began, by depth-first search; what is left behind goes to `done`."""
    path = {start: iter(steps[start])}
    while path:
        node = next(reversed(path))
        target = next((t for t in path[node] if t not in done), None)
        if target is None:
            done.add(node)
            del path[node]
        elif target in path:
            ids = list(path)
            yield (*ids[ids.index(target) :], target)
        else:
            path[target] = iter(steps.get(target, ()))
