"""The texts of an entry's front matter in which names link, in the order in which its page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.kinds import Claim, Entity, Entry, Note, Outlet, Topic


def prose_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """The dotted key and the text of each."""
    match entry:
        case Topic():
            yield "summary", entry.summary
            if entry.status:
                yield "status.why", entry.status.why
        case Note() | Entity() | Outlet() if entry.summary:
            yield "summary", entry.summary
        case Claim():
            for index, statement in enumerate(entry.statements):
                yield f"statements.{index}.says", statement.says
        case _:
            return
    if isinstance(entry, Outlet) and entry.label:
        yield "label.basis", entry.label.basis
