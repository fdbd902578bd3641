"""Which names link by themselves, and which cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sitegen.faults import Faults
from sitegen.link.directory import Directory
from sitegen.model.kinds import Entry, Nameable, of_kind
from sitegen.names.finder import NameTable, table


def name_table(known: Directory, honorifics: tuple[str, ...]) -> NameTable:
    """The names and aliases of all entities and outlets; those that another also bears, or spells, link nowhere."""
    names: dict[str, str | None] = {}
    for entry in of_kind(known.entries.values(), Nameable):
        for name in entry.full_forms:
            alone = len(known.ids_by_name[name]) == 1
            names[name] = entry.id if alone and entry.autolink else None
    return table(names, honorifics)


def check_names(entries: Mapping[str, Entry], faults: Faults) -> None:
    """Warnings: a full form of two entries links nowhere; an alias of one word that may be an ordinary word, too often."""
    ids_by_name: defaultdict[str, list[tuple[Nameable, str]]] = defaultdict(list)
    for entry in of_kind(entries.values(), Nameable):
        _check_aliases(entry, faults.of(entry.origin.path))
        for key, name in _full_forms(entry):
            ids_by_name[name].append((entry, key))
    for name, borne in ids_by_name.items():
        if len({entry.id for entry, _ in borne}) > 1:
            _report_shared(name, borne, faults)


def _full_forms(entry: Nameable) -> Iterator[tuple[str, str]]:
    yield "name", entry.name
    for index, alias in enumerate(entry.aliases):
        yield f"aliases.{index}", alias


def _check_aliases(entry: Nameable, faults: Faults) -> None:
    for index, alias in enumerate(entry.aliases if entry.autolink else ()):
        if len(alias.split()) == 1 and not alias.isupper() and alias != entry.name:
            message = f'the alias "{alias}" is one word, and links wherever that word stands'
            faults.warn(entry.origin.at(f"aliases.{index}"), "alias-short", message, "move it to `spellings`")


def _report_shared(name: str, borne: Iterable[tuple[Nameable, str]], faults: Faults) -> None:
    for entry, key in borne:
        others = " and ".join(sorted({e.origin.path for e, _ in borne if e.id != entry.id}))
        message = f'"{name}" is also a name in {others}, so it links nowhere by itself'
        fix = "move it to `spellings` in both, or keep it in one"
        faults.of(entry.origin.path).warn(entry.origin.at(key), "alias-shared", message, fix)
