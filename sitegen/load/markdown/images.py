"""Images: `![what is seen](../files/map.png)`. Their files are the site's own, and each has words for who cannot see."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import image
from markdown_it.token import Token

from sitegen.load.markdown.addresses import Kind, kind_of
from sitegen.load.markdown.extension import Extension, placed
from sitegen.load.markdown.writer import Writer, plain_text
from sitegen.model.body import Image


def _write(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    token = tokens[i]
    address, alt = str(token.attrGet("src")), plain_text(token.children or ())
    if fault := _fault(writer, address, alt):
        writer.report(token, *fault)
        return
    if token.attrGet("title"):
        message = "the words in quotation marks behind an image's path are not shown"
        writer.report(token, "image-title", message, "write them under the image", "warning")
    writer.slot(Image(unquote(address), alt, writer.span(token)), len(address) + len(alt))


def _fault(writer: Writer, address: str, alt: str) -> tuple[str, str, str] | None:
    kind = kind_of(address)
    if not isinstance(kind, Kind):
        code, message, _ = kind
        return (
            code,
            message,
            "put it into content/files/ and write its path from this file: ../files/name.png",
        )
    if kind is not Kind.FILE:
        message = "an image of another site: a page shows its own files only"
        return "image-external", message, "put it into content/files/ and write ../files/name.png, if you may"
    if not alt:
        message = "an image without words for those who cannot see it"
        return "image-alt", message, f"write what it shows between the brackets: ![...]({address})"
    if writer.link and writer.link.meta.get("kind") is Kind.FILE:
        return (
            "image-in-link",
            "an image inside the words of a link to this site",
            "write the link under the image",
        )
    return None


def _install(md: MarkdownIt) -> None:
    md.inline.ruler.at("image", placed(image))


IMAGES = Extension(_install, {"image": _write})
