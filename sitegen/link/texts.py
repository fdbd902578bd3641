"""Filling all texts of one entry: what an author wrote on purpose (`slots`), and names that link by themselves.

The texts of a page are read in the order in which a reader meets them: the front matter's prose, then the body. What
comes out are values: the filled texts, the page's Sources list, and whom it mentions in which sentence.
"""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal

from sitegen.cache.digests import raw_digest
from sitegen.cache.keys import KEY_FORM, Memory, key_of
from sitegen.faults import Faults
from sitegen.link.sentences import Sentences
from sitegen.link.slots import FilledSlots, LinkContext, fill_slots
from sitegen.model.body import (
    Block,
    Body,
    Html,
    Piece,
    Reference,
    Words,
    plain,
)
from sitegen.model.kinds import Entry
from sitegen.model.schema import NamedId
from sitegen.model.site import (
    CitationFill,
    Cited,
    EmbedFill,
    Fill,
    LinkedText,
    LinkFill,
    NameLink,
    NamesFill,
    Part,
    Sentence,
)
from sitegen.names.finder import Found, find

KIND = "named"
How = Literal["text", "citation", "embed"]


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
    """The texts of all entries by id, filled as far as they can be."""
    return with_names(fill_slots(entries, context, faults), context, memory)


def with_names(
    slots: Sequence[FilledSlots], context: LinkContext, memory: Memory | None
) -> dict[str, Filled]:
    """The texts of entries whose slots are filled, by id.

    Looking for names is dear: what came of it is remembered by the texts, what fills their slots, and the names there are.
    """
    table = key_of(context.names, tuple(sorted(context.short)))
    keys = [_key(each.entry, each.fills, table) for each in slots]
    known = memory.get_many(KIND, keys) if memory else {}
    fresh: list[tuple[bytes, Named]] = []
    texts: dict[str, Filled] = {}
    for key, each in zip(keys, slots, strict=True):
        named: Named | None = known.get(key)
        if named is None:
            named = _named(each.entry, each.fills, context)
            fresh.append((key, named))
        texts[each.entry.id] = filled(key, each, named)
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


def filled(key: bytes, slots: FilledSlots, named: Named) -> Filled:
    """The texts of an entry, with what names and slots come to in them."""
    entry = slots.entry
    prose = {
        key: LinkedText(plain(text), fills)
        for (key, text), fills in zip(entry.prose(), named.prose, strict=True)
    }
    body = LinkedText(entry.body, named.body)
    return Filled(key, body, named.opening, prose, slots.cited, named.mentions, slots.ids)


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
