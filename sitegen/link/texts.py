"""Filling all texts of one entry: what an author wrote on purpose, and names that link by themselves.

A reference, a citation, an embed or a file of the site is a slot, filled with what it leads to. The texts of a page are
read in the order in which a reader meets them: the front matter's prose, then the body. What comes out are values: the
filled texts, the page's Sources list, and whom it mentions in which sentence.
"""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from posixpath import dirname, normpath
from typing import Literal

from sitegen import urls
from sitegen.cache.digests import raw_digest
from sitegen.cache.keys import KEY_FORM, Memory, key_of
from sitegen.faults import Edit, Fault, Faults, Span
from sitegen.link.resolve import (
    Directory,
    anchor_of,
    by_id,
    by_id_or_name,
    by_path,
    missing_file,
    words_of_heading,
)
from sitegen.link.sentences import Sentences
from sitegen.model.body import (
    Block,
    Body,
    Citation,
    CitedItem,
    Embed,
    Html,
    Image,
    Piece,
    Reference,
    Words,
    plain,
)
from sitegen.model.kinds import KINDS, Citable, Entry
from sitegen.model.schema import NamedId, ids_in
from sitegen.model.site import (
    CitationFill,
    CitationMark,
    Cited,
    EmbedFill,
    FileFill,
    Fill,
    LinkedText,
    LinkFill,
    NameLink,
    NamesFill,
    Part,
    Sentence,
    SourceFile,
)
from sitegen.names.finder import Found, NameTable, find

KIND = "named"
How = Literal["text", "citation", "embed"]


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What filling needs to know of the rest of the site. `short` are the words whose point ends no sentence."""

    known: Directory
    names: NameTable
    files: Mapping[str, SourceFile]
    short: frozenset[str]


CITABLE = tuple(kind.folder for kind in KINDS if issubclass(kind, Citable))
"""The folders of what can be cited."""


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
        return self._link(slot, self._sound(by_id_or_name(slot.target, self.known), slot.span))

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
        target = self._sound(by_id_or_name(slot.target, self.known), slot.span)
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


@dataclass(frozen=True, slots=True)
class Mention:
    """How a text mentions an entry, and the sentence that does; an embed has none."""

    how: How
    sentence: Sentence | None


@dataclass(frozen=True, slots=True)
class Filled:
    """An entry's texts with their slots filled: `prose` by key; `mentions` by id, each once, in order of mention.

    `key` digests all that this was made of; `ids` are what the front matter names besides.
    """

    key: bytes
    body: LinkedText
    opening: str
    prose: Mapping[str, LinkedText]
    cited: tuple[Cited, ...]
    mentions: Mapping[str, Mention]
    ids: tuple[NamedId, ...]


Fills = tuple[tuple[int, Fill], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What names and slots come to in the texts of an entry: the fills of its body, the words that it opens with, the fills
    of its prose, and its mentions.
    """

    body: Fills
    opening: str
    prose: tuple[Fills, ...]
    mentions: Mapping[str, Mention]


def fill_all(
    entries: Iterable[Entry], context: LinkContext, memory: Memory | None, faults: Faults
) -> dict[str, Filled]:
    """The texts of all entries by id, filled as far as they can be.

    Slots are always looked up, so that every fault is told. Looking for names is dear: what came of it is remembered by
    the texts, what fills their slots, and the names there are.
    """
    table = key_of(context.names, tuple(sorted(context.short)))
    slots = [(entry, Slots(faults.of(entry.origin.path), context.known, context.files)) for entry in entries]
    done = [(entry, each, each.fill_all(entry.body)) for entry, each in slots]
    keys = [_key(entry, fills, table) for entry, _, fills in done]
    known = memory.get_many(KIND, keys) if memory else {}
    fresh: list[tuple[bytes, Named]] = []
    texts: dict[str, Filled] = {}
    for key, (entry, each, fills) in zip(keys, done, strict=True):
        named: Named | None = known.get(key)
        if named is None:
            named = _named(entry, fills, context)
            fresh.append((key, named))
        texts[entry.id] = filled(key, entry, tuple(each.cited.values()), named)
    if memory:
        memory.put_many(KIND, fresh)
    return texts


def _key(entry: Entry, slots: Mapping[int, Fill], table: bytes) -> bytes:
    """The key of what names and slots come to. Fills are made of builtins and of rows of such, so they are written as they are."""
    fills = [
        (
            index,
            fill.__class__.__name__,
            *(map(tuple, fill.marks) if isinstance(fill, CitationFill) else fill),
        )
        for index, fill in slots.items()
    ]
    text = entry.body.known_key or key_of(entry.body)
    return raw_digest(marshal.dumps((entry.id, text, tuple(entry.prose()), fills, table), KEY_FORM))


def _named(entry: Entry, slots: Mapping[int, Fill], context: LinkContext) -> Named:
    filling = _Filling(entry.id, context)
    prose = tuple(filling.text(plain(text), {}) for _, text in entry.prose())
    body = filling.text(entry.body, slots)
    return Named(body, LinkedText(entry.body, body).opening, prose, filling.mentions)


def filled(key: bytes, entry: Entry, cited: tuple[Cited, ...], named: Named) -> Filled:
    """The texts of an entry, with what names and slots come to in them."""
    prose = {
        key: LinkedText(plain(text), fills)
        for (key, text), fills in zip(entry.prose(), named.prose, strict=True)
    }
    body = LinkedText(entry.body, named.body)
    return Filled(key, body, named.opening, prose, cited, named.mentions, tuple(ids_in(entry)))


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of a block as a reader hears it: its index in the document, its words, and where they begin and end."""

    index: int
    words: str
    start: int
    end: int


@dataclass(slots=True)
class _Spoken:
    """The words of a block, one after another; its sentences are looked for once something is mentioned in it."""

    text: str
    short: frozenset[str]
    _sentences: Sentences | None = None

    def sentence(self, start: int, end: int) -> Sentence:
        """The sentence that holds the characters `start` up to `end`."""
        if self._sentences is None:
            self._sentences = Sentences.of(self.text, self.short)
        return self._sentences.around(start, end)


@dataclass(slots=True)
class _Filling:
    """The texts of one entry on their way, and whom they mention so far: a name links at its first mention only."""

    entry_id: str
    context: LinkContext
    mentions: dict[str, Mention] = field(default_factory=dict)

    def text(self, document: Body, slots: Mapping[int, Fill]) -> Fills:
        """What fills the document: its `slots`, and the names in it."""
        fills = dict(slots)
        done = 0
        for block in document.blocks:
            self._between(range(done, block.first), fills)
            self._block(document.pieces, block, fills)
            done = block.end
        self._between(range(done, len(document.pieces)), fills)
        return tuple(sorted(fills.items(), key=itemgetter(0)))

    def _between(self, indexes: Iterable[int], fills: Mapping[int, Fill]) -> None:
        """Notes what stands between two blocks: embeds, which are alone on their lines."""
        for index in indexes:
            fill = fills.get(index)
            if isinstance(fill, EmbedFill) and fill.target != self.entry_id:
                self.mentions.setdefault(fill.target, Mention("embed", None))

    def _block(self, pieces: Sequence[Piece], block: Block, fills: dict[int, Fill]) -> None:
        """Links the names in one paragraph, cell or heading. They are looked for in all its words at once, and link in plain ones."""
        runs = tuple(self._runs(pieces, block, fills))
        spoken = _Spoken("".join(run.words for run in runs), self.context.short)
        names = _within(
            find(spoken.text, self.context.names), [r for r in runs if isinstance(pieces[r.index], Words)]
        )
        for run in runs:
            match fills.get(run.index):
                case LinkFill(target) if target:
                    self._mention(target, "text", spoken, run.start, run.end)
                case CitationFill(marks):
                    for mark in marks:
                        self._mention(mark.target, "citation", spoken, run.start, run.start)
                case None if run.index in names:
                    if parts := self._name_links(run, names[run.index], spoken):
                        fills[run.index] = NamesFill(parts)

    @staticmethod
    def _runs(pieces: Sequence[Piece], block: Block, fills: Mapping[int, Fill]) -> Iterator[_Run]:
        start = 0
        for index in range(block.first, block.end):
            piece = pieces[index]
            if isinstance(piece, Html | Words):
                words = piece.text
            else:
                fill = fills.get(index)
                words = fill.words if isinstance(fill, LinkFill) else _unlinked(piece)
            yield _Run(index, words, start, start + len(words))
            start += len(words)

    def _name_links(self, run: _Run, found: Iterable[Found], spoken: _Spoken) -> tuple[Part, ...]:
        """The words of `run` with the names in it that were not mentioned before; empty where there are none."""
        parts: list[Part] = []
        done = run.start
        for name in found:
            if name.target in self.mentions or name.target == self.entry_id:
                continue
            self._mention(name.target, "text", spoken, name.start, name.end)
            words = spoken.text[name.start : name.end]
            parts += (spoken.text[done : name.start], NameLink(words, name.target))
            done = name.end
        parts.append(spoken.text[done : run.end])
        return tuple(part for part in parts if part) if done > run.start else ()

    def _mention(self, target: str, how: How, spoken: _Spoken, start: int, end: int) -> None:
        """Keeps the first sentence that mentions `target`. One's own page is no mention."""
        before = self.mentions.get(target)
        if target != self.entry_id and (before is None or before.sentence is None):
            self.mentions[target] = Mention(how, spoken.sentence(start, end))


def _unlinked(piece: Piece) -> str:
    """What a reader hears in the place of a slot that leads to no entry; a citation and an image have no words."""
    return piece.words if isinstance(piece, Reference) else ""


def _within(found: Iterable[Found], runs: Sequence[_Run]) -> dict[int, list[Found]]:
    """The names that stand as a whole within one of `runs`, by its index."""
    starts = [run.start for run in runs]
    within: dict[int, list[Found]] = {}
    for name in found if runs else ():
        run = runs[max(0, bisect_right(starts, name.start) - 1)]
        if run.start <= name.start and name.end <= run.end:
            within.setdefault(run.index, []).append(name)
    return within
