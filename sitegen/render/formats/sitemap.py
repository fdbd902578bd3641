"""What crawlers are told: `sitemap.xml` (sitemaps.org protocol 0.9) and `robots.txt` (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sitegen import urls
from sitegen.model.output import OutputFile
from sitegen.render.formats.timestamps import last_modified
from sitegen.render.formats.xml_text import Element, child, written
from sitegen.render.site_index import SiteIndex

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_URLS = 50_000
"""A sitemap may list no more; beyond that `sitemap.xml` lists sitemaps."""


def sitemap(index: SiteIndex, pages: Iterable[str], most: int = MOST_URLS) -> tuple[OutputFile, ...]:
    """The sitemap of `pages` (output paths, in any order), each with the day it last changed where that is known."""
    days = {path: last_modified(index.site.entries[i]) for i, path in index.paths.items()}
    paths = sorted(set(pages))
    parts = [paths[first : first + most] for first in range(0, len(paths), most)] or [[]]
    if len(parts) == 1:
        return (OutputFile(urls.SITEMAP, _url_set(index.base_url, paths, days)),)
    files = [
        OutputFile(f"sitemap-{number}.xml", _url_set(index.base_url, part, days))
        for number, part in enumerate(parts, start=1)
    ]
    return (OutputFile(urls.SITEMAP, _sitemap_index(index.base_url, files)), *files)


def robots(base_url: str) -> bytes:
    """Everything may be read; where the sitemap stands."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {urls.absolute(base_url, urls.SITEMAP)}\n".encode()


def _url_set(base_url: str, paths: Sequence[str], days: dict[str, date | None]) -> bytes:
    root = Element("urlset", {"xmlns": NAMESPACE})
    for path in paths:
        url = child(root, "url")
        child(url, "loc", urls.absolute(base_url, path))
        if day := days.get(path):
            child(url, "lastmod", day.isoformat())
    return written(root)


def _sitemap_index(base_url: str, files: Iterable[OutputFile]) -> bytes:
    root = Element("sitemapindex", {"xmlns": NAMESPACE})
    for file in files:
        child(child(root, "sitemap"), "loc", urls.absolute(base_url, file.path))
    return written(root)


def crawler_files(index: SiteIndex, pages: Iterable[str]) -> Iterator[OutputFile]:
    """What crawlers ask for; `pages` are the output paths of the pages they shall find."""
    yield from sitemap(index, pages)
    yield OutputFile(urls.ROBOTS, robots(index.base_url))
