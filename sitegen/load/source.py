"""From bytes to a header and a body: encoding, line ends, and the two `---` lines.

A content file is UTF-8 (a byte order mark is let pass), lines end in LF or CRLF (read alike), and the front matter
stands between a first line `---` and the next line `---`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.errors import Checked, Issue, Span

MAX_BYTES = 256 * 1024
MAX_HEADER_BYTES = 64 * 1024

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Split:
    """A file's front matter (YAML text, without its fences) and body, each with the file's line it begins on."""

    header: str
    header_line: int
    body: str
    body_line: int


def decode(path: str, raw: bytes, limit: int = MAX_BYTES) -> Checked[str]:
    """The text of a file, with LF line ends and no byte order mark; empty with an issue where it cannot be read."""
    if len(raw) > limit:
        return _refused(
            path,
            "file-too-large",
            f"the file has {len(raw):,} bytes; at most {limit:,} are read",
            "split it into several entries",
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:4]:
        return _refused(path, "not-utf-8", "the file is written in UTF-16", "save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8", errors="replace")
        line = before.count("\n") + 1
        column = len(before.rpartition("\n")[2]) + 1
        return Checked(
            "",
            (
                Issue(
                    path,
                    Span(line, column),
                    "not-utf-8",
                    f"the byte 0x{raw[fault.start]:02X} is not UTF-8 text",
                    "save the file as UTF-8, and look at the letter here: it may be lost",
                ),
            ),
        )
    return Checked(text.replace("\r\n", "\n").replace("\r", "\n"))


def _refused(path: str, code: str, message: str, fix: str) -> Checked[str]:
    return Checked("", (Issue(path, Span(), code, message, fix),))


def split(path: str, text: str) -> Checked[Split | None]:
    """The header and the body of a content file; None with an issue where there is no header to be found."""
    lines = text.split("\n")
    first = lines[0].rstrip()
    if first != _FENCE:
        return Checked(None, (_no_opening(path, lines),))
    closing = next((i for i, line in enumerate(lines) if i and line.rstrip() == _FENCE), None)
    if closing is None:
        return Checked(
            None,
            (
                Issue(
                    path,
                    Span(1, 1, 3),
                    "front-matter-open",
                    "the front matter is opened here and never closed",
                    "write a line of three hyphens, ---, below the last key",
                ),
            ),
        )
    header = "\n".join(lines[1:closing])
    if len(header.encode("utf-8", "surrogatepass")) > MAX_HEADER_BYTES:
        return Checked(
            None,
            (
                Issue(
                    path,
                    Span(),
                    "front-matter-too-large",
                    f"the front matter has more than {MAX_HEADER_BYTES:,} bytes",
                    "move long texts into the body",
                ),
            ),
        )
    body = "\n".join(lines[closing + 1 :])
    return Checked(Split(header, 2, body, closing + 2))


def _no_opening(path: str, lines: list[str]) -> Issue:
    first = lines[0].rstrip()
    fix = "begin the file with a line of three hyphens, ---, then the keys, then --- again"
    if first.startswith("----") and not first.strip("-"):
        return Issue(
            path,
            Span(1, 1, len(first)),
            "front-matter-missing",
            "the first line has more than three hyphens",
            "write exactly ---",
        )
    if first == "+++":
        return Issue(
            path,
            Span(1, 1, 3),
            "front-matter-missing",
            "+++ opens TOML, and front matter here is YAML",
            "write --- and `key: value` lines",
        )
    following = next((i for i, line in enumerate(lines) if line.strip()), None)
    if following and lines[following].rstrip() == _FENCE:
        return Issue(
            path,
            Span(1),
            "front-matter-missing",
            "the front matter does not begin on the first line",
            "remove what stands above ---",
        )
    return Issue(path, Span(1), "front-matter-missing", "the file has no front matter", fix)
