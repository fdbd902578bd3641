"""What an SVG drawing may hold: shapes and text, nothing that runs and nothing that is fetched from elsewhere.

A drawing opened on its own is a page with the site's origin, so a script in one is a script of the site. Refused are
scripts, event handlers, animations that set a link, foreign markup, references that leave the file, style sheets, and
document types (whose entities can grow without bound).
"""

from __future__ import annotations

import re
from xml.parsers import expat

from sitegen.errors import Issue, Span

_NAMESPACE = "http://www.w3.org/2000/svg"
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
_FETCHES = re.compile(r"@import|url\(\s*[\"']?\s*(?!#)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px)?\s*")

Size = tuple[int, int]


class _Refused(Exception):
    def __init__(self, code: str, message: str, fix: str) -> None:
        self.fault = (code, message, fix)


def inspect(path: str, raw: bytes) -> Issue | Size | None:
    """The width and height of a drawing in pixels, where it says them; an issue where it may not be published."""
    parser = expat.ParserCreate(namespace_separator=" ")
    drawing = _Drawing()
    parser.StartDoctypeDeclHandler = drawing.doctype
    parser.ProcessingInstructionHandler = drawing.instruction
    parser.StartElementHandler = drawing.opened
    parser.EndElementHandler = drawing.closed
    parser.CharacterDataHandler = drawing.words
    try:
        parser.Parse(raw, True)
    except _Refused as refused:
        return Issue(path, Span(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1), *refused.fault)
    except expat.ExpatError as fault:
        reason = expat.ErrorString(fault.code)
        return Issue(
            path,
            Span(fault.lineno, fault.offset + 1),
            "svg-broken",
            f"the drawing is not well-formed XML: {reason}",
            "export it again as SVG",
        )
    return drawing.size


class _Drawing:
    """The handlers that look at a drawing while it is parsed."""

    def __init__(self) -> None:
        self.size: Size | None = None
        self._depth = 0
        self._styles = 0

    def doctype(self, *_: object) -> None:
        raise _Refused(
            "svg-doctype", "the drawing has a document type, which can define entities", "remove <!DOCTYPE …>"
        )

    def instruction(self, target: str, _: str) -> None:
        raise _Refused("svg-external", f"the drawing has the instruction <?{target} …?>", "remove it")

    def opened(self, qualified: str, attributes: dict[str, str]) -> None:
        namespace, _, name = qualified.rpartition(" ")
        name = name.lower()
        if self._depth == 0:
            if (namespace, name) != (_NAMESPACE, "svg"):
                raise _Refused(
                    "svg-broken",
                    "the file is no SVG drawing: it does not begin with <svg xmlns=…>",
                    "export it again as SVG",
                )
            self.size = _size(attributes)
        self._depth += 1
        if name in _ACTIVE:
            raise _Refused(
                "svg-active",
                f"the drawing holds <{name}>, which can run or show foreign code",
                f"remove <{name}>",
            )
        self._styles += name == "style"
        for key, value in attributes.items():
            _check_attribute(name, key.rpartition(" ")[2].lower(), value)

    def closed(self, qualified: str) -> None:
        self._depth -= 1
        self._styles -= qualified.rpartition(" ")[2].lower() == "style"

    def words(self, text: str) -> None:
        if self._styles and _FETCHES.search(text):
            raise _Refused(
                "svg-external",
                "a style of the drawing fetches another file",
                "put what it fetches into the drawing",
            )


def _check_attribute(element: str, key: str, value: str) -> None:
    if key.startswith("on"):
        raise _Refused(
            "svg-active", f"the drawing holds the event handler {key}, which runs code", f"remove {key}=…"
        )
    if element in _ANIMATIONS and key == "attributename" and value.strip().lower().endswith("href"):
        raise _Refused("svg-active", f"<{element}> changes a link of the drawing", f"remove <{element}>")
    if key in ("href", "src") and not _INSIDE.match(value):
        raise _Refused(
            "svg-external",
            f'the drawing refers to "{value[:60]}"',
            "put what it refers to into the drawing, or remove the reference",
        )
    if _FETCHES.search(value):
        raise _Refused(
            "svg-external",
            f"the attribute {key} fetches another file",
            "put what it fetches into the drawing",
        )


def _size(attributes: dict[str, str]) -> Size | None:
    width, height = (_LENGTH.fullmatch(attributes.get(key, "")) for key in ("width", "height"))
    if width and height:
        return _whole(float(width[1]), float(height[1]))
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    if len(box) == 4 and all(_LENGTH.fullmatch(part) for part in box[2:]):
        return _whole(float(box[2]), float(box[3]))
    return None


def _whole(width: float, height: float) -> Size | None:
    return (round(width), round(height)) if 1 <= width < 100_000 and 1 <= height < 100_000 else None
