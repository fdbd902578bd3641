"""How to cite a page: as plain text, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.render.formats.bibtex import bibtex
from sitegen.render.formats.csl_json import csl_json
from sitegen.render.formats.ris import ris
from sitegen.render.formats.works import Work, works
from sitegen.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class PlainCitation:
    """A citation to read: `role` says of what ("Original", "This page")."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Citations:
    """The citations of one page, the original first; each format holds all of them."""

    plain: tuple[PlainCitation, ...]
    bibtex: str
    ris: str
    csl_json: str


def citations(index: SiteIndex, entry_id: str) -> Citations:
    """The citations of an entry's page."""
    cited = works(index, entry_id)
    return Citations(
        plain=tuple(PlainCitation(work.role, plain(work)) for work in cited),
        bibtex=bibtex(cited),
        ris=ris(cited),
        csl_json=csl_json(cited),
    )


def plain(work: Work) -> str:
    """Authors. “Title”. Outlet or site, date. Address. What else is to be known."""
    place = ", ".join(filter(None, (work.container, work.dated)))
    notes = tuple(note for note in work.notes if not (work.dated and note.endswith(work.dated)))
    phrases = (", ".join(work.authors), f"“{work.title}”", place, work.url, *notes)
    return " ".join(_ended(phrase) for phrase in phrases if phrase)


def _ended(phrase: str) -> str:
    """With a full stop, unless it has an end of its own or is an address, to which a stop would seem to belong."""
    if "://" in phrase.rpartition(" ")[2]:
        return phrase
    return phrase if phrase.endswith((".", "!", "?")) else f"{phrase}."
