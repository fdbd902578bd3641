"""What many views ask of the site, worked out once: addresses, plain summaries, neighbours, the way from home.

Views are made page by page; whatever would have to be looked for in all entries stands here instead, so that the time
of a build grows with the number of pages and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, TypeAlias, TypedDict

from sitegen import dates, urls
from sitegen.model.fields import Change
from sitegen.model.kinds import (
    FILLED_BY,
    KIND_OF_FOLDER,
    KINDS,
    Article,
    Entry,
    Nameable,
    Page,
    Person,
    Topic,
    of_kind,
)
from sitegen.model.output import Outlines
from sitegen.model.site import LinkedEntry, Sentence, Settings, Site
from sitegen.model.values import Date, Named
from sitegen.model.words import Words
from sitegen.names.alphabet import OTHER, Alphabet, alphabet_of
from sitegen.render.long_lists import LongList, by_part, by_year, is_long

EMPTY = LinkedEntry()

HOME_WORDS = "home"
"""Under which words of kinds have those of the home page, which has no folder."""


MOST_NAMED = 30
"""How many names stand on the first page of a list of names that is split."""

Mention: TypeAlias = tuple[str, Sentence | None]
"""An entry in a list, and the sentence by which it mentions what it is listed under."""


class Neighbours(NamedTuple):
    """The articles before and after one in a topic, by date; empty at the ends."""

    older: str
    newer: str


class FiledName(NamedTuple):
    """A name as written, its letter (`Alphabet.letter`), and those it may mean; its `own` if it heads their page."""

    words: str
    letter: str
    ids: tuple[str, ...]
    own: bool


class Lists(TypedDict):
    """The lists of the whole site."""

    timeline: LongList[str]
    changes: LongList[tuple[str, Change]]
    names: LongList[FiledName]
    most_named: tuple[tuple[str, int], ...]
    topics: tuple[Topic, ...]
    pages: tuple[Page, ...]
    redirects: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """The site with its lists by which views find things. All values are ids or output paths.

    `paths` is the output path of each entry, `first_paths` that under which it was first published; `summaries` the plain text that stands for it in lists, feeds and
    previews (its content note, where it has one); `neighbours` is by topic and article. `years` are those under which
    lists file entries; `kinds` are the ids of each kind by its folder, sorted; `listed` is what the pages of entries list that are too long for one, with the sentences that
    mention them; `overviews` are the entries that each page over the whole site is made of, by its name; `indexes` are all entries of each kind that has a page of them, by its folder, the newest first, else by title; `people` are the persons whom a name or alias means beyond doubt; `lists` are those of the whole site, by
    the names of the properties that give them. `drafts` says whether some entries are drafts, `search` whether the site
    has an index; `base_url` ends in `/`; `outlines` are the ground of its maps.

    Whatever changes from entry to entry stands in one of its mappings, so that `reads` can note it.
    """

    site: Site
    words: Words
    outlines: Outlines | None
    today: date
    base_url: str
    search: bool
    paths: Mapping[str, str]
    first_paths: Mapping[str, str]
    summaries: Mapping[str, str]
    neighbours: Mapping[tuple[str, str], Neighbours]
    years: Mapping[str, str]
    kinds: Mapping[str, tuple[str, ...]]
    listed: Mapping[str, LongList[Mention]]
    overviews: Mapping[str, tuple[str, ...]]
    indexes: Mapping[str, LongList[str]]
    people: Mapping[str, Person]
    lists: Lists
    drafts: bool

    @property
    def settings(self) -> Settings:
        """What the site says of itself."""
        return self.site.settings

    @property
    def packs_url(self) -> str | None:
        """The folder on the web in which the packages stand, if they are published: beside the site it goes where that goes."""
        stated, own = self.settings.packs_url, self.settings.base_url
        return self.base_url + stated.removeprefix(own) if stated and stated.startswith(own) else stated

    @property
    def alphabet(self) -> Alphabet:
        """The order of names and titles in the site's language."""
        return alphabet_of(self.settings.language)

    @property
    def timeline(self) -> LongList[str]:
        """Every event in the order of time."""
        return self.lists["timeline"]

    @property
    def changes(self) -> LongList[tuple[str, Change]]:
        """Every change with the entry it was made to, the newest first."""
        return self.lists["changes"]

    @property
    def names(self) -> LongList[FiledName]:
        """The names of the A-Z."""
        return self.lists["names"]

    @property
    def most_named(self) -> tuple[tuple[str, int], ...]:
        """Those that most pages mention, with how many do."""
        return self.lists["most_named"]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in the order in which they are shown."""
        return self.lists["topics"]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The plain pages in the order in which they are shown, those first that the navigation has."""
        return self.lists["pages"]

    @property
    def redirects(self) -> tuple[tuple[str, str], ...]:
        """Old addresses with the ids of the entries that they lead to."""
        return self.lists["redirects"]

    def linked(self, entry_id: str) -> LinkedEntry:
        """What linking found out about an entry."""
        return self.site.linked.get(entry_id, EMPTY)

    def ids(self, *kinds: type[Entry]) -> tuple[str, ...]:
        """The ids of the entries of some kinds, in the order of the site."""
        folders = (folder for folder, kind in KIND_OF_FOLDER.items() if issubclass(kind, kinds))
        return tuple(sorted(chain.from_iterable(self.kinds.get(folder, ()) for folder in folders)))

    def date(self, when: Date | None) -> str:
        """A date in the words of the site's language; `""` where there is none."""
        return dates.format(when, self.words) if when else ""

    def kind_name(self, entry: Entry) -> str:
        """What readers call the kind of an entry, as a heading of it."""
        return self.words(f"kinds.{entry.folder or HOME_WORDS}.one")

    def title(self, entry_id: str) -> str:
        """The words that stand for an entry."""
        return self.site.entries[entry_id].display_title

    def name_of(self, named: Named) -> str:
        """The title of the entry that `named` is the id of, else its words."""
        return self.title(named.text) if named.text in self.site.entries else named.text


def index_of(
    site: Site,
    words: Words,
    *,
    today: date,
    base_url: str | None,
    search: bool,
    outlines: Outlines | None = None,
) -> SiteIndex:
    """The index of `site`, whose pages are in the language of `words`; `base_url` replaces that of the settings."""
    entries = tuple(site.entries.values())
    years = {entry.id: dates.year_of(entry) or urls.UNDATED for entry in entries}
    alphabet = alphabet_of(site.settings.language)
    return SiteIndex(
        site=site,
        words=words,
        outlines=outlines,
        today=today,
        base_url=base_url or site.settings.base_url,
        search=search,
        paths={i: urls.output_path(entry) for i, entry in site.entries.items()},
        first_paths=urls.first_addresses(entries, site.addresses),
        summaries={i: _summary(entry, site.linked.get(i, EMPTY)) for i, entry in site.entries.items()},
        neighbours=_neighbours(site),
        years=years,
        kinds=_by_folder(entries),
        listed=_too_long(site, years),
        overviews={name: tuple(e.id for e in entries if fills(e)) for name, fills in FILLED_BY.items()},
        indexes={kind.folder: _index_of(entries, kind, years, alphabet) for kind in KINDS if kind.indexed_by},
        people=_people(entries),
        lists=_lists(site, years, alphabet),
        drafts=any(entry.draft for entry in entries),
    )


def _lists(site: Site, years: Mapping[str, str], alphabet: Alphabet) -> Lists:
    entries, place = tuple(site.entries.values()), alphabet.sort_key
    return {
        "timeline": by_year(site.timeline, years.__getitem__),
        "changes": _changes(entries),
        "names": by_part(names_in_order(entries, alphabet), attrgetter("letter")),
        "most_named": _most_named(site, alphabet),
        "topics": tuple(sorted(of_kind(entries, Topic), key=lambda t: (t.order, place(t.title)))),
        "pages": tuple(sorted(of_kind(entries, Page), key=lambda p: (not p.nav, place(p.title)))),
        "redirects": tuple((old, entry.id) for entry in entries for old in entry.redirect_from),
    }


def _index_of(
    entries: Iterable[Entry], kind: type[Entry], years: Mapping[str, str], alphabet: Alphabet
) -> LongList[str]:
    """The entries of a kind, the newest first; what only is part of something is by title, and is not split by years."""
    dated = kind.indexed_by != "whole"

    def by_title(entry: Entry) -> tuple[object, ...]:
        return (alphabet.sort_key(entry.display_title), entry.id)

    found = sorted(of_kind(entries, kind), key=dates.newest_first if dated else by_title)
    return by_year((entry.id for entry in found), years.__getitem__, split=None if dated else False)


def _by_folder(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    filed: dict[str, list[str]] = {}
    for entry in entries:
        filed.setdefault(entry.folder, []).append(entry.id)
    return {folder: tuple(sorted(ids)) for folder, ids in filed.items()}


def _summary(entry: Entry, linked: LinkedEntry) -> str:
    shown = entry.summary_shown
    return linked.opening if shown is None else shown


def _neighbours(site: Site) -> dict[tuple[str, str], Neighbours]:
    found: dict[tuple[str, str], Neighbours] = {}
    for topic in of_kind(site.entries.values(), Topic):
        newest_first = site.linked.get(topic.id, EMPTY).listed(Article)
        row = ("", *newest_first, "")
        for position, article in enumerate(newest_first, start=1):
            found[topic.id, article] = Neighbours(row[position + 1], row[position - 1])
    return found


def _changes(entries: Iterable[Entry]) -> LongList[tuple[str, Change]]:
    found = [
        (dates.sort_key(change.date)[0], entry.id, change) for entry in entries for change in entry.changes
    ]
    found.sort(key=lambda c: c[:2], reverse=True)
    return by_year(
        ((entry, change) for _, entry, change in found), lambda c: f"{dates.sort_key(c[1].date)[0].year:04}"
    )


def _most_named(site: Site, alphabet: Alphabet) -> tuple[tuple[str, int], ...]:
    counted = (
        (len(site.linked.get(entry.id, EMPTY).backlinks), entry)
        for entry in of_kind(site.entries.values(), Nameable)
    )
    found = nsmallest(
        MOST_NAMED, counted, key=lambda row: (-row[0], alphabet.sort_key(row[1].name), row[1].id)
    )
    return tuple((entry.id, pages) for pages, entry in found if pages)


def _people(entries: Iterable[Entry]) -> dict[str, Person]:
    named: dict[str, list[Person]] = {}
    for person in of_kind(entries, Person):
        for name in person.full_forms:
            named.setdefault(name, []).append(person)
    return {name: borne[0] for name, borne in named.items() if len(borne) == 1}


def _too_long(site: Site, years: Mapping[str, str]) -> dict[str, LongList[Mention]]:
    """What is listed on the page of each entry of which a list is too long for one page, each entry once."""
    found: dict[str, LongList[Mention]] = {}
    for entry_id, linked in site.linked.items():
        if any(map(is_long, (*linked.lists.values(), linked.backlinks))):
            sentences = {backlink.source: backlink.sentence for backlink in linked.backlinks}
            ids = dict.fromkeys((*linked.listed(Entry), *sentences))
            found[entry_id] = by_year(((i, sentences.get(i)) for i in ids), lambda m: years[m[0]], split=True)
    return found


def names_in_order(entries: Iterable[Entry], alphabet: Alphabet) -> tuple[FiledName, ...]:
    """The names of the A-Z: own names one by one; other names once, with all who share them.

    They go by their folded form without the Arabic article, those of people by their family name.
    """
    keyed: list[tuple[str, FiledName]] = []
    shared: dict[str, list[str]] = {}
    for entry in of_kind(entries, Nameable):
        key, letter = alphabet.name_key(entry.sort_name), alphabet.letter(entry.sort_name)
        keyed.append((key, FiledName(entry.name, letter, (entry.id,), own=True)))
        for words in dict.fromkeys((*entry.aliases, *entry.spellings)):
            shared.setdefault(words, []).append(entry.id)
    for words, ids in shared.items():
        key, letter = alphabet.name_key(words), alphabet.letter(words)
        keyed.append((key, FiledName(words, letter, tuple(ids), own=False)))
    keyed.sort(key=lambda n: (n[1].letter == OTHER, n[0], not n[1].own, n[1].words, n[1].ids))
    return tuple(name for _, name in keyed)


@dataclass(frozen=True, slots=True)
class Step:
    """A page above another: its output path and its title; its id where it is that of a `topic`."""

    path: str
    title: str
    topic: str = ""


def breadcrumbs(index: SiteIndex, entry: Entry) -> tuple[Step, ...]:
    """From home to the page above that of an entry; of home itself nothing."""
    if index.paths[entry.id] == urls.HOME:
        return ()
    home = Step(urls.HOME, index.words("frame.home"))
    if entry.below == "home":
        return (home,)
    if entry.below == "topic":
        topics = index.linked(entry.id).topics[:1]
        return (home, *(Step(index.paths[topic], index.title(topic), topic) for topic in topics))
    return (home, Step(urls.NAVIGATION[entry.below], index.words(f"nav.{entry.below}")))
