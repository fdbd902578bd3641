"""The small values that views are made of: links, dates in words, entries as they stand in lists.

A view holds nothing else: texts, links relative to its page, and rows of these. So it says exactly what its layout
can show, and two equal views give the same page.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from sitegen.model.kinds import Entry
from sitegen.model.site import Sentence


class Script(NamedTuple):
    """A language (`""` where it is not known) and the direction in which it is written."""

    lang: str
    dir: str


class Link(NamedTuple):
    """A link and its words. Without `href` it is only the words; `id` is the entry's, where a preview is to be had, `script`
    that of the entry where it is not the site's; else `dir` is the direction of the words where that is not the site's.
    """

    href: str
    text: str
    id: str = ""
    script: Script | None = None
    dir: str = ""


class DateView(NamedTuple):
    """A date for a reader, and for a machine where it is sure enough; `beside` it the day of another calendar by which readers
    count too, where it is one known day.
    """

    words: str
    machine: str | None
    beside: str = ""


class OutletLine(NamedTuple):
    """An outlet as it stands beside what it published: with its label."""

    link: Link
    label: str = ""


class OutletBasis(NamedTuple):
    """An outlet with its label, on what basis, and who says so (None: we do)."""

    link: Link
    label: str = ""
    basis: str = ""
    by: Link | None = None


class Item(NamedTuple):
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


class Group(NamedTuple):
    """A part of a list under a heading of its own; `name` is a word of the interface or the heading itself."""

    name: str
    items: tuple[Item, ...]


class Embed(NamedTuple):
    """Something of another entry inside a text: `kind` is `claim`, `event` or `summary`, `view` what it shows."""

    kind: str
    view: object


Part = Markup | Embed
BodyView = tuple[Part, ...]


def retracted(entry: Entry) -> bool:
    """Whether an entry says of itself that it should not be relied on."""
    return any(change.kind == "retraction" for change in entry.changes)
