"""The parts of a graph: `@id`s, types, and short nodes that stand for a thing elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from sitegen import dates, urls
from sitegen.model.kinds import Article, Entry, of_kind
from sitegen.model.values import Date, Named
from sitegen.render.site_index import SiteIndex

Node: TypeAlias = dict[str, Any]

_ORIGINAL_TYPES = {
    "report": "NewsArticle",
    "interview": "NewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
}


@lru_cache(maxsize=131072)
def absolute(base_url: str, path: str, fragment: str = "") -> str:
    """As `urls.absolute`; the same few addresses are asked for on every page that names a thing."""
    return urls.absolute(base_url, path, fragment)


def page_url(index: SiteIndex, entry_id: str) -> str:
    """The absolute address of an entry's page."""
    return absolute(index.base_url, index.paths[entry_id])


def thing_id(index: SiteIndex, entry_id: str) -> str:
    """The `@id` of what an entry is about."""
    return absolute(index.base_url, index.paths[entry_id], "this")


def node(kind: str, node_id: str, name: str, **properties: Any) -> Node:
    """A node with whichever properties hold something: empty ones are left out."""
    kept = {key: value for key, value in properties.items() if value not in (None, "", [], ())}
    return {
        "@type": kind,
        **({"@id": node_id} if node_id else {}),
        **({"name": name} if name else {}),
        **kept,
    }


def ref(index: SiteIndex, entry_id: str) -> Node:
    """A short node that stands for the thing of an entry."""
    entry = index.site.entries[entry_id]
    return {"@type": entry.schema_type, "@id": thing_id(index, entry_id), "name": entry.display_title}


def refs(index: SiteIndex, ids: Iterable[str]) -> list[Node]:
    """Short nodes, one for each id, in their order."""
    return [ref(index, entry_id) for entry_id in ids]


def named_refs(index: SiteIndex, named: Iterable[Named]) -> list[Node]:
    """Short nodes for those of `named` that have an entry."""
    return refs(index, (one.text for one in named if one.text in index.site.entries))


def original_ref(index: SiteIndex, article: Article) -> Node:
    """A short node for the article that a digest is made from; its name is ours where its headline is not known."""
    kind = _ORIGINAL_TYPES.get(article.genre or "", "Article")
    node_id = absolute(index.base_url, index.paths[article.id], "original")
    return node(kind, node_id, article.headline or article.title, publisher=ref(index, article.source))


def originals(index: SiteIndex, ids: Iterable[str]) -> list[Node]:
    """Short nodes for the originals of some articles."""
    articles = of_kind((index.site.entries[entry_id] for entry_id in ids), Article)
    return [original_ref(index, article) for article in articles]


def publisher(index: SiteIndex) -> Node:
    """Whoever answers for the site."""
    settings = index.settings
    return node("Organization", f"{index.base_url}#publisher", settings.publisher or settings.title)


def website(index: SiteIndex) -> Node:
    """A short node for the site as a whole."""
    return node("WebSite", f"{index.base_url}#website", index.settings.title)


def sure(when: Date | None) -> str | None:
    """A date as far as it is known, in ISO 8601; None where it is not sure."""
    return dates.isoformat(when) if when else None


def coverage(when: Date) -> str | None:
    """The time something covers, in ISO 8601: a date or an interval (open at its end where it goes on); None where unsure."""
    if when.form == "stretch" and when.start and not when.start.about and not (when.end and when.end.about):
        return when.written
    return dates.isoformat(when)


def language(index: SiteIndex, entry: Entry) -> str:
    """The language an entry is written in."""
    return entry.lang or index.settings.language
