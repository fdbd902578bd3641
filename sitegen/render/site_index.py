"""What many views ask of the site, worked out once: addresses, plain summaries, neighbours.

Views are made page by page; whatever would have to be looked for in all entries stands here instead, so that the time
of a build grows with the number of pages and not with its square.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitegen import dates, urls
from sitegen.model.kinds import Article, Entry, Page, Topic, of_kind
from sitegen.model.site import LinkedEntry, Settings, Site
from sitegen.render.name_list import FiledName, names_in_order
from sitegen.render.plain import first_paragraph

EMPTY = LinkedEntry()


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles before and after one in a topic, by date; empty at the ends."""

    older: str
    newer: str


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """The site with its lists by which views find things. All values are ids or output paths.

    `paths` is the output path of each entry; `summaries` the plain text that stands for it in lists, feeds and
    previews (its content note, where it has one); `neighbours` is by topic and article; `years` are those under which
    lists file entries; `articles` has the newest first; `names` are those of the A-Z; `base_url` ends in `/`; `search` says whether the site has an index.
    """

    site: Site
    today: date
    base_url: str
    search: bool
    paths: Mapping[str, str]
    summaries: Mapping[str, str]
    neighbours: Mapping[tuple[str, str], Neighbours]
    years: Mapping[str, str]
    articles: tuple[str, ...]
    names: tuple[FiledName, ...]

    @property
    def drafts(self) -> bool:
        """Whether some of the entries are drafts."""
        return any(entry.draft for entry in self.site.entries.values())

    @property
    def settings(self) -> Settings:
        """What the site says of itself."""
        return self.site.settings

    def linked(self, entry_id: str) -> LinkedEntry:
        """What linking found out about an entry."""
        return self.site.linked.get(entry_id, EMPTY)

    def ids(self, *kinds: type[Entry]) -> tuple[str, ...]:
        """The ids of the entries of some kinds, in the order of the site."""
        return tuple(entry.id for entry in of_kind(self.site.entries.values(), *kinds))

    def title(self, entry_id: str) -> str:
        """The words that stand for an entry."""
        return self.site.entries[entry_id].display_title


def index_of(site: Site, *, today: date, base_url: str | None, search: bool) -> SiteIndex:
    """The index of `site`; `base_url` replaces that of the settings."""
    return SiteIndex(
        site=site,
        today=today,
        base_url=base_url or site.settings.base_url,
        search=search,
        paths={i: urls.output_path(entry) for i, entry in site.entries.items()},
        summaries={i: _summary(entry, site.linked.get(i, EMPTY)) for i, entry in site.entries.items()},
        neighbours=_neighbours(site),
        years={i: dates.year_of(entry) or urls.UNDATED for i, entry in site.entries.items()},
        articles=tuple(a.id for a in sorted(of_kind(site.entries.values(), Article), key=dates.newest_first)),
        names=names_in_order(site.entries.values()),
    )


def _summary(entry: Entry, linked: LinkedEntry) -> str:
    shown = entry.summary_shown
    return first_paragraph(linked.body) if shown is None else shown


def _neighbours(site: Site) -> dict[tuple[str, str], Neighbours]:
    found: dict[tuple[str, str], Neighbours] = {}
    for topic in of_kind(site.entries.values(), Topic):
        newest_first = site.linked.get(topic.id, EMPTY).listed(Article)
        row = ("", *newest_first, "")
        for position, article in enumerate(newest_first, start=1):
            found[topic.id, article] = Neighbours(row[position + 1], row[position - 1])
    return found


def plain_pages(index: SiteIndex) -> tuple[Page, ...]:
    """The plain pages, those of the navigation first."""
    return tuple(sorted(of_kind(index.site.entries.values(), Page), key=lambda p: (not p.nav, p.title)))
