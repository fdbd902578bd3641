"""The shape of a file: what its readers make of it, without its words. A text that stays text changes no shape.

XML is read by expat, scripts of data and JSON-LD as JSON. HTML in which every `<` and `>` is that of a tag is read tag by
tag: no parser can see others in it. What is not so plain is read by html5lib, as a browser reads it. Kept are
elements in their order and depth, every attribute by its name, and its value where that may do something: whatever is
not listed below as words. Of an address are kept scheme, host and path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib

WORDS = {"alt", "aria-label", "content", "label", "title", "value"}
"""Attributes that are read as words, but for `content` where a browser obeys it."""

ANCHORS = {"aria-describedby", "aria-labelledby", "for", "id"}
"""Attributes that are made of words, such as those of a heading."""

ADDRESSES = {"action", "formaction", "href", "src", "srcset", "data", "poster", "cite", "xlink:href"}

_DATA = re.compile(r"(?:briefingPreview\((\"[a-z0-9-]+\"),|SiteSearch\.names\()(.*)\);\n", re.DOTALL)
_DEPENDS_ON_WORDS = "also:"
"""What search is told of words in other spellings: it is there where a text has such words."""

_ATTRIBUTE = re.compile(r' ([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"<>]*)")?')
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:{_ATTRIBUTE.pattern})*)/?>([^<>]*)")
_PLAIN = re.compile(rf"(?:<!doctype html>\n)?(?:{_TAG.pattern})+")

_MARKUP = ("html", "xhtml")
Line = tuple[Any, ...]


def shape(path: str, content: bytes) -> object:
    """The shape of the file at `path`; of what holds no words, the bytes themselves."""
    if path.endswith(".html"):
        text = content.decode()
        return tuple(_of_plain_html(text) if is_plain(text) else as_a_browser_reads(text))
    if path.endswith((".xml", ".svg")):
        return tuple(_of_xml(ElementTree.fromstring(content)))  # noqa: S314 - made here, and read with nothing fetched
    if path.endswith(".json"):
        return of_json(json.loads(content))
    if (
        data := _DATA.fullmatch(content.decode())
        if path.startswith(("previews/", "pagefind-offline/names"))
        else None
    ):
        return data[1], of_json(json.loads(data[2]))
    return content


def of_json(value: object) -> object:
    """Keys and kinds of values; of an address its scheme, host and path."""
    match value:
        case dict():
            return {key: of_json(item) for key, item in value.items()}
        case list():
            return [of_json(item) for item in value]
        case str() if re.match(r"[a-z]+://", value):
            return _of_address(value)
        case _:
            return type(value).__name__


def is_plain(html: str) -> bool:
    """Whether every `<` and `>` of it is that of a tag, written as layouts write them."""
    return bool(_PLAIN.fullmatch(html))


def _of_plain_html(text: str) -> Iterator[Line]:
    """Its tags as they are written; a line for the end of each, in the place of a depth."""
    tags = iter(_TAG.findall(text))
    for end, tag, attributes, _, _, inside in tags:
        line = _of_tag(end + tag, attributes)
        if not line:
            next(tags)  # its end
            continue
        yield line
        if tag == "script" and not end:
            is_data = ("type", "application/ld+json") in line
            yield ("data", of_json(json.loads(inside))) if is_data else ("code", inside)


@lru_cache(maxsize=20_000)
def _of_tag(name: str, attributes: str) -> Line:
    """Its name and attributes, as they are written; nothing where it depends on words. Most tags stand in many pages."""
    pairs = {key: unescape(value) for key, value in _ATTRIBUTE.findall(attributes)}
    if pairs.get("data-pagefind-meta", "").startswith(_DEPENDS_ON_WORDS):
        return ()
    element = ElementTree.Element(name, pairs)
    return (name, *sorted(_of_attribute(element, *pair) for pair in pairs.items()))


def as_a_browser_reads(text: str) -> Iterator[Line]:
    """Every element that html5lib finds, with its depth."""
    document = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    for depth, element in _walk(document):
        if element.get("data-pagefind-meta", "").startswith(_DEPENDS_ON_WORDS):
            continue
        yield (depth, element.tag, *sorted(_of_attribute(element, *pair) for pair in element.attrib.items()))
        if element.tag == "script" and element.get("type") == "application/ld+json":
            yield (depth, "data", of_json(json.loads(element.text or "")))
        elif element.tag in ("script", "style", "svg:script"):
            yield (depth, "code", element.text)


def _of_xml(root: ElementTree.Element) -> Iterator[Line]:
    for depth, element in _walk(root):
        yield (depth, element.tag, *sorted(_of_attribute(element, *pair) for pair in element.attrib.items()))
        if element.get("type") in _MARKUP:
            yield from as_a_browser_reads(element.text or "")


def _walk(element: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """Every element with its depth; remarks and instructions among them, since nobody writes any."""
    yield depth, element
    for child in element:
        yield from _walk(child, depth + 1)


def _of_attribute(element: Any, name: str, value: str) -> tuple[str, object]:
    obeyed = name == "content" and "http-equiv" in element.attrib
    if name in ADDRESSES:
        return name, "#" if value.startswith("#") else _of_address(value)
    if name.startswith("data-pagefind-"):
        return name, value.partition(":")[0]
    if name == "class" and element.tag == "code":
        return name, re.sub(r"language-\S+", "language-", value)
    is_said = (name in WORDS and not obeyed) or name in ANCHORS
    return name, "words" if is_said else value


def _of_address(value: str) -> object:
    parts = urlsplit(value)
    return parts.scheme, parts.netloc, parts.path if parts.scheme != "mailto" else ""
