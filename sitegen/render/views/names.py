"""The A-Z of names: every name, alias and spelling of people, organisations, places and outlets, under its letter.

A spelling that several share leads to all of them. Names go by their folded form without the Arabic article, people by
their family name.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import urls
from sitegen.model.entries import Entity, Nameable, Person
from sitegen.names.fold import fold
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.entity import Native, names_of
from sitegen.render.views.here import Here
from sitegen.render.views.items import Link
from sitegen.render.views.listing import LONGEST
from sitegen.render.views.page import Page, site_page

OTHER = "other"
"""The letter of what begins with none of A to Z; also the file name of its page."""


@dataclass(frozen=True, slots=True)
class NameLine:
    """A line of the list: an entry under its own name, or another name and those it may mean (`see`)."""

    words: str
    link: Link | None
    kind: str
    summary: str
    native: tuple[Native, ...]
    see: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The lines of a letter, A to Z in small letters, or `OTHER`."""

    name: str
    lines: tuple[NameLine, ...]


@dataclass(frozen=True, slots=True)
class NamesView:
    """What `names.html` sees. Where the list is split, `pages` lead to the letters, and `letter` is that of this page."""

    letters: tuple[Letter, ...]
    pages: tuple[Link, ...]
    letter: str
    whole: Link


@dataclass(frozen=True, slots=True)
class _Name:
    key: str
    words: str
    ids: tuple[str, ...]
    own: bool


def view(here: Here, letter: str = "") -> Page:
    """The whole list, or one letter of it."""
    every = _in_order(here.index)
    letters: dict[str, list[_Name]] = {}
    for name in every:
        letters.setdefault(_letter(name.key), []).append(name)
    split = len(every) > LONGEST
    shown = [letter] if letter else [] if split else list(letters)
    content = NamesView(
        letters=tuple(Letter(name, tuple(_line(here, n) for n in letters[name])) for name in shown),
        pages=tuple(Link(here.href(urls.year_path(urls.NAMES, name)), name) for name in letters)
        if split
        else (),
        letter=letter,
        whole=Link(here.href(urls.NAMES), ""),
    )
    return site_page(here, content)


def split_letters(index: SiteIndex) -> tuple[str, ...]:
    """The letters that have pages of their own; none where one page holds all."""
    every = _in_order(index)
    return tuple(dict.fromkeys(_letter(name.key) for name in every)) if len(every) > LONGEST else ()


def _in_order(index: SiteIndex) -> list[_Name]:
    own: list[_Name] = []
    others: dict[tuple[str, str], list[str]] = {}
    for entry in (e for e in index.site.entries.values() if isinstance(e, Nameable)):
        own.append(_Name(_sort_name(entry), entry.name, (entry.id,), own=True))
        for words in dict.fromkeys((*entry.aliases, *entry.spellings)):
            others.setdefault((fold(words), words), []).append(entry.id)
    shared = [_Name(key, words, tuple(ids), own=False) for (key, words), ids in others.items()]
    return sorted((*own, *shared), key=lambda n: (_letter(n.key) == OTHER, n.key, not n.own, n.words, n.ids))


def _sort_name(entry: Nameable) -> str:
    if isinstance(entry, Person):
        family = entry.family or entry.name.rpartition(" ")[2]
        return fold(f"{family} {entry.name}")
    return fold(entry.family if isinstance(entry, Entity) and entry.family else entry.name)


def _letter(key: str) -> str:
    return key[0] if key[:1].isascii() and key[:1].isalpha() else OTHER


def _line(here: Here, name: _Name) -> NameLine:
    first = here.entry(name.ids[0])
    if not name.own or not isinstance(first, Nameable):
        return NameLine(name.words, None, "", "", (), here.links(name.ids))
    summary = here.index.summaries[first.id]
    return NameLine(name.words, here.link(first.id), first.folder, summary, names_of(first).native, ())
