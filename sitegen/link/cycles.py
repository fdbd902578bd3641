"""Circles that no page could show: an entry that embeds itself by way of others, or is part of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.faults import Fault, Faults, Span
from sitegen.link.slots import FilledSlots
from sitegen.model.body import Embed
from sitegen.model.kinds import Entry
from sitegen.model.site import EmbedFill

Steps = Mapping[str, Mapping[str, Span]]
"""From each entry to others, and where it says so."""


def check_cycles(slots: Sequence[FilledSlots], faults: Faults) -> None:
    """Looks for circles; each is one fault, at the step that closes it."""
    entries = {each.entry.id: each.entry for each in slots}
    embeds = {each.entry.id: _embedded(each) for each in slots}
    _check(entries, embeds, faults, Fault("embed-circle", "embeds itself", "take this embed out"))
    wholes = {e.id: {whole: e.origin.at("part_of")} for e in entries.values() if (whole := e.whole)}
    _check(entries, wholes, faults, Fault("part-of-circle", "is part of itself", "mend this `part_of`"))


def _embedded(slots: FilledSlots) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for index, slot in slots.entry.body.leading:
        fill = slots.fills.get(index)
        if isinstance(slot, Embed) and isinstance(fill, EmbedFill):
            found.setdefault(fill.target, slot.span)
    return found


def _check(entries: Mapping[str, Entry], steps: Steps, faults: Faults, kind: Fault) -> None:
    """Looks for circles of one kind, whose fault tells what the entry does and how to mend the step."""
    done: set[str] = set()
    for start in sorted(steps):
        if start not in done:
            for *way, last, target in _closed_from(start, steps, done):
                cycle = f": {' → '.join((*way, last, target))}" if way else ""
                message, or_other = (
                    f"{target} {kind.message}{cycle}",
                    ", or another of the circle" if way else "",
                )
                fault = kind._replace(message=message, fix=kind.fix + or_other)
                faults.of(entries[last].origin.path).place(fault, steps[last][target])


def _closed_from(start: str, steps: Steps, done: set[str]) -> Iterator[tuple[str, ...]]:
    """Every way that leads back to where it began, by depth-first search; what is left behind goes to `done`."""
    path = {start: iter(steps[start])}
    while path:
        node = next(reversed(path))
        target = next((t for t in path[node] if t not in done), None)
        if target is None:
            done.add(node)
            del path[node]
        elif target in path:
            ids = list(path)
            yield (*ids[ids.index(target) :], target)
        else:
            path[target] = iter(steps.get(target, ()))
