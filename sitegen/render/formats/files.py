"""The files of the site that are no pages: feeds, previews, sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen import urls
from sitegen.model.kinds import Topic
from sitegen.model.output import OutputFile
from sitegen.render.formats import atom, json_feed
from sitegen.render.formats.feeds import Feed, corrections_feed, site_feed, topic_feed
from sitegen.render.formats.previews import preview
from sitegen.render.formats.sitemap import robots, sitemap
from sitegen.render.site_index import SiteIndex


def feed_files(index: SiteIndex) -> Iterator[OutputFile]:
    """The feeds of the site and of each topic, as Atom and as JSON, and that of corrections, as Atom."""
    yield from _both(index, site_feed(index))
    for topic in index.ids(Topic):
        yield from _both(index, topic_feed(index, topic))
    yield OutputFile(urls.CORRECTIONS, atom.atom(corrections_feed(index), index.base_url))


def preview_files(index: SiteIndex) -> Iterator[OutputFile]:
    """One script for each entry."""
    return (
        OutputFile(urls.preview_path(entry_id), preview(index, entry_id)) for entry_id in index.site.entries
    )


def crawler_files(index: SiteIndex, pages: Iterable[str]) -> Iterator[OutputFile]:
    """What crawlers ask for; `pages` are the output paths of the pages they shall find."""
    yield from sitemap(index, pages)
    yield OutputFile(urls.ROBOTS, robots(index.base_url))


def _both(index: SiteIndex, feed: Feed) -> Iterator[OutputFile]:
    yield OutputFile(feed.stem + atom.ENDING, atom.atom(feed, index.base_url))
    yield OutputFile(feed.stem + json_feed.ENDING, json_feed.json_feed(feed, index.base_url))
