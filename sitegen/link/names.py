"""Which names link by themselves, and which cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.errors import Issue
from sitegen.model.entries import Entry, Nameable
from sitegen.names.finder import NameTable, table


def name_table(entries: Mapping[str, Entry], honorifics: tuple[str, ...]) -> NameTable:
    """The names and aliases of all entities and outlets; those that may not link, or are borne by two, lead nowhere.

    They are in the table all the same: a name inside them is left alone. Spellings never link and are not in it.
    """
    bearers: dict[str, set[str]] = {}
    silent: set[str] = set()
    for entry in entries.values():
        if isinstance(entry, Nameable):
            for name in (entry.name, *entry.aliases):
                bearers.setdefault(name, set()).add(entry.id)
                if not entry.autolink:
                    silent.add(name)
    targets = {name: None if name in silent or len(ids) > 1 else min(ids) for name, ids in bearers.items()}
    return table(targets, honorifics)


def bad_names(entries: Mapping[str, Entry]) -> Iterator[Issue]:
    """Warnings: an alias of two entries links nowhere; an alias of one word that may be an ordinary word links too much."""
    bearers: dict[str, list[tuple[Nameable, str]]] = {}
    for entry in entries.values():
        if not isinstance(entry, Nameable):
            continue
        names = {"name": entry.name} | {f"aliases.{i}": alias for i, alias in enumerate(entry.aliases)}
        for key, name in names.items():
            bearers.setdefault(name, []).append((entry, key))
            if (
                key != "name"
                and entry.autolink
                and len(name.split()) == 1
                and not name.isupper()
                and name != entry.name
            ):
                message = f'the alias "{name}" is one word, and links wherever that word stands'
                yield _warning(entry, key, "alias-short", message, "move it to `spellings`")
    for name, borne in bearers.items():
        for entry, key in borne if len({e.id for e, _ in borne}) > 1 else ():
            others = " and ".join(e.origin.path for e, _ in borne if e.id != entry.id)
            message = f'"{name}" is also a name in {others}, so it links nowhere by itself'
            yield _warning(
                entry, key, "alias-shared", message, "move it to `spellings` in both, or keep it in one"
            )


def _warning(entry: Entry, key: str, code: str, message: str, fix: str) -> Issue:
    return Issue(entry.origin.path, entry.origin.at(key), code, message, fix, "warning")
