"""Circles that no page could show: an entry that embeds itself by way of others, an event that is part of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.errors import Issue, Span
from sitegen.markdown.document import Embed
from sitegen.model.entries import Entry, Event, Organisation, Person, Place
from sitegen.model.site import EmbedFill, LinkedText


def find_circles(entries: Mapping[str, Entry], bodies: Mapping[str, LinkedText]) -> Iterator[Issue]:
    """One fault for each circle, at the first entry of it in the order of ids."""
    embeds = {i: _embedded(body) for i, body in bodies.items()}
    yield from _circles(entries, embeds, "embed-circle", "embeds itself", "take one of the embeds out")
    wholes = {
        e.id: {e.part_of: e.origin.at("part_of")}
        for e in entries.values()
        if isinstance(e, Event | Person | Organisation | Place) and e.part_of
    }
    yield from _circles(
        entries, wholes, "part-of-circle", "is part of itself", "mend `part_of` in one of them"
    )


def _embedded(body: LinkedText) -> dict[str, Span]:
    pieces = body.document.pieces
    found: dict[str, Span] = {}
    for index, fill in body.fills:
        piece = pieces[index]
        if isinstance(fill, EmbedFill) and isinstance(piece, Embed):
            found.setdefault(fill.target, piece.span)
    return found


def _circles(
    entries: Mapping[str, Entry], edges: Mapping[str, Mapping[str, Span]], code: str, does: str, fix: str
) -> Iterator[Issue]:
    done: set[str] = set()
    for start in edges:
        trail: list[str] = []
        stack = [(start, iter(edges.get(start, ())))]
        while stack:
            node, following = stack[-1]
            if len(trail) < len(stack):
                trail.append(node)
            target = next((t for t in following if t not in done), None)
            if target is None:
                done.add(node)
                stack.pop()
                trail.pop()
            elif target in trail:
                circle = trail[trail.index(target) :]
                way = " → ".join((*circle, target))
                yield Issue(
                    entries[node].origin.path, edges[node][target], code, f"{target} {does}: {way}", fix
                )
                done.add(target)
            else:
                stack.append((target, iter(edges.get(target, ()))))
