"""How figures are written, here and elsewhere."""

from __future__ import annotations

import re

FIGURE = re.compile(r"(?P<low>\d+)?(?P<dots>\.\.)?(?P<high>\d+)?(?P<about>~)?", re.ASCII)
"""`31`, or a figure with an open or a near end."""

_ELSEWHERE = (
    (re.compile(r"(?<=\d)[,.'’ ](?=\d{3}(?!\d))"), ""),
    (re.compile(r"^(?:about|around|circa|ca?\.|~) ?(\d+)$|^(\d+) ~$"), r"\1\2~"),
    (re.compile(r"^(\d+) ?[-–] ?(\d+)$"), r"\1..\2"),
    (re.compile(r"^(\d+) ?\+$"), r"\1.."),
)
"""What is written otherwise elsewhere, and what stands for it here."""


def as_written_here(text: str) -> str:
    """The figure that `text` is elsewhere (`1,200+` is `1200..` here); empty where that cannot be told."""
    plain = text
    for pattern, instead in _ELSEWHERE:
        plain = pattern.sub(instead, plain)
    return plain if plain != text and FIGURE.fullmatch(plain) else ""
