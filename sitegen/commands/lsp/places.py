"""What stands at a place of a text, where it leads, who leads to it, and what is said of that in a few words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, normpath
from typing import Any, NamedTuple

from sitegen.commands.lsp.live_site import Look
from sitegen.commands.lsp.positions import Lines
from sitegen.faults import Fault, Span
from sitegen.link.resolve import anchor_of
from sitegen.load.scaffold import about
from sitegen.model.body import Citation, CitedItem, Embed, Heading, Html, Image, Reference, Words
from sitegen.model.kinds import KIND_OF_FOLDER, Entry
from sitegen.model.schema import Key, ids_in, keys_of
from sitegen.model.site import Settings
from sitegen.urls import SETTINGS_FILE, folder_of

_KEY = re.compile(r"(\s*(?:- +)*)([\w-]+):(?:\s|$)")
_FENCE = "---"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LONGEST = 400


class Lead(NamedTuple):
    """A place that leads to the file `path` of the site, and there to a heading, where one is named."""

    span: Span
    path: str
    heading: str = ""


def leads(entry: Entry, look: Look, only: str = "") -> Iterator[Lead]:
    """Every place in the file of an entry that leads to another file of the site, or to its own; or to the file `only`."""
    for named in ids_in(entry):
        path = look.paths.get(named.id)
        if path and (not only or path == only):
            yield Lead(entry.origin.at(named.key), path)
    for _, slot in entry.body.leading:
        for item in slot.items if isinstance(slot, Citation) else (slot,):
            if isinstance(item, Reference | Embed | CitedItem | Image):
                path = _path(item, entry, look)
                if path and (not only or path == only):
                    heading = item.heading if isinstance(item, Reference) else ""
                    yield Lead(item.span, path, heading)


def _path(item: Reference | Embed | CitedItem | Image, entry: Entry, look: Look) -> str:
    """The path of the file that a slot leads to; empty where there is none."""
    if isinstance(item, Image) or (isinstance(item, Reference) and item.relative):
        path = normpath(f"{dirname(entry.origin.path)}/{item.target}")
        return path if path in look.entries or path in look.context.files else ""
    return _named(item.target, entry, look)


def _named(target: str, entry: Entry, look: Look) -> str:
    """The path of what an id or a name means; of the entry itself where nothing is written."""
    if not target:
        return entry.origin.path
    ids = look.context.known.ids_by_name.get(target, ())
    return look.paths.get(target) or (look.paths.get(ids[0], "") if len(ids) == 1 else "")


def lead_at(entry: Entry, look: Look, number: int, letters: int) -> Lead | None:
    """What stands on line `number` behind so many letters, the shortest where several do; None where nothing leads on."""
    found = [
        lead
        for lead in leads(entry, look)
        if lead.span.line == number
        and lead.span.column is not None
        and lead.span.column - 1 <= letters <= lead.span.column - 1 + lead.span.width
    ]
    return min(found, key=lambda lead: lead.span.width, default=None)


def leading_to(path: str, look: Look) -> Iterator[tuple[str, Span]]:
    """The places, by file, that lead to the file `path`, but for those in itself."""
    for entry in look.entries.values():
        for lead in leads(entry, look, path) if entry.origin.path != path else ():
            yield entry.origin.path, lead.span


def goal(lead: Lead, look: Look) -> Span:
    """Where in its file a lead arrives: at the heading it names, else at the top."""
    entry = look.entries.get(lead.path)
    if entry is None or not lead.heading or entry.id not in look.context.known.entries:
        return Span(1, 1, 0)
    anchor = anchor_of(lead.heading, entry.id, look.context.known)
    if isinstance(anchor, Fault):
        return Span(1, 1, 0)
    return next((h.span for h in entry.body.headings if h.anchor == anchor), Span(1, 1, 0))


def card(entry: Entry) -> str:
    """What a reader would be told of an entry, in Markdown: title, kind, date, names, the beginning of what it says."""
    date = f" · {entry.own_date.written}" if entry.own_date else ""
    names = [name for name in entry.every_name if name != entry.display_title]
    summary = entry.warning or entry.summary_shown or getattr(entry, "summary", None) or _beginning(entry)
    parts = [
        f"**{plain(entry.display_title)}**",
        f"{entry.noun}{plain(date)} · `{entry.id}`{' · draft' if entry.draft else ''}",
        plain(", ".join(names)),
        plain(summary if len(summary) <= _LONGEST else f"{summary[:_LONGEST].rpartition(' ')[0]} …"),
    ]
    return "\n\n".join(filter(None, parts))


def plain(text: str) -> str:
    """A text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", text)


def _beginning(entry: Entry) -> str:
    block = next((block for block in entry.body.blocks if block.paragraph), None)
    pieces = entry.body.block_pieces(block) if block else ()
    words = (
        piece.text if isinstance(piece, Html | Words) else piece.words or piece.target
        for piece in pieces
        if isinstance(piece, Html | Words | Reference)
    )
    return " ".join("".join(words).split())


class Header(NamedTuple):
    """The front matter of a file: the class that its keys are those of, and its lines, from `first` up to (not with) `end`."""

    kind: type[Any]
    first: int
    end: int


def header_of(path: str, lines: Lines) -> Header | None:
    """Where the keys of a file stand; None where it has none."""
    if path == SETTINGS_FILE:
        return Header(Settings, 1, len(lines) + 1)
    kind = KIND_OF_FOLDER.get(folder_of(path))
    if kind is None or lines.read(1).rstrip() != _FENCE:
        return None
    closing = (n for n in range(2, len(lines) + 1) if lines.read(n).rstrip() == _FENCE)
    return Header(kind, 2, next(closing, len(lines) + 1))


def group_at(header: Header, lines: Lines, number: int, indent: int) -> tuple[type[Any] | None, str]:
    """The class whose keys stand on line `number`, so far from the edge, and the key that they stand below, if any."""
    above: list[str] = []
    for n in range(number - 1, header.first - 1, -1):
        key = _KEY.match(lines.read(n))
        if key and len(key[1]) < indent:
            above.append(key[2])
            indent = len(key[1])
    kind: type[Any] | None = header.kind
    for name in reversed(above):
        key_of_group = keys_of(kind).get(name) if kind else None
        kind = key_of_group.group if key_of_group else None
    return kind, above[0] if above else ""


def key_at(header: Header, lines: Lines, number: int, letters: int) -> tuple[type[Any], Key] | None:
    """The key whose name stands at a place, with its class."""
    found = _KEY.match(lines.read(number)) if header.first <= number < header.end else None
    if found is None or not found.start(2) <= letters <= found.end(2):
        return None
    kind, _ = group_at(header, lines, number, len(found[1]))
    key = keys_of(kind).get(found[2]) if kind else None
    return (kind, key) if kind and key else None


def meaning(kind: type[Any], key: Key) -> str:
    """What a key means, in Markdown."""
    return f"**{key.name}**{' (needed)' if key.required else ''}\n\n{plain(about(kind, key))}"


class Section(NamedTuple):
    """A heading with those below it; it goes on up to (not with) line `end`."""

    heading: Heading
    end: int
    inner: tuple[Section, ...]


def outline(entry: Entry, end: int) -> tuple[Section, ...]:
    """The headings of a body, one below another; its text goes on up to (not with) line `end`."""
    return _sections(entry.body.headings, end)


def _sections(headings: tuple[Heading, ...], end: int) -> tuple[Section, ...]:
    if not headings:
        return ()
    first, *others = headings
    count = next((n for n, h in enumerate(others) if h.level <= first.level), len(others))
    stop = others[count].span.line if count < len(others) else end
    section = Section(first, stop, _sections(tuple(others[:count]), stop))
    return (section, *_sections(tuple(others[count:]), end))
