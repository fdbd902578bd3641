"""Every kind of page and file that the site has, one row each. To add one: a view, a layout, a row here.

A row says where its files stand (an output path, and what each is asked for besides) and how one is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from sitegen import urls
from sitegen.model.kinds import (
    Article,
    Claim,
    Document,
    Entry,
    Event,
    Note,
    Organisation,
    Outlet,
    Page,
    Person,
    Place,
    Topic,
)
from sitegen.render.formats.feeds import feed, feeds
from sitegen.render.formats.previews import preview
from sitegen.render.formats.sitemap import robots, sitemap, sitemap_paths
from sitegen.render.long_lists import LongList
from sitegen.render.site_index import SiteIndex
from sitegen.render.views import (
    archives,
    article,
    claim,
    document,
    entity,
    event,
    home,
    note,
    overviews,
    page_frame,
    plain_pages,
    topic,
)

Address = tuple[str, tuple[str, ...]]
"""The output path of a file, and what it is asked for besides the place."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A kind of page: its layout, where its pages stand, what each shows, and whether search engines shall find them."""

    layout: str
    addresses: Callable[[SiteIndex], Iterable[Address]]
    view: Callable[..., page_frame.Page]
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class Files:
    """Files that no layout makes: where they stand, and what each holds, by its path and what it is asked for."""

    addresses: Callable[[SiteIndex], Iterable[Address]]
    content: Callable[..., bytes]


def _of(*kinds: type[Entry]) -> Callable[[SiteIndex], Iterator[Address]]:
    return lambda index: ((index.paths[i], (i,)) for i in index.ids(*kinds))


def _at(path: str) -> Callable[[SiteIndex], tuple[Address, ...]]:
    return lambda _index: ((path, ()),)


def _split(
    path: str, every: Callable[[SiteIndex], LongList[Any]]
) -> Callable[[SiteIndex], Iterator[Address]]:
    return lambda index: ((urls.year_path(path, part), (part,)) for part in every(index).pages)


def _years_of_entries(index: SiteIndex) -> Iterator[Address]:
    long = index.listed.items()
    return ((urls.year_path(index.paths[i], year), (i, year)) for i, every in long for year in every.pages)


def _redirects(index: SiteIndex) -> Iterator[Address]:
    return ((address, (target,)) for address, target in plain_pages.redirects(index))


def _withdrawn(index: SiteIndex) -> Iterator[Address]:
    return ((address, (reason,)) for address, reason in plain_pages.withdrawn(index))


def _previews(index: SiteIndex) -> Iterator[Address]:
    return ((urls.preview_path(i), (i,)) for i in index.site.entries)


def _found_by_crawlers(index: SiteIndex) -> Iterator[str]:
    rows = (row for row in OUTPUTS if isinstance(row, Pages) and row.indexed)
    return (path for row in rows for path, _ in row.addresses(index))


def _sitemaps(index: SiteIndex) -> Iterator[Address]:
    return ((path, ()) for path in sitemap_paths(_found_by_crawlers(index)))


def _sitemap(index: SiteIndex, path: str) -> bytes:
    return sitemap(index, _found_by_crawlers(index), path)


OUTPUTS: tuple[Pages | Files, ...] = (
    Pages("home.html", _at(urls.HOME), home.view),
    Pages("page.html", _of(Page), plain_pages.plain_view),
    Pages("topic.html", _of(Topic), topic.view),
    Pages("article.html", _of(Article), article.view),
    Pages("document.html", _of(Document), document.view),
    Pages("note.html", _of(Note), note.view),
    Pages("event.html", _of(Event), event.view),
    Pages("claim.html", _of(Claim), claim.view),
    Pages("person.html", _of(Person), entity.entity_view),
    Pages("organisation.html", _of(Organisation), entity.entity_view),
    Pages("place.html", _of(Place), entity.entity_view),
    Pages("outlet.html", _of(Outlet), entity.outlet_view),
    Pages("year.html", _years_of_entries, archives.year_view),
    Pages("timeline.html", _at(urls.TIMELINE), archives.timeline_view),
    Pages("timeline.html", _split(urls.TIMELINE, attrgetter("timeline")), archives.timeline_view),
    Pages("names.html", _at(urls.NAMES), archives.names_view),
    Pages("names.html", _split(urls.NAMES, attrgetter("names")), archives.names_view),
    Pages("articles.html", _at(urls.ARTICLES), archives.articles_view),
    Pages("articles.html", _split(urls.ARTICLES, attrgetter("articles")), archives.articles_view),
    Pages("outlets.html", _at(urls.OUTLETS), plain_pages.outlets_view),
    Pages("changes.html", _at(urls.CHANGES), archives.changes_view),
    Pages("changes.html", _split(urls.CHANGES, attrgetter("changes")), archives.changes_view),
    *(
        Pages(f"{name}.html", partial(overviews.addresses, name=name), view)
        for name, view in overviews.VIEWS.items()
    ),
    Pages("search.html", _at(urls.SEARCH), plain_pages.search_view),
    Pages("404.html", _at(urls.NOT_FOUND), plain_pages.not_found_view, indexed=False),
    Pages("redirect.html", _redirects, plain_pages.redirect_view, indexed=False),
    Pages("withdrawn.html", _withdrawn, plain_pages.withdrawn_view, indexed=False),
    Files(feeds, feed),
    Files(_previews, preview),
    Files(_sitemaps, _sitemap),
    Files(_at(urls.ROBOTS), robots),
)
"""The order is that in which files are made; it shows nowhere."""
