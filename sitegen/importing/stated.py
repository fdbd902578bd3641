"""What an HTML page states about itself, read directly: libraries never say "unknown", and invent dates.

JSON-LD first, then the meta elements, then the marks on the page itself (`<time>`, bylines), each value with where it was
found. What only follows (the name of a site from its title, a date from an address) is inferred, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from sitegen.importing import datelines, headlines, json_ld
from sitegen.importing.bylines import OPENS, is_name, names_in, names_of
from sitegen.importing.json_ld import Node, plain, text
from sitegen.importing.markup import Markup
from sitegen.importing.page import Block, Fact, Known, PageFacts, SavedPage
from sitegen.importing.saved_from import host_of, is_address, whereabouts
from sitegen.importing.written_dates import of_machine

_MOST_VALUES = 40
"""Of one name: a scientific paper has a meta element for each of its authors."""


@dataclass(frozen=True, slots=True)
class Head:
    """`meta` are the values of meta elements by name, property or itemprop, in small letters; `links` addresses by rel."""

    meta: Mapping[str, tuple[str, ...]]
    links: Mapping[str, str]
    base: str
    title: str
    lang: str

    def first(self, name: str) -> str:
        """The first value of a meta element of that name; empty where there is none."""
        return next(iter(self.meta.get(name, ())), "")


def _head_of(root: Any) -> Head:
    """The head of a page; what belongs there is read wherever it stands."""
    title = next(iter(root.iter("title")), None)
    links: dict[str, str] = {}
    for element in root.iter("link"):
        for rel in (element.get("rel") or "").lower().split():
            links.setdefault(rel, (element.get("href") or "").strip())
    return Head(
        meta={name: tuple(values) for name, values in _meta(root).items()},
        links=links,
        base=next((href for e in root.iter("base") if (href := e.get("href"))), ""),
        title=plain(" ".join(title.itertext())) if title is not None else "",
        lang=root.get("lang") or root.get("xml:lang") or "",
    )


def _meta(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = plain(element.get("content") or "")
        names = (element.get(key) or "" for key in ("name", "property", "itemprop", "http-equiv"))
        for name in " ".join(names).lower().split() if content else ():
            values = found.setdefault(name.replace("dc:", "dc.").replace("dcterm:", "dcterms."), [])
            if len(values) < _MOST_VALUES:
                values.append(content)
    return found


T = TypeVar("T")

_TITLES = [
    "dc.title",
    "dcterms.title",
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "title",
]
_SITES = [
    "og:site_name",
    "application-name",
    "citation_journal_title",
    "dc.publisher",
    "cre",
    "apple-mobile-web-app-title",
]
_AUTHORS = [
    "dc.creator", "dcterms.creator", "author", "article:author", "og:article:author", "article:author_name", "byl", "parsely-author", "sailthru.author", "citation_author", "cxenseparse:author", "rbauthors",
    "authors", "twitter:data1",
]  # fmt: skip
_DATES = [
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publication-date", "published-date", "published_time", "cxenseparse:recs:publishtime", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "citation_date",
    "displaydate", "originalpublicationdate", "rnews:datepublished", "bt:pubdate", "article.published", "pdate", "date",
]  # fmt: skip
_LATER_DATES = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "dcterms.modified",
    "last-modified",
]
_NOT_ABOUT_THIS = frozenset(
    (
        "comments",
        "leads to other stories",
        "advertising",
        "navigation",
        "the foot of the page",
        "asks for consent",
        "labels",
    )
)
"""Furniture in which other names stand than that of the author."""

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?([^.|©,\n]{3,60}?)(?:\.|,|\||\s+all rights|$)",
    re.IGNORECASE,
)


def facts_of(page: SavedPage, markup: Markup, blocks: tuple[Block, ...], today: date) -> PageFacts:
    """What the page states, and what follows from how it was saved."""
    return _Reader(page, markup, blocks, today).facts()


class _Reader:
    """One page: its meta elements by name, its JSON-LD, the headings of its blocks."""

    def __init__(self, page: SavedPage, markup: Markup, blocks: tuple[Block, ...], today: date) -> None:
        self.page, self.root, self.blocks, self.today = page, markup.root, blocks, today
        self.graph = json_ld.read(markup.json_ld)
        self.head = _head_of(self.root)
        self.articles = self.graph.articles()
        self.article: Node = self._main_article()
        self.where = whereabouts(page, markup.comments, self._stated_addresses(), self.head.base)

    def facts(self) -> PageFacts:
        address = self.where.address
        source = self._source(address)
        headline = self._headline(source)
        if source is None or source.origin == "the address":
            source = self._source_in_title(headline) or self._source_in_foot() or source
        if source and headline and source.how == "inferred":
            headline = replace(headline, value=headlines.without_site(headline.value, (source.value,)))
        return PageFacts(
            headline=headline,
            date=self._date(address),
            source=source,
            authors=self._authors(source),
            url=address,
            lang=self._lang(),
            archive_url=self.where.archive_url,
            saved=self.where.saved,
            archived=self.where.archived,
            paywalled=text(self.article.get("isAccessibleForFree")).lower() == "false"
            or self.article.get("isAccessibleForFree") is False,
            is_article=bool(self.article) or self.head.first("og:type").lower() == "article",
            page_title=self.head.title,
            items={name: facts for name, facts in self._items() if name},
        )

    # -- JSON-LD

    def _main_article(self) -> Node:
        """The article the page is about: the one whose address is the page's, else the first that names its day."""
        canonical = self.head.links.get("canonical")
        for node in self.articles:
            if canonical and canonical in (
                text(node.get("url")),
                _id(node.get("mainEntityOfPage")),
                _id(node),
            ):
                return node
        dated = (node for node in self.articles if node.get("datePublished"))
        return next(dated, self.articles[0] if self.articles else {})

    def _items(self) -> Iterator[tuple[str, PageFacts]]:
        """The facts of each article of several, by its headline."""
        for node in self.articles if len(self.articles) > 1 else ():
            name = text(node.get("headline")) or text(node.get("name"))
            written = of_machine(text(node.get("datePublished")), self.today)
            authors = self._people(node)
            address = _id(node.get("mainEntityOfPage")) or text(node.get("url")) or _id(node)
            yield (
                name,
                PageFacts(
                    headline=_stated(name, "JSON-LD headline"),
                    date=_stated(written, "JSON-LD datePublished"),
                    authors=_stated(authors or None, "JSON-LD author"),
                    url=_stated(address if is_address(address) else None, "JSON-LD url"),
                ),
            )

    def _people(self, node: Node) -> tuple[str, ...]:
        value = node.get("author") or node.get("creator")
        people = value if isinstance(value, list) else [value]
        names = [text(self.graph.meant(person)) for person in people[:20]]
        return names_of(
            part for name in names for part in (names_in(name) if "," in name or " and " in name else (name,))
        )

    def _stated_addresses(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.head.links.get("canonical", ""), "canonical"),
            (self.head.first("og:url"), "og:url"),
            (_id(self.article.get("mainEntityOfPage")) or text(self.article.get("url")), "JSON-LD url"),
            (self.head.first("parsely-link"), "parsely-link"),
        )

    # -- one field each

    def _headline(self, source: Fact[str]) -> Fact[str]:
        names = self._site_names(source)
        headings = [b.text for b in self.blocks if b.level in (1, 2) and not b.furniture][:40]
        node_title = text(self.article.get("headline")) or text(self.article.get("name"))
        candidates = []
        for title, origin in ((node_title, "JSON-LD headline"), *((self.head.first(n), n) for n in _TITLES)):
            bare = headlines.without_site(title, names) if title else ""
            if bare and not any(headlines.same(bare, name) for name in names):
                candidates.append((bare, origin))
        if candidates and (found := headlines.as_on_page(candidates[0][0], headings)):
            return _stated(found, candidates[0][1])
        shown = " ".join((self.head.title, *headings[:3]))
        for bare, origin in candidates:
            if headlines.alike(bare, shown):
                return _stated(bare, origin)
        for bare, origin in candidates:
            if origin in _TITLES:
                return _stated(bare, origin)
        own = [e for e in self.root.iter() if isinstance(e.tag, str) and e.get("itemprop") == "headline"][:1]
        if own and (words := " ".join(own[0].itertext())):
            return _stated(plain(words), "itemprop headline")
        return self._headline_on_page(names)

    def _headline_on_page(self, names: tuple[str, ...]) -> Fact[str]:
        title = headlines.without_site(self.head.title or self.page.title or "", names)
        first = [b for b in self.blocks if b.level == 1]
        headings = [b.text for b in self.blocks if b.level in (1, 2, 3)][:40]
        lines = [b.text for b in self.blocks[:80] if b.words <= 30]
        if title and (found := headlines.as_on_page(title, (*headings, *lines))):
            return _stated(found, "the title and a heading")
        if len(first) == 1 and len(first[0].text.split()) > 2 and not first[0].furniture:
            return _stated(first[0].text, "the heading of the page")
        if title:
            return Known(headlines.without_last_part(title), "inferred", "the title of the page")
        return _stated(first[0].text, "the heading of the page") if first else None

    def _source(self, address: Fact[str]) -> Fact[str]:
        publisher = self.graph.meant(self.article.get("publisher"))
        part_of = self.graph.meant(self.article.get("isPartOf"))
        candidates = [(text(publisher), "JSON-LD publisher")]
        candidates += [(self.head.first(n), n) for n in _SITES[:1]]
        candidates += [(text(part_of), "JSON-LD isPartOf")]
        candidates += [(text(node), "JSON-LD WebSite") for node in self.graph.of("website")]
        candidates += [
            (text(node), "JSON-LD NewsMediaOrganization") for node in self.graph.of("newsmediaorganization")
        ]
        candidates += [(self.head.first(n), n) for n in _SITES[1:]]
        for name, origin in candidates:
            if name and len(name) <= 80 and not name.startswith(("http:", "https:")):
                return _stated(name, origin)
        host = host_of(address.value) if address else ""
        return Known(host, "inferred", "the address") if host else None

    def _source_in_title(self, headline: Fact[str]) -> Fact[str]:
        title = self.head.title
        found = headlines.site_in(title, headline.value) if headline and title else None
        if found and len(found.split()) <= 6:
            return Known(headlines.last_part(found), "inferred", "the title of the page")
        return None

    def _source_in_foot(self) -> Fact[str]:
        for block in reversed(self.blocks[-40:]):
            if match := _COPYRIGHT.search(block.text[:300]):
                name = match[1].strip(" -–")
                if any(c.isalpha() for c in name) and len(name.split()) <= 6 and name[:1].isupper():
                    return Known(name, "inferred", "the note of copyright")
        return None

    def _site_names(self, source: Fact[str]) -> tuple[str, ...]:
        names = [source.value] if source else []
        names += [self.head.first(name) for name in (*_SITES, "al:ios:app_name", "twitter:site")]
        names += [text(node) for node in self.graph.of("website", "organization")]
        host = host_of(self.where.address.value) if self.where.address else ""
        names += [host, host.rpartition(".")[0], host.split(".")[0]] if host else []
        return tuple(dict.fromkeys(name.lstrip("@") for name in names if name))

    def _date(self, address: Fact[str]) -> Fact[str]:
        if found := of_machine(text(self.article.get("datePublished")), self.today):
            return _stated(found, "JSON-LD datePublished")
        for name in _DATES:
            if found := of_machine(self.head.first(name), self.today):
                return _stated(found, name)
        for node in self.graph.of("webpage"):
            if found := of_machine(text(node.get("datePublished")), self.today):
                return _stated(found, "JSON-LD datePublished")
        return self._date_on_page() or self._date_that_follows(address)

    def _date_on_page(self) -> Fact[str]:
        """From what the page marks as its day, nearest to the headline."""
        if found := of_machine(text(self.article.get("dateCreated")), self.today):
            return _stated(found, "JSON-LD dateCreated")
        for block in self.blocks[:400]:
            if block.moment and not block.furniture and (found := of_machine(block.moment, self.today)):
                return _stated(found, "time")
        near = (b for b in self._near_headline(24) if b.furniture not in _NOT_ABOUT_THIS)
        lines = (datelines.of_line(block.text, self.today) for block in near)
        return next((fact for fact in lines if fact and fact.how == "stated"), None)

    def _date_that_follows(self, address: Fact[str]) -> Fact[str]:
        match = _IN_ADDRESS.search(address.value) if address else None
        if match and (found := of_machine("-".join(part for part in match.groups() if part), self.today)):
            return Known(found, "inferred", "the address")
        later = [of_machine(text(self.article.get("dateModified")), self.today)]
        later += [of_machine(self.head.first(name), self.today) for name in _LATER_DATES]
        for found in filter(None, later):
            return Known(f"..{found}", "inferred", "the day of its last change")
        return None

    def _authors(self, source: Fact[str]) -> Fact[tuple[str, ...]]:
        if people := self._people(self.article):
            return _stated(people, "JSON-LD author")
        for name in _AUTHORS:
            values = [v for v in self.head.meta.get(name, ()) if not v.startswith(("http:", "https:", "/"))]
            if name == "twitter:data1" and "written by" not in self.head.first("twitter:label1").lower():
                continue
            found = names_of(part for value in values for part in names_in(value))
            found = tuple(n for n in found if not (source and headlines.same(n, source.value))) or found
            if found:
                return _stated(found, name)
        return self._authors_on_page(source)

    def _near_headline(self, most: int) -> tuple[Block, ...]:
        """The blocks at the headline and below it."""
        first = next((i for i, b in enumerate(self.blocks) if b.level == 1), 0)
        return self.blocks[max(0, first - 4) : first + most]

    def _authors_on_page(self, source: Fact[str]) -> Fact[tuple[str, ...]]:
        """Who is marked as the author, or stands in a byline, at the headline or below it."""
        near = self._near_headline(300)
        for block in near:
            opens = bool(OPENS.match(block.text))
            if block.furniture in _NOT_ABOUT_THIS or block.words > 25 or not (block.mark or opens):
                continue
            found = names_in(block.who or block.text)
            if not found or (source and headlines.same(found[0], source.value)):
                continue
            if block.mark == "author" or is_name(
                found[0], surely=bool(block.who) or (opens and block.words <= 14)
            ):
                return _stated(found, "the byline")
        return None

    def _lang(self) -> Fact[str]:
        candidates = (
            (self.head.lang, "html lang"),
            (text(self.article.get("inLanguage")), "JSON-LD inLanguage"),
            (self.head.first("og:locale"), "og:locale"),
            (self.head.first("content-language"), "content-language"),
            (self.head.first("dc.language"), "dc.language"),
        )
        for value, origin in candidates:
            if _LANGUAGE.fullmatch(value):
                return _stated(value.replace("_", "-"), origin)
        return None


def _stated(value: T | None, origin: str) -> Fact[T]:
    return Known(value, "stated", origin) if value else None


def _id(value: Any) -> str:
    found = value.get("@id") or value.get("url") if isinstance(value, Mapping) else value
    return found if isinstance(found, str) else ""
