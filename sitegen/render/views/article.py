"""An article: who published it, what kind of outlet that is, when and where to find it; then our digest, then what rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.model.fields import Via
from sitegen.model.kinds import Article
from sitegen.render.formats.citations import Citations, citations
from sitegen.render.views.body import body
from sitegen.render.views.items import BodyView, DateView, Link, OutletBasis, Script
from sitegen.render.views.listing import CoMentions, Listed, listed, names
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page
from sitegen.render.views.sources import Sources, quoted, sources


class ViaLine(NamedTuple):
    """Where we read the piece."""

    link: Link
    when: DateView | None


class Neighbour(NamedTuple):
    """The articles before and after this one in a topic, by date."""

    topic: Link
    older: Link | None
    newer: Link | None


class ArticleView(NamedTuple):
    """What `article.html` sees. Texts that front matter leaves out are empty."""

    headline: str
    headline_script: Script | None
    authors: tuple[str, ...]
    outlet: OutletBasis
    genre: str
    when: DateView | None
    date_note: str
    url: str
    archive_url: str
    accessed: DateView | None
    via: ViaLine | None
    source_note: str
    partial: str
    content_note: str
    topics: tuple[Link, ...]
    body: BodyView
    sources: Sources
    listed: Listed
    names: tuple[CoMentions, ...]
    neighbours: tuple[Neighbour, ...]
    citations: Citations


def view(ctx: PageContext, article_id: str) -> Page:
    """The page of an article."""
    article = ctx.entry(article_id, Article)
    linked, cited = ctx.index.linked(article_id), sources(ctx, article_id)
    content = ArticleView(
        headline=quoted(ctx, article.headline or ""),
        headline_script=ctx.script_of_original(article, article.headline or ""),
        authors=article.authors,
        outlet=ctx.outlet_with_basis(article.maker),
        genre=article.genre or "",
        when=ctx.date(article.date),
        date_note=article.date_note or "",
        url=article.url or "",
        archive_url=article.archive_url or "",
        accessed=ctx.date(article.accessed),
        via=_via(ctx, article.via),
        source_note=article.source_note or "",
        partial=article.partial or "",
        content_note=article.content_note or "",
        topics=ctx.links(linked.topics),
        body=body(ctx, article_id, cited),
        sources=cited,
        listed=listed(ctx, article_id),
        names=names(ctx, article_id),
        neighbours=tuple(_neighbours(ctx, article_id)),
        citations=citations(ctx.index, article_id),
    )
    return entry_page(ctx, article, content)


def _via(ctx: PageContext, via: Via | None) -> ViaLine | None:
    return ViaLine(Link(via.url or "", via.name), ctx.date(via.date)) if via else None


def _neighbours(ctx: PageContext, article_id: str) -> Iterator[Neighbour]:
    """The ways on in each topic that has any."""
    for topic in ctx.index.linked(article_id).topics:
        beside = ctx.index.neighbours.get((topic, article_id))
        if beside and (beside.older or beside.newer):
            yield Neighbour(ctx.link(topic), _plain(ctx, beside.older), _plain(ctx, beside.newer))


def _plain(ctx: PageContext, article_id: str) -> Link | None:
    """A link without a preview: it leads on in a row."""
    return ctx.link(article_id)._replace(id="") if article_id else None
