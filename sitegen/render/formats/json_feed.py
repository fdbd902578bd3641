"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from sitegen import urls
from sitegen.render.formats.feeds import Feed, FeedItem
from sitegen.render.formats.timestamps import moment

VERSION = "https://jsonfeed.org/version/1.1"
ENDING = ".json"
MEDIA_TYPE = "application/feed+json"


def json_feed(feed: Feed, base_url: str) -> bytes:
    """The document; optional keys stand only where they say something."""
    document = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": urls.absolute(base_url, feed.stem + ENDING),
        "description": feed.subtitle,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(item) for item in feed.items],
    }
    kept = {key: value for key, value in document.items() if value or key == "items"}
    return f"{json.dumps(kept, ensure_ascii=False, indent=1)}\n".encode()


def _item(item: FeedItem) -> dict[str, Any]:
    values = {
        "id": item.url,
        "url": item.url,
        "external_url": item.original,
        "title": item.title,
        "content_text": item.text,
        "date_published": moment(item.published),
        "date_modified": moment(item.updated),
        "tags": [title for _, title in item.topics],
        "language": item.language,
    }
    return {key: value for key, value in values.items() if value or key == "content_text"}
