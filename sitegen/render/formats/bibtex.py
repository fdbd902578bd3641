"""Citations as BibTeX, in the fields that BibTeX, BibLaTeX and reference managers all read.

A value stands in braces. BibTeX counts braces even behind a backslash, so a brace in a text is written as a command;
the other characters that TeX takes for its own are escaped. `url` is read verbatim by LaTeX and is percent-encoded.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from sitegen.render.formats.citation_items import CitationItem

_ESCAPES = str.maketrans(
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
    """One `@misc` entry for each work, an empty line between."""
    return "\n".join(_entry(work) for work in citation_items)


def _entry(work: CitationItem) -> str:
    lines = [f"  {name} = {value},\n" for name, value in _fields(work) if value]
    return f"@misc{{{work.key},\n{''.join(lines)}}}\n"


def _fields(work: CitationItem) -> tuple[tuple[str, str], ...]:
    year, month, day = (*work.issued, 0, 0, 0)[:3]
    return (
        # A second pair of braces keeps a name or a title as it is: no parts of names, no small letters.
        ("author", _braced(" and ".join(f"{{{_escaped(author)}}}" for author in work.authors))),
        ("title", _braced(f"{{{_escaped(work.title)}}}")),
        ("howpublished", _braced(_escaped(work.container))),
        ("year", _braced(f"{year:04d}") if year else ""),
        ("month", _MONTHS[month - 1] if month else ""),
        ("day", _braced(str(day)) if day else ""),
        ("url", _braced(quote(work.url, safe="!#$%&'()*+,/:;=?@[]~"))),
        ("urldate", _braced("-".join(f"{part:02d}" for part in work.accessed))),
        ("note", _braced(_escaped(". ".join(work.notes)))),
    )


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)
