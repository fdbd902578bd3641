"""What the render stage hands to publish: files as bytes, and what search shall know of the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.cache.digests import raw_digest, shortened
from sitegen.model.words import Words


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of `public/`: its path from there with `/`, and its bytes."""

    path: str
    content: bytes

    @property
    def digest(self) -> str:
        """The digest of its bytes."""
        return raw_digest(self.content).hex()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """One file of `public/` that was made before: its bytes are made again (`make`) if somebody lacks them."""

    path: str
    digest: str
    size: int
    make: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        """Its bytes, made anew."""
        return self.make()


Output = OutputFile | KnownFile


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A file that may be too large to be held: its bytes come in parts, from the first each time they are asked for."""

    path: str
    sha256: str
    size: int
    parts: Callable[[], Iterator[bytes]]

    @property
    def digest(self) -> str:
        """The digest of its bytes."""
        return shortened(self.sha256)


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A page as search shall see it: what can be found, by what it can be narrowed, and what a hit shows.

    `path` is the page's output path; `names` are every name, alias, spelling and native name of the entry, as written
    (empty for what has no name); `mentions` are the same of every entity and outlet that the page names, so that it is
    found by any of them; `summary` is plain text; `body` is the page's own text as HTML, with the headings' anchors as
    on the page; `topics`, `kind`, `outlets` and `year` are the filters, in words; `date` is what a hit shows, `order` (ISO, or
    empty) what "newest first" sorts by; `lang` is the language of what is shown, empty where it is that of the site.
    """

    path: str
    title: str
    kind: str
    summary: str
    body: str
    names: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    year: str = ""
    date: str = ""
    order: str = ""
    lang: str = ""


class KeyedRecord(NamedTuple):
    """A record that need not be made to be told from another: equal keys, equal records."""

    key: bytes
    make: Callable[[], SearchRecord]


class Outline(NamedTuple):
    """The coast (of the `land`) and the `borders` as data of SVG paths, in units of which the map is `width` by `height`."""

    width: int
    height: int
    land: str
    borders: str


class Outlines(NamedTuple):
    """The ground of the maps: what it was drawn from, under which licence, where it lies, and the lines in two sizes.

    `parallels` and `origin` are those of a conic projection, in degrees; `frame` is its western and northern edge and its
    size, in radii of the earth.
    """

    source: str
    licence: str
    parallels: tuple[float, float]
    origin: tuple[float, float]
    frame: tuple[float, float, float, float]
    whole: Outline
    small: Outline


@dataclass(frozen=True, slots=True)
class Layouts:
    """`layouts/` as read: templates by name (`article.html`, `partials/cite.html`), styles and scripts by path, the
    words in the language of the site, and the ground of its maps, if it has one.

    `digest` (hex) is of all but templates, styles and scripts: whatever changes there is a change of every page.
    """

    templates: Mapping[str, str]
    styles: Mapping[str, str]
    scripts: Mapping[str, str]
    others: Mapping[str, bytes]
    words: Words
    outlines: Outlines | None
    digest: str
