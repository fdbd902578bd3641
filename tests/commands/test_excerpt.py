"""The mark stands under what a fault is about, whatever the line is made of."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.commands.excerpt import WIDTH, Sources, visible
from sitegen.faults import Span


def excerpt(tmp_path: Path, text: str, span: Span) -> str:
    (tmp_path / "a.md").write_text(text, encoding="utf-8", newline="")
    found = Sources(tmp_path).excerpt("a.md", span)
    return "\n".join(found) if found else ""


@pytest.mark.parametrize(
    ("text", "span", "shown"),
    [
        ("a\ndate: 2024-02-30\n", Span(2, 7, 10), "  2 | date: 2024-02-30\n    |       ^^^^^^^^^^"),
        ("a\r\ndate: 2024\r\n", Span(2, 1, 4), "  2 | date: 2024\n    | ^^^^"),
        ("\ufeffdate: 2024\n", Span(1, 1, 4), "  1 | date: 2024\n    | ^^^^"),
        ("title:\n", Span(1, 7), "  1 | title:\n    |       ^"),
        ("  \tkey: a", Span(1, 3), "  1 |       key: a\n    |   ^^^^"),
        ("\tkey: a", Span(1, 2, 3), "  1 |     key: a\n    |     ^^^"),
        ("a 北京 b", Span(1, 3, 2), "  1 | a 北京 b\n    |   ^^^^"),
        ("a 北京 b", Span(1, 6), "  1 | a 北京 b\n    |        ^"),
        ("cafe\u0301 b", Span(1, 6), "  1 | caf\u00e9 b\n    |      ^"),
        ("be\u0323\u035f b", Span(1, 5), "  1 | b\u1eb9\u035f b\n    |    ^"),
        ("می\u200cرود b", Span(1, 9), "  1 | می\u200cرود b\n    |        ^"),
        ("a\u202eb c", Span(1, 4), "  1 | a<U+202E>b c\n    |           ^"),
        ("a\x1b[31mb", Span(1, 2), "  1 | a<U+001B>[31mb\n    |  ^^^^^^^^"),
        ("x\n" * 11 + "key: a", Span(12, 6), "  12 | key: a\n     |      ^"),
        ("key: a", Span(1, None), ""),
        ("key: a", Span(2, 1), ""),
    ],
)
def test_the_mark_stands_under_it(text: str, span: Span, shown: str, tmp_path: Path) -> None:
    assert excerpt(tmp_path, text, span) == shown


def test_of_a_long_line_only_what_it_is_about_is_shown(tmp_path: Path) -> None:
    line, mark = excerpt(tmp_path, "word " * 200 + "[[wrong]]" + " word" * 200, Span(1, 1001, 9)).split("\n")
    assert len(line) <= WIDTH + 8
    assert line.startswith("  1 | …")
    assert line.endswith("…")
    assert line[mark.index("^") : mark.rindex("^") + 1] == "[[wrong]]"


def test_of_a_long_fault_only_the_beginning_is_marked(tmp_path: Path) -> None:
    line, mark = excerpt(tmp_path, "a" * 500, Span(1, 1, 500)).split("\n")
    assert line == f"  1 | {'a' * WIDTH}…"
    assert mark == f"    | {'^' * WIDTH}"


def test_a_byte_that_is_no_text_is_shown_as_lost(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"caf\xe9 b")
    assert Sources(tmp_path).excerpt("a.md", Span(1, 4)) == ("  1 | caf\ufffd b", "    |    ^")


@pytest.mark.parametrize("path", ["missing.md", "link.md", "folder", "../outside.md", "\0"])
def test_what_is_no_plain_file_has_no_excerpt(path: str, tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "folder").mkdir(parents=True)
    (root / "link.md").symlink_to("/etc/hostname")
    (tmp_path / "outside.md").write_text("secret")
    assert Sources(root).excerpt(path, Span(1, 1)) is None


def test_the_first_folder_that_holds_the_file_shows_it(tmp_path: Path) -> None:
    for name in ("site", "home"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").write_text(name)
    sources = Sources(tmp_path / "site", tmp_path / "home")
    assert sources.excerpt("site.html", Span(1, 1)) == ("  1 | site", "    | ^")
    assert sources.excerpt("home.html", Span(1, 1)) == ("  1 | home", "    | ^")


@given(st.text())
def test_nothing_shown_can_move_the_cursor_or_turn_the_text(text: str) -> None:
    shown = visible(text)
    assert all(unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    shown.encode()
