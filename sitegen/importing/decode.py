"""From the bytes of a saved file to its text: what it is, in which letters, and out of which container.

A name says little: a page may be called .txt, and a picture .html. Letters are read as they are where that can be seen
(a byte order mark, sound UTF-8), else as the file declares them, by the names that browsers know.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from posixpath import splitext

from sitegen.faults import Checked, Faults, Span
from sitegen.importing.page import Form, SavedPage

MAX_BYTES = 64 * 1024 * 1024
"""A page with its pictures inside has a few; its text is far smaller."""

_MAX_PARTS = 2_000
_LOOKED_AT = 4_096
_MOST_BAD = 0.002
"""Share of letters that may be broken in a text which is UTF-8 all the same: cut in the middle of one, or pasted together."""

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, or a document of an office program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"bplist00", "a web archive of Safari"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "a document of an office program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"\x00\x00\x00", "a film"),
)
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']")
_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "l1": "cp1252", "windows-1252": "cp1252", "x-cp1252": "cp1252", "iso-8859-9": "cp1254",
    "latin5": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "korean": "cp949", "tis-620": "cp874", "iso-8859-11": "cp874",
    "iso-8859-8-i": "iso-8859-8", "logical": "iso-8859-8", "x-mac-roman": "mac_roman", "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic", "big5": "big5hkscs", "x-x-big5": "big5hkscs", "utf8": "utf-8",
    "unicode": "utf-16-le", "utf-16": "utf-16-le",
}  # fmt: skip
"""https://encoding.spec.whatwg.org/#names-and-labels, where they differ from Python's."""

_NO_LETTERS = frozenset(["utf-7", "idna", "punycode"])
"""Codecs that no browser takes for the letters of a page."""

_SEVEN_BIT = ("iso2022", "hz")
"""Letters written with ASCII alone: sound UTF-8 by accident."""

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|div|p|table)\b[^<>]{0,2000}>", re.IGNORECASE
)
_MAIL_HEADER = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,60}?\r?\n", re.IGNORECASE)
_MIME = re.compile(rb"^(?:mime-version|content-type):", re.IGNORECASE | re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def decode(name: str, raw: bytes, charset: str | None = None) -> Checked[SavedPage | None]:
    """The page that a file called `name` holds; None with a fault that says why it holds none. `charset` is what a site calls its letters."""
    faults = Faults(name)
    if len(raw) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES // 1024 // 1024} MiB, the most that is read of a page"
        faults.add(Span(), "page-too-large", message, "save the page again without its pictures and films")
        return faults.beside(None)
    if not raw.strip():
        faults.add(Span(), "page-empty", "the file is empty", "save the page again")
        return faults.beside(None)
    page = _contained(name, raw) if _is_mail(raw) else _plain(name, raw, codec_of(charset or ""), faults)
    if page is None and not faults.met:
        message = "the file is a web archive in which no page can be found"
        faults.add(Span(), "page-unreadable", message, "save the page again as HTML")
    return faults.beside(page)


def _plain(name: str, raw: bytes, served: str | None, faults: Faults) -> SavedPage | None:
    text = None if _signature(raw) else _text(raw, served or _declared(raw))
    if text is None or _is_binary(text):
        what = _signature(raw) or "no text"
        fix = "save the page itself as HTML, or copy its text into a .txt file"
        faults.add(Span(), "page-binary", f"the file is {what}, whatever its name says", fix)
        return None
    return SavedPage(name, text, _form(name, text))


def _signature(raw: bytes) -> str:
    return next((what for mark, what in _SIGNATURES if raw.startswith(mark)), "")


def _is_binary(text: str) -> bool:
    sample = text[:100_000]
    return len(_CONTROLS.findall(sample)) > max(2, len(sample) // 50)


def _form(name: str, text: str) -> Form:
    """What the text is: markup shows, else the name says it."""
    ending = splitext(name.lower())[1]
    head = text[:_LOOKED_AT].lstrip()
    whole = re.match(
        r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b",
        head,
        re.IGNORECASE | re.DOTALL,
    )
    if whole:
        return "html"
    if ending in (".md", ".markdown"):
        return "markdown"
    return "html" if ending not in (".txt", ".text") and _MARKUP.search(text) else "text"


def _declared(raw: bytes) -> str | None:
    """The letters that an HTML page declares, by the name that Python knows."""
    head = raw[:_LOOKED_AT]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return codec_of(found[1].decode("ascii", "ignore")) if found else None


def codec_of(label: str) -> str | None:
    """Python's name of the letters that are declared as `label`; None where it is not known, or decodes no text."""
    lower = label.strip().lower()
    try:
        info = codecs.lookup(_LABELS.get(lower, lower))
    except (LookupError, ValueError):
        return None
    return info.name if info._is_text_encoding and info.name not in _NO_LETTERS else None  # noqa: SLF001


def _text(raw: bytes, declared: str | None) -> str | None:
    """The text of `raw`; None where it is none in any letters."""
    for mark, codec in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(codec, errors="replace")
    if wide := _utf_16(raw):
        return raw.decode(wide, errors="replace")
    if b"\x00" in raw[:_LOOKED_AT]:
        return None
    seven_bit = declared is not None and declared.replace("_", "").startswith(_SEVEN_BIT)
    codecs_tried = (declared, "utf-8") if seven_bit else ("utf-8", declared)
    for tried in codecs_tried:
        if tried is not None:
            try:
                return raw.decode(tried)
            except (UnicodeDecodeError, ValueError):
                continue
    return _nearly(raw, declared)


def _nearly(raw: bytes, declared: str | None) -> str | None:
    """A text in which some letters are broken, or that declares no letters."""
    utf_8 = raw.decode("utf-8", errors="replace")
    if utf_8.count("\ufffd") <= max(1, len(utf_8) * _MOST_BAD):
        return utf_8
    if declared and declared != "utf-8":
        return raw.decode(declared, errors="replace")
    from charset_normalizer import from_bytes  # noqa: PLC0415 - of the group that only this stage needs

    guess = from_bytes(raw[: 64 * 1024]).best()
    return raw.decode(guess.encoding if guess else "cp1252", errors="replace")


def _utf_16(raw: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of what is written in Latin letters is 0."""
    sample = raw[:_LOOKED_AT]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.1 else None


def _is_mail(raw: bytes) -> bool:
    header = _MAIL_HEADER.match(raw[: 64 * 1024])
    return header is not None and _MIME.search(header[0]) is not None


def _contained(name: str, raw: bytes) -> SavedPage | None:
    """The page in a web archive (MHTML, RFC 2557) or a message."""
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        part = _page_part(message)
        if part is None:
            return None
        body = part.get_payload(decode=True)
    except (
        RecursionError,
        ValueError,
        LookupError,
        IndexError,
        AttributeError,
    ):  # what email lets pass of broken input
        return None
    if not isinstance(body, bytes) or not body.strip():
        return None
    charset = codec_of(part.get_content_charset("") or "")
    text = _text(body, charset or _declared(body))
    if text is None or _is_binary(text):
        return None
    form: Form = "text" if part.get_content_type() == "text/plain" else "html"
    page = SavedPage(name, text, form, in_container=True)
    header = {key.lower(): _line(value) for key, value in message.raw_items()}
    where = _line(part.get("Content-Location", "")) if "snapshot-content-location" not in header else ""
    return replace(
        page,
        address=header.get("snapshot-content-location") or where or None,
        saved=_day(header.get("date", "")),
        title=_line(message.get("Subject", "")) or None,
    )


def _page_part(message: EmailMessage) -> EmailMessage | None:
    """The part that is the page: the one that the archive names as its start, else the first of HTML, else of text."""
    parts = list(_parts(message))
    start = message.get_param("start")
    for part in parts:
        if isinstance(start, str) and part.get("Content-ID", "").strip() == start.strip():
            return part
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind:
                return part
    return None


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    waiting = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            waiting += [p for p in reversed(payload) if isinstance(p, EmailMessage)]
        else:
            yield part


def _line(value: object) -> str:
    return " ".join(str(value).split())


def _day(written: str) -> date | None:
    try:
        return parsedate_to_datetime(written).date()
    except (TypeError, ValueError, IndexError):
        return None
