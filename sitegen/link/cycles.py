"""Circles that no page could show: an entry that embeds itself by way of others, or is part of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.faults import Fault, Span
from sitegen.model.body import Embed
from sitegen.model.kinds import Entry
from sitegen.model.site import EmbedFill, LinkedText

Steps = Mapping[str, Mapping[str, Span]]
"""From each entry to others, and where it says so."""


def find_cycles(entries: Mapping[str, Entry], bodies: Mapping[str, LinkedText]) -> Iterator[Fault]:
    """One fault for each circle, at the step that closes it."""
    embeds = {i: _embedded(body) for i, body in bodies.items()}
    yield from _cycles(entries, embeds, "embed-circle", "embeds itself", "take this embed out")
    wholes = {e.id: {whole: e.origin.at("part_of")} for e in entries.values() if (whole := e.whole)}
    fix = "mend this `part_of`"
    yield from _cycles(entries, wholes, "part-of-circle", "is part of itself", fix)


def _embedded(body: LinkedText) -> dict[str, Span]:
    pieces = body.source.pieces
    found: dict[str, Span] = {}
    for index, fill in body.fills:
        piece = pieces[index]
        if isinstance(fill, EmbedFill) and isinstance(piece, Embed):
            found.setdefault(fill.target, piece.span)
    return found


def _cycles(entries: Mapping[str, Entry], steps: Steps, code: str, does: str, fix: str) -> Iterator[Fault]:
    done: set[str] = set()
    for start in sorted(steps):
        if start not in done:
            for *way, last, target in _closed_from(start, steps, done):
                cycle = f": {' → '.join((*way, last, target))}" if way else ""
                message = f"{target} {does}{cycle}"
                or_other = ", or another of the circle" if way else ""
                yield Fault(entries[last].origin.path, steps[last][target], code, message, fix + or_other)


def _closed_from(start: str, steps: Steps, done: set[str]) -> Iterator[tuple[str, ...]]:
    """Every way that leads back to where it began, by depth-first search; what is left behind goes to `done`."""
    trail = {start: iter(steps[start])}
    while trail:
        node = next(reversed(trail))
        target = next((t for t in trail[node] if t not in done), None)
        if target is None:
            done.add(node)
            del trail[node]
        elif target in trail:
            ids = list(trail)
            yield (*ids[ids.index(target) :], target)
        else:
            trail[target] = iter(steps.get(target, ()))
