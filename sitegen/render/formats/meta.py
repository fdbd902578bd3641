"""What a page's head says besides title, description and address, for whoever makes a card of a link (Open Graph, ogp.me).

The keys that Google Scholar reads (`citation_title` and its kin) are never given: they would make this site the place
where the digested article appeared.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.model.kinds.entry import OpenGraphType
from sitegen.render.formats import timestamps
from sitegen.render.site_index import SiteIndex


class Meta(NamedTuple):
    """Values of Open Graph; empty ones are not to be printed.

    `locale` stands only for a language with a territory (`en_GB`), as Open Graph knows no other. `published` and
    `modified` are moments (RFC 3339) at which this page, not the article it digests, is sure to have come and to have
    changed; `tags` are the titles of its topics. These three are for `type` article alone.
    """

    type: OpenGraphType = "website"
    locale: str = ""
    published: str = ""
    modified: str = ""
    tags: tuple[str, ...] = ()


def entry_meta(index: SiteIndex, entry_id: str) -> Meta:
    """The values of an entry's page."""
    entry = index.site.entries[entry_id]
    locale = _locale(entry.lang or index.settings.language)
    if entry.open_graph_type != "article":
        return Meta(entry.open_graph_type, locale)
    added, modified = timestamps.added(entry), timestamps.modified(entry)
    return Meta(
        "article",
        locale,
        published=timestamps.moment(added) if added else "",
        modified=timestamps.moment(modified) if modified else "",
        tags=tuple(index.title(topic) for topic in index.linked(entry_id).topics),
    )


def page_meta(index: SiteIndex) -> Meta:
    """The values of a page that is no entry's."""
    return Meta(locale=_locale(index.settings.language))


def _locale(language: str) -> str:
    """`en-GB` as Open Graph writes it; a language alone is no locale there."""
    parts = language.split("-")
    return f"{parts[0]}_{parts[-1]}" if len(parts) > 1 and len(parts[-1]) == 2 else ""
