"""`check --names`: names that stand in several entries and that no entry bears. A hint for editors, not a fault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sitegen.faults import Faults, Span
from sitegen.model.body import Body, Words
from sitegen.model.kinds import Entry, Nameable, of_kind
from sitegen.model.site import Site
from sitegen.names.skeleton import sounding
from sitegen.names.unknown import known_words, unknown_names

SEEN_IN = 3
"""In how many entries a name must stand to be told."""

_BREAK = "\0"
"""Stands for what is no running text: a link, a citation, code."""


def check_names(site: Site, faults: Faults) -> None:
    """Warns of each, at the first entry that has it in the order of paths."""
    known = known_names(site)
    inside: defaultdict[str, list[Entry]] = defaultdict(list)
    opening: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(site.entries.values(), key=lambda e: e.origin.path):
        for name, opens in {found for text in _texts(entry.body) for found in unknown_names(text, known)}:
            (opening if opens else inside)[name].append(entry)
    bearers = {name: e for e in of_kind(site.entries.values(), Nameable) for name in e.every_name}
    seen = {name: {e.origin.path: e for e in (*where, *opening[name])} for name, where in inside.items()}
    for name, where in sorted(seen.items()):
        if len(where) >= SEEN_IN:
            path, entry = min(where.items())
            message = f'"{name}" stands in {len(where)} entries and is no name, alias or spelling of any'
            faults.of(path).warn(Span(entry.origin.body_line), "name-unknown", message, _fix(name, bearers))


def _fix(name: str, bearers: Mapping[str, Nameable]) -> str:
    like = sounding(name, bearers)
    if not like:
        return "add an entry for it, or a spelling to the one it belongs to"
    bearer = bearers[like[0]]
    return f"it looks like {bearer.name}: add it to the spellings in {bearer.origin.path}, or an entry for it"


def known_names(site: Site) -> frozenset[str]:
    """What a row of capitalised words may begin or end with besides a name that is unknown."""
    bearers = tuple(of_kind(site.entries.values(), Nameable))
    names = {entry.display_title for entry in site.entries.values()}
    names |= {alias for entry in bearers for alias in entry.aliases}
    spellings = (spelling for entry in bearers for spelling in entry.spellings)
    return known_words(names, spellings, site.settings.honorifics)


def _texts(document: Body) -> Iterator[str]:
    """The running text of each block."""
    for block in document.blocks:
        pieces = document.block_pieces(block)
        yield "".join(piece.text if isinstance(piece, Words) else _BREAK for piece in pieces)
