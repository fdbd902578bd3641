"""What search shall know of the pages: those a reader looks for, with their names and the words of their bodies."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup, escape

from sitegen import dates
from sitegen.model.kinds import Article, Claim, Entity, Entry, Event, Nameable, Note, Outlet, Page, Topic
from sitegen.model.output import SearchRecord
from sitegen.model.site import Site
from sitegen.render.dating import date_of
from sitegen.render.formats import words
from sitegen.render.site_index import SiteIndex, index_of
from sitegen.render.views.body import body
from sitegen.render.views.claim_table import claim_table
from sitegen.render.views.items import shown_date
from sitegen.render.views.page_context import PageContext

_FOUND = (Topic, Article, Note, Event, Claim, Entity, Outlet, Page)


def search_records(site: Site, *, today: date, base_url: str | None = None) -> tuple[SearchRecord, ...]:
    """A record for every entry but the home page, in the order of their output paths."""
    index = index_of(site, today=today, base_url=base_url, search=True)
    ids = sorted(index.ids(*_FOUND), key=index.paths.__getitem__)
    return tuple(_record(index, site.entries[i]) for i in ids)


def _record(index: SiteIndex, entry: Entry) -> SearchRecord:
    path, linked = index.paths[entry.id], index.linked(entry.id)
    order = date_of(entry) if isinstance(entry, Article | Event | Note) else None
    shown = shown_date(entry)
    outlets = (entry.source,) if isinstance(entry, Article) else (o for o, _ in linked.outlets)
    sure = order is not None and not dates.uncertain(order)
    return SearchRecord(
        path=path,
        title=entry.display_title,
        kind=words.KINDS[entry.folder],
        summary=index.summaries[entry.id],
        body=_body(PageContext(index, path), entry),
        names=_names(entry),
        mentions=_mentions(index, entry),
        topics=tuple(index.title(t) for t in ((entry.id,) if isinstance(entry, Topic) else linked.topics)),
        outlets=() if isinstance(entry, Entity | Outlet) else tuple(index.title(o) for o in outlets),
        year=f"{order.earliest.year:04}" if order and order.earliest and sure else "",
        date=dates.format(shown) if shown else "",
        order=dates.sort_key(order)[0].isoformat() if order else "",
    )


def _names(entry: Entry) -> tuple[str, ...]:
    """What a reader may call the entry: all spellings of a name, a topic's title, nothing for other texts."""
    if isinstance(entry, Topic):
        return (entry.display_title,)
    return entry.every_name if isinstance(entry, Nameable) else ()


def _mentions(index: SiteIndex, entry: Entry) -> tuple[str, ...]:
    """The names of all that the page names, and of the outlet that made the article."""
    named = (*index.linked(entry.id).names, *((entry.source,) if isinstance(entry, Article) else ()))
    others = (index.site.entries[i] for i in dict.fromkeys(named))
    return tuple(name for other in others if isinstance(other, Nameable) for name in _names(other))


def _body(ctx: PageContext, entry: Entry) -> str:
    """The page's own text: a content warning stands before it, what is embedded of others is left out."""
    own = "".join(part for part in body(ctx, entry.id) if isinstance(part, Markup))
    if isinstance(entry, Claim):
        rows = claim_table(ctx, entry).rows
        return "".join(f"<p>{escape(row.by.text)}: {row.says}</p>" for row in rows) + own
    return own
