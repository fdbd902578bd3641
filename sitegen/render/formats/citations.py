"""How to cite a page: the original of a digest first, then the page of this site; as plain text, BibTeX, RIS and CSL-JSON.

Only what is known goes into a field. A date that is not sure gives at most its year; its words stand in a note, as
does that no address is recorded, so that every format says it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from sitegen import dates, urls
from sitegen.model.kinds import Citable, Entry
from sitegen.model.values import Date
from sitegen.model.words import Words
from sitegen.render.site_index import SiteIndex


class Author(NamedTuple):
    """An author as named; of a person whom we know, also by family and given name. Of a body, both are empty."""

    name: str
    family: str = ""
    given: str = ""


class CitationItem(NamedTuple):
    """One thing to cite: `role` says what of ("Original", "This page"). `key` names it in a bibliography; `kind` is a type of CSL; `container` is the outlet or the site
    it appeared in.

    `issued` are year, month and day as far as they are sure; `url` is empty where none is recorded; `notes` are whole
    phrases; `plain` is all of it to read.
    """

    key: str
    role: str
    kind: str
    title: str
    container: str
    authors: tuple[Author, ...] = ()
    issued: tuple[int, ...] = ()
    url: str = ""
    accessed: tuple[int, ...] = ()
    language: str = ""
    notes: tuple[str, ...] = ()
    plain: str = ""


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


def _key(index: SiteIndex, entry: Entry) -> str:
    """The id under which it was first published: who took the citation then finds the same."""
    return urls.id_of(index.first_paths[entry.id])


def _original(index: SiteIndex, entry: Citable) -> CitationItem:
    maker = index.name_of(entry.maker)
    work = CitationItem(
        key=f"{_key(index, entry)}-original",
        role=index.words("cite.original"),
        kind=entry.citation_type,
        title=entry.original_title or index.words("cite.untitled"),
        container="" if entry.maker_is_author else maker,
        authors=tuple(
            _author(index, name) for name in ((maker,) if entry.maker_is_author else entry.authors)
        ),
        issued=sure_parts(entry.date),
        url=entry.url or "",
        accessed=sure_parts(entry.accessed),
        notes=_original_notes(index, entry),
    )
    return work._replace(plain=_plain(work, index.date(entry.date), index.words))


def _author(index: SiteIndex, name: str) -> Author:
    person = index.people.get(name)
    parts = person.parts_of_name if person else None
    return Author(name, *parts) if parts else Author(name)


def _original_notes(index: SiteIndex, entry: Citable) -> tuple[str, ...]:
    words, notes = index.words, []
    if not dates.isoformat(entry.date):
        notes.append(words("cite.date", date=index.date(entry.date)))
    if not entry.url:
        notes.append(words("article.no_address"))
    if entry.archive_url:
        notes.append(words("cite.archived", address=entry.archive_url))
    if via := entry.via:
        place = words.locale.join([part for part in (via.name, via.url, index.date(via.date)) if part])
        notes.append(words("cite.read_at", place=place))
    return tuple(notes)


def _page(index: SiteIndex, entry: Entry) -> CitationItem:
    settings = index.settings
    came = entry.added or entry.revised
    words, maker = index.words, index.name_of(entry.maker) if entry.maker else ""
    work = CitationItem(
        key=_key(index, entry),
        role=words("cite.this_page"),
        kind="webpage",
        title=entry.display_title,
        container=settings.title,
        authors=(Author(settings.publisher),) if settings.publisher else (),
        issued=sure_parts(came),
        url=urls.absolute(index.base_url, index.paths[entry.id]),
        language=entry.lang or settings.language,
        notes=(words(f"kinds.{entry.folder}.cited", maker=maker),) if maker else (),
    )
    return work._replace(
        plain=_plain(work, words("cite.added", date=index.date(came)) if came else "", words)
    )


class Citations(NamedTuple):
    """What a page gives to cite, the original first; each format holds all of it, and is written when a layout asks."""

    citation_items: tuple[CitationItem, ...]

    @property
    def bibtex(self) -> str:
        """All of it as a BibTeX file."""
        return bibtex(self.citation_items)

    @property
    def ris(self) -> str:
        """All of it as a RIS file."""
        return ris(self.citation_items)

    @property
    def csl_json(self) -> str:
        """All of it as a CSL-JSON file."""
        return csl_json(self.citation_items)


def citations(index: SiteIndex, entry_id: str) -> Citations:
    """The citations of an entry's page."""
    return Citations(citation_items(index, entry_id))


def _plain(work: CitationItem, dated: str, words: Words) -> str:
    """Authors. “Title”. Outlet or site, date. Address. What else is to be known."""
    isolated = words.locale.isolated
    when = dated if work.container else dated[:1].upper() + dated[1:]
    place = words.locale.join([part for part in (isolated(work.container), when) if part])
    notes = tuple(note for note in work.notes if note != words("cite.date", date=dated))
    title = words("sources.headline", headline=isolated(work.title))
    authors = words.locale.join([isolated(author.name) for author in work.authors])
    phrases = (authors, title, place, work.url, *notes)
    return " ".join(_ended(phrase) for phrase in phrases if phrase)


def _ended(phrase: str) -> str:
    """With a full stop, unless it has an end of its own or is an address, to which a stop would seem to belong."""
    if "://" in phrase.rpartition(" ")[2]:
        return phrase
    return phrase if phrase.rstrip("\u2069").endswith((".", "!", "?")) else f"{phrase}."


_TEX_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(citation_items: Iterable[CitationItem]) -> str:
    """One `@misc` entry for each work, an empty line between, in the fields that BibTeX, BibLaTeX and reference managers read.

    A value stands in braces. BibTeX counts braces even behind a backslash, so a brace in a text is written as a command;
    the other characters that TeX takes for its own are escaped. `url` is read verbatim by LaTeX and is percent-encoded.
    """
    return "\n".join(_bibtex_entry(work) for work in citation_items)


def _bibtex_entry(work: CitationItem) -> str:
    lines = [f"  {name} = {value},\n" for name, value in _bibtex_fields(work) if value]
    return f"@misc{{{work.key},\n{''.join(lines)}}}\n"


def _bibtex_fields(work: CitationItem) -> tuple[tuple[str, str], ...]:
    year, month, day = (*work.issued, 0, 0, 0)[:3]
    return (
        # A second pair of braces keeps a name or a title as it is: no parts of names, no small letters.
        ("author", _braced(" and ".join(map(_bibtex_author, work.authors)))),
        ("title", _braced(f"{{{_escaped(work.title)}}}")),
        ("howpublished", _braced(_escaped(work.container))),
        ("year", _braced(f"{year:04d}") if year else ""),
        ("month", _MONTHS[month - 1] if month else ""),
        ("day", _braced(str(day)) if day else ""),
        ("url", _braced(quote(work.url, safe="!#$%&'()*+,/:;=?@[]~"))),
        ("urldate", _braced("-".join(f"{part:02d}" for part in work.accessed))),
        ("note", _braced(_escaped(". ".join(work.notes)))),
    )


def _bibtex_author(author: Author) -> str:
    names = (author.family, author.given) if author.family else (author.name,)
    return ", ".join(f"{{{_escaped(name)}}}" for name in names)


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_TEX_ESCAPES)


_RIS_TYPES = {
    "article-newspaper": "NEWS",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "webpage": "ELEC",
}
"""Types of CSL that RIS has a type for; all others are generic."""


def ris(citation_items: Iterable[CitationItem]) -> str:
    """One record for each work, from its `TY` to its `ER`: a tag, two spaces, a hyphen, a space and a value on each line.

    Lines end in CR LF. A value takes the rest of its line and nothing is escaped, so it may hold anything but a line break.
    """
    return "".join(
        f"{tag}  - {' '.join(value.split())}\r\n"
        for work in citation_items
        for tag, value in _ris_lines(work)
    )


def _ris_lines(work: CitationItem) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_TYPES.get(work.kind, "GEN")
    yield "ID", work.key
    yield from (("AU", f"{a.family}, {a.given}" if a.family else a.name) for a in work.authors)
    yield "TI", work.title
    if work.container:
        yield "T2", work.container
    if work.issued:
        yield "PY", f"{work.issued[0]:04d}"
    if len(work.issued) > 1:
        yield "DA", _ris_day(work.issued)
    if work.url:
        yield "UR", work.url
    if work.accessed:
        yield "Y2", _ris_day(work.accessed)
    if work.language:
        yield "LA", work.language
    yield from (("N1", note) for note in work.notes)
    yield "ER", ""


def _ris_day(parts: tuple[int, ...]) -> str:
    """`YYYY/MM/DD/`; a part that is not known stays empty between its slashes."""
    year, *rest = parts
    month, day = (*(f"{part:02d}" for part in rest), "", "")[:2]
    return f"{year:04d}/{month}/{day}/"


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def csl_json(citation_items: Iterable[CitationItem]) -> str:
    """A list of items, a field a line, as citation processors and Zotero read it (citationstyles.org, schema 1.0).

    The name of a body, and of somebody who has no page here, stands as it is (`literal`): which part is the family name
    is not known.
    """
    items = ",\n".join(_csl_item(work) for work in citation_items)
    return f"[\n{items}\n]\n"


def _csl_item(work: CitationItem) -> str:
    lines = ",\n".join(f"  {_json(name)}: {_json(value)}" for name, value in _csl_fields(work).items())
    return f" {{\n{lines}\n }}"


def _json(value: object) -> str:
    return _ENCODER.encode(value)


def _csl_fields(work: CitationItem) -> dict[str, Any]:
    values = {
        "id": work.key,
        "type": work.kind,
        "title": work.title,
        "container-title": work.container,
        "author": [
            {"family": author.family, "given": author.given} if author.family else {"literal": author.name}
            for author in work.authors
        ],
        "issued": _date_parts(work.issued),
        "URL": work.url,
        "accessed": _date_parts(work.accessed),
        "language": work.language,
        "note": ". ".join(work.notes),
    }
    return {name: value for name, value in values.items() if value}


def _date_parts(parts: tuple[int, ...]) -> dict[str, Any] | None:
    return {"date-parts": [list(parts)]} if parts else None
