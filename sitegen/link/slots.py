"""Filling what an author wrote on purpose: a reference, a citation, an embed or a file of the site is a slot, and is filled
with what it leads to. What leads nowhere is a fault; names that link by themselves are looked for later (`texts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, normpath
from typing import NamedTuple

from sitegen import urls
from sitegen.faults import Edit, Fault, Faults, Span
from sitegen.link.resolve import (
    CITABLE,
    Directory,
    anchor_of,
    by_id,
    by_id_or_name,
    by_path,
    missing_file,
    words_of_heading,
)
from sitegen.model.body import Body, Citation, CitedItem, Embed, Image, Piece, Reference
from sitegen.model.kinds import Entry
from sitegen.model.schema import NamedId, ids_in
from sitegen.model.site import (
    CitationFill,
    CitationMark,
    Cited,
    EmbedFill,
    FileFill,
    Fill,
    LinkFill,
    SourceFile,
)
from sitegen.names.finder import NameTable


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What filling needs to know of the rest of the site. `short` are the words whose point ends no sentence."""

    known: Directory
    names: NameTable
    files: Mapping[str, SourceFile]
    short: frozenset[str]


@dataclass(slots=True)
class Slots:
    """Fills the slots of the entry in the file `faults.path` in reading order, and numbers what is cited."""

    faults: Faults
    known: Directory
    files: Mapping[str, SourceFile]
    cited: dict[str, Cited] = field(default_factory=dict)

    def fill(self, slot: Piece) -> Fill | None:
        """What stands in `slot`; None for running text, and where nothing can, which is noted."""
        match slot:
            case Reference():
                return self._reference(slot)
            case Citation(items):
                marks = tuple(mark for item in items if (mark := self._cite(item)))
                return CitationFill(marks) if marks else None
            case Embed():
                return self._embed(slot)
            case Image(target, _, span):
                return self._file(target, span)
            case _:
                return None

    def fill_all(self, body: Body) -> dict[int, Fill]:
        """What fills the slots of a body, by their index in it."""
        return {index: fill for index, slot in body.leading if (fill := self.fill(slot))}

    def _reference(self, slot: Reference) -> Fill | None:
        if slot.relative:
            return self._relative(slot)
        if not slot.target:
            return LinkFill("", slot.heading, words_of_heading(slot.heading, self.faults.path, self.known))
        return self._link(
            slot, self._sound(by_id_or_name(slot.target, self.known, urls.id_of(self.faults.path)), slot.span)
        )

    def _relative(self, slot: Reference) -> Fill | None:
        path = _source_path(self.faults.path, slot.target)
        if path.startswith(urls.FILES_FOLDER):
            return self._file(slot.target, slot.span, slot.heading)
        return self._link(slot, self._sound(by_path(path, self.known, self._folder, slot.target), slot.span))

    def _link(self, slot: Reference, target: str | None) -> LinkFill | None:
        if target is None:
            return None
        anchor = ""
        if slot.heading:
            found = self._sound(anchor_of(slot.heading, target, self.known), slot.span)
            if found is None:
                return None
            anchor = found
        named = not slot.relative and slot.target != target
        title = slot.target if named else self.known.entries[target].display_title
        return LinkFill(target, anchor, slot.words or title)

    def _cite(self, item: CitedItem) -> CitationMark | None:
        target = self._sound(by_id(item.target, self.known, CITABLE), item.span)
        if target is None:
            return None
        before = self.cited.get(target) or Cited(target, len(self.cited) + 1, 0)
        now = self.cited[target] = Cited(target, before.number, before.occurrences + 1)
        return CitationMark(target, now.number, now.occurrences, item.locator)

    def _embed(self, slot: Embed) -> EmbedFill | None:
        target = self._sound(by_id_or_name(slot.target, self.known, urls.id_of(self.faults.path)), slot.span)
        if target is None:
            return None
        entry = self.known.entries[target]
        if entry.embedded_as is None:
            message = f'"{target}" is a {entry.noun}, which has no summary that could stand here'
            fix = f"write [[{target}]] to link to it"
            self.faults.add(slot.span, "embed-kind", message, fix, Edit("[[", "![["))
            return None
        return EmbedFill(target)

    def _file(self, target: str, span: Span, place: str = "") -> FileFill | None:
        path = _source_path(self.faults.path, target)
        file = self.files.get(path)
        if file:
            return FileFill(urls.file_path(path), file.width, file.height, place)
        if path not in self.known.faulty:
            self.faults.place(missing_file(path, tuple(self.files), self._folder, target), span)
        return None

    @property
    def _folder(self) -> str:
        return dirname(self.faults.path)

    def _sound(self, found: str | Fault | None, span: Span) -> str | None:
        if isinstance(found, Fault):
            self.faults.place(found, span)
            return None
        return found


def files_of(entry: Entry) -> Iterator[str]:
    """The source paths of what the body of `entry` shows or leads to by a path, be it there or not."""
    for _, slot in entry.body.leading:
        if isinstance(slot, Image) or (isinstance(slot, Reference) and slot.relative):
            yield _source_path(entry.origin.path, slot.target)


def _source_path(path: str, target: str) -> str:
    return normpath(f"{dirname(path)}/{target}")


class FilledSlots(NamedTuple):
    """An entry, what fills the slots of its body by their index, what it cites, in the order of its Sources list, and what
    its front matter names.
    """

    entry: Entry
    fills: Mapping[int, Fill]
    cited: tuple[Cited, ...]
    ids: tuple[NamedId, ...]


def fill_slots(entries: Iterable[Entry], context: LinkContext, faults: Faults) -> tuple[FilledSlots, ...]:
    """What is written on purpose in each entry, filled as far as it can be. It is always looked up, so that every fault is told."""
    found = []
    for entry in entries:
        slots = Slots(faults.of(entry.origin.path), context.known, context.files)
        fills = slots.fill_all(entry.body)
        found.append(FilledSlots(entry, fills, tuple(slots.cited.values()), tuple(ids_in(entry))))
    return tuple(found)
