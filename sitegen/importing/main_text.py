"""Which blocks of an HTML page are its main text: asked of trafilatura, which does that best of what was measured.

Only the text is asked of it. It runs on the tree that was made here, reads no address and asks no network.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Sequence
from typing import Any

from lxml import etree

from sitegen.importing.page import Block

_DEAREST = 400_000
"""Elements, each counted as often as others stand around it: its time grows with that. Long pages have a tenth."""

_FEW = 600
"""Letters. Where it finds fewer, it is asked again to try harder, which takes twice as long."""

_MOST_COMPARED = 400_000_000
"""Letters looked through for blocks that do not stand in the main text as they are."""


def main_blocks(root: Any, blocks: Sequence[Block]) -> frozenset[int]:
    """The numbers of those of `blocks` that belong to the main text of the page."""
    if _is_too_dear(root):
        return frozenset()
    lines = _main_lines(root, fast=True)
    if sum(map(len, lines)) < _FEW:
        lines = _main_lines(root, fast=False)
    whole = "\n".join(lines)
    exact = frozenset(lines)
    room = _MOST_COMPARED
    found: set[int] = set()
    for number, block in enumerate(blocks):
        letters = _letters(block.text)
        if letters in exact:
            found.add(number)
        elif len(letters) >= 12 and room > 0:
            room -= len(whole)
            if letters in whole:
                found.add(number)
    return frozenset(found)


def _is_too_dear(root: Any) -> bool:
    depth = cost = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        cost += depth if event == "start" else 0
        if cost > _DEAREST:
            return True
    return False


def _main_lines(root: Any, *, fast: bool) -> list[str]:
    import trafilatura  # noqa: PLC0415 - of the group that only this stage needs

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(
            copy.deepcopy(root),
            include_comments=False,
            include_tables=True,
            with_metadata=False,
            favor_recall=True,
            fast=fast,
        )
    except Exception:  # noqa: BLE001 - a page that the library stumbles over is read by its blocks alone
        return []
    return [letters for line in (text or "").splitlines() if (letters := _letters(line))]


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).lower()
