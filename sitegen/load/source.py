"""From bytes to a header and a body: encoding, line ends, and the two `---` lines.

A content file is UTF-8 (a byte order mark is let pass), lines end in LF or CRLF (read alike), letters are composed
(Unicode's form NFC), since macOS takes them apart and nobody sees it, and the front matter stands between a first line
`---` and the next line `---`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sitegen.faults import Edit, Faults, Span

MAX_BYTES = 256 * 1024
MAX_HEADER_BYTES = 64 * 1024

_FENCE = "---"
_NEARLY_A_FENCE = re.compile(r"\s*(?:[-\u2010-\u2015]{2,}|[\u2012-\u2015]|\+{3}|\.{3}|\*{3}|_{3}|={3,})\s*")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONFLICT = re.compile(r"^<{7} .*$", re.MULTILINE)
_MOST_MARKS = 9
_CONFLICT_MARK = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_CONFLICT_LINE = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Split:
    """A file's front matter (YAML text, without its fences) and body, each with the file's line it begins on."""

    header: str
    header_line: int
    body: str
    body_line: int


def decode(raw: bytes, faults: Faults, limit: int = MAX_BYTES) -> str | None:
    """The text of a file in NFC, with LF line ends and no byte order mark; None with a fault where it cannot be read."""
    if len(raw) > limit:
        message = f"the file has more than {limit // 1024:,} KiB, the most that is read"
        faults.add(Span(), "file-too-large", message, "split it into several entries")
        return None
    if raw.startswith(_UTF_16) or b"\x00" in raw[:4]:
        fix = "save it as UTF-8: most editors offer that under Save As"
        faults.add(Span(), "not-utf-8", "the file is written in UTF-16", fix)
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        _not_utf_8(fault, faults)
        return None
    return unicodedata.normalize("NFC", _with_line_feeds(text))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf_8(fault: UnicodeDecodeError, faults: Faults) -> None:
    byte = fault.object[fault.start : fault.start + 1]
    before = _with_line_feeds(fault.object[: fault.start].decode("utf-8", errors="replace"))
    span = Span(before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    letter = byte.decode("cp1252", errors="ignore")
    perhaps = f" (in Windows-1252 it is {letter})" if letter.isprintable() and letter else ""
    message = f"the byte 0x{byte[0]:02X} is not UTF-8{perhaps}"
    fix = "save the file as UTF-8, then look whether this letter is the right one"
    faults.add(span, "not-utf-8", message, fix)


def is_one_version(text: str, faults: Faults) -> bool:
    """Whether a file is one version of a text. Where Git left two beside each other, none of it can be trusted."""
    first = _CONFLICT.search(text)
    if first is None:
        return True
    marks = _CONFLICT_LINE.finditer(text, first.start())
    lines = [text.count("\n", 0, mark.start()) + 1 for mark in islice(marks, _MOST_MARKS)]
    span = Span(lines[0], 1, len(first[0]))
    fix = f"keep one version, and delete the marks on the lines {', '.join(map(str, lines))}"
    faults.add(span, "merge-conflict", "Git left two versions of the text here", fix)
    return False


def conflict_marks(text: str) -> Iterator[tuple[int, int]]:
    """The offset and width of each mark of a conflict that stands alone, as where its other half was deleted."""
    return ((mark.start(), len(mark.group())) for mark in _CONFLICT_MARK.finditer(text))


def split(text: str, faults: Faults) -> Split | None:
    """The header and the body of a content file; None with a fault where there is no header to be found."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        _no_opening(lines, faults)
        return None
    closing = next((i for i, line in enumerate(lines) if i and line.rstrip() == _FENCE), None)
    if closing is None:
        _no_closing(lines, faults)
        return None
    header = "\n".join(lines[1:closing])
    if len(header.encode("utf-8", "surrogatepass")) > MAX_HEADER_BYTES:
        message = f"the front matter has more than {MAX_HEADER_BYTES // 1024} KiB, the most that is read"
        fix = "move long texts into the body; a fence --- may be missing above it"
        faults.add(Span(1, 1, 3), "front-matter-too-large", message, fix)
        return None
    return Split(header, 2, "\n".join(lines[closing + 1 :]), closing + 2)


def _no_opening(lines: list[str], faults: Faults) -> None:
    number, first = next(((i, line) for i, line in enumerate(lines, 1) if line.strip()), (1, ""))
    if not first:
        fix = "write the front matter between two lines ---, and the text below"
        return faults.add(Span(), "file-empty", "the file is empty", fix)
    span = Span(number, 1, len(first.rstrip()))
    if first.strip() == _FENCE:
        message = "the front matter begins on the first line, without blank lines or spaces before it"
        return faults.add(span, "front-matter-missing", message, "remove what stands before ---")
    if first.startswith("+++"):
        message = "+++ opens TOML, and front matter here is YAML"
        return faults.add(span, "front-matter-missing", message, "write --- for +++, and `key: value` lines")
    if _NEARLY_A_FENCE.fullmatch(first):
        message = "the front matter is opened by three hyphens"
        return faults.add(span, "front-matter-missing", message, "write exactly ---", Edit("---"))
    fix = "begin the file with a line ---, then the keys as `key: value`, then --- again"
    return faults.add(span, "front-matter-missing", "the file does not begin with front matter", fix)


def _no_closing(lines: list[str], faults: Faults) -> None:
    message = "the front matter opened here is never closed"
    nearly = next((n for n, line in enumerate(lines[1:], 2) if _NEARLY_A_FENCE.fullmatch(line)), None)
    fix = f"write exactly --- on line {nearly}" if nearly else "write a line --- below the last key"
    edits = [Edit("---", span=Span(nearly))] if nearly else []
    return faults.add(Span(1, 1, 3), "front-matter-open", message, fix, *edits)
