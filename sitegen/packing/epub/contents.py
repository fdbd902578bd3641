"""What a book holds, in the order of reading: the pages of the site, or those of one topic with all that they name.

A page that no entry makes stands with the kind that it lists; what a book does without is what only a browser needs
(search) or what its own table of contents says (home).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from types import UnionType

from sitegen import urls
from sitegen.model.kinds import KINDS, Citable, Entity, Entry, Outlet, Page, Topic
from sitegen.render.outputs import OUTPUTS, Address, Pages
from sitegen.render.site_index import SiteIndex

_WITHOUT = frozenset({urls.HOME, urls.SEARCH})
_LISTS = {urls.TIMELINE: "events", urls.NAMES: "people", urls.CHANGES: Page.folder}
"""The pages that stand before entries of a kind and not in its folder."""

_WITH_EVERY_TOPIC = (Page,)
"""How the texts are made belongs to each of them."""

_FIRST = (0, 0)
"""Lists stand before entries."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the site as part of a book: the row of `OUTPUTS` that makes it, where it stands, and whose it is, if an entry's."""

    row: Pages
    address: Address
    entry: str = ""

    @property
    def path(self) -> str:
        """Its output path on the site."""
        return self.address[0]


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters under one heading: the folder of a kind, or `overviews` for what goes across topics."""

    name: str
    chapters: tuple[Chapter, ...]


def parts_of(index: SiteIndex, topic: str = "") -> tuple[Part, ...]:
    """The parts of the book of the whole site, or of that of a topic; none is empty."""
    entries = entries_of(index, topic) if topic else index.site.entries.keys()
    by_part: dict[str, list[Chapter]] = defaultdict(list)
    for chapter in _chapters(index):
        if chapter.entry in entries or not (chapter.entry or topic):
            by_part[_part_of(index, chapter)].append(chapter)
    order = [Topic.folder, "overviews", *(kind.folder for kind in KINDS if kind is not Topic)]
    ranks = _ranks(index)
    in_order = ((name, sorted(by_part[name], key=lambda c: ranks.get(c.entry, _FIRST))) for name in order)
    return tuple(Part(name, tuple(row)) for name, row in in_order if row)


def entries_of(index: SiteIndex, topic: str) -> Collection[str]:
    """The entries in the book of a topic: itself, what is filed under it, what these rest on, whatever all of them name, and
    how such texts are made.
    """
    entries, linked = index.site.entries.values(), index.linked

    def led_to(kinds: type[Entry] | UnionType, texts: Collection[str], by: Collection[str]) -> set[str]:
        return {
            entry.id
            for entry in entries
            if isinstance(entry, kinds)
            and any(link.how in by and link.source in texts for link in linked(entry.id).backlinks)
        }

    filed = {
        entry.id for entry in entries if topic in linked(entry.id).topics and not isinstance(entry, Topic)
    }
    texts = {topic} | filed
    texts |= led_to(Citable, texts, ("citation", "front matter"))
    made_it = {outlet for text in texts for outlet, _ in linked(text).outlets}
    named = led_to(Entity | Outlet, texts, ("text", "citation", "embed", "front matter"))
    return texts | made_it | named | {entry.id for entry in entries if isinstance(entry, _WITH_EVERY_TOPIC)}


def _chapters(index: SiteIndex) -> Iterator[Chapter]:
    """Every page of the site that a book can hold."""
    for row in OUTPUTS:
        if isinstance(row, Pages) and row.indexed:
            for path, asked in row.addresses(index):
                if path not in _WITHOUT:
                    entry = asked[0] if asked and asked[0] in index.paths else ""
                    yield Chapter(row, (path, asked), entry)


def _part_of(index: SiteIndex, chapter: Chapter) -> str:
    if chapter.entry:
        return index.site.entries[chapter.entry].folder
    path = chapter.path
    if path in urls.OVERVIEWS.values():
        return "overviews"
    for page, folder in _LISTS.items():
        if path == page or path.startswith(f"{page.removesuffix('.html')}/"):
            return folder
    return path.partition("/")[0]


def _ranks(index: SiteIndex) -> dict[str, tuple[int, object]]:
    """The place of each entry among those of its kind: as lists of the site have them, else by its name."""
    indexes = chain.from_iterable(every.whole for every in index.indexes.values())
    ordered = dict.fromkeys(chain((topic.id for topic in index.topics), index.site.timeline, indexes))
    ranks: dict[str, tuple[int, object]] = {i: (1, n) for n, i in enumerate(ordered)}
    named = (entry for entry in index.site.entries.values() if entry.id not in ranks)
    return ranks | {entry.id: (1, index.alphabet.sort_key(entry.display_title)) for entry in named}
