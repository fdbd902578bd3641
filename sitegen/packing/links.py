"""Links of a page that stands in several files: it is made once, and each file then gets the end of a link that leads on in it.

Whatever depends on the file stands in the text as a choice, and is chosen by what the file holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

_CHOICE = re.compile("\x1c([^\x1f]*)\x1f")
_KEY, _OR = "\x1d", "\x1e"
"""No text of a site holds any of the four marks, nor can XML."""


class Link(NamedTuple):
    """Where a link leads: in a file that holds one of the keys `inside`, to the address beside the first of them; else to
    `href`, which may lie `outside`. Empty: nowhere.
    """

    href: str
    outside: bool = False
    inside: tuple[tuple[str, str], ...] = ()


def resolved(page: str, address: str) -> str:
    """The output path that an address in a page of the site leads to."""
    return normpath(join(dirname(page), unquote(address)))


def choice(inside: Iterable[tuple[str, str]], otherwise: str) -> str:
    """The text beside the first key that a file holds, or the one `otherwise`, to be chosen for each file."""
    told = "".join(f"{key}{_KEY}{text}{_OR}" for key, text in inside)
    return f"\x1c{told}{otherwise}\x1f" if told else otherwise


def chosen(text: str, holds: Callable[[str], bool]) -> str:
    """A text as it is in the file that `holds` these keys."""

    def text_of(found: re.Match[str]) -> str:
        *some, otherwise = found[1].split(_OR)
        keyed = (one.split(_KEY) for one in some)
        return next((text for key, text in keyed if holds(key)), otherwise)

    return _CHOICE.sub(text_of, text)
