"""What an editor program asks of a place or a file, and what it is answered."""

from __future__ import annotations

from lsprotocol import types as lsp

from sitegen.commands.lsp import completion, places
from sitegen.commands.lsp.connection import Connection, range_of
from sitegen.commands.lsp.positions import Lines, Position, Stretch
from sitegen.faults import Span

_MOST_SYMBOLS = 200
_KINDS = {
    "id": lsp.CompletionItemKind.Reference,
    "name": lsp.CompletionItemKind.Text,
    "heading": lsp.CompletionItemKind.Reference,
    "file": lsp.CompletionItemKind.File,
    "key": lsp.CompletionItemKind.Property,
    "value": lsp.CompletionItemKind.EnumMember,
}
_END = 1 << 30
"""More letters than a line has."""


def complete(server: Connection, asked: lsp.CompletionParams) -> lsp.CompletionList:
    """What may be written at a place."""
    place = server.place(asked.text_document.uri, asked.position)
    if place is None:
        return lsp.CompletionList(is_incomplete=True, items=[])
    path, lines, (number, letters), look = place
    offers = completion.offers_at(path, lines, (number, letters), look, server.site.options.today)
    start = lines.position(min(number, len(lines)), letters - offers.typed)
    stretch = lsp.Range(lsp.Position(*start), asked.position)
    items = [_item(offer, stretch, row) for row, offer in enumerate(offers.offers)]
    return lsp.CompletionList(is_incomplete=not offers.complete, items=items)


def hover(server: Connection, asked: lsp.HoverParams) -> lsp.Hover | None:
    """What the key means, or the entry is, at a place."""
    place = server.place(asked.text_document.uri, asked.position)
    if place is None:
        return None
    path, lines, (number, letters), look = place
    header = places.header_of(path, lines)
    if header and (found := places.key_at(header, lines, number, letters)):
        return lsp.Hover(_markdown(places.meaning(*found)))
    entry = server.site.entry_at(path)
    lead = places.lead_at(entry, look, number, letters) if entry else None
    target = look.entries.get(lead.path) if lead else None
    if lead is None or target is None:
        return None
    return lsp.Hover(_markdown(places.card(target)), server.range_of(lead.span, lines))


def definition(server: Connection, asked: lsp.DefinitionParams) -> lsp.Location | None:
    """Where a reference leads."""
    found = server.lead(asked.text_document.uri, asked.position)
    if found is None or found[1] is None:
        return None
    return server.location(found[1].path, places.goal(found[1], found[2]))


def references(server: Connection, asked: lsp.ReferenceParams) -> list[lsp.Location]:
    """Who leads to the entry that is referred to at a place; to that of the file, where nothing is."""
    found = server.lead(asked.text_document.uri, asked.position)
    if found is None:
        return []
    entry, lead, look = found
    path = lead.path if lead else entry.origin.path
    own = [(path, Span(1, 1, 0))] if asked.context.include_declaration else []
    return [server.location(*place) for place in (*own, *places.leading_to(path, look))]


def outline(server: Connection, asked: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    """The title of a file, and its headings."""
    path = server.path_of(asked.text_document.uri)
    entry = server.site.entry_at(path) if path else None
    if path is None or entry is None:
        return []
    lines = server.lines_of(path)
    whole = range_of(Stretch(Position(0, 0), lines.position(len(lines), _END)))
    inner = [_symbol(section, server, lines) for section in places.outline(entry, len(lines) + 1)]
    top = server.range_of(entry.origin.at(entry.title_key), lines)
    return [
        lsp.DocumentSymbol(entry.display_title, lsp.SymbolKind.File, whole, top, entry.noun, children=inner)
    ]


def links(server: Connection, asked: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
    """What leads to other files of the site."""
    path, look = server.path_of(asked.text_document.uri), server.site.last
    entry = server.site.entry_at(path) if path else None
    if path is None or look is None or entry is None:
        return []
    lines = server.lines_of(path)
    found = (lead for lead in places.leads(entry, look) if lead.path != path and lead.span.column)
    return [lsp.DocumentLink(server.range_of(f.span, lines), server.uri_of(f.path)) for f in found]


def symbols(server: Connection, asked: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
    """The entries that a word finds."""
    look, wanted = server.site.last, asked.query.casefold()
    found = [entry for entry, words in look.targets.values() if wanted in words] if look else []
    return [
        lsp.WorkspaceSymbol(
            location=lsp.LocationUriOnly(server.uri_of(entry.origin.path)),
            name=entry.display_title,
            kind=lsp.SymbolKind.File,
            container_name=entry.noun,
        )
        for entry in found[:_MOST_SYMBOLS]
    ]


def _item(offer: completion.Offer, stretch: lsp.Range, row: int) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        label=offer.label,
        kind=_KINDS[offer.sort],
        detail=offer.detail or None,
        documentation=_markdown(offer.more) if offer.more else None,
        sort_text=f"{row:04}",
        filter_text=f"{offer.label} {offer.detail}",
        text_edit=lsp.TextEdit(stretch, offer.text),
    )


def _symbol(section: places.Section, server: Connection, lines: Lines) -> lsp.DocumentSymbol:
    heading = section.heading
    at = server.range_of(heading.span, lines)
    end = lines.position(min(section.end, len(lines)), 0 if section.end <= len(lines) else _END)
    return lsp.DocumentSymbol(
        heading.text or heading.anchor,
        lsp.SymbolKind.String,
        lsp.Range(lsp.Position(at.start.line, 0), lsp.Position(*end)),
        at,
        children=[_symbol(inner, server, lines) for inner in section.inner],
    )


def _markdown(text: str) -> lsp.MarkupContent:
    return lsp.MarkupContent(lsp.MarkupKind.Markdown, text)
