"""How much one body may hold. A limit counts things, never seconds, so that a build says the same everywhere.

Each is far above what a page needs and far below what would make a build slow: a few kilobytes of Markdown can
ask for hundreds of megabytes of HTML.
"""

from __future__ import annotations


class LimitExceeded(Exception):
    """A limit is passed, and nothing of the body can be used. Its arguments are a fault's code, message and fix."""


SOURCE_BYTES = 256 * 1024
"""The Markdown of one page, in bytes of UTF-8."""

SOURCE_LINES = 20_000
"""Its lines: each may begin a block."""

NESTING = 20
"""Levels of quotations, lists, definitions and notes inside one another, a list and its item counting one each;
likewise of emphasis. A browser's parser gives up at 512."""

SLOTS = 4000
"""References, citations, embeds and images of one body, together."""

BRACKETS = 20_000
"""Opening brackets of one body: whatever is in them, each must be looked at for a link, a reference, a note."""

CELLS = 20_000
"""Cells of tables of one body, those included that a short row leaves out."""

FAULTS = 500
"""Faults of one body that are reported: whoever made more made one mistake many times."""

OUTPUT_FACTOR, OUTPUT_ALLOWANCE = 20, 100_000
"""HTML may have so many times the characters of its Markdown, and so many more."""


def output_limit(source: str) -> int:
    """How many characters of HTML `source` may become."""
    return OUTPUT_FACTOR * len(source) + OUTPUT_ALLOWANCE
