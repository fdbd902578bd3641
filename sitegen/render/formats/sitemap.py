"""What crawlers are told: `sitemap.xml` (sitemaps.org protocol 0.9) and `robots.txt` (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sitegen import urls
from sitegen.render.formats.timestamps import last_modified
from sitegen.render.formats.xml_text import Element, child, written
from sitegen.render.site_index import SiteIndex

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_URLS = 50_000
"""A sitemap may list no more; beyond that `sitemap.xml` lists sitemaps."""


def sitemap_paths(pages: Iterable[str], most: int = MOST_URLS) -> tuple[str, ...]:
    """Where the sitemap of `pages` stands, and behind it its parts, if there are several."""
    count = -(-len(set(pages)) // most)
    return (urls.SITEMAP, *(f"sitemap-{number}.xml" for number in range(1, count + 1) if count > 1))


def sitemap(index: SiteIndex, pages: Iterable[str], path: str, most: int = MOST_URLS) -> bytes:
    """What stands at one of the `sitemap_paths` of `pages` (output paths, in any order).

    Of each page the day is told on which it last changed, where that is known.
    """
    paths = sorted(set(pages))
    whole, *parts = sitemap_paths(paths, most)
    if parts and path == whole:
        return _sitemap_index(index.base_url, parts)
    first = most * parts.index(path) if parts else 0
    days = {page: last_modified(index.site.entries[i]) for i, page in index.paths.items()}
    return _url_set(index.base_url, paths[first : first + most], days)


def robots(index: SiteIndex, _path: str) -> bytes:
    """Everything may be read; where the sitemap stands."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {urls.absolute(index.base_url, urls.SITEMAP)}\n".encode()


def _url_set(base_url: str, paths: Sequence[str], days: dict[str, date | None]) -> bytes:
    root = Element("urlset", {"xmlns": NAMESPACE})
    for path in paths:
        url = child(root, "url")
        child(url, "loc", urls.absolute(base_url, path))
        if day := days.get(path):
            child(url, "lastmod", day.isoformat())
    return written(root)


def _sitemap_index(base_url: str, parts: Iterable[str]) -> bytes:
    root = Element("sitemapindex", {"xmlns": NAMESPACE})
    for path in parts:
        child(child(root, "sitemap"), "loc", urls.absolute(base_url, path))
    return written(root)
