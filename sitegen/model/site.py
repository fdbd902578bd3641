"""What the link stage makes: every entry joined with what the others say of it.

All of it is keyed by id and holds ids, never entries: no value points back at the one that holds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Annotated, Literal, NamedTuple, TypeAlias

from sitegen.cache.keys import Keyed
from sitegen.faults import Span
from sitegen.model.body import EMPTY, SPARE_SPACE, Block, Body, Html, Words
from sitegen.model.fields import Form, Language, Line, Origin, Url
from sitegen.model.kinds import KIND_OF_FOLDER, Entry
from sitegen.model.schema import NamedId


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`content/site.yaml`: what the whole site says of itself. `base_url` ends in `/`."""

    title: Line
    """What the site is called."""
    base_url: Url
    """Its address, up to the folder it is in."""
    language: Language = "en"
    """The language of the site (BCP 47)."""
    tagline: Line | None = None
    """What it is about, in one line."""
    publisher: Line | None = None
    """Who publishes it."""
    contact: Annotated[str, Form("contact")] | None = None
    """An e-mail address, or the address of a page, to write to."""
    licence: Line | None = None
    """The licence of its texts."""
    repository: Url | None = None
    """Where its files are kept, for links to edit a page and report a fault."""
    packs_url: Url | None = None
    """The folder on the web in which the packages to take away stand, if they are published."""
    honorifics: tuple[Line, ...] = ()
    """Words that may stand before a name: General, Foreign Minister."""
    origin: Origin = field(default=Origin("content/site.yaml"), metadata={"given": True}, compare=False)


class SourceFile(NamedTuple):
    """A file of `content/files/`: copied as it is. `path` is from the site's root, `digest` of its bytes (hex).

    `width` and `height` are pixels where the file is an image whose size is known.
    """

    path: str
    digest: str
    size: int
    width: int | None = None
    height: int | None = None


class Address(NamedTuple):
    """A line of `content/addresses.txt`: a published output path; why it is gone, where it is gone on purpose; and the one
    under which the same entry was known before, where it was renamed.
    """

    path: str
    gone: str | None
    span: Span
    was: str | None = None


class PartialEntry(NamedTuple):
    """What can be read of an entry that lacks a needed value: where it was written, the ids in its front matter, its body.

    Whether what it names is there is judged, and nothing else is done with it: so one fault does not hide the next.
    """

    origin: Origin
    ids: tuple[NamedId, ...]
    body: Body
    draft: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What the load stage read: one file at a time, nothing joined yet.

    `faulty` are the paths of the files with errors, sorted: whether others refer rightly to what could not be read in
    them is not judged, so that one fault is not told twice.
    """

    settings: Settings
    entries: tuple[Entry, ...]
    files: tuple[SourceFile, ...] = ()
    addresses: tuple[Address, ...] = ()
    faulty: tuple[str, ...] = ()
    partial_entries: tuple[PartialEntry, ...] = ()


class NameLink(NamedTuple):
    """Words of running text that lead to the entity or outlet `target`."""

    words: str
    target: str


Part: TypeAlias = str | NameLink
"""Running text with its names linked is a row of these."""


class NamesFill(NamedTuple):
    """Fills `Words` in which a name was found."""

    parts: tuple[Part, ...]


class LinkFill(NamedTuple):
    """Fills `Reference`. `target` is empty for the page itself; `heading` is an anchor of it or empty; `words` are plain text."""

    target: str
    heading: str
    words: str


class CitationMark(NamedTuple):
    """One number in the text: what is cited, its number in the Sources list, and which mention of it this is (from 1)."""

    target: str
    number: int
    occurrence: int
    locator: str = ""


class CitationFill(NamedTuple):
    """Fills `Citation`."""

    marks: tuple[CitationMark, ...]


class EmbedFill(NamedTuple):
    """Fills `Embed`: the summary, table or line of `target` stands here."""

    target: str


class FileFill(NamedTuple):
    """Fills `Image`, or a relative link to a file: its output path (`files/map.png`), and its pixels where known.

    `place` is where in the file the link leads, as written behind `#` (`page=3`); of an image it is empty.
    """

    path: str
    width: int | None = None
    height: int | None = None
    place: str = ""


Fill: TypeAlias = NamesFill | LinkFill | CitationFill | EmbedFill | FileFill


class LinkedText(NamedTuple):
    """A body, or a text of the front matter, with its slots filled.

    `fills` pairs an index into `source.pieces` with what stands there; a `Words` slot without one stays plain.
    """

    source: Body = EMPTY
    fills: tuple[tuple[int, Fill], ...] = ()

    @property
    def opening(self) -> str:
        """The words of the first paragraph of running text that has some; where there is none, of the first cell or item.

        Citations, embeds and pictures have none.
        """
        blocks = (block for block in self.source.blocks if not block.heading)
        for block in sorted(blocks, key=lambda block: not block.paragraph):
            if words := self.words_of(block):
                return words
        return ""

    def words_of(self, block: Block) -> str:
        """The words a reader reads in `block`, with single spaces."""
        fills = dict(self.fills)
        words: list[str] = []
        for position in range(block.first, block.end):
            piece = self.source.pieces[position]
            if isinstance(piece, Html | Words):
                words.append(piece.text)
            elif isinstance(fill := fills.get(position), LinkFill):
                words.append(fill.words)
        return SPARE_SPACE.sub("", " ".join("".join(words).split()))


_UNLINKED = LinkedText()


class Cited(NamedTuple):
    """An entry of a page's Sources list: what is cited, its number, and how often the text cites it."""

    target: str
    number: int
    occurrences: int


class Sentence(NamedTuple):
    """The sentence that mentions something: what stands before it, its words, what stands after."""

    before: str
    words: str
    after: str


class Backlink(NamedTuple):
    """That `source` mentions the entry this is filed under. `how`: by a name or link in its text, by a citation, by an
    embed, or in its front matter (an actor, a speaker, a reference). An embed has no sentence.
    """

    source: str
    how: Literal["text", "citation", "embed", "front matter"]
    sentence: Sentence | None = None


MOST_CO_MENTIONS = 50
"""Of each kind; without a bound it would grow with the square of the names that stand together."""


@dataclass(frozen=True, slots=True)
class LinkedEntry(Keyed):
    """An entry's texts with their slots filled, its sources, and what the rest of the site says of it.

    `opening` are the words of the body's first paragraph; `prose` holds the front matter texts that may name others, by key (`summary`, `statements.0.says`).
    `names` are the entities and outlets it names, in order of mention; `backlinks` are newest source first;
    `topics` are its own or, where it has none, those of what it takes them from. `lists` are the entries that concern
    it, by folder, for each kind that is listed and in its order: of a citable text, events and claims are those that
    rest on it; of an outlet, articles are those it made; of a topic, all are those filed under it. `parts` are the
    entries whose `part_of` it is, events in the order of time.
    `co_mentions` are the entities and outlets named together with it (of a topic: named in its entries), `outlets` those
    whose articles it rests on, each with the number of entries, most first; of a kind at most `MOST_CO_MENTIONS`.
    `texts` is the key under which link remembers what it found in its texts.
    """

    body: LinkedText = _UNLINKED
    opening: str = ""
    prose: Mapping[str, LinkedText] = field(default_factory=dict)
    cited: tuple[Cited, ...] = ()
    names: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    backlinks: tuple[Backlink, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    co_mentions: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    texts: bytes = field(default=b"", compare=False, repr=False)

    def listed(self, *kinds: type[Entry]) -> tuple[str, ...]:
        """Those of `lists` that are of one of `kinds`, which may be traits, one kind after another."""
        rows = (ids for folder, ids in self.lists.items() if issubclass(KIND_OF_FOLDER[folder], kinds))
        return tuple(chain.from_iterable(rows))


class Edited(NamedTuple):
    """That a site differs from another in the texts of some entries (`ids`) alone; each of the two by its key."""

    before: bytes = b""
    now: bytes = b""
    ids: frozenset[str] = frozenset()


ANOTHER = Edited()
"""Nothing is known of what differs."""


@dataclass(frozen=True, slots=True)
class Site:
    """The whole site as values, ready to be looked at page by page.

    `entries` are the published ones by id; `timeline` is every event in the order of time; `held_back` the paths of
    entries dated after the build; `addresses` what was published before and must stay alive.
    """

    settings: Settings
    entries: Mapping[str, Entry]
    linked: Mapping[str, LinkedEntry]
    timeline: tuple[str, ...] = ()
    files: tuple[SourceFile, ...] = ()
    held_back: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
