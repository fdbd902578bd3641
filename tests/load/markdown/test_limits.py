"""Small bodies that ask for much: they are refused, or cost what their length costs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeAlias

import pytest

from sitegen.load.markdown.parser import parse
from sitegen.load.markdown.source import (
    BRACKETS,
    CELLS,
    FAULTS,
    NESTING,
    SLOTS,
    SOURCE_BYTES,
    SOURCE_LINES,
    output_limit,
)
from tests.load.markdown.shown import shown

TraceFunction: TypeAlias = Callable[[FrameType, str, Any], Any]

REFUSED = {
    "a long address, many links": (
        f"[a]: https://example.org/{'x' * 40_000}\n\n{'[a] ' * 10_000}",
        "output-size",
    ),
    "a long path, many links": (f"[a]: {'x' * 40_000}.md\n\n{'[a] ' * 3_000}", "output-size"),
    "a wide table of short rows": ("a|" * 250 + "\n" + "-|" * 250 + "\n" + "a\n" * 250, "too-many-cells"),
    "quotations": ("> " * 5_000 + "a", "nesting"),
    "lists": ("- " * 5_000 + "a", "nesting"),
    "emphasis": ("*a " * 5_000 + "b* " * 5_000, "nesting"),
    "references": ("[[a]] " * (SLOTS + 1), "too-many-references"),
    "brackets": ("[" * (BRACKETS + 1), "too-many-references"),
    "faults": ("<b> " * (FAULTS + 1), "too-many-faults"),
    "control characters": ("\x07a" * (FAULTS + 1), "too-many-faults"),
    "length": ("a" * (SOURCE_BYTES + 1), "body-size"),
    "lines": ("a\n" * (SOURCE_LINES + 1), "body-size"),
    "length in bytes": ("ä" * (SOURCE_BYTES // 2 + 1), "body-size"),
}

LINEAR: dict[str, Callable[[int], str]] = {
    "equal headings": lambda n: "## a\n" * n,
    "headings that take each other's number": lambda n: "".join(
        f"## a\n## a-{i}\n" for i in range(2, n // 2)
    ),
    "brackets": lambda n: "[ " * n,
    "closed brackets": lambda n: "[" * n + " " + "]" * n,
    "images": lambda n: "![" * n,
    "citations never closed": lambda n: "[@" * n,
    "emphasis": lambda n: "*_" * n,
    "code": lambda n: "`a``" * n,
    "tags never closed": lambda n: "<a " * n,
    "link definitions": lambda n: "".join(f"[a{i}]: u\n" for i in range(n)),
    "footnotes": lambda n: "".join(f"[^{i}]: a[^{i + 1}]\n\n" for i in range(n)) + f"[^{n}]: a\n\n[^0]",
    "links to one heading": lambda n: "## a\n\n" + "[a](#a) " * n,
    "lines": lambda n: "a\n" * n,
    "quoted lines": lambda n: "> a\n" * n,
}


@pytest.mark.parametrize("bomb", REFUSED)
def test_a_body_that_asks_for_too_much_is_refused(bomb: str) -> None:
    markdown, code = REFUSED[bomb]
    checked = parse(markdown, 3)
    assert [
        fault.code for fault in checked.faults if fault.span.column is None or fault.code == "nesting"
    ] == [code]
    assert checked.faults[0].span.line == 3
    assert checked.value.pieces == ()


def test_a_list_too_deep_is_told_at_its_line() -> None:
    (fault,) = parse("".join("  " * i + "- a\n" for i in range(200)), 1).faults
    assert (fault.code, fault.span.line) == ("nesting", NESTING // 2)


@pytest.mark.parametrize("body", LINEAR)
def test_twice_the_body_costs_twice_the_work(body: str) -> None:
    once, twice = (_work(LINEAR[body](n)) for n in (200, 400))
    assert twice < 2.5 * once


def test_eight_thousand_equal_headings_have_eight_thousand_anchors() -> None:
    headings = parse("## a\n" * 8000, 1).value.headings
    assert headings[-1].anchor == "a-8000"
    assert len({heading.anchor for heading in headings}) == 8000


def test_what_is_allowed_is_kept() -> None:
    deepest = "> " * (NESTING - 1) + "a"
    assert parse(deepest, 1).faults == ()
    assert parse("[[a]] " * SLOTS, 1).faults == ()
    assert parse("a\n" * SOURCE_LINES, 1).faults == ()
    assert parse("\\[ " * BRACKETS, 1).faults == ()
    assert parse("a" * SOURCE_BYTES, 1).faults == ()
    assert len(shown(parse(f"[a]: https://example.org/{'x' * 9_000}\n\n{'[a] ' * 10}", 1).value)) > 90_000


def test_a_table_may_have_as_many_cells_as_the_limit() -> None:
    rows = "\n".join(["a|b", "-|-", *["a|b"] * (CELLS // 2 - 1)])
    assert parse(rows, 1).faults == ()
    assert [fault.code for fault in parse(f"{rows}\na|b", 1).faults] == ["too-many-cells"]


def test_the_output_limit_is_told_in_a_number_of_characters() -> None:
    assert output_limit("a" * 1000) == 120_000


def _work(markdown: str) -> int:
    """How many lines of Python run while `markdown` is parsed: a measure of time that every machine agrees on."""
    lines = 0

    def count(_frame: FrameType, event: str, _arg: object) -> TraceFunction:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        parse(markdown, 1)
    finally:
        sys.settrace(before)
    return lines
