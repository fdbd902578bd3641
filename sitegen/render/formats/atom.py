"""A feed as Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from sitegen import urls
from sitegen.render.formats.feeds import Feed, FeedItem
from sitegen.render.formats.timestamps import moment
from sitegen.render.formats.xml_text import LANGUAGE, Element, child, written

NAMESPACE = "http://www.w3.org/2005/Atom"
ENDING = ".xml"
MEDIA_TYPE = "application/atom+xml"


def atom(feed: Feed, base_url: str) -> bytes:
    """The document. RFC 4287 asks of a feed an id, a title and `updated`, of an entry the same and, without content, an
    alternate link; the author of the feed is that of its entries.
    """
    own_url = urls.absolute(base_url, feed.stem + ENDING)
    root = Element("feed", {"xmlns": NAMESPACE, LANGUAGE: feed.language})
    child(root, "id", own_url)
    child(root, "title", feed.title)
    if feed.subtitle:
        child(root, "subtitle", feed.subtitle)
    child(root, "updated", moment(feed.updated))
    child(child(root, "author"), "name", feed.author)
    child(root, "link", "", {"rel": "self", "type": MEDIA_TYPE, "href": own_url})
    child(root, "link", "", {"rel": "alternate", "type": "text/html", "href": feed.page})
    if feed.rights:
        child(root, "rights", feed.rights)
    for item in feed.items:
        _entry(root, item)
    return written(root)


def _entry(root: Element, item: FeedItem) -> None:
    entry = child(root, "entry", "", {LANGUAGE: item.language} if item.language else None)
    child(entry, "id", item.url)
    child(entry, "title", item.title)
    child(entry, "published", moment(item.published))
    child(entry, "updated", moment(item.updated))
    child(entry, "link", "", {"rel": "alternate", "type": "text/html", "href": item.url})
    if item.original:
        child(entry, "link", "", {"rel": "via", "href": item.original})
    for topic, title in item.topics:
        child(entry, "category", "", {"term": topic, "label": title})
    if item.text:
        child(entry, "summary", item.text)
