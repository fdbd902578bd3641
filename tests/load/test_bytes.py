"""What bytes make of a file: encodings, line ends, and characters that nobody can see."""

from __future__ import annotations

import pytest

from sitegen.faults import Span
from sitegen.load.entry import read_entry
from sitegen.model.kinds import Entry, Page

PAGE = "---\ntitle: Café – کافه\n---\n\nThe first line.\n\nThe second [word](https://example.org/).\n"


def read(raw: bytes) -> Entry:
    checked = read_entry("content/pages/a-page.md", raw, Page)
    assert checked.faults == ()
    assert isinstance(checked.value, Entry)
    return checked.value


def fault(raw: bytes) -> tuple[str, Span, str]:
    (fault,) = read_entry("content/pages/a-page.md", raw, Page).faults
    return fault.code, fault.span, fault.message


def test_a_byte_order_mark_makes_no_difference() -> None:
    assert read(b"\xef\xbb\xbf" + PAGE.encode()) == read(PAGE.encode())


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_line_ends_make_no_difference(end: str) -> None:
    assert read(PAGE.replace("\n", end).encode()) == read(PAGE.encode())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(encoding: str) -> None:
    assert fault(PAGE.encode(encoding)) == ("not-utf-8", Span(), "the file is written in UTF-16")


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_byte_of_another_encoding_is_found_at_its_line_and_column(before: bytes, end: bytes) -> None:
    raw = before + end.join([b"---", "title: é caf".encode() + b"\xe9", b"---", b"", b"Text."])
    assert fault(raw) == ("not-utf-8", Span(2, 13), "the byte 0xE9 is not UTF-8 (in Windows-1252 it is é)")


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\0", "character-control"),
        ("\x1b", "character-control"),
        ("\x85", "character-control"),
        ("\u2028", "character-control"),
        ("\u202e", "character-bidi"),
        ("\ufffd", "character-lost"),
        ("\ufffe", "character-control"),
    ],
)
def test_an_invisible_character_in_the_front_matter_is_found_at_its_place(character: str, code: str) -> None:
    found, span, message = fault(PAGE.replace("Café", f"Ca{character}fé").encode())
    assert (found, span) == (code, Span(2, 10))
    assert f"U+{ord(character):04X}" in message


@pytest.mark.parametrize("character", ["\u200c", "\u200d", "\u200e", "\u200f"])
def test_marks_that_persian_and_arabic_words_need_are_let_pass(character: str) -> None:
    assert read(PAGE.replace("کافه", f"کا{character}فه").encode()).display_title == f"Café – کا{character}فه"


def test_what_yaml_would_take_for_other_things_stays_text() -> None:
    for written in ("no", "on", "1:30", "010", "3.10", "~", "null", "2024-03-04", "0x1F", "1e3", ".inf"):
        assert read(PAGE.replace("Café – کافه", written).encode()).display_title == written
