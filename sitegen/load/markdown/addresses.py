"""What the address of a link leads to, and which may not be written.

Only listed schemes pass. An address is judged by what a browser might make of it, with tabs, blanks, percent and
letter case taken away, so `java&#9;script:` and `JAVASCRIPT%3A` are found; but it must be written straight to pass.
"""

from __future__ import annotations

import re
from enum import Enum
from urllib.parse import unquote, urlsplit

from sitegen.load.markdown.characters import FORBIDDEN

SCHEMES = ("http", "https", "mailto", "tel")

_SCHEME = re.compile(r"([^/?#:]*):")
_INVISIBLE = re.compile("[\0-\x20\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")

_NO_HOST = re.compile(r"[\s%<>\"{}|^`\\]")


class Kind(Enum):
    """Where an address leads."""

    WEB = "http"
    CONTACT = "mailto"
    HERE = "#"
    FILE = "relative"


def kind_of(address: str) -> Kind | tuple[str, str, str]:
    """What `address` leads to, or why it may not be written: code, message, fix."""
    read = unquote(address)
    bare = _INVISIBLE.sub("", read).replace("\\", "/").lower()
    if not bare:
        return "link-empty", "a link without an address", "write where it leads between the parentheses"
    if bare.startswith("//"):
        return (
            "link-host",
            f'"{address}" has no scheme: from a disk it leads nowhere',
            "begin it with https://",
        )
    if bare.startswith("/"):
        message = f'"{address}" begins with "/": it leads nowhere when the site is read from a disk'
        return "link-root", message, "write [[id]], or the path from this file: ../notes/name.md"
    if scheme := _SCHEME.match(bare):
        return _kind_of_scheme(address, scheme[1])
    if FORBIDDEN.search(read):
        return _not_whole(address, "the path of a file of this site: ../notes/name.md")
    return Kind.HERE if bare.startswith("#") else Kind.FILE


def _kind_of_scheme(address: str, scheme: str) -> Kind | tuple[str, str, str]:
    if scheme not in SCHEMES or not address.lower().startswith(f"{scheme}:"):
        message = (
            f'"{address}" does not begin with {", ".join(f"{s}:" for s in SCHEMES[:-1])} or {SCHEMES[-1]}:'
        )
        return "link-scheme", message, "write a web address, or the path of a file of this site"
    if scheme in {"http", "https"}:
        return _kind_on_the_web(address)
    named = address.partition(":")[2].strip()
    return Kind.CONTACT if named else _not_whole(address, "mailto:name@example.org")


def _kind_on_the_web(address: str) -> Kind | tuple[str, str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return _not_whole(address, "https://example.org/page")
    if "@" in parts.netloc:
        fix = "leave out what stands before the @: it hides where the address leads"
        return "link-invalid", f'"{address}" holds a name or password', fix
    whole = parts.hostname and not _NO_HOST.search(parts.hostname)
    return Kind.WEB if whole else _not_whole(address, "https://example.org/page")


def _not_whole(address: str, example: str) -> tuple[str, str, str]:
    return "link-invalid", f'"{address}" is not a whole address', f"write it in full, such as {example}"
