"""Citations as RIS: a tag, two spaces, a hyphen, a space and a value on each line; lines end in CR LF.

A value takes the rest of its line and nothing is escaped, so a value may hold anything but a line break.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.render.formats.citation_items import CitationItem

_TYPES = {
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
    """One record for each work, from its `TY` to its `ER`."""
    return "".join(
        f"{tag}  - {' '.join(value.split())}\r\n" for work in citation_items for tag, value in _lines(work)
    )


def _lines(work: CitationItem) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(work.kind, "GEN")
    yield "ID", work.key
    yield from (("AU", author) for author in work.authors)
    yield "TI", work.title
    if work.container:
        yield "T2", work.container
    if work.issued:
        yield "PY", f"{work.issued[0]:04d}"
    if len(work.issued) > 1:
        yield "DA", _day(work.issued)
    if work.url:
        yield "UR", work.url
    if work.accessed:
        yield "Y2", _day(work.accessed)
    if work.language:
        yield "LA", work.language
    yield from (("N1", note) for note in work.notes)
    yield "ER", ""


def _day(parts: tuple[int, ...]) -> str:
    """`YYYY/MM/DD/`; a part that is not known stays empty between its slashes."""
    year, *rest = parts
    month, day = (*(f"{part:02d}" for part in rest), "", "")[:2]
    return f"{year:04d}/{month}/{day}/"
