"""One text linked anew, where the rest of the site is as it was: what others know of its entry has not changed.

Others know the front matter of an entry, what its texts mention and with which sentence, what they cite, embed and show,
how they open, and their headings. All else stands on its own page alone.
"""

from __future__ import annotations

from dataclasses import replace

from sitegen.cache.keys import Memory
from sitegen.faults import Faults
from sitegen.link.indexes import with_texts
from sitegen.link.resolve import check_handles, headings_of
from sitegen.link.slots import FilledSlots, LinkContext, files_of
from sitegen.link.texts import KIND, Filled, fill_all, filled
from sitegen.model.body import EMPTY, Embed
from sitegen.model.kinds import Entry
from sitegen.model.site import LinkedEntry, LinkedText

_NO_TEXT = LinkedText()


def linked_again(
    old: Entry, new: Entry, linked: LinkedEntry, context: LinkContext, memory: Memory
) -> LinkedEntry | None:
    """What `linked`, the entry `old` joined with all others, is once it is `new`; None where others see the difference.

    None also where there is a fault, which may be one for others. `context` knows the new entry.
    """
    faults = Faults(new.origin.path)
    before = fill_all([old], context, memory, Faults())[old.id]
    after = fill_all([new], context, memory, faults)[new.id]
    check_handles(new.body.handles, context.known, faults)
    if faults.met or told_to_others(old, before, context) != told_to_others(new, after, context):
        return None
    return with_texts(linked, after)


def referred_to(entry: Entry, context: LinkContext) -> dict[str, object]:
    """All of an entry by which others can be right or wrong."""
    return {
        "keys": replace(entry, body=EMPTY),
        "headings": headings_of(entry, context.known.entries),
        "embeds": [slot.target for _, slot in entry.body.leading if isinstance(slot, Embed)],
        "files": [*files_of(entry)],
    }


def told_to_others(entry: Entry, texts: Filled, context: LinkContext) -> dict[str, object]:
    """All that is joined with others of an entry and its texts."""
    return referred_to(entry, context) | {
        "opening": texts.opening,
        "mentions": [*texts.mentions.items()],
        "cited": {cited.target for cited in texts.cited},
    }


def without_texts(linked: LinkedEntry) -> LinkedEntry:
    """What is remembered of an entry that was joined: its texts are remembered already."""
    return replace(linked, body=_NO_TEXT, prose={})


def recalled(entry: Entry, linked: LinkedEntry, key: bytes, memory: Memory) -> LinkedEntry | None:
    """The whole of what `without_texts` left, and its `key`; None where the texts are not remembered."""
    named = memory.get_many(KIND, [linked.texts]).get(linked.texts)
    if named is None:
        return None
    texts = filled(linked.texts, FilledSlots(entry, {}, linked.cited, ()), named)
    return replace(linked, body=texts.body, prose=texts.prose).keyed(key)
