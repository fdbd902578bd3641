"""Filling the open slots of one entry's texts: references, citations, embeds, files, and names that link themselves.

The texts of a page are read in the order in which a reader meets them: the front matter's prose, then the body. What
comes out are values; what a page mentions, and in which sentence, is kept for the backlinks of others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import dirname, normpath
from typing import Literal

from sitegen.errors import Issue, Span
from sitegen.link.resolve import Directory, Miss, by_id, by_id_or_name, by_path
from sitegen.link.sentences import sentence_around
from sitegen.markdown.document import (
    Citation,
    CitedItem,
    Document,
    Embed,
    Html,
    Image,
    Piece,
    Reference,
    Words,
)
from sitegen.model.entries import Entry
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
from sitegen.names.finder import NameTable, find

How = Literal["text", "citation"]


@dataclass(frozen=True, slots=True)
class Mention:
    """That a text mentions the entry `target`, and the sentence that does."""

    target: str
    how: How
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What filling needs to know of the rest of the site."""

    known: Directory
    names: NameTable
    files: dict[str, SourceFile]
    honorifics: tuple[str, ...]


@dataclass(slots=True)
class Filling:
    """One entry's texts being filled, in reading order: what is cited and named so far."""

    entry: Entry
    around: Surroundings
    cited: dict[str, list[int]] = field(default_factory=dict)
    named: dict[str, None] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def fill(self, document: Document) -> LinkedText:
        """The document with every slot filled that can be; faults are noted for those that cannot."""
        fills: dict[int, Fill] = {}
        for index, slot in document.slots():
            fill = self._fill_slot(slot)
            if fill is not None:
                fills[index] = fill
        self._note_mentions(document, fills)
        return LinkedText(document, tuple(sorted(fills.items())))

    def sources(self) -> tuple[Cited, ...]:
        """The page's Sources list so far."""
        return tuple(
            Cited(article, number, occurrences) for article, (number, occurrences) in self.cited.items()
        )

    def _fill_slot(self, slot: Piece) -> Fill | None:
        match slot:
            case Words(text):
                return self._names(text)
            case Reference():
                return self._reference(slot)
            case Citation(items):
                return self._citation(items)
            case Embed(target, span):
                found = self._found(by_id_or_name(target, self.around.known), span)
                return EmbedFill(found) if found else None
            case Image(target, _, span):
                return self._file(target, span)
            case Html():
                return None

    def _names(self, text: str) -> NamesFill | None:
        parts: list[Part] = []
        done = 0
        for found in find(text, self.around.names):
            if found.target in self.named or found.target == self.entry.id:
                continue
            self.named[found.target] = None
            parts += (text[done : found.start], NameLink(text[found.start : found.end], found.target))
            done = found.end
        return (
            NamesFill((*(p for p in parts if p), *([text[done:]] if done < len(text) else [])))
            if parts
            else None
        )

    def _reference(self, slot: Reference) -> Fill | None:
        if not slot.relative:
            target = self._found(by_id_or_name(slot.target, self.around.known), slot.span)
            written_as_name = slot.target not in self.around.known.entries
        else:
            path = self._path_of(slot.target)
            if path.startswith("content/files/"):
                return self._file(slot.target, slot.span)
            target, written_as_name = self._found(by_path(path, self.around.known), slot.span), False
        if target is None:
            return None
        entry = self.around.known.entries[target]
        anchor = self._heading(entry, slot) if slot.heading else ""
        if anchor is None:
            return None
        if not slot.heading or target != self.entry.id:
            self.named.setdefault(target)
        return LinkFill(
            target, anchor, slot.words or (slot.target if written_as_name else entry.display_title)
        )

    def _heading(self, entry: Entry, slot: Reference) -> str | None:
        for heading in entry.body.headings:
            if slot.heading in (heading.anchor, heading.text):
                return heading.anchor
        there = ", ".join(h.anchor for h in entry.body.headings) or "none"
        message = f'{entry.origin.path} has no heading "{slot.heading}"'
        self._report(slot.span, "heading-missing", message, f"the headings there are: {there}")
        return None

    def _citation(self, items: tuple[CitedItem, ...]) -> CitationFill | None:
        marks = []
        for item in items:
            article = self._found(by_id(item.target, self.around.known, ("articles",)), item.span)
            if article is None:
                continue
            counted = self.cited.setdefault(article, [len(self.cited) + 1, 0])
            counted[1] += 1
            marks.append(CitationMark(article, counted[0], counted[1], item.locator))
        return CitationFill(tuple(marks)) if marks else None

    def _file(self, target: str, span: Span) -> FileFill | None:
        path = self._path_of(target)
        file = self.around.files.get(path)
        if file is None:
            self._report(
                span,
                "file-missing",
                f"there is no file {path}",
                "put it into content/files/, or mend the path",
            )
            return None
        return FileFill(path.removeprefix("content/"), file.width, file.height)

    def _path_of(self, target: str) -> str:
        return normpath(f"{dirname(self.entry.origin.path)}/{target.partition('#')[0]}")

    def _found(self, result: str | Miss, span: Span) -> str | None:
        if isinstance(result, Miss):
            self.issues.append(result.at(self.entry.origin.path, span))
            return None
        return result

    def _report(self, span: Span, code: str, message: str, fix: str) -> None:
        self.issues.append(Issue(self.entry.origin.path, span, code, message, fix))

    def _note_mentions(self, document: Document, fills: dict[int, Fill]) -> None:
        """Each entry a text mentions, once, with the first sentence that does. Embeds and one's own page are no mention."""
        seen = {mention.target for mention in self.mentions}
        for block in document.blocks:
            pieces = list(_spoken(document, fills, block.first, block.end))
            if not any(target for _, target, _ in pieces):
                continue
            text = "".join(words for words, _, _ in pieces)
            at = 0
            for words, target, how in pieces:
                if target and target not in seen and target != self.entry.id:
                    seen.add(target)
                    sentence = sentence_around(text, at, at + len(words), self.around.honorifics)
                    self.mentions.append(Mention(target, how, sentence))
                at += len(words)


def _spoken(
    document: Document, fills: dict[int, Fill], first: int, end: int
) -> Iterator[tuple[str, str, How]]:
    """The text of a block as a reader hears it, in runs: the words, what they lead to (or ""), and how."""
    for index in range(first, end):
        piece, fill = document.pieces[index], fills.get(index)
        match piece, fill:
            case _, NamesFill(parts):
                for part in parts:
                    yield (
                        (part.words, part.target, "text")
                        if isinstance(part, NameLink)
                        else (part, "", "text")
                    )
            case _, LinkFill(target, _, words):
                yield words, target, "text"
            case _, CitationFill(marks):
                for mark in marks:
                    yield "", mark.article, "citation"
            case ((Html(_, text) | Words(text)), _):
                yield text, "", "text"
            case Reference(), _:
                yield piece.words, "", "text"
