"""What is cited: the original of a digest first, then the page of this site.

Only what is known goes into a field. A date that is not sure gives at most its year; its words stand in a note, as
does that no address is recorded, so that every format says it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import dates, urls
from sitegen.model.kinds import Citable, Entry
from sitegen.model.values import Date
from sitegen.render.formats import words
from sitegen.render.formats.excerpts import name_of
from sitegen.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One thing to cite. `key` names it in a bibliography; `kind` is a type of CSL; `container` is the outlet or the site
    it appeared in.

    `issued` are year, month and day as far as they are sure; `dated` is the whole date in words, or empty; `url` is
    empty where none is recorded; `notes` are whole phrases.
    """

    key: str
    role: str
    kind: str
    title: str
    container: str
    authors: tuple[str, ...] = ()
    issued: tuple[int, ...] = ()
    dated: str = ""
    url: str = ""
    accessed: tuple[int, ...] = ()
    language: str = ""
    notes: tuple[str, ...] = ()


def citation_items(index: SiteIndex, entry_id: str) -> tuple[CitationItem, ...]:
    """What the page of an entry gives to cite, in the order in which it is to be cited."""
    entry = index.site.entries[entry_id]
    page = _page(index, entry)
    return (_original(index, entry), page) if isinstance(entry, Citable) else (page,)


def sure_parts(when: Date | None) -> tuple[int, ...]:
    """Year, month and day as far as they are sure: all that a plain date says, of any other only its year, if that is sure."""
    if when is None or when.start is None or when.end is None:
        return ()
    if when.form == "point" and not when.start.about:
        return tuple(part for part in (when.start.year, when.start.month, when.start.day) if part)
    same_year = when.start.year == when.end.year
    return (when.start.year,) if same_year and not (_may_be_before(when) or _may_be_after(when)) else ()


def _may_be_before(when: Date) -> bool:
    """Whether "about" may lead into the year before: a year does, a month or a day does where it stands in January."""
    return bool(when.start and when.start.about and when.start.month in (None, 1))


def _may_be_after(when: Date) -> bool:
    return bool(when.end and when.end.about and when.end.month in (None, 12))


def _original(index: SiteIndex, entry: Citable) -> CitationItem:
    maker = name_of(index, entry.maker)
    return CitationItem(
        key=f"{entry.id}-original",
        role=words.ORIGINAL,
        kind=entry.citation_type,
        title=entry.original_title or words.UNTITLED,
        container="" if entry.maker_is_author else maker,
        authors=(maker,) if entry.maker_is_author else entry.authors,
        issued=sure_parts(entry.date),
        dated=dates.format(entry.date),
        url=entry.url or "",
        accessed=sure_parts(entry.accessed),
        notes=_original_notes(entry),
    )


def _original_notes(entry: Citable) -> tuple[str, ...]:
    notes = []
    if not dates.isoformat(entry.date):
        notes.append(words.DATED.format(words=dates.format(entry.date)))
    if not entry.url:
        notes.append(words.NO_ADDRESS)
    if entry.archive_url:
        notes.append(words.ARCHIVED.format(url=entry.archive_url))
    if via := entry.via:
        place = ", ".join(filter(None, (via.name, via.url, dates.format(via.date) if via.date else "")))
        notes.append(words.READ_AT.format(name=place))
    return tuple(notes)


def _page(index: SiteIndex, entry: Entry) -> CitationItem:
    settings = index.settings
    came = entry.added or entry.revised
    digest = words.DIGESTS[entry.folder].format(maker=name_of(index, entry.maker)) if entry.maker else ""
    return CitationItem(
        key=entry.id,
        role=words.THIS_PAGE,
        kind="webpage",
        title=entry.display_title,
        container=settings.title,
        authors=(settings.publisher,) if settings.publisher else (),
        issued=sure_parts(came),
        dated=words.ADDED.format(words=dates.format(came)) if came else "",
        url=urls.absolute(index.base_url, index.paths[entry.id]),
        language=entry.lang or settings.language,
        notes=(digest,) if digest else (),
    )
