"""A plain page: its contents, its text, and what it cites."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.render.views.body import body
from sitegen.render.views.items import BodyView
from sitegen.render.views.note import Section, contents
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, entry_page
from sitegen.render.views.sources import Sources, sources


class PlainView(NamedTuple):
    """What `page.html` sees."""

    contents: tuple[Section, ...]
    body: BodyView
    sources: Sources


def view(ctx: PageContext, page_id: str) -> Page:
    """A plain page."""
    cited = sources(ctx, page_id)
    content = PlainView(contents(ctx.index.linked(page_id).body), body(ctx, page_id, cited), cited)
    return entry_page(ctx, ctx.entry(page_id), content)
