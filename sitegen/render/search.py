"""What search shall know of the pages: those a reader looks for, with their names and the words of their bodies."""

from __future__ import annotations

from itertools import chain

from markupsafe import escape

from sitegen import dates
from sitegen.model.kinds import Claim, Entry, Nameable, Topic
from sitegen.model.output import SearchRecord
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.prose import unlinked


def search_records(index: SiteIndex) -> tuple[SearchRecord, ...]:
    """A record for every entry but the home page, in the order of their output paths."""
    found = (entry for entry in index.site.entries.values() if entry.searched)
    return tuple(_record(index, entry) for entry in sorted(found, key=lambda e: index.paths[e.id]))


def _record(index: SiteIndex, entry: Entry) -> SearchRecord:
    path, linked = index.paths[entry.id], index.linked(entry.id)
    when = entry.own_date
    sure = when is not None and not dates.uncertain(when)
    return SearchRecord(
        path=path,
        title=entry.display_title,
        kind=index.kind_name(entry),
        summary=index.summaries[entry.id],
        body=_body(index, entry),
        names=entry.search_names,
        mentions=_mentions(index, entry),
        topics=tuple(index.title(t) for t in ((entry.id,) if isinstance(entry, Topic) else linked.topics)),
        outlets=() if isinstance(entry, Nameable) else tuple(index.title(o) for o, _ in linked.outlets),
        year=f"{when.earliest.year:04}" if when and when.earliest and sure else "",
        date=index.date(when),
        order=dates.sort_key(when)[0].isoformat() if when else "",
        lang=entry.lang if entry.lang and entry.lang != index.settings.language else "",
    )


def _mentions(index: SiteIndex, entry: Entry) -> tuple[str, ...]:
    """The names of all that the page names, and of whoever made what it is a record of."""
    named = dict.fromkeys((*index.linked(entry.id).names, *((entry.maker.text,) if entry.maker else ())))
    others = (index.site.entries[i] for i in named if i in index.site.entries)
    return tuple(chain.from_iterable(other.every_name for other in others))


def _body(index: SiteIndex, entry: Entry) -> str:
    """The page's own text, without its links: what is embedded of others is left out."""
    said = entry.statements if isinstance(entry, Claim) else ()
    rows = (f"<p>{escape(index.name_of(one.by))}: {escape(one.says)}</p>" for one in said)
    return "".join((*rows, unlinked(index.linked(entry.id).body, index.words)))
