"""A page as the place one links from: every link of a view is made here, relative to its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar, overload

from sitegen import dates, urls
from sitegen.dates.solar_hijri import day_beside
from sitegen.model.fields import Label
from sitegen.model.kinds import Citable, Entry, Event, Outlet
from sitegen.model.site import Sentence
from sitegen.model.values import Date, Named
from sitegen.names.alphabet import OTHER, letter_label
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.items import DateView, Item, Link, OutletBasis, OutletLine, Script, retracted

E = TypeVar("E", bound=Entry)


@lru_cache(maxsize=4096)
def _relative(folder: str, target: str) -> str:
    return urls.relative(f"{folder}/_" if folder else "_", target)


@dataclass(frozen=True, slots=True)
class PageContext:
    """The page at the output path `path` of the site `index`."""

    index: SiteIndex
    path: str

    def href(self, target: str, fragment: str = "") -> str:
        """The link to an output path; that of 404.html, which is served at any address, begins with the site's path."""
        if self.path == urls.NOT_FOUND:
            return urls.rooted(self.index.base_url, target)
        if fragment:
            return urls.relative(self.path, target, fragment)
        return _relative(self.path.rpartition("/")[0], target)

    def link(self, entry_id: str, words: str = "", fragment: str = "") -> Link:
        """The link to an entry, by its title unless other words are given."""
        text = words or self.index.title(entry_id)
        script = None if words else self.script_of(self.entry(entry_id))
        dir_ = "" if words or script else self._other_direction(text)
        return Link(self.href(self.index.paths[entry_id], fragment), text, entry_id, script, dir_)

    def links(self, ids: tuple[str, ...]) -> tuple[Link, ...]:
        """The links to some entries, in their order."""
        return tuple(self.link(i) for i in ids)

    def named(self, named: Named) -> Link:
        """An entry that front matter names, or the words that stand where there is none."""
        if named.text in self.index.site.entries:
            return self.link(named.text)
        return Link("", named.text, dir=self._other_direction(named.text))

    @overload
    def entry(self, entry_id: str) -> Entry: ...

    @overload
    def entry(self, entry_id: str, kind: type[E]) -> E: ...

    def entry(self, entry_id: str, kind: type[Entry] = Entry) -> Entry:
        """The entry itself.

        Raises:
            TypeError: it is not of this kind.
        """
        entry = self.index.site.entries[entry_id]
        if not isinstance(entry, kind):
            raise TypeError(f"{entry_id} is a {entry.noun} and no {kind.__name__}")
        return entry

    def entries(self, ids: Iterable[str], kind: type[E]) -> tuple[E, ...]:
        """Some entries, all of one kind."""
        return tuple(self.entry(i, kind) for i in ids)

    @overload
    def date(self, when: Date) -> DateView: ...

    @overload
    def date(self, when: Date | None) -> DateView | None: ...

    def date(self, when: Date | None) -> DateView | None:
        """A date as a reader sees it."""
        if when is None:
            return None
        beside = day_beside(when, self.index.words.locale)
        return DateView(self.index.date(when), dates.isoformat(when), beside)

    def script(self, lang: str) -> Script:
        """A language with its direction."""
        return Script(lang, self.index.words.locale.direction(lang))

    def script_of(self, entry: Entry) -> Script | None:
        """The script of what an entry says, title and all; None where it is that of the site."""
        other = entry.lang is not None and entry.lang != self.index.settings.language
        return self.script(entry.lang) if other and entry.lang else None

    def lang_of(self, entry: Entry) -> str:
        """The language of what an entry says, for a drawing; empty where it is that of the site."""
        script = self.script_of(entry)
        return script.lang if script else ""

    def script_of_original(self, entry: Entry, words: str) -> Script | None:
        """The script of words that an entry gives of somebody else: its own; else, where they run the other way than the page,
        their direction.
        """
        direction = self._other_direction(words)
        return self.script_of(entry) or (Script("", direction) if direction else None)

    def _other_direction(self, words: str) -> str:
        """The direction of words of which no language is known; empty where it is that of the page."""
        return self.index.words.locale.other_direction(words)

    def part_name(self, part: str) -> str:
        """What the part of a long list is called: a year, what no year is known of, a letter, or what begins with none."""
        if part == urls.UNDATED:
            return self.index.words("dates.undated")
        if part == OTHER:
            return self.index.words("names.other")
        return self.index.words.locale.figures(part) if part.isdecimal() else letter_label(part)

    def outlet(self, outlet: Named) -> OutletLine:
        """Who made something: an outlet with what kind of source it is, another entry, or words."""
        label = self._label(outlet)
        return OutletLine(self.named(outlet), label.text if label else "")

    def outlet_with_basis(self, outlet: Named) -> OutletBasis:
        """The same, with who says so on what basis."""
        label = self._label(outlet)
        if label is None:
            return OutletBasis(self.named(outlet))
        by = self.named(label.by) if label.by else None
        return OutletBasis(self.named(outlet), label.text, label.basis, by)

    def _label(self, outlet: Named) -> Label | None:
        entry = self.index.site.entries.get(outlet.text)
        return entry.label if isinstance(entry, Outlet) else None

    def makers(self, articles: Iterable[str]) -> tuple[Named, ...]:
        """Who made the originals of some articles, each once."""
        return tuple(dict.fromkeys(article.maker for article in self.entries(articles, Citable)))

    def item(
        self, entry_id: str, sentence: Sentence | None = None, *, summary: bool = True, outlet: bool = True
    ) -> Item:
        """An entry as lists show it. A content note stands instead of summary and sentence alike."""
        entry = self.entry(entry_id)
        warned = entry.warning is not None
        return Item(
            link=self.link(entry_id),
            when=self.date(entry.own_date),
            updated=entry.revised is not None,
            outlet=self.outlet(entry.maker) if outlet and entry.maker else None,
            summary=self.index.summaries[entry_id] if summary or warned else "",
            status=(entry.status or "") if isinstance(entry, Event) else "",
            genre=entry.sort_of,
            warned=warned,
            retracted=retracted(entry),
            sentence=None if warned else sentence,
        )
