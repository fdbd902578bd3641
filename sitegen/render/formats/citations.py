"""How to cite a page: as plain text, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.render.formats.bibtex import bibtex
from sitegen.render.formats.citation_items import CitationItem, citation_items
from sitegen.render.formats.csl_json import csl_json
from sitegen.render.formats.ris import ris
from sitegen.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class PlainCitation:
    """A citation to read: `role` says of what ("Original", "This page")."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Citations:
    """What a page gives to cite, the original first; each format holds all of it.

    It is written when a page asks for it: most builds only look whether the works are still the same.
    """

    citation_items: tuple[CitationItem, ...]

    @property
    def plain(self) -> tuple[PlainCitation, ...]:
        """One citation to read for each work."""
        return tuple(PlainCitation(work.role, plain(work)) for work in self.citation_items)

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


def plain(work: CitationItem) -> str:
    """Authors. “Title”. Outlet or site, date. Address. What else is to be known."""
    dated = work.dated if work.container else work.dated[:1].upper() + work.dated[1:]
    place = ", ".join(filter(None, (work.container, dated)))
    notes = tuple(note for note in work.notes if not (work.dated and note.endswith(work.dated)))
    phrases = (", ".join(work.authors), f"“{work.title}”", place, work.url, *notes)
    return " ".join(_ended(phrase) for phrase in phrases if phrase)


def _ended(phrase: str) -> str:
    """With a full stop, unless it has an end of its own or is an address, to which a stop would seem to belong."""
    if "://" in phrase.rpartition(" ")[2]:
        return phrase
    return phrase if phrase.endswith((".", "!", "?")) else f"{phrase}."
