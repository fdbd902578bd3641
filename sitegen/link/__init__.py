"""Link: all entries at once -> `Site`. Every reference is resolved, every name found, every list of others made.

The only stage that sees more than one entry. It touches no disk, network, process or clock; today's date is given.

    select      which entries are published
    resolve     from what is written to what is meant
    slots       what is written on purpose in the texts of one entry
    checks      what is wrong that shows when all are seen together, circles among it
    texts       the texts of one entry, with what they refer to and the names in them
    sentences   the sentence that mentions somebody
    indexes     who belongs to whom, and what each page lists of others
    redirects   old addresses
    again       one text anew, where the rest of the site is as it was
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from sitegen.cache.keys import Memory
from sitegen.faults import Checked, Faults
from sitegen.link.checks import check, check_entry, context_of
from sitegen.link.indexes import join, relations_of
from sitegen.link.slots import LinkContext, files_of
from sitegen.link.texts import with_names
from sitegen.model.kinds import Entry, Event, Topic, of_kind
from sitegen.model.site import Content, Site, SourceFile
from sitegen.names.alphabet import alphabet_of

__all__ = ["check", "check_entry", "context_of", "link", "link_in_context"]


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
    selection, context, slots, topics = faults.take(check(content, today=today, drafts=drafts))
    filled = with_names(slots, context, memory)
    relations = relations_of(selection.published, filled, topics, alphabet_of(content.settings.language))
    site = Site(
        settings=content.settings,
        entries=_related_both_ways(selection.published),
        linked=join(relations, filled),
        timeline=tuple(i for i in relations.order.ids if isinstance(selection.published[i], Event)),
        files=tuple(_files_to_publish(content, selection.published)),
        held_back=selection.held_back,
        addresses=content.addresses,
    )
    return faults.beside((site, context))


def _files_to_publish(content: Content, published: Mapping[str, Entry]) -> Iterator[SourceFile]:
    """Every file but those that only entries use which are not published: a picture gives away as much as a text."""
    shown = {path for entry in published.values() for path in files_of(entry)}
    withheld = {path for entry in content.entries if entry.id not in published for path in files_of(entry)}
    return (file for file in content.files if file.path in shown or file.path not in withheld)


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
