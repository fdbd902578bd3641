"""What search shall know of the pages: those a reader looks for, with their names and the words of their bodies.

A record has a key that is made of what its text is made of: of a page that is what it was nothing is written.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from markupsafe import escape

from sitegen import dates
from sitegen.cache.digests import raw_digest
from sitegen.cache.keys import KEY_FORM, Memory, key_of
from sitegen.dates.solar_hijri import day_beside
from sitegen.model.body import InterfaceWord, NoteLetter
from sitegen.model.kinds import Claim, Entry, Nameable, Topic
from sitegen.model.output import KeyedRecord, SearchRecord
from sitegen.model.site import ANOTHER, Edited, LinkFill
from sitegen.model.values import Date
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.prose import unlinked

_KIND = "record-keys"
_KEY = raw_digest(b"")


def keyed_records(
    index: SiteIndex, words: str = "", memory: Memory | None = None, edited: Edited = ANOTHER
) -> tuple[KeyedRecord, ...]:
    """A record for every entry but the home page, in the order of their output paths: each with its key, but not made.

    The keys of all but the `edited` entries are remembered, under a digest that stands for the `words` of the interface.
    """
    records = _Records(index)
    known = _remembered(memory, (edited.before, words))
    keys = {i: key for i, key in known.items() if i not in edited.ids}
    for i in edited.ids if known else index.site.entries:
        entry = index.site.entries[i]
        if entry.searched:
            keys[i] = records.key(entry)
    if memory and not (index.drafts and memory.lasts):
        memory.put_many(_KIND, [(_KEY, marshal.dumps(((edited.now, words), keys), KEY_FORM))])
    return tuple(
        KeyedRecord(keys[i], partial(records.record, i)) for i in sorted(keys, key=index.paths.__getitem__)
    )


def _remembered(memory: Memory | None, site: tuple[bytes, str]) -> dict[str, bytes]:
    """The keys of the records of a site by id; none where these are not what is remembered."""
    found = memory.get_many(_KIND, [_KEY]).get(_KEY) if memory and site[0] else None
    of, keys = marshal.loads(found) if found else ((b"", ""), {})  # noqa: S302  (bytes of ours, with their check sum)
    return keys if of == site else {}


@dataclass(frozen=True, slots=True)
class _Records:
    """Makes the records of a site; keeps the names of what pages name, which many do."""

    index: SiteIndex
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def record(self, entry_id: str) -> SearchRecord:
        """The record of an entry."""
        entry = self.index.site.entries[entry_id]
        return replace(self._without_body(entry), body=self._body(entry))

    def key(self, entry: Entry) -> bytes:
        """The key of it. Of what fills a text, the words of references and of the interface alone are written there."""
        text = self.index.linked(entry.id).body
        written = (
            *((at, fill.words) for at, fill in text.fills if isinstance(fill, LinkFill)),
            *(
                self.index.words("lists.letters" if isinstance(piece, NoteLetter) else piece.key)
                for piece in text.source.pieces
                if isinstance(piece, InterfaceWord | NoteLetter)
            ),
        )
        return key_of(self._without_body(entry), self._statements(entry), text.source, written)

    def _without_body(self, entry: Entry) -> SearchRecord:
        index, linked = self.index, self.index.linked(entry.id)
        when = entry.own_date
        sure = when is not None and not dates.uncertain(when)
        topics = (entry.id,) if isinstance(entry, Topic) else linked.topics
        return SearchRecord(
            path=index.paths[entry.id],
            title=entry.display_title,
            kind=index.kind_name(entry),
            summary=index.summaries[entry.id],
            body="",
            names=entry.search_names,
            mentions=self._mentions(entry),
            topics=tuple(map(index.title, topics)),
            outlets=() if isinstance(entry, Nameable) else tuple(index.title(o) for o, _ in linked.outlets),
            # The day of a revision says nothing of when its matter was.
            year=f"{when.earliest.year:04}" if when and when.earliest and sure and not entry.revised else "",
            date=index.words("dates.updated", date=self._date(when)) if entry.revised else self._date(when),
            order=dates.sort_key(when)[0].isoformat() if when else "",
            lang=entry.lang if entry.lang and entry.lang != index.settings.language else "",
        )

    def _date(self, when: Date | None) -> str:
        """A date as lists have it, beside it the day of another calendar by which readers count."""
        beside = day_beside(when, self.index.words.locale) if when else ""
        return f"{self.index.date(when)} ({beside})" if beside else self.index.date(when)

    def _mentions(self, entry: Entry) -> tuple[str, ...]:
        """The names of all that the page names, and of whoever made what it is a record of."""
        named = dict.fromkeys(self.index.linked(entry.id).names)
        if entry.maker:
            named[entry.maker.text] = None
        return tuple(chain.from_iterable(map(self._names, named)))

    def _names(self, entry_id: str) -> tuple[str, ...]:
        if entry_id not in self.names:
            entry = self.index.site.entries.get(entry_id)
            self.names[entry_id] = entry.every_name if entry else ()
        return self.names[entry_id]

    def _body(self, entry: Entry) -> str:
        """The page's own text, without its links: what is embedded of others is left out."""
        rows = (f"<p>{escape(name)}: {escape(says)}</p>" for name, says in self._statements(entry))
        return "".join((*rows, unlinked(self.index.linked(entry.id).body, self.index.words)))

    def _statements(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        said = entry.statements if isinstance(entry, Claim) else ()
        return tuple((self.index.name_of(one.by), one.says) for one in said)
