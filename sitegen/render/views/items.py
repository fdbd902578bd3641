"""The small values that views are made of: links, dates in words, entries as they stand in lists.

A view holds nothing else: texts, links relative to its page, and rows of these. So it says exactly what its layout
can show, and two equal views give the same page.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sitegen import dates
from sitegen.model.kinds import Entry
from sitegen.model.site import Sentence
from sitegen.model.values import Date

_RIGHT_TO_LEFT = frozenset({
    "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "ks", "ku", "lrc", "mzn", "pnb", "prs", "ps", "sd", "sdh",
    "syr", "ug", "ur", "yi", "Arab", "Aran", "Hebr", "Syrc", "Thaa",
})  # fmt: skip
"""Languages, and the scripts in which they are written."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link and its words. Without `href` it is only the words; `id` is the entry's, where a preview is to be had."""

    href: str
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class DateView:
    """A date for a reader, and for a machine where it is sure enough."""

    words: str
    machine: str | None


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet as it stands beside what it published: with its label."""

    link: Link
    label: str = ""


@dataclass(frozen=True, slots=True)
class OutletBasis:
    """An outlet with its label, on what basis, and who says so (None: we do)."""

    link: Link
    label: str = ""
    basis: str = ""
    by: Link | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in a list.

    `updated` says that `when` is no date of its matter but that of its last update; `summary` is plain text, its
    content note where `warned`; `status` that of an event, `genre` that of an article or the kind of a note;
    `sentence` is the one that mentions the page it is listed on.
    """

    link: Link
    when: DateView | None = None
    updated: bool = False
    outlet: OutletLine | None = None
    summary: str = ""
    status: str = ""
    genre: str = ""
    warned: bool = False
    retracted: bool = False
    sentence: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a list under a heading of its own; `name` is a word of the interface or the heading itself."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A language and the direction in which it is written."""

    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class Embed:
    """Something of another entry inside a text: `kind` is `claim`, `event` or `summary`, `view` what it shows."""

    kind: str
    view: object


Part = Markup | Embed
BodyView = tuple[Part, ...]


def script(lang: str) -> Script:
    """The direction goes by the script that the tag names (`az-Arab`), else by the language."""
    language, *parts = lang.split("-")
    written_in = next((part for part in parts if len(part) == 4), language)
    return Script(lang, "rtl" if written_in in _RIGHT_TO_LEFT else "ltr")


def date_view(date: Date | None) -> DateView | None:
    """A date of the model as a reader sees it."""
    return DateView(dates.format(date), dates.isoformat(date)) if date else None


def retracted(entry: Entry) -> bool:
    """Whether an entry says of itself that it should not be relied on."""
    return any(change.kind == "retraction" for change in entry.changes)
