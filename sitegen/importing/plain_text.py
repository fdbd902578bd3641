"""Plain text and Markdown: their blocks (a paragraph a line, or the lines of one that was broken at a width), and what
they say of all that is in them, by the keys above the text or by a title line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sitegen.importing import headlines
from sitegen.importing.bylines import OPENS, names_in
from sitegen.importing.page import Block, Fact, Known, PageFacts, SavedPage, T
from sitegen.importing.saved_from import is_address
from sitegen.importing.split import Part
from sitegen.importing.stories import OutletOf
from sitegen.importing.written_dates import dates_in, of_machine

_LINE = re.compile(r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029]|\Z)")
_BULLET = re.compile(r"^\s*(?:[•·▪◦*+-]|\d{1,2}[.)])\s+")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_LINKED = re.compile(r"!?\[([^\]\[]{0,500})\]\([^()\s]{0,1000}(?:\s+\"[^\"]{0,200}\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|__|\*|_)(?=\S)(.{1,1000}?)(?<=\S)\1(?![\w*])")
_FENCE = re.compile(r"\A---[ \t]*\r?\n(.{0,20000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^([\w-]{1,40}):[ \t]*(.*)$")
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.+)$")
_WIDTHS = range(50, 101)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: its text, where it begins and ends, and how many blank lines stand above it."""

    text: str
    start: int
    end: int
    blank_above: int


def lines_of(text: str, offset: int = 0) -> Iterator[Line]:
    """The lines of `text` that are not blank."""
    blank = 0
    for match in _LINE.finditer(text, offset):
        words = match[0].strip()
        if not words:
            blank += bool(match[0])
            continue
        start = match.start() + match[0].index(words[0])
        yield Line(words, start, start + len(words), blank)
        blank = 0


def blocks_of(text: str, *, markdown: bool = False, offset: int = 0) -> tuple[Block, ...]:
    """The blocks of a text, from the character `offset` on."""
    paragraphs: list[list[Line]] = []
    for line in lines_of(text, offset):
        if paragraphs and not line.blank_above and _goes_on(paragraphs[-1], line, markdown=markdown):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return tuple(_block(paragraph, markdown=markdown) for paragraph in paragraphs)


def _goes_on(paragraph: list[Line], line: Line, *, markdown: bool) -> bool:
    """Whether a line goes on with a paragraph: those above it were broken at a width."""
    last = paragraph[-1].text
    if _BULLET.match(line.text) or (markdown and (line.text.startswith("#") or last.startswith("#"))):
        return False
    if OPENS.match(line.text) or next(dates_in(line.text[:40]), None):
        return False
    return len(last) in _WIDTHS and len(line.text) <= _WIDTHS[-1] and not last.endswith(("?", "!", ":"))


def _block(lines: list[Line], *, markdown: bool) -> Block:
    text = " ".join(line.text for line in lines)
    tag, level = ("li", 0) if _BULLET.match(text) else ("p", 0)
    if markdown and (heading := _HEADING.match(text)):
        level, text = len(heading[1]), heading[2]
        tag = f"h{level}"
    if markdown:
        text = _EMPHASIS.sub(r"\2", _LINKED.sub(r"\1", text)).lstrip("> ")
    text = " ".join(_BULLET.sub("", text).split())
    mark = "apart" if lines[0].blank_above > 1 else ""
    return Block(text or "-", lines[0].start, lines[-1].end, tag, level, mark=mark)


def front_matter(text: str) -> tuple[dict[str, tuple[str, ...]], int]:
    """The keys that stand above a Markdown text between two lines ---, and where the text begins."""
    match = _FENCE.match(text)
    if match is None:
        return {}, 0
    found: dict[str, list[str]] = {}
    key = ""
    for line in match[1].splitlines():
        if named := _KEY.match(line):
            key, value = named[1].lower(), named[2].strip()
            values = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
            found[key] = [bare for v in values if (bare := v.strip().strip("\"'").strip())]
        elif key and (item := _ITEM.match(line)):
            found[key].append(item[1].strip().strip("\"'"))
    return {key: tuple(values) for key, values in found.items()}, match.end()


_KEYS, _TITLE = "the keys above the text", "the title line of the page"
_LONGEST_TITLE = 30
"""Words."""


def title_line(blocks: Sequence[Block]) -> Block | None:
    """The first line, if it is the title of the browser's window: the headline stands again below it, or it names only a site."""
    if len(blocks) < 3 or blocks[0].words > _LONGEST_TITLE:
        return None
    first = blocks[0]
    again = any(
        headlines.site_in(first.text, b.text) or headlines.same(first.text, b.text) for b in blocks[1:4]
    )
    return first if again or headlines.is_site_title(first.text) else None


def facts_of(
    page: SavedPage,
    title: Block | None,
    parts: Sequence[Part],
    keys: Mapping[str, Sequence[str]],
    today: date,
    outlet_of: OutletOf,
) -> PageFacts:
    """What the title line and the keys of a text say of its stories."""

    def key(*names: str) -> str:
        return next((keys[n][0] for n in names if keys.get(n)), "")

    named = key("site", "source", "publisher", "site_name", "publication")
    source = _stated(named if "://" not in named else None)
    address = key("url", "source", "link", "canonical")
    address = address if address.startswith("http") else page.address or ""
    return PageFacts(
        headline=_stated(key("title")),
        date=_stated(of_machine(key("date", "published", "date_published", "created"), today)),
        source=source or (_source_in(title.text, parts, outlet_of) if title else None),
        authors=_stated(names_in(", ".join(keys.get("author", keys.get("authors", ()))))),
        url=_stated(address if is_address(address) else None),
        lang=_stated(key("lang", "language")),
        saved=page.saved,
    )


def _stated(value: T | None) -> Fact[T]:
    return Known(value, "stated", _KEYS) if value else None


def _source_in(title: str, parts: Sequence[Part], outlet_of: OutletOf) -> Fact[str]:
    """The outlet that a title names: beside a headline, or by a name that is known, or else last."""
    for part in parts:
        if part.headline and (site := headlines.site_in(title, part.headline.text)):
            return Known(headlines.last_part(site), "inferred", _TITLE)
    known = (piece for piece in headlines.parts(title) if outlet_of(piece))
    last = headlines.last_part(title)
    site = next(known, last if last != title else "")
    return Known(site, "inferred", _TITLE) if site else None
