"""What the feeds hold: the newest texts of the site or of a topic, and everything that was put right.

A `Feed` is the same for each of the `FORMATS` in which it is written. Its items are the texts the site publishes; events, claims and names are
drawn from them and would bury them. The id of an item is the absolute URL under which it was first published, so that no
program for feeds takes a renamed text for a new one; nor a feed: that of a renamed topic keeps its id too, and goes on at its
old addresses. The ids of two
corrections of one day tell them apart by the order in which they are written, so a later one is added below.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sitegen import urls
from sitegen.model.fields import Change
from sitegen.model.kinds import Citable, Entry, Text, Topic, of_kind
from sitegen.render.formats import timestamps
from sitegen.render.formats.excerpts import line
from sitegen.render.formats.timestamps import moment
from sitegen.render.formats.xml_text import LANGUAGE, Element, child, written
from sitegen.render.site_index import SiteIndex

NEWEST = 50
ATOM = "application/atom+xml"
ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"
CORRECTING = ("correction", "clarification", "retraction")
_NEVER = date(1970, 1, 1)
"""When an empty feed was updated: a feed must say a moment, and no clock is read here."""


class FeedItem(NamedTuple):
    """One entry of a feed. `topics` pairs first id and title; `original` is where the digested article stands, if known."""

    id: str
    url: str
    title: str
    text: str
    published: date
    updated: date
    topics: tuple[tuple[str, str], ...] = ()
    language: str | None = None
    original: str | None = None


class Feed(NamedTuple):
    """A feed, newest item first: `page` is the URL of the page it follows, `stem` its output path without the ending of a format.

    `first_stem` is that under which it was first published, `old_stems` are those where it goes on beside.
    """

    stem: str
    first_stem: str
    old_stems: tuple[str, ...]
    title: str
    subtitle: str
    page: str
    updated: date
    items: tuple[FeedItem, ...]
    language: str
    author: str
    rights: str | None = None


def site_feed(index: SiteIndex) -> Feed:
    """The newest texts of the whole site."""
    entries = of_kind(index.site.entries.values(), Text)
    items = tuple(_item(index, entry) for entry in _newest(entries))
    settings = index.settings
    return _feed(index, urls.FEED, urls.HOME, (settings.title, settings.tagline or ""), items)


def topic_feed(index: SiteIndex, topic_id: str) -> Feed:
    """The newest texts filed under one topic."""
    topic, linked = index.site.entries[topic_id], index.linked(topic_id)
    entries = (index.site.entries[entry_id] for entry_id in linked.listed(Text))
    items = tuple(_item(index, entry) for entry in _newest(entries))
    title = index.words("feeds.part", site=index.settings.title, part=topic.display_title)
    feed = _feed(
        index,
        urls.topic_feed(topic_id),
        index.paths[topic_id],
        (title, line(index, topic_id)),
        items,
    )
    return feed._replace(first_stem=urls.feed_of(index.first_paths[topic_id]), old_stems=_old_stems(topic))


def _old_stems(topic: Entry) -> tuple[str, ...]:
    return tuple(urls.feed_of(old) for old in topic.redirect_from if urls.had_feed(old))


def corrections_feed(index: SiteIndex) -> Feed:
    """Every correction, clarification and retraction, newest first: none is ever dropped for its age."""
    found = [
        _correction(index, entry, change, anchor)
        for entry in index.site.entries.values()
        for change, anchor in zip(entry.changes, change_anchors(entry.changes), strict=True)
        if change.kind in CORRECTING
    ]
    items = tuple(sorted(found, key=lambda item: (-item.published.toordinal(), item.url)))
    title = index.words("feeds.part", site=index.settings.title, part=index.words("feeds.corrections"))
    return _feed(index, urls.CORRECTIONS, urls.CHANGES, (title, ""), items)


def change_anchors(changes: tuple[Change, ...]) -> tuple[str, ...]:
    """For each change the anchor of its line on the page: `change:2020-09-28`, a second one of that date `:2`, and so on."""
    seen: dict[str, int] = {}
    anchors = []
    for change in changes:
        name = f"change:{_day(timestamps.first_day(change.date))}"
        seen[name] = seen.get(name, 0) + 1
        anchors.append(name if seen[name] == 1 else f"{name}:{seen[name]}")
    return tuple(anchors)


def _feed(
    index: SiteIndex, stem: str, page: str, titles: tuple[str, str], items: tuple[FeedItem, ...]
) -> Feed:
    settings = index.settings
    return Feed(
        stem=stem,
        first_stem=stem,
        old_stems=(),
        title=titles[0],
        subtitle=titles[1],
        page=urls.absolute(index.base_url, page),
        updated=max((item.updated for item in items), default=_NEVER),
        items=items,
        language=settings.language,
        author=settings.publisher or settings.title,
        rights=settings.licence,
    )


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    """The newest that came here; of those that came on one day, the one whose date is latest stands first."""

    def order(entry: Entry) -> tuple[int, int, str]:
        dated = timestamps.first_day(entry.own_date) if entry.own_date else None
        return (-_day(timestamps.published(entry)).toordinal(), -_day(dated).toordinal(), entry.id)

    return sorted(entries, key=order)[:NEWEST]


def _item(index: SiteIndex, entry: Entry) -> FeedItem:
    return FeedItem(
        id=urls.absolute(index.base_url, index.first_paths[entry.id]),
        url=urls.absolute(index.base_url, index.paths[entry.id]),
        title=_directed(index, entry, entry.display_title),
        text=_directed(index, entry, line(index, entry.id)),
        published=_day(timestamps.published(entry)),
        updated=_day(timestamps.updated(entry)),
        topics=_topics(index, entry),
        language=entry.lang,
        original=entry.url if isinstance(entry, Citable) else None,
    )


def _correction(index: SiteIndex, entry: Entry, change: Change, anchor: str) -> FeedItem:
    day = _day(timestamps.first_day(change.date))
    return FeedItem(
        id=urls.absolute(index.base_url, index.first_paths[entry.id], anchor),
        url=urls.absolute(index.base_url, index.paths[entry.id], anchor),
        title=index.words(
            "feeds.change",
            kind=index.words(f"changes.kinds.{change.kind}"),
            title=_directed(index, entry, entry.display_title),
        ),
        text=_directed(index, entry, change.note),
        published=day,
        updated=day,
        topics=_topics(index, entry),
        language=entry.lang,
    )


def _directed(index: SiteIndex, entry: Entry, text: str) -> str:
    """A text of an entry, set apart where it runs another way than the feed."""
    locale = index.words.locale
    return locale.isolated(text, locale.direction(entry.lang or index.settings.language))


def _topics(index: SiteIndex, entry: Entry) -> tuple[tuple[str, str], ...]:
    return tuple(
        (urls.id_of(index.first_paths[topic]), index.site.entries[topic].display_title)
        for topic in index.linked(entry.id).topics
    )


def _day(day: date | None) -> date:
    return day or _NEVER


def atom(feed: Feed, own_url: str, first_url: str) -> bytes:
    """The feed as Atom 1.0, at `own_url`, first published at `first_url`. RFC 4287 asks of a feed an id, a title and `updated`, of an entry the same and, without content, an
    alternate link; the author of the feed is that of its entries.
    """
    root = Element("feed", {"xmlns": ATOM_NAMESPACE, LANGUAGE: feed.language})
    child(root, "id", first_url)
    child(root, "title", feed.title)
    if feed.subtitle:
        child(root, "subtitle", feed.subtitle)
    child(root, "updated", moment(feed.updated))
    child(child(root, "author"), "name", feed.author)
    child(root, "link", "", {"rel": "self", "type": ATOM, "href": own_url})
    child(root, "link", "", {"rel": "alternate", "type": "text/html", "href": feed.page})
    if feed.rights:
        child(root, "rights", feed.rights)
    for item in feed.items:
        _atom_entry(root, item)
    return written(root)


def _atom_entry(root: Element, item: FeedItem) -> None:
    entry = child(root, "entry", "", {LANGUAGE: item.language} if item.language else None)
    child(entry, "id", item.id)
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


def json_feed(feed: Feed, own_url: str, first_url: str) -> bytes:
    """The feed as JSON Feed 1.1 (jsonfeed.org), at `own_url`; optional keys stand only where they say something.

    Its address is its id: `first_url`, where it still stands there.
    """
    is_there = feed.first_stem in feed.old_stems
    document = {
        "version": JSON_FEED_VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": first_url if is_there else own_url,
        "description": feed.subtitle,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_json_item(item) for item in feed.items],
    }
    kept = {key: value for key, value in document.items() if value or key == "items"}
    return f"{json.dumps(kept, ensure_ascii=False, indent=1)}\n".encode()


def _json_item(item: FeedItem) -> dict[str, Any]:
    values = {
        "id": item.id,
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


class FeedFormat(NamedTuple):
    """A format of feeds: the ending of its files, its media type, and what writes a feed whose URL and first URL are given."""

    ending: str
    media_type: str
    write: Callable[[Feed, str, str], bytes]

    def path(self, stem: str) -> str:
        """The output path of the feed `stem` in this format."""
        return stem + self.ending


FORMATS = (
    FeedFormat(".xml", ATOM, atom),
    FeedFormat(".json", "application/feed+json", json_feed),
)
"""The formats of the feeds of the site and of its topics; pages name them in this order."""

CORRECTIONS_FORMATS = FORMATS[:1]
"""Those of the feed of corrections: Atom."""


def feeds(index: SiteIndex) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The output path of every feed in each of its formats, with the topic of those of a topic.

    That of a topic that was renamed goes on at its old addresses.
    """
    for form in FORMATS:
        yield form.path(urls.FEED), ()
        for topic in index.ids(Topic):
            stems = (urls.topic_feed(topic), *_old_stems(index.site.entries[topic]))
            yield from ((form.path(stem), (topic,)) for stem in stems)
    yield from ((form.path(urls.CORRECTIONS), ()) for form in CORRECTIONS_FORMATS)


def feed(index: SiteIndex, path: str, topic: str = "") -> bytes:
    """The feed at `path`: that of a topic, of corrections, or of the whole site."""
    form = next(form for form in FORMATS if path.endswith(form.ending))
    if topic:
        found = topic_feed(index, topic)
    else:
        found = corrections_feed(index) if path == form.path(urls.CORRECTIONS) else site_feed(index)
    own, first = (urls.absolute(index.base_url, form.path(stem)) for stem in (found.stem, found.first_stem))
    return form.write(found, own, first)
