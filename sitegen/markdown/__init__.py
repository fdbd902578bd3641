"""Markdown to documents: the only code that knows markdown-it.

`parse` reads a body, `plain` takes a text that is not Markdown, `check_characters` looks for characters that no text may
hold. Each extension of the syntax is one module; `sitegen.markdown.parser.EXTENSIONS` lists them.
"""

from __future__ import annotations

from sitegen.markdown.anchors import slug
from sitegen.markdown.characters import check_characters
from sitegen.markdown.parser import EXTENSIONS, digest, parse, plain

__all__ = ["EXTENSIONS", "check_characters", "digest", "parse", "plain", "slug"]
