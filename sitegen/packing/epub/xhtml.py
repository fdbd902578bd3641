"""A page of the site, or one made for a book, as the XHTML that EPUB asks for.

What only a browser needs goes: scripts, forms, what unfolds. References to notes and the notes they lead to are marked, so
that a reader shows them in place; links that lead out of the book show it; and every so often a place to turn to is set,
as a book without paper has no pages of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from io import StringIO
from typing import NamedTuple

from sitegen.packing.links import Link, choice

DOCTYPE = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
PAGE_LENGTH = 1_800
"""About how many characters of text stand from one place to turn to to the next: those of a printed page."""

_XHTML = "http://www.w3.org/1999/xhtml"
_OPS = "http://www.idpf.org/2007/ops"
_SVG = "http://www.w3.org/2000/svg"

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LEFT_OUT = frozenset({"button", "fieldset", "form", "noscript", "script", "style", "template"})
_LEFT_OUT_CLASSES = frozenset({"skip", "to-brief"})
"""Ways about a page on a screen that a book has others for, and to what no book has."""

_UNFOLDED = {"details": "div", "summary": "div"}
_ATTRIBUTES_LEFT_OUT = frozenset({"hidden", "loading", "open", "tabindex"})
_DATA_KEPT = "data-label"
"""The one attribute of its kind that the styles of a book read."""

_BRACKETED = frozenset({"label"})
"""Of these words a frame on the site says that they stand beside others. A note that a reader shows in place has no styles."""

_PAGE_STARTS = frozenset({"dd", "li", "p", "td"})
"""What may begin with a place to turn to."""

_NOT_SPLIT = frozenset({"a", "figure", "nav", "svg"})

_MIXED_CASE = """
attributeName attributeType baseFrequency calcMode clipPath clipPathUnits diffuseConstant edgeMode
feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
feTurbulence filterUnits foreignObject glyphRef gradientTransform gradientUnits kernelMatrix
kernelUnitLength keyPoints keySplines keyTimes lengthAdjust limitingConeAngle linearGradient markerHeight
markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits
patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
primitiveUnits radialGradient refX refY repeatCount repeatDur requiredExtensions requiredFeatures
specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale
systemLanguage tableValues targetX targetY textLength textPath viewBox viewTarget xChannelSelector
yChannelSelector zoomAndPan
"""
_SVG_NAMES = {name.lower(): name for name in _MIXED_CASE.split()}
"""Names in SVG that are not all of small letters: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign"""

Attributes = dict[str, str]


class ContentDocument(NamedTuple):
    """An XHTML content document (EPUB 3), finished but for what depends on the book (`chosen`). Between one of its `fragments` and the next
    stands a place to turn to (`page_break`), so that whoever knows how many come before can number them. `files` are the
    output paths of the pictures it shows.
    """

    title: str
    fragments: tuple[str, ...]
    files: frozenset[str]
    svg: bool


def page_break(number: int) -> str:
    """The mark of a place to turn to."""
    return f'<span epub:type="pagebreak" role="doc-pagebreak" id="{page_anchor(number)}" title="{number}"></span>'


def page_anchor(number: int) -> str:
    """The anchor of a place to turn to. No page of the site has one of that form."""
    return f"turn:{number}"


def document(
    html: str,
    link: Callable[[str], Link],
    picture: Callable[[str], str | None],
    *,
    outside: str,
    pages: bool = True,
) -> ContentDocument:
    """The document that a page comes to, with places to turn to unless it shall have no `pages`.

    `link` says where a link leads (if nowhere, only its words stay), `picture` is the output path of a
    picture by its address (None: no reader need be able to show it; then its description stays); `outside` is said where a link leads out of the book.
    """
    writer = _Writer(link, picture, outside, pages)
    writer.feed(html)
    writer.close()
    return writer.finished()


@dataclass(slots=True)
class _Open:
    """An element under way: what it is in HTML, what was written for it (nothing: it is left out), and what is to be written
    before its end. In books that hold the key of `inside` its first and last tag are those beside it.
    """

    tag: str
    written: str
    classes: str = ""
    after: str = ""
    inside: tuple[tuple[str, tuple[str, str]], ...] = ()

    def tag_of(self, which: int, tag: str) -> str:
        """Its first tag (0) or its last (1), or where it depends on the book all that it may be."""
        return choice(((key, tags[which]) for key, tags in self.inside), tag)


@dataclass(eq=False)
class _Writer(HTMLParser):
    link: Callable[[str], Link]
    picture: Callable[[str], str | None]
    outside: str
    pages: bool
    fragments: list[StringIO] = field(default_factory=lambda: [_begun(DOCTYPE)])
    stack: list[_Open] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    title: list[str] = field(default_factory=list)
    svg: bool = False
    left_out: int = 0
    """How many of the elements under way are left out with all that they hold."""
    since_break: int = PAGE_LENGTH

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def finished(self) -> ContentDocument:
        """The document, once all was read."""
        while self.stack:
            self._close()
        written = tuple(fragment.getvalue() for fragment in self.fragments)
        return ContentDocument("".join(self.title), written, frozenset(self.files), self.svg)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: name if value is None else value for name, value in attrs}
        if (
            self.left_out
            or tag in _LEFT_OUT
            or _LEFT_OUT_CLASSES.intersection(given.get("class", "").split())
        ):
            if tag not in _VOID:
                self.stack.append(_Open(tag, ""))
                self.left_out += 1
            return
        void = tag in _VOID
        opened = self._opened(tag, given)
        if void and opened.after:
            self._write(opened.after)
        elif opened.written:
            self._write(opened.tag_of(0, _start_tag(opened.written, given, void=void)))
        if void:
            return
        self.stack.append(opened)
        if _BRACKETED.intersection(opened.classes.split()):
            self._write("(")
            opened.after += ")"
        if opened.written == "aside" and tag == "li":
            self._write(f'<p class="number">{escape(given["id"].rpartition(":")[2])}.</p>\n')
        if (
            self.pages
            and tag in _PAGE_STARTS
            and self.since_break >= PAGE_LENGTH
            and not self._within(_NOT_SPLIT)
        ):
            self.fragments.append(_begun())
            self.since_break = 0

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(opened.tag == tag for opened in self.stack):
            while self._close().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.left_out:
            return
        if self.stack and self.stack[-1].tag == "title" and not self._within({"svg"}):
            self.title.append(data)
        self.since_break += len(data.strip())
        self._write(escape(data, quote=False))

    def _opened(self, tag: str, given: Attributes) -> _Open:
        """What is to be written for an element; `given` becomes its attributes."""
        if tag == "svg":
            self.svg = True
        in_svg = tag == "svg" or self._within({"svg"})
        opened = _Open(
            tag, _SVG_NAMES.get(tag, tag) if in_svg else _UNFOLDED.get(tag, tag), given.get("class", "")
        )
        if tag == "a" and "href" in given:
            opened = self._link(given, "g" if in_svg else "span")
        elif tag in ("ol", "li") and any("footnotes" in one.classes.split() for one in self.stack[-2:]):
            _as_note(tag, given, opened)
        elif tag == "img":
            self._show(given, opened)
        elif tag == "html":
            given |= {"xmlns": _XHTML, "xmlns:epub": _OPS}
        elif tag == "meta":
            opened.written = "meta" if "charset" in given else ""
        if tag in _UNFOLDED:
            given["class"] = f"{tag} {given.get('class', '')}".strip()
        _tidy(given, in_svg)
        if tag == "svg" and not any(one.tag == "svg" for one in self.stack):
            given["xmlns"] = _SVG
        return opened

    def _link(self, given: Attributes, instead: str) -> _Open:
        """A link as a book has it; without a place to lead to in the book, its words in the element `instead`."""
        link = self.link(given.pop("href"))
        inside: list[tuple[str, tuple[str, str]]] = []
        for key, href in link.inside:
            other = dict(given)
            here = self._led(other, Link(href), instead)
            _tidy(other, in_svg=instead == "g")
            inside.append((key, (_start_tag(here.written, other), f"</{here.written}>")))
        opened = self._led(given, link, instead)
        opened.inside = tuple(inside)
        return opened

    def _led(self, given: Attributes, link: Link, instead: str) -> _Open:
        if not link.href:
            for name in {"rel", "aria-current", "aria-label", "aria-labelledby"} & given.keys():
                del given[name]
            return _Open("a", instead)
        given["href"] = link.href
        given.pop("rel", None)
        within = {one.tag for one in self.stack}
        if "sup" in within and link.href.startswith("#"):
            given |= {"epub:type": "noteref", "role": "doc-noteref"}
        if not link.outside:
            return _Open("a", "a")
        given["class"] = f"{given.get('class', '')} outside".strip()
        mark = (
            ""
            if "svg" in within
            else f'<span class="mark" role="img" aria-label="{escape(self.outside)}">↗</span>'
        )
        return _Open("a", "a", after=mark)

    def _show(self, given: Attributes, opened: _Open) -> None:
        """A picture; its description where no reader need be able to show it."""
        path = self.picture(given.get("src", ""))
        if path is None:
            opened.after = escape(given.get("alt", ""))
        else:
            self.files.add(path)

    def _close(self) -> _Open:
        opened = self.stack.pop()
        if self.left_out:
            self.left_out -= 1
        elif opened.written:
            self._write(opened.tag_of(1, f"{opened.after}</{opened.written}>"))
        return opened

    def _within(self, tags: Collection[str]) -> bool:
        return any(opened.tag in tags for opened in self.stack)

    def _write(self, text: str) -> None:
        self.fragments[-1].write(text)


def _begun(text: str = "") -> StringIO:
    """A fragment that begins with `text`. Line ends are written as they are."""
    fragment = StringIO(newline="")
    fragment.write(text)
    return fragment


def _start_tag(name: str, attributes: Attributes, *, void: bool = False) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}{'/' if void else ''}>"


def _as_note(tag: str, given: Attributes, opened: _Open) -> None:
    """Of the list of a text's notes: each is one that a reader can show where the text refers to it."""
    given.pop("type", None)
    opened.written = "div"
    if tag == "li":
        opened.written = "aside"
        given |= {"epub:type": "footnote", "role": "doc-footnote"}


def _tidy(given: Attributes, in_svg: bool) -> None:
    """The attributes that an element of a book may have."""
    for name in list(given):
        if name in _ATTRIBUTES_LEFT_OUT or (name.startswith("data-") and name != _DATA_KEPT):
            del given[name]
        elif in_svg and name in _SVG_NAMES:
            given[_SVG_NAMES[name]] = given.pop(name)
    if "lang" in given:
        given["xml:lang"] = given["lang"]
