"""Behind a mistake of YAML the rest of the front matter is read, and what is wrong there is told in the same run."""

from __future__ import annotations

import pytest

from sitegen.load.entry import read_entry
from sitegen.model.kinds import Entry, Note

REST = "topics: strike\nupdated: yesterday\ncolour: red"


def codes(header: str) -> list[str]:
    read = read_entry("content/notes/a-note.md", f"---\n{header}\n---\n\nText.\n".encode(), Note)
    assert not isinstance(read.value, Entry)
    return [f"{fault.span.line} {fault.code}" for fault in sorted(read.faults)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("title: One: two", "yaml-colon"),
        ('title: "One', "yaml-quote"),
        ("title: [One", "yaml-bracket"),
        ("title: @one", "yaml-first-character"),
        ("title: *one", "yaml-feature"),
        ('title: "\\q"', "yaml-escape"),
    ],
)
def test_what_stands_behind_a_mistake_is_told_too(line: str, code: str) -> None:
    assert codes(f"{line}\n{REST}") == [
        f"2 {code}", "3 value-shape", "4 date-invalid", "5 key-unknown",
    ]  # fmt: skip


def test_several_mistakes_are_told_in_one_run() -> None:
    assert codes(f"title: One: two\nsummary: @three\nkind: [four\n{REST}") == [
        "2 yaml-colon", "3 yaml-first-character", "4 yaml-bracket", "5 value-shape", "6 date-invalid", "7 key-unknown",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("title: One\n summary: A note", "3 yaml-indent"),
        ("title: One\nof two", "3 yaml-no-key"),
        ("title:\n\tOne", "3 yaml-tab"),
    ],
)
def test_behind_a_line_that_belongs_to_no_key_it_is_told_what_else_is_wrong_but_not_what_seems_missing(
    lines: str, code: str
) -> None:
    assert codes(f"{lines}\n{REST}") == [code, "4 value-shape", "5 date-invalid", "6 key-unknown"]


@pytest.mark.parametrize("header", ["- title: One: two", " title: One", "# A note\n title: One"])
def test_where_nothing_can_be_read_behind_it_the_mistake_alone_is_told(header: str) -> None:
    assert len(codes(f"{header}\n{REST}")) == 1


def test_a_mistake_inside_a_group_takes_the_whole_key() -> None:
    assert codes(f"changes:\n  - date: 2024\n    note: One: two\ntitle: A note\n{REST}") == [
        "4 yaml-colon", "6 value-shape", "7 date-invalid", "8 key-unknown",
    ]  # fmt: skip
