"""Quotation marks that a value of YAML needs, and the advice to put them."""

from __future__ import annotations

import re

from sitegen.faults import Advice, Edit, Span

KEY_AND_VALUE = re.compile(r"\s*(?:- )?([\w-]+): +(.*)")
"""A line with a key and a value, which is an item of a list or not."""

LONGEST = 120
"""Characters of a line that an advice repeats at most."""


def quoted(value: str) -> str:
    """`value` in the quotation marks that it needs."""
    text = value.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def in_quotes(line: str, number: int) -> Advice:
    """The advice to put the value of line `number` in quotation marks, with the line as it should be unless it is long."""
    match = KEY_AND_VALUE.match(line)
    if not match or len(line) > LONGEST:
        return ("put the whole value in quotation marks",)
    value = quoted(match[2])
    fix = f"put the whole value in quotation marks: {match[1]}: {value}"
    return fix, Edit(value, match[2].rstrip(), Span(number))
