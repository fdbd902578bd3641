"""A primary document: what it is, whose and when, where to read it, what it says, and on what word we know it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from sitegen.model.kinds import Document
from sitegen.render.formats.citations import Citations, citations
from sitegen.render.views.body import body
from sitegen.render.views.items import BodyView, DateView, Link, OutletBasis, OutletLine, Script
from sitegen.render.views.listing import CoMentions, Listed, listed, names
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources, quoted, sources


class DocumentView(NamedTuple):
    """What `document.html` sees. Texts that front matter leaves out are empty."""

    kind: str
    headline: str
    headline_script: Script | None
    issuer: OutletBasis
    addressee: Link | None
    when: DateView | None
    date_note: str
    url: str
    archive_url: str
    summary: Markup
    topics: tuple[Link, ...]
    body: BodyView
    sources: Sources
    one_outlet: OutletLine | None
    listed: Listed
    names: tuple[CoMentions, ...]
    citations: Citations


def view(ctx: PageContext, document_id: str) -> Page:
    """The page of a document."""
    document = ctx.entry(document_id, Document)
    behind = sources(ctx, document_id)
    content = DocumentView(
        kind=document.kind or "",
        headline=quoted(ctx, document.headline or ""),
        headline_script=ctx.script_of_original(document, document.headline or ""),
        issuer=ctx.outlet_with_basis(document.issuer),
        addressee=ctx.named(document.addressee) if document.addressee else None,
        when=ctx.date(document.date),
        date_note=document.date_note or "",
        url=document.url or "",
        archive_url=document.archive_url or "",
        summary=prose(ctx, document_id, "summary", document.summary or ""),
        topics=ctx.links(ctx.index.linked(document_id).topics),
        body=body(ctx, document_id, behind),
        sources=behind,
        one_outlet=behind.one_outlet,
        listed=listed(ctx, document_id),
        names=names(ctx, document_id),
        citations=citations(ctx.index, document_id),
    )
    return entry_page(ctx, document, content)
