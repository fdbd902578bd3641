"""Link: all entries at once -> `Site`. Every reference is resolved, every name found, every list of others made.

The only stage that sees more than one entry. It touches no disk, network, process or clock; today's date is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sitegen.errors import Checked, Issue
from sitegen.link import joining, relations
from sitegen.link.circles import find_circles
from sitegen.link.joining import Texts
from sitegen.link.names import bad_names, name_table
from sitegen.link.prose import prose_of
from sitegen.link.redirects import bad_redirects
from sitegen.link.resolve import check_front_matter, directory
from sitegen.link.select import select
from sitegen.link.texts import Filling, Surroundings
from sitegen.markdown import plain
from sitegen.model.entries import Entry, Event, Topic
from sitegen.model.site import Content, Site

__all__ = ["link"]


def link(content: Content, *, today: date, drafts: bool = False) -> Checked[Site]:
    """The site that `content` makes on the day `today`, with every fault that only shows when all is seen together."""
    selection = select(content.entries, today, drafts)
    entries = _related_both_ways(selection.published)
    known = directory(replace(selection, published=entries), content.entries)
    honorifics = content.settings.honorifics
    around = Surroundings(
        known, name_table(entries, honorifics), {f.path: f for f in content.files}, honorifics
    )
    fillings = {entry.id: Filling(entry, around) for entry in entries.values()}
    texts = {i: _filled(filling) for i, filling in fillings.items()}
    edges = relations.edges(entries, {i: filling.mentions for i, filling in fillings.items()})
    topics = relations.topics_of(entries)
    issues: list[Issue] = [
        *selection.issues,
        *check_front_matter(known),
        *(issue for filling in fillings.values() for issue in filling.issues),
        *find_circles(entries, {i: text.body for i, text in texts.items()}),
        *bad_names(entries),
        *bad_redirects(entries),
    ]
    site = Site(
        settings=content.settings,
        entries=entries,
        linked=joining.join(entries, texts, edges, topics),
        timeline=relations.in_order_of_time(e for e in entries.values() if isinstance(e, Event)),
        files=content.files,
        held_back=selection.held_back,
        addresses=content.addresses,
    )
    return Checked(site, tuple(issues))


def _filled(filling: Filling) -> Texts:
    prose = {key: filling.fill(plain(text)) for key, text in prose_of(filling.entry)}
    return joining.texts_of(filling, prose, filling.fill(filling.entry.body))


def _related_both_ways(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """`related` works both ways: a topic is related to those that name it."""
    topics = {i: e for i, e in entries.items() if isinstance(e, Topic)}
    naming = {i: tuple(o for o, other in topics.items() if i in other.related) for i in topics}
    mended: dict[str, Entry] = {
        i: replace(topic, related=tuple(dict.fromkeys((*topic.related, *naming[i]))))
        for i, topic in topics.items()
    }
    return {**entries, **mended}
