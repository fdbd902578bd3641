"""An outlet: what kind of source it is and on what basis, what it published, and what cites or names it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sitegen.model.kinds import Article, Outlet
from sitegen.render.views.body import body
from sitegen.render.views.co_mentions import CoMentions, co_mentions
from sitegen.render.views.entity import Names, names_of
from sitegen.render.views.items import BodyView, Link
from sitegen.render.views.listing import Listed, listed, listed_claims
from sitegen.render.views.page import Page, entry_page
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources, sources


@dataclass(frozen=True, slots=True)
class LabelBox:
    """The label with its whole basis: who gives it (None: we do), and the numbers of its articles in the Sources list."""

    text: str
    basis: Markup
    by: Link | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OutletView:
    """What `outlet.html` sees."""

    summary: Markup
    names: Names
    url: str
    country: str
    languages: tuple[str, ...]
    medium: str
    label: LabelBox | None
    body: BodyView
    sources: Sources
    claims: tuple[Link, ...]
    co_mentions: tuple[CoMentions, ...]
    listed: Listed


def view(ctx: PageContext, outlet_id: str) -> Page:
    """The page of an outlet."""
    outlet = ctx.entry(outlet_id, Outlet)
    behind = sources(ctx, outlet_id)
    content = OutletView(
        summary=prose(ctx, outlet_id, "summary", outlet.summary or ""),
        names=names_of(outlet),
        url=outlet.url or "",
        country=outlet.country or "",
        languages=outlet.languages,
        medium=outlet.medium or "",
        label=_label(ctx, outlet, behind),
        body=body(ctx, outlet_id),
        sources=behind,
        claims=ctx.links(listed_claims(ctx.index, outlet_id)),
        co_mentions=co_mentions(ctx, outlet_id),
        listed=listed(ctx, outlet_id, own=Article),
    )
    return entry_page(ctx, outlet, content)


def _label(ctx: PageContext, outlet: Outlet, behind: Sources) -> LabelBox | None:
    label = outlet.label
    if label is None:
        return None
    return LabelBox(
        text=label.text,
        basis=prose(ctx, outlet.id, "label.basis", label.basis),
        by=ctx.named(label.by) if label.by else None,
        numbers=tuple(behind.number(ref) for ref in label.refs),
    )
