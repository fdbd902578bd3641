"""What may be written at a place of a text: ids, names and headings in references, keys and their values in front matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from heapq import nsmallest
from typing import Any, Literal, NamedTuple

from sitegen.commands.lsp.live_site import Look
from sitegen.commands.lsp.places import Header, card, group_at, header_of, meaning
from sitegen.commands.lsp.positions import Lines
from sitegen.link.resolve import CITABLE
from sitegen.model.kinds import Entry
from sitegen.model.schema import Key, keys_of
from sitegen.model.values import Date
from sitegen.urls import path_from

MOST = 100
"""Offers at once; what is typed next brings others."""

_EMBED = re.compile(r"!\[\[([^\[\]|#]*)$")
_LINK = re.compile(r"\[\[([^\[\]|#]*)$")
_HEADING = re.compile(r"\[\[([^\[\]|#]*)#([^\[\]|]*)$")
_CITATION = re.compile(r"\[[^\[\]]*@([a-z0-9-]*)$")
_ADDRESS = re.compile(r"\]\(([^()\s]*)$")

_BEGUN_KEY = re.compile(r"(\s*(?:- +)?)([A-Za-z_]*)$")
_BEGUN_ITEM = re.compile(r"(\s*)(?:- +)+([^\s:]*)$")
_BEGUN_VALUE = re.compile(r"(\s*(?:- +)*)([\w-]+):\s+(.*)$")
_LAST_ITEM = re.compile(r"[\[,]\s*([^\[\],]*)$")
_WRITTEN_KEY = re.compile(r"([\w-]+):(?:\s|$)")


class Offer(NamedTuple):
    """What may be written: its `label`, what it is in a few words, `text` to be put in, and `more` of it in Markdown."""

    label: str
    detail: str
    text: str
    more: str
    sort: Literal["id", "name", "heading", "file", "key", "value"]


class Offers(NamedTuple):
    """What may stand instead of the last `typed` letters before the place; `complete` if that is all."""

    typed: int
    offers: tuple[Offer, ...]
    complete: bool = True


_NONE = Offers(0, ())


def offers_at(path: str, lines: Lines, place: tuple[int, int], look: Look, today: date) -> Offers:
    """What may be written in the file `path` at a place (a line from 1, letters before it)."""
    number, letters = place
    before = lines.read(number)[:letters]
    header = header_of(path, lines)
    if header and header.first <= number < header.end:
        return _in_header(header, lines, number, before, look, today)
    return _in_text(path, before, look) if path.endswith(".md") else _NONE


def _in_text(path: str, before: str, look: Look) -> Offers:
    if found := _EMBED.search(before):
        return _entries(found[1], look, lambda entry: entry.embedded_as is not None, names=False)
    if found := _HEADING.search(before):
        return _headings(path, found[1], found[2], look)
    if found := _LINK.search(before):
        return _entries(found[1], look, lambda _: True, names=True)
    if found := _CITATION.search(before):
        return _entries(found[1], look, lambda entry: entry.folder in CITABLE, names=False)
    if found := _ADDRESS.search(before):
        return _addresses(path, found[1], look)
    return _NONE


def _entries(typed: str, look: Look, fits: Any, *, names: bool) -> Offers:
    """Entries by id, best first: what begins as typed, then what has a word that does, then what holds it."""
    wanted = typed.casefold().strip()
    begins_a_word = re.compile(rf"\b{re.escape(wanted)}").search
    ranked: list[tuple[int, str, Entry]] = []
    for entry_id, (entry, words) in look.targets.items():
        if wanted in words and fits(entry):
            rank = 0 if words.startswith(wanted) else 1 if begins_a_word(words) else 2
            ranked.append((rank, entry_id, entry))
    best = [entry for _, _, entry in nsmallest(MOST, ranked, key=lambda row: row[:2])]
    offers = [offer for entry in best for offer in _offers_of(entry, wanted, names=names)]
    return Offers(len(typed), tuple(offers), complete=len(ranked) <= MOST)


def _offers_of(entry: Entry, wanted: str, *, names: bool) -> Iterator[Offer]:
    when = f", {entry.own_date.written}" if entry.own_date else ""
    yield Offer(entry.id, f"{entry.display_title} ({entry.noun}{when})", entry.id, card(entry), "id")
    if names and wanted:
        for name in entry.every_name:
            if name.casefold().startswith(wanted):
                yield Offer(name, f"{entry.noun} {entry.id}", name, card(entry), "name")


def _headings(path: str, target: str, typed: str, look: Look) -> Offers:
    entry = look.targets[target][0] if target in look.targets else look.entries.get(path)
    headings = entry.body.headings if entry and (target in look.targets or not target) else ()
    return Offers(len(typed), tuple(Offer(h.anchor, h.text, h.anchor, "", "heading") for h in headings))


def _addresses(path: str, typed: str, look: Look) -> Offers:
    """Files and entries by their paths from the folder of the file."""

    def offer(target: str, detail: str, more: str = "") -> Offer:
        written = path_from(path.rpartition("/")[0], target)
        return Offer(written, detail, written, more, "file")

    files = (offer(file, "file") for file in look.context.files)
    entries = (
        offer(entry.origin.path, entry.display_title, card(entry))
        for entry, words in look.targets.values()
        if typed.rpartition("/")[2].casefold() in words
    )
    fitting = [offer for offer in (*files, *entries) if typed in offer.label or not typed.startswith(".")]
    return Offers(len(typed), tuple(fitting[:MOST]), complete=len(fitting) <= MOST)


def _in_header(header: Header, lines: Lines, number: int, before: str, look: Look, today: date) -> Offers:
    if found := _BEGUN_VALUE.match(before):
        kind, _ = group_at(header, lines, number, len(found[1]))
        key = keys_of(kind).get(found[2]) if kind else None
        item = _LAST_ITEM.search(found[3])
        typed = item[1] if item and found[3].startswith("[") else found[3]
        return _values(key, typed, look, today) if key else _NONE
    if item := _BEGUN_ITEM.match(before):
        kind, above = group_at(header, lines, number, len(item[1]) + 1)
        if kind is None:
            return _values(_key_above(header, lines, number, len(item[1]) + 1, above), item[2], look, today)
    if found := _BEGUN_KEY.match(before):
        kind, _ = group_at(header, lines, number, len(found[1]))
        return _keys(kind, found[2], _written(header, lines, len(found[1]))) if kind else _NONE
    return _NONE


def _key_above(header: Header, lines: Lines, number: int, indent: int, name: str) -> Key | None:
    """The key of the list that an item belongs to."""
    for n in range(number - 1, header.first - 1, -1):
        found = re.match(rf"(\s*(?:- +)*){re.escape(name)}:", lines.read(n))
        if found and len(found[1]) < indent:
            kind, _ = group_at(header, lines, n, len(found[1]))
            return keys_of(kind).get(name) if kind else None
    return None


def _written(header: Header, lines: Lines, indent: int) -> Collection[str]:
    """The keys that stand at the edge already; of a group, whose like there may be many, none."""
    rows = (lines.read(n) for n in range(header.first, header.end)) if not indent else ()
    return {found[1] for row in rows if (found := _WRITTEN_KEY.match(row))}


def _keys(kind: type[Any], typed: str, written: Collection[str]) -> Offers:
    free = [key for key in keys_of(kind).values() if key.name not in written and key.name.startswith(typed)]
    free.sort(key=lambda key: not key.required)
    offers = (
        Offer(
            key.name,
            "needed" if key.required else "",
            f"{key.name}:{'' if key.group else ' '}",
            meaning(kind, key),
            "key",
        )
        for key in free
    )
    return Offers(len(typed), tuple(offers))


def _values(key: Key | None, typed: str, look: Look, today: date) -> Offers:
    if key is None:
        return _NONE
    if key.ids:
        folders = key.folders
        return _entries(typed, look, lambda entry: not folders or entry.folder in folders, names=False)
    return Offers(len(typed), tuple(_plain_values(key, typed, today)))


def _plain_values(key: Key, typed: str, today: date) -> Iterable[Offer]:
    known = dict.fromkeys(key.choices, "")
    if key.single.base is bool:
        known = {"true": "", "false": ""}
    elif key.single.base is Date:
        known = {today.isoformat(): "today"}
    return (Offer(v, what, v, "", "value") for v, what in known.items() if v.startswith(typed))
