"""The words of a cover in lines: a drawing breaks none itself."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.render.views.items import Script

_START, _END = 110, 1090
_TITLE, _SUBTITLE = 15, 38
"""How many letters of each size fit on a line of that width, in the broader of the common faces."""
_MOST_LINES = 6


class Cover(NamedTuple):
    """The words in lines, where these begin, and the left edge of the rule over them, in units of the drawing."""

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    start: int
    rule: int


def cover(title: str, subtitle: str, script: Script) -> Cover:
    """The cover that says these words in a language."""
    rtl = script.dir == "rtl"
    start = _END if rtl else _START
    return Cover(_lines(title, _TITLE), _lines(subtitle, _SUBTITLE), start, start - 120 if rtl else start)


def _lines(words: str, width: int) -> tuple[str, ...]:
    """Words in lines of at most `width` letters, unless one is longer; what does not fit into the last line goes."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1] += " …"
    return tuple(lines[:_MOST_LINES])
