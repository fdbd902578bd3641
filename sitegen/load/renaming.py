"""Another id for an entry: which bytes of which files change with it, and no others.

A file is never written anew. **A place is a reference if, and only if, the other id there changes what the loader reads
from the one entry to the other, and nothing besides**: so what the loader reads decides, however it is written: in code
and in prose nothing changes, whereas brackets, tables, quotations, lists of any form, and the addresses of links, do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from posixpath import dirname, normpath
from typing import Any

from sitegen.faults import Checked, Faults, Span
from sitegen.load.entry import read_entry
from sitegen.model.body import Body, Citation, CitedItem, Embed, Reference
from sitegen.model.kinds import Entry
from sitegen.model.schema import ids_in
from sitegen.urls import id_of

Leaf = str | float | bool | None
_OWN_LINE = re.compile(r"^[ >]*\[[^\]\n]+\]:[^\n]*\Z", re.MULTILINE)
_ITEM = re.compile(r"\s*(?:-\s+)+")


@dataclass(frozen=True, slots=True)
class Renaming:
    """The entry in the file `path` (from the site's root) gets the id `new`."""

    path: str
    new: str

    @property
    def old(self) -> str:
        """The id it has now."""
        return id_of(self.path)

    @property
    def new_path(self) -> str:
        """The path of its file then."""
        return f"{dirname(self.path)}/{self.new}.md"


def references(entry: Entry, renaming: Renaming) -> tuple[Span, ...]:
    """The places at which a file refers to the entry that is renamed, in their order."""
    found = (place for _, place in _references(entry, renaming))
    return tuple(sorted(found, key=lambda span: (span.line, span.column or 0)))


def renamed(raw: bytes, entry: Entry, renaming: Renaming) -> Checked[bytes]:
    """The bytes of the file of `entry` with its references led to the new id; a fault for each that cannot be."""
    faults = Faults(entry.origin.path)
    text = raw.decode("utf-8")
    if not any(_references(entry, renaming)):
        return faults.beside(raw)
    changed, left = _Trial(text, entry, renaming).with_new(_places(text, renaming))
    for span in left:
        message = f"this reference to {renaming.old} is written so that `rename` cannot change it alone"
        fix = f"write it plainly first; in a heading with words: [[{renaming.old}|words]]"
        faults.add(span, "reference-form", message, fix)
    return faults.beside(changed.encode())


def moved(raw: bytes, entry: Entry, renaming: Renaming, address: str | None) -> Checked[bytes]:
    """The bytes of the renamed entry's own file: with its references to itself, and the old `address` kept, if it has one."""
    faults = Faults(entry.origin.path)
    changed = faults.take(renamed(raw, entry, renaming))
    wanted = _leaves_then(entry, renaming) | {"id": renaming.new}
    if address and not faults.met:
        changed = _with_old_address(changed.decode("utf-8"), entry, address).encode()
        wanted[f"redirect_from.{len(entry.redirect_from)}"] = address
    read = read_entry(renaming.new_path, changed, type(entry)).value
    if not faults.met and (not isinstance(read, Entry) or _leaves(read) != wanted):
        message = "the front matter is written so that `rename` cannot add the old address to it"
        fix = "write one `key: value` a line, and lists in brackets or one item a line"
        faults.add(entry.origin.at("redirect_from"), "redirect-form", message, fix)
    return faults.beside(changed)


@dataclass(frozen=True, slots=True)
class _Trial:
    """Tries the new id at places of a file: are these references, and is nothing else changed by it?"""

    text: str
    entry: Entry
    renaming: Renaming

    def with_new(self, groups: tuple[Sequence[int], Sequence[int]]) -> tuple[str, list[Span]]:
        """The text with its references renamed, and where those stand that cannot be.

        `groups` are offsets: where a reference stands for one thing read, and any others, which are asked only if need be.
        """
        wanted, before = _leaves_then(self.entry, self.renaming), _leaves(self.entry)
        chosen: list[int] = []
        changed, read = self.text, dict(before)
        for group, most in zip(groups, (len(groups[0]), 1), strict=True):
            for first in range(0, len(group) if read != wanted else 0, most or 1):
                chosen += self._sound(group[first : first + most], before, wanted)
            changed = self._written(chosen)
            read = dict(self._read(changed) or before)
        left = [
            span for place, span in _references(self.entry, self.renaming) if read.get(place) != wanted[place]
        ]
        return changed, left

    def _sound(
        self, group: Sequence[int], before: Mapping[str, Leaf], wanted: Mapping[str, Leaf]
    ) -> list[int]:
        """Those of `group` that are references: all together if each changes something, else each half by itself."""
        read = self._read(self._written(group)) or {}
        news = [key for key, value in read.items() if value != before.get(key)]
        is_sound = read.keys() == before.keys() and all(read[key] == wanted[key] for key in news)
        if is_sound and (len(news) == len(group) or (news and len(group) == 1)):
            return list(group)
        half = len(group) // 2
        parts = (group[:half], group[half:]) if half else ()
        return [place for part in parts for place in self._sound(part, before, wanted)]

    def _written(self, places: Iterable[int]) -> str:
        text, old = self.text, self.renaming.old
        for place in sorted(places, reverse=True):
            text = f"{text[:place]}{self.renaming.new}{text[place + len(old) :]}"
        return text

    def _read(self, text: str) -> Mapping[str, Leaf] | None:
        read = read_entry(self.entry.origin.path, text.encode(), type(self.entry)).value
        return _leaves(read) if isinstance(read, Entry) else None


def _places(text: str, renaming: Renaming) -> tuple[list[int], list[int]]:
    """The offsets at which the old id stands as a word: where references mostly do, and all others."""
    word = re.compile(rf"(?<![a-z0-9-]){re.escape(renaming.old)}(?![a-z0-9-])")
    body = text.find("\n---", 3)
    likely: list[int] = []
    others: list[int] = []
    for place in (match.start() for match in word.finditer(text)):
        # An address that stands on a line of its own may be that of several links.
        is_inside = text[:place].endswith(("[[", "@", "/", "(")) and not _OWN_LINE.search(text[:place])
        (likely if place < body or is_inside else others).append(place)
    return likely, others


def _references(entry: Entry, renaming: Renaming) -> Iterator[tuple[str, Span]]:
    """The leaves that name the renamed entry, each with its place in the file."""
    for named in ids_in(entry):
        if named.id == renaming.old:
            yield f"{named.key}.text" if named.words else named.key, entry.origin.at(named.key)
    for place, slot in _slots(entry):
        if _leads_there(slot, entry.origin.path, renaming):
            yield f"{place}.target", slot.span


def _slots(entry: Entry) -> Iterator[tuple[str, Reference | CitedItem | Embed]]:
    for number, piece in enumerate(entry.body.pieces):
        if isinstance(piece, Citation):
            yield from ((f"body.pieces.{number}.items.{n}", item) for n, item in enumerate(piece.items))
        elif isinstance(piece, Reference | Embed):
            yield f"body.pieces.{number}", piece


def _leads_there(slot: Reference | CitedItem | Embed, path: str, renaming: Renaming) -> bool:
    if isinstance(slot, Reference) and slot.relative:
        return normpath(f"{dirname(path)}/{slot.target}") == renaming.path
    return slot.target == renaming.old


def _leaves_then(entry: Entry, renaming: Renaming) -> dict[str, Leaf]:
    """What shall be read of an entry when the other is renamed."""
    leaves = _leaves(entry)
    for place, _ in _references(entry, renaming):
        head, slash, _ = str(leaves[place]).rpartition("/")
        is_path = str(leaves[place]).endswith(f"{renaming.old}.md")
        leaves[place] = f"{head}{slash}{renaming.new}.md" if is_path else renaming.new
    return leaves


def _leaves(entry: Entry) -> dict[str, Leaf]:
    """All that was read of a file, whatever its place in it."""
    return {
        place: value
        for place, value in _values(entry, "")
        if not (is_dataclass(value) or isinstance(value, tuple))
    }


def _values(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """A value and all that it is made of, with their dotted names; but for places in the file, which move."""
    if isinstance(value, Span):
        return
    yield place, value
    if isinstance(value, Body):  # its text is read where it is asked for, and `leading` repeats some of it
        parts: Iterable[tuple[Any, Any]] = (
            (name, getattr(value, name)) for name in ("pieces", "blocks", "links", "headings", "handles")
        )
    elif is_dataclass(value):
        parts = ((f.name, getattr(value, f.name)) for f in fields(value) if f.compare)
    elif isinstance(value, tuple):
        parts = zip(getattr(value, "_fields", range(len(value))), value, strict=True)
    else:
        return
    for name, part in parts:
        yield from _values(part, f"{place}.{name}" if place else f"{name}")


def _with_old_address(text: str, entry: Entry, address: str) -> str:
    """The text of a file with one more address in `redirect_from`, behind those that stand there."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)
    number = len(entry.redirect_from)
    if not number:
        at = entry.origin.body_line - 2
        first = next((line for line in lines[1:at] if line.strip() and not line.lstrip().startswith("#")), "")
        indent = first[: len(first) - len(first.lstrip())]
        return _inserted(lines, at, f"{indent}redirect_from: [{address}]{_end_of(lines[0])}")
    span, around = entry.origin.at(f"redirect_from.{number - 1}"), entry.origin.at("redirect_from")
    at, column = span.line - 1, (span.column or 1) - 1
    line = lines[at]
    if lines[around.line - 1][(around.column or 1) - 1] == "[":
        end = column + span.width
        return "".join([*lines[:at], f"{line[:end]}, {address}{line[end:]}", *lines[at + 1 :]])
    item = _ITEM.match(line)
    return _inserted(lines, at + 1, f"{item[0] if item else '- '}{address}{_end_of(line)}")


def _inserted(lines: list[str], at: int, line: str) -> str:
    return "".join([*lines[:at], line, *lines[at:]])


def _end_of(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
