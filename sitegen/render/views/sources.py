"""The Sources list of a page: what it cites, numbered as in the text, each with its ways back; and the outlets behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sitegen.model.kinds import Citable, Claim
from sitegen.model.site import EmbedFill
from sitegen.model.values import Named
from sitegen.render.views.items import DateView, Link, OutletBasis, OutletLine, Script, retracted
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import cite_anchor, source_anchor

_QUOTED = re.compile('["“]([^"“”]+)["”]')


class Source(NamedTuple):
    """A text cited, whose `kind` is its folder. `cites` are the anchors of the numbers in the text that lead here."""

    number: int
    anchor: str
    article: Link
    kind: str
    headline: str
    headline_script: Script | None
    authors: tuple[str, ...]
    outlet: OutletLine
    when: DateView | None
    url: str
    archive_url: str
    partial: bool
    retracted: bool
    cites: tuple[str, ...]


class Sources(NamedTuple):
    """The list, and the outlets in it that have a label."""

    items: tuple[Source, ...] = ()
    labelled: tuple[OutletBasis, ...] = ()

    @property
    def one_outlet(self) -> OutletLine | None:
        """The outlet it all comes from, where that is a single one."""
        outlets = {source.outlet for source in self.items}
        return next(iter(outlets)) if len(outlets) == 1 else None

    def numbers(self, articles: Iterable[str]) -> tuple[Link, ...]:
        """The numbers of some articles in the list, each a link to its line."""
        by_id = {source.article.id: source for source in self.items}
        found = (by_id[article] for article in articles)
        return tuple(Link(f"#{source.anchor}", str(source.number)) for source in found)


class CountedOutlet(NamedTuple):
    """An outlet and how many of the articles come from it."""

    outlet: OutletLine | OutletBasis
    entries: int


def sources(ctx: PageContext, entry_id: str, shown: Iterable[Claim] = (), *, titled: bool = True) -> Sources:
    """What the text of an entry cites, then what else its front matter is based on; then what the tables stand on that its
    text holds, or its page has `shown` besides. Not `titled`, each leads to ours by its number.
    """
    linked = ctx.index.linked(entry_id)
    numbers = {c.target: (c.number, c.occurrences) for c in linked.cited}
    embedded = (ctx.entry(fill.target) for _, fill in linked.body.fills if isinstance(fill, EmbedFill))
    tables = (entry for entry in embedded if entry.embedded_as == "claim")
    for entry in (ctx.entry(entry_id), *tables, *shown):
        for ref in entry.based_on:
            numbers.setdefault(ref, (len(numbers) + 1, 0))
    return _sources(ctx, numbers, titled=titled)


def sources_of(ctx: PageContext, articles: Iterable[str]) -> Sources:
    """Some articles, each once, which no text cites."""
    return _sources(ctx, {article: (number, 0) for number, article in enumerate(dict.fromkeys(articles), 1)})


def _sources(ctx: PageContext, numbers: Mapping[str, tuple[int, int]], *, titled: bool = True) -> Sources:
    items = tuple(_source(ctx, article, *count, titled=titled) for article, count in numbers.items())
    outlets = map(ctx.outlet_with_basis, ctx.makers(numbers))
    return Sources(items, tuple(outlet for outlet in outlets if outlet.label))


def outlets(ctx: PageContext, entry_id: str) -> tuple[CountedOutlet, ...]:
    """The outlets whose articles an entry rests on, most first."""
    found = ctx.index.linked(entry_id).outlets
    return tuple(CountedOutlet(ctx.outlet(Named(outlet)), entries) for outlet, entries in found)


def mix(found: Sources) -> tuple[CountedOutlet, ...]:
    """The outlets that the list holds articles of, each with how many, most first; a single one is no mix."""
    counts = Counter(item.outlet for item in found.items).most_common()
    return tuple(CountedOutlet(outlet, articles) for outlet, articles in counts) if len(counts) > 1 else ()


def quoted(ctx: PageContext, headline: str) -> str:
    """A headline as it stands between quotation marks: those in it are of the inner kind."""
    return _QUOTED.sub(lambda found: ctx.index.words("sources.quoted", text=found[1]), headline)


def _source(ctx: PageContext, article_id: str, number: int, occurrences: int, *, titled: bool) -> Source:
    article = ctx.entry(article_id, Citable)
    return Source(
        number=number,
        anchor=source_anchor(number),
        article=ctx.link(article_id, "" if titled else str(number)),
        kind=article.folder,
        headline=quoted(ctx, article.headline or ""),
        headline_script=ctx.script_of_original(article, article.headline or ""),
        authors=article.authors,
        outlet=ctx.outlet(article.maker),
        when=ctx.date(article.date),
        url=article.url or "",
        archive_url=article.archive_url or "",
        partial=article.partial is not None,
        retracted=retracted(article),
        cites=tuple(cite_anchor(number, n) for n in range(1, occurrences + 1)),
    )
