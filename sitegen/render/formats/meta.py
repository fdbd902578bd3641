"""What a page's head says of it to search engines and to whoever makes a card of a link (Open Graph, ogp.me).

The keys that Google Scholar reads (`citation_title` and its kin) are never given: they would make this site the place
where the digested article appeared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sitegen import urls
from sitegen.model.entries import Article, Home, Note, Person, Topic
from sitegen.render.formats import atom, json_feed, timestamps, words
from sitegen.render.formats.lines import DESCRIPTION_LENGTH, description
from sitegen.render.plain import shortened
from sitegen.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed a page names: `path` is its output path."""

    path: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True)
class Meta:
    """The values of a head. All are plain text; `description` has at most 200 characters and may be empty.

    `og_locale` stands only for a language with a territory (`en_GB`). `published` and `modified` are the days this
    page, not the article it digests, is sure to have come and to have changed; `tags` are the titles of its topics.
    """

    title: str
    description: str
    canonical: str
    site_name: str
    language: str
    og_type: Literal["article", "profile", "website"] = "website"
    og_locale: str = ""
    published: str = ""
    modified: str = ""
    tags: tuple[str, ...] = ()
    feeds: tuple[FeedLink, ...] = ()


def entry_meta(index: SiteIndex, entry_id: str) -> Meta:
    """The head of an entry's page."""
    entry, settings = index.site.entries[entry_id], index.settings
    language = entry.lang or settings.language
    text = description(index, entry_id) or (settings.tagline or "" if isinstance(entry, Home) else "")
    is_text = isinstance(entry, Article | Note)
    added, modified = timestamps.added(entry), timestamps.modified(entry)
    return Meta(
        title=entry.display_title,
        description=shortened(text, DESCRIPTION_LENGTH),
        canonical=urls.absolute(index.base_url, index.paths[entry_id]),
        site_name=settings.title,
        language=language,
        og_type="article" if is_text else "profile" if isinstance(entry, Person) else "website",
        og_locale=_locale(language),
        published=timestamps.moment(added) if is_text and added else "",
        modified=timestamps.moment(modified) if is_text and modified else "",
        tags=tuple(index.title(topic) for topic in index.linked(entry_id).topics) if is_text else (),
        feeds=_feeds(index, entry_id if isinstance(entry, Topic) else None),
    )


def page_meta(index: SiteIndex, path: str, title: str, text: str = "") -> Meta:
    """The head of a page that is no entry's: a list, the search, the timeline. `text` describes it."""
    return Meta(
        title=title,
        description=shortened(text, DESCRIPTION_LENGTH),
        canonical=urls.absolute(index.base_url, path),
        site_name=index.settings.title,
        language=index.settings.language,
        og_locale=_locale(index.settings.language),
        feeds=_feeds(index, None, corrections=path == urls.CHANGES),
    )


def _feeds(index: SiteIndex, topic: str | None, *, corrections: bool = False) -> tuple[FeedLink, ...]:
    title = index.settings.title
    links = [
        FeedLink(urls.FEED_ATOM, atom.MEDIA_TYPE, title),
        FeedLink(urls.FEED_JSON, json_feed.MEDIA_TYPE, title),
    ]
    if topic:
        part = words.TITLE_OF_PART.format(site=title, part=index.title(topic))
        links.append(FeedLink(urls.topic_feed(topic, "xml"), atom.MEDIA_TYPE, part))
        links.append(FeedLink(urls.topic_feed(topic, "json"), json_feed.MEDIA_TYPE, part))
    if corrections:
        part = words.TITLE_OF_PART.format(site=title, part=words.CORRECTIONS)
        links.append(FeedLink(urls.CORRECTIONS, atom.MEDIA_TYPE, part))
    return tuple(links)


def _locale(language: str) -> str:
    """`en-GB` as Open Graph writes it; a language alone is no locale there."""
    parts = language.split("-")
    return f"{parts[0]}_{parts[-1]}" if len(parts) > 1 and len(parts[-1]) == 2 else ""
