"""XML as bytes: elements are built as values and written by the standard library, which escapes whatever they hold.

The texts of a site hold no character that XML cannot (the load stage refuses them), so nothing is lost on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
Element = ElementTree.Element


def child(parent: Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """A new last child of `parent`."""
    element = ElementTree.SubElement(parent, tag, dict(attributes or {}))
    element.text = text or None
    return element


def written(root: Element) -> bytes:
    """The document in UTF-8, an element a line."""
    ElementTree.indent(root, "  ")
    return b"%s\n" % ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
