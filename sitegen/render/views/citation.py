"""How to cite a page, ready to copy: the original of a digest first, then the page itself."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.render.formats.citations import citations as citations_of
from sitegen.render.views.here import Here


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in one form; `form` is a word of the interface: text, bibtex, ris, csl."""

    form: str
    text: str


def citations(here: Here, entry_id: str) -> tuple[Citation, ...]:
    """The citation of an entry's page in every form there is."""
    cited = citations_of(here.index, entry_id)
    return (
        Citation("text", "\n".join(f"{plain.role}: {plain.text}" for plain in cited.plain)),
        Citation("bibtex", cited.bibtex),
        Citation("ris", cited.ris),
        Citation("csl", cited.csl_json),
    )
