"""The A-Z of names: every name, alias and spelling of people, organisations, places and outlets, under its letter.

A spelling that several share leads to all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import urls
from sitegen.model.kinds import Nameable
from sitegen.render.name_list import FiledName
from sitegen.render.views.entity import Native, names_of
from sitegen.render.views.items import Link
from sitegen.render.views.listing import year_links
from sitegen.render.views.page import Page, site_page
from sitegen.render.views.page_context import PageContext


@dataclass(frozen=True, slots=True)
class NameLine:
    """A line of the list: an entry under its own name (`link`), or other `words` and those they may mean (`see`)."""

    link: Link | None = None
    kind: str = ""
    native: tuple[Native, ...] = ()
    words: str = ""
    see: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The lines of a letter, A to Z in small letters, or `other`."""

    name: str
    lines: tuple[NameLine, ...]


@dataclass(frozen=True, slots=True)
class NamesView:
    """What `names.html` sees. Where the list is split, `pages` lead to the letters, and `letter` is that of this page."""

    letters: tuple[Letter, ...]
    pages: tuple[Link, ...]
    letter: str


def view(ctx: PageContext, letter: str = "") -> Page:
    """The whole list, or one letter of it."""
    every = ctx.index.names
    shown = (letter,) if letter else () if every.split else tuple(every.parts)
    content = NamesView(
        letters=tuple(Letter(name, tuple(_line(ctx, n) for n in every.parts[name])) for name in shown),
        pages=year_links(ctx, urls.NAMES, every),
        letter=letter,
    )
    return site_page(ctx, content)


def _line(ctx: PageContext, name: FiledName) -> NameLine:
    if not name.own:
        return NameLine(words=name.words, see=ctx.links(name.ids))
    first = ctx.entry(name.ids[0], Nameable)
    return NameLine(ctx.link(first.id), first.folder, names_of(first).native)
