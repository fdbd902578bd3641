"""From bytes to a header and a body: encoding, line ends, and the two `---` lines.

A content file is UTF-8 (a byte order mark is let pass), lines end in LF or CRLF (read alike), letters are composed
(Unicode's form NFC), since macOS takes them apart and nobody sees it, and the front matter stands between a first line
`---` and the next line `---`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from sitegen.faults import Checked, Fault, Span

MAX_BYTES = 256 * 1024
MAX_HEADER_BYTES = 64 * 1024

_FENCE = "---"
_NEARLY_A_FENCE = re.compile(r"\s*(?:[-\u2010-\u2015]{2,}|[\u2012-\u2015]|\+{3}|\.{3}|\*{3}|_{3}|={3,})\s*")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONFLICT = re.compile(r"^<{7} .*$", re.MULTILINE)
_MOST_MARKS = 9
_CONFLICT_LINE = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Split:
    """A file's front matter (YAML text, without its fences) and body, each with the file's line it begins on."""

    header: str
    header_line: int
    body: str
    body_line: int


def decode(path: str, raw: bytes, limit: int = MAX_BYTES) -> Checked[str]:
    """The text of a file in NFC, with LF line ends and no byte order mark; empty with a fault where it cannot be read."""
    if len(raw) > limit:
        message = f"the file has more than {limit // 1024:,} KiB, the most that is read"
        return _refused(path, Span(), "file-too-large", message, "split it into several entries")
    if raw.startswith(_UTF_16) or b"\x00" in raw[:4]:
        fix = "save it as UTF-8: most editors offer that under Save As"
        return _refused(path, Span(), "not-utf-8", "the file is written in UTF-16", fix)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return _not_utf_8(path, fault)
    return Checked(unicodedata.normalize("NFC", _with_line_feeds(text)))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf_8(path: str, fault: UnicodeDecodeError) -> Checked[str]:
    byte = fault.object[fault.start : fault.start + 1]
    before = _with_line_feeds(fault.object[: fault.start].decode("utf-8", errors="replace"))
    span = Span(before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    letter = byte.decode("cp1252", errors="ignore")
    perhaps = f" (in Windows-1252 it is {letter})" if letter.isprintable() and letter else ""
    message = f"the byte 0x{byte[0]:02X} is not UTF-8{perhaps}"
    fix = "save the file as UTF-8, then look whether this letter is the right one"
    return _refused(path, span, "not-utf-8", message, fix)


def _refused(path: str, span: Span, code: str, message: str, fix: str) -> Checked[str]:
    return Checked("", (Fault(path, span, code, message, fix),))


def conflict(path: str, text: str) -> Fault | None:
    """The fault of a file in which Git left two versions beside each other; none of it can be trusted then."""
    first = _CONFLICT.search(text)
    if first is None:
        return None
    marks = _CONFLICT_LINE.finditer(text, first.start())
    lines = [text.count("\n", 0, mark.start()) + 1 for mark in islice(marks, _MOST_MARKS)]
    span = Span(lines[0], 1, len(first[0]))
    fix = f"keep one version, and delete the marks on the lines {', '.join(map(str, lines))}"
    return Fault(path, span, "merge-conflict", "Git left two versions of the text here", fix)


def split(path: str, text: str) -> Checked[Split | None]:
    """The header and the body of a content file; None with a fault where there is no header to be found."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return Checked(None, (_no_opening(path, lines),))
    closing = next((i for i, line in enumerate(lines) if i and line.rstrip() == _FENCE), None)
    if closing is None:
        return Checked(None, (_no_closing(path, lines),))
    header = "\n".join(lines[1:closing])
    if len(header.encode("utf-8", "surrogatepass")) > MAX_HEADER_BYTES:
        message = f"the front matter has more than {MAX_HEADER_BYTES // 1024} KiB, the most that is read"
        fix = "move long texts into the body; a fence --- may be missing above it"
        return Checked(None, (Fault(path, Span(1, 1, 3), "front-matter-too-large", message, fix),))
    return Checked(Split(header, 2, "\n".join(lines[closing + 1 :]), closing + 2))


def _no_opening(path: str, lines: list[str]) -> Fault:
    number, first = next(((i, line) for i, line in enumerate(lines, 1) if line.strip()), (1, ""))
    if not first:
        fix = "write the front matter between two lines ---, and the text below"
        return Fault(path, Span(), "file-empty", "the file is empty", fix)
    span = Span(number, 1, len(first.rstrip()))
    if first.strip() == _FENCE:
        message = "the front matter begins on the first line, without blank lines or spaces before it"
        return Fault(path, span, "front-matter-missing", message, "remove what stands before ---")
    if first.startswith("+++"):
        message = "+++ opens TOML, and front matter here is YAML"
        return Fault(path, span, "front-matter-missing", message, "write --- for +++, and `key: value` lines")
    if _NEARLY_A_FENCE.fullmatch(first):
        message = "the front matter is opened by three hyphens"
        return Fault(path, span, "front-matter-missing", message, "write exactly ---")
    fix = "begin the file with a line ---, then the keys as `key: value`, then --- again"
    return Fault(path, span, "front-matter-missing", "the file does not begin with front matter", fix)


def _no_closing(path: str, lines: list[str]) -> Fault:
    message = "the front matter opened here is never closed"
    nearly = next((n for n, line in enumerate(lines[1:], 2) if _NEARLY_A_FENCE.fullmatch(line)), None)
    fix = f"write exactly --- on line {nearly}" if nearly else "write a line --- below the last key"
    return Fault(path, Span(1, 1, 3), "front-matter-open", message, fix)
