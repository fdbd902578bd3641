"""What an SVG drawing may hold: shapes and text, nothing that runs, nothing that is fetched from elsewhere, no remarks.

A drawing opened on its own is a page with the site's origin, so a script in one is a script of the site. Refused are
scripts, event handlers, animations that set a link, markup of pages, references that leave the file, style sheets, and
document types (whose entities can grow without bound), and comments, which whoever opens the file can read; but for those
by which programs and licences are named. Who made it, and where, is warned of.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

from sitegen.faults import Fault, Faults, Span

_NAMESPACE = "http://www.w3.org/2000/svg"
_PAGES = "http://www.w3.org/1999/xhtml"
_ACTIVE = frozenset(
    {
        "script",
        "foreignobject",
        "iframe",
        "embed",
        "object",
        "audio",
        "video",
        "canvas",
        "handler",
        "listener",
    }
)
_ANIMATIONS = frozenset({"set", "animate", "animatemotion", "animatetransform"})
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp|avif);)", re.IGNORECASE)
_FETCHES = re.compile(r"@import|image-set\(|url\(\s*[\"']?\s*(?![\s\"'#])|\\", re.IGNORECASE)
"""CSS that fetches, or that a backslash may hide."""

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px)?\s*")
_LARGEST = 100_000

_HARMLESS = re.compile(
    r"\W*(?:generator\b|(?:created|made|generated|drawn|exported) (?:with|by|using|in)\b|uploaded to|.*(?:licen[sc]e|copyright|©))",
    re.IGNORECASE | re.DOTALL,
)
"""Comments that say with which program a drawing was made, or how it may be used."""

_ON_DISK = re.compile(r"(?:^|file://)(?:/home/|/Users/|/?[A-Za-z]:[\\/])")
_PICTURE = re.compile(r"\s*data:image/(?!svg)[a-z]+;base64,", re.IGNORECASE)
_MAKERS = frozenset({"creator", "contributor", "author"})
"""Elements of the metadata that programs for drawing write."""

Size = tuple[int, int]
Look = Callable[[str, Span], None]


class _Refused(Exception):
    """The drawing may not be published; the fault is noted."""


def inspect(raw: bytes, faults: Faults, look: Look) -> Size | None:
    """The width and height of a drawing in pixels, where it says them; a fault where it may not be published.

    `look` is called with each picture in it, in Base64, and its place.
    """
    drawing = _Drawing(faults, look)
    try:
        drawing.read(raw)
    except _Refused:
        return None
    except expat.ExpatError as fault:
        message = f"the drawing is not well-formed XML: {expat.ErrorString(fault.code)}"
        faults.add(Span(fault.lineno, fault.offset + 1), "svg-broken", message, "export it again as SVG")
    return drawing.size


class _Drawing:
    """Looks at a drawing while it is parsed."""

    def __init__(self, faults: Faults, look: Look) -> None:
        self._faults = faults
        self._look = look
        self.size: Size | None = None
        self._raw = b""
        self._open: list[str] = []
        self._style: list[str] = []
        self._styled_at = Span()
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._element
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.CommentHandler = self._comment

    def read(self, raw: bytes) -> None:
        """Read it to the end, or to the first thing that may not be in it."""
        self._raw = raw
        self._parser.Parse(raw, True)

    def _refuse(self, place: Span, fault: Fault) -> NoReturn:
        self._faults.place(fault, place)
        raise _Refused

    def _here(self, width: int = 1) -> Span:
        """Where the parser is: at the beginning of a tag, an instruction or a stretch of words."""
        return Span(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1, width)

    def _doctype(self, *_: object) -> None:
        message, fix = "the drawing has a document type, which can define entities", "remove <!DOCTYPE …>"
        self._refuse(self._doctype_begins(), Fault("svg-doctype", message, fix))

    def _doctype_begins(self) -> Span:
        """Where the document type begins: the parser tells of it where its name, or its first bracket, ends."""
        opening = b"<!DOCTYPE"
        begin = self._raw.rfind(opening, 0, self._parser.CurrentByteIndex + len(opening))
        if begin < 0:  # in another encoding
            return self._here()
        before = self._raw[:begin].decode("utf-8", errors="replace")
        return Span(before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1, len(opening))

    def _instruction(self, target: str, _: str) -> None:
        message = f"the drawing has the instruction <?{target} …?>"
        self._refuse(self._here(len(target) + 2), Fault("svg-external", message, "remove it"))

    def _comment(self, text: str) -> None:
        if text.strip() and not _HARMLESS.match(text):
            message = "the drawing holds a remark, which whoever opens the file can read"
            fix = "remove it, from <!-- to -->"
            self._faults.place(Fault("svg-remark", message, fix), self._here(4))

    def _element(self, qualified: str, attributes: dict[str, str]) -> None:
        namespace, _, name = qualified.rpartition(" ")
        here = self._here(len(name) + 1)
        if not self._open:
            if (namespace, name) != (_NAMESPACE, "svg"):
                message = "the file is no SVG drawing: it does not begin with <svg xmlns=…>"
                self._refuse(here, Fault("svg-broken", message, "export it again as SVG"))
            self.size = _size(attributes)
        self._open.append(name.lower())
        if self._open[-1] == "style":
            self._styled_at = here
        if name.lower() in _ACTIVE or namespace == _PAGES:
            message = f"the drawing holds <{name}>, which can run code or show a page"
            self._refuse(here, Fault("svg-active", message, f"remove <{name}>"))
        for key, value in attributes.items():
            if _ON_DISK.search(value):
                self._warn("a path on somebody's computer", here, f"remove {key.rpartition(' ')[2]}=…")
            if _PICTURE.match(value):
                self._look(value.partition(",")[2], here)
            if fault := _attribute_fault(name, key.rpartition(" ")[2], value):
                self._refuse(here, fault)

    def _end(self, _: str) -> None:
        if self._open.pop() == "style":
            if _FETCHES.search("".join(self._style)):
                message = (
                    "a style of the drawing fetches another file, or hides what it does behind a backslash"
                )
                fix = "put what it fetches into the drawing"
                self._refuse(self._styled_at, Fault("svg-external", message, fix))
            self._style.clear()

    def _warn(self, what: str, place: Span, fix: str) -> None:
        """Warns of something that the drawing tells, once."""
        message = f"the file tells more than it shows: {what}"
        if message not in (fault.message for fault in self._faults.met):
            self._faults.warn(place, "file-metadata", message, fix)

    def _words(self, text: str) -> None:
        if not _MAKERS.isdisjoint(self._open) and text.strip():
            self._warn("who made it", self._here(), "remove <metadata>")
        if "style" in self._open:
            self._style.append(text)


def _attribute_fault(element: str, name: str, value: str) -> Fault | None:
    key = name.lower()
    if key.startswith("on"):
        message = f"<{element}> has the event handler {name}, which runs code"
        return Fault("svg-active", message, f"remove {name}=…")
    if element.lower() in _ANIMATIONS and key == "attributename" and value.strip().lower().endswith("href"):
        return Fault("svg-active", f"<{element}> changes a link of the drawing", f"remove <{element}>")
    if key in ("href", "src", "base") and not _INSIDE.match(value):
        fix = "put what it refers to into the drawing, or remove the reference"
        return Fault("svg-external", f'<{element}> refers to "{value[:60]}"', fix)
    if _FETCHES.search(value):
        message = f"<{element}> fetches another file in {name}, or hides it behind a backslash"
        return Fault("svg-external", message, "put what it fetches into the drawing")
    return None


def _size(attributes: dict[str, str]) -> Size | None:
    width, height = (_LENGTH.fullmatch(attributes.get(key, "")) for key in ("width", "height"))
    if width and height:
        return _whole(float(width[1]), float(height[1]))
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    if len(box) == 4 and all(_LENGTH.fullmatch(part) for part in box[2:]):
        return _whole(float(box[2]), float(box[3]))
    return None


def _whole(width: float, height: float) -> Size | None:
    return (round(width), round(height)) if 1 <= width < _LARGEST and 1 <= height < _LARGEST else None
