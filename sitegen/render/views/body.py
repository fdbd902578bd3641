"""A body as a row of markup and embeds: how an embed looks is for the layouts to say."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from sitegen.model.kinds import Claim
from sitegen.model.site import EmbedFill, LinkedText
from sitegen.render.views.claim_table import ClaimTable, Divided, claim_table, divided
from sitegen.render.views.items import BodyView, Embed, Part
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import markup, written
from sitegen.render.views.sources import Sources
from sitegen.render.views.timeline_list import event_line


class EmbeddedClaim(NamedTuple):
    """A question inside a text: how its statements divide, how many they are, and the table of them."""

    divided: Divided
    statements: int
    table: ClaimTable


def body(ctx: PageContext, entry_id: str, cited: Sources) -> BodyView:
    """The body of an entry on a page that lists what it has `cited`; empty where it has none."""
    return joined(ctx, ctx.index.linked(entry_id).body, cited)


def joined(ctx: PageContext, text: LinkedText, cited: Sources) -> BodyView:
    """`text` as a row in which no two stretches of markup stand side by side."""
    fills = dict(text.fills)
    row: list[Part] = []
    stretch: list[str] = []
    for position, words in enumerate(written(text, partial(markup, ctx))):
        fill = fills.get(position)
        if isinstance(fill, EmbedFill):
            row += (Markup("".join(stretch)), embed(ctx, fill.target, cited))
            stretch = []
        else:
            stretch.append(words)
    row.append(Markup("".join(stretch)))
    return tuple(part for part in row if part)


def embed(ctx: PageContext, entry_id: str, cited: Sources) -> Embed:
    """What stands for an entry inside another's text: a claim's table, an event's line, else its summary."""
    match ctx.entry(entry_id).embedded_as:
        case "claim":
            return Embed("claim", _claim(ctx, ctx.entry(entry_id, Claim), cited))
        case "event":
            return Embed("event", event_line(ctx, entry_id))
    return Embed("summary", ctx.item(entry_id))


def _claim(ctx: PageContext, claim: Claim, cited: Sources) -> EmbeddedClaim:
    table = claim_table(ctx, claim, cited)
    return EmbeddedClaim(divided(ctx, claim, table), len(claim.statements), table)
