"""Every kind of page and file that the site has, one row each. To add one: a view, a layout, a row here.

A row says where its files stand (an output path, and what each is asked for besides) and how one is made. Three sorts of
pages have their rows by themselves: those of `KINDS`, each made by the layout and the module of `views` that are named as the
class is; those of `urls.FIXED` and of `urls.OVERVIEWS`, each made by the layout of its name and its function in
`views.site_pages` or `views.overviews`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from operator import attrgetter
from typing import Any, NamedTuple

from sitegen import urls
from sitegen.model.kinds import KINDS, Entry
from sitegen.render.formats.excerpts import preview
from sitegen.render.formats.feeds import feed, feeds
from sitegen.render.formats.sitemap import robots, sitemap, sitemap_paths
from sitegen.render.long_lists import LongList
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page as FramedPage

Address = tuple[str, tuple[str, ...]]
"""The output path of a file, and what it is asked for besides the place."""


class View(NamedTuple):
    """What the pages of a kind show: a function in a module of `views`, imported when the first of them is made.

    An edit makes pages of few kinds, and importing all views takes longer than making those.
    """

    module: str
    function: str = "view"

    def load(self) -> Callable[..., FramedPage]:
        """The function itself."""
        found: Callable[..., FramedPage] = getattr(
            import_module(f"sitegen.render.views.{self.module}"), self.function
        )
        return found

    def __call__(self, ctx: PageContext, *asked: str) -> FramedPage:
        """The page at the place of `ctx`."""
        return self.load()(ctx, *asked)


@dataclass(frozen=True, slots=True)
class Pages:
    """A kind of page: its layout, where its pages stand, what each shows, and whether search engines shall find them."""

    layout: str
    addresses: Callable[[SiteIndex], Iterable[Address]]
    view: View
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class Files:
    """Files that no layout makes: where they stand, and what each holds, by its path and what it is asked for."""

    addresses: Callable[[SiteIndex], Iterable[Address]]
    content: Callable[..., bytes]


def _of(kind: type[Entry]) -> Callable[[SiteIndex], Iterator[Address]]:
    return lambda index: ((index.paths[i], (i,)) for i in index.ids(kind))


def _at(path: str) -> Callable[[SiteIndex], tuple[Address, ...]]:
    return lambda _index: ((path, ()),)


def _split(
    path: str, every: Callable[[SiteIndex], LongList[Any]]
) -> Callable[[SiteIndex], Iterator[Address]]:
    return lambda index: ((urls.year_path(path, part), (part,)) for part in every(index).pages)


def _indexes(index: SiteIndex) -> Iterator[Address]:
    """The pages of all entries of a kind, with those of their years where they are too many for one."""
    for folder, path in urls.INDEXES.items():
        yield path, (folder,)
        yield from ((urls.year_path(path, year), (folder, year)) for year in index.indexes[folder].pages)


def _years_of_entries(index: SiteIndex) -> Iterator[Address]:
    long = index.listed.items()
    return ((urls.year_path(index.paths[i], year), (i, year)) for i, every in long for year in every.pages)


def _briefs(index: SiteIndex) -> Iterator[Address]:
    return ((urls.brief_path(index.paths[topic.id]), (topic.id,)) for topic in index.topics)


def _redirects(index: SiteIndex) -> Iterator[Address]:
    """Old addresses and the entries they lead to; with those of the years of a list that is too long for one page, and of
    the briefing paper of a topic.
    """
    for address, entry_id in index.redirects:
        yield address, (entry_id,)
        years = index.listed[entry_id].pages if entry_id in index.listed else ()
        yield from ((urls.year_path(address, year), (entry_id,)) for year in years)
        if urls.had_feed(address):
            yield urls.brief_path(address), (entry_id,)


def _withdrawn(index: SiteIndex) -> Iterator[Address]:
    """Published addresses that are gone on purpose, and why."""
    taken = {*index.paths.values(), *(address for address, _ in _redirects(index))}
    for address in index.site.addresses:
        if address.gone is not None and address.path.endswith(".html") and address.path not in taken:
            yield address.path, (address.gone,)


def _previews(index: SiteIndex) -> Iterator[Address]:
    return ((urls.preview_path(i), (i,)) for i in index.paths)


def _found_by_crawlers(index: SiteIndex) -> Iterator[str]:
    rows = (row for row in OUTPUTS if isinstance(row, Pages) and row.indexed)
    return (path for row in rows for path, _ in row.addresses(index))


def _sitemaps(index: SiteIndex) -> Iterator[Address]:
    return ((path, ()) for path in sitemap_paths(_found_by_crawlers(index)))


def _sitemap(index: SiteIndex, path: str) -> bytes:
    return sitemap(index, _found_by_crawlers(index), path)


def _pages_of(kind: type[Entry]) -> Pages:
    name = kind.__name__.lower()
    return Pages(f"{name}.html", _of(kind), View(kind.view or name))


def _site_page(name: str, path: str) -> Pages:
    return Pages(f"{name}.html", _at(path), View("site_pages", f"{name.replace('-', '_')}_view"))


def _overview(name: str) -> Pages:
    address = (urls.OVERVIEWS[name], ())
    return Pages(
        f"{name}.html",
        lambda index: (address,) if index.overviews[name] else (),
        View("overviews", f"{name}_view"),
    )


OUTPUTS: tuple[Pages | Files, ...] = (
    Pages("home.html", _at(urls.HOME), View("home")),
    *(_pages_of(kind) for kind in KINDS if kind.folder),
    Pages("brief.html", _briefs, View("topic", "brief_view"), indexed=False),
    Pages("year.html", _years_of_entries, View("archives", "year_view")),
    Pages("timeline.html", _at(urls.TIMELINE), View("archives", "timeline_view")),
    Pages("timeline.html", _split(urls.TIMELINE, attrgetter("timeline")), View("archives", "timeline_view")),
    Pages("names.html", _at(urls.NAMES), View("archives", "names_view")),
    Pages("names.html", _split(urls.NAMES, attrgetter("names")), View("archives", "names_view")),
    Pages("entries.html", _indexes, View("indexes", "index_view")),
    *(_site_page(name, path) for name, path in urls.FIXED.items()),
    Pages("changes.html", _at(urls.CHANGES), View("archives", "changes_view")),
    Pages("changes.html", _split(urls.CHANGES, attrgetter("changes")), View("archives", "changes_view")),
    *map(_overview, urls.OVERVIEWS),
    Pages("404.html", _at(urls.NOT_FOUND), View("site_pages", "not_found_view"), indexed=False),
    Pages("redirect.html", _redirects, View("site_pages", "redirect_view"), indexed=False),
    Pages("withdrawn.html", _withdrawn, View("site_pages", "withdrawn_view"), indexed=False),
    Files(feeds, feed),
    Files(_previews, preview),
    Files(_sitemaps, _sitemap),
    Files(_at(urls.ROBOTS), robots),
)
"""The order is that in which files are made; it shows nowhere."""
