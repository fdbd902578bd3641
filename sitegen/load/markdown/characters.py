"""What no text of a site may hold: characters that are invisible, deceive, or stand for something lost; private remarks.

Control characters break feeds (XML 1.0, section 2.2); overrides of direction show a reader other words than are
written (Unicode Technical Report 36, section 2.2); U+FFFD is what a program leaves where it lost a character. Marks
that scripts need are welcome: zero-width joiners, left-to-right and right-to-left marks. A remark between the signs of
another program (`<!-- -->` of HTML, `%%` of Obsidian) was never meant for readers, and would be published.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress

from sitegen.faults import Edit, Fault, Faults, Span
from sitegen.load.markdown.source import LimitExceeded, Source

_BIDI = "\u202a-\u202e\u2066-\u2069"
_CONTROL = "\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"

FORBIDDEN = re.compile(f"[{_CONTROL}{_BIDI}\ufffd]+")
"""A run of such characters."""

_IS_BIDI = re.compile(f"[{_BIDI}]")
_NUMERIC_ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


def check_characters(text: str, first_line: int, faults: Faults) -> bool:
    """Whether a text that is not Markdown holds no forbidden character; each is a fault."""
    source = Source(text, first_line)
    with suppress(LimitExceeded):
        report_characters(source)
    return not faults.take(source.faults.beside(source.faults.met))


def report_characters(source: Source) -> None:
    """Reports every forbidden character that is written as such."""
    for match in FORBIDDEN.finditer(source.text):
        _report(source, source.at(match.start(), len(match.group())), match.group()[0])


def report_entities(source: Source, prose: str, place: Callable[[int, int], Span]) -> None:
    """Reports every forbidden character that is written as an entity of HTML (`&#x202E;`) where those are read as such.

    `place` tells where the characters from one offset of `prose` to another stand.
    """
    for match in _NUMERIC_ENTITY.finditer(prose):
        code = int(match[1], 16) if match[1] else int(match[2])
        character = chr(code) if code <= 0x10FFFF else "\ufffd"
        if FORBIDDEN.match(character):
            _report(source, place(*match.span()), character)


_REMARK = re.compile(r"<!--|%%|\{\{/\*|\{#(?=\s)|\{>>|(?:\{%-?|\{\{[<%])(?=\s*comment\b)")
_END_OF_BLOCK = re.compile(r"\{%-?\s*endcomment\s*-?%\}|\{\{[<%]\s*/\s*comment\s*[>%]\}\}")
_END_OF_REMARK = {
    "<!--": re.compile("-->"),
    "%%": re.compile("%%"),
    "{{/*": re.compile(r"\*/\}\}"),
    "{#": re.compile(r"#\}"),
    "{>>": re.compile(r"<<\}"),
}


def private_remarks(text: str) -> Iterator[tuple[Fault, int, int]]:
    """The remarks for editors' eyes in a text that will be published: the fault, and where each begins and ends.

    A remark that nothing ends is no longer than its sign.
    """
    endless: set[str] = set()
    position = 0
    while found := _REMARK.search(text, position):
        sign, position = found[0], found.end()
        end = None if sign in endless else _END_OF_REMARK.get(sign, _END_OF_BLOCK).search(text, position)
        if end:
            position = end.end()
        else:
            endless.add(sign)
        message = "this looks like a private remark, and readers would see it"
        which = "each " if end and sign == "%%" else ""
        fix = f"delete it, or put it into `editor_note`; {which}{sign} as text needs a backslash before it"
        escaped = text[found.start() : position] if which else sign
        edits = (Edit(escaped.replace(sign, f"\\{sign}"), escaped),) if "\n" not in escaped else ()
        yield Fault("private-remark", message, fix, edits=edits), found.start(), position


def _report(source: Source, span: Span, character: str) -> None:
    name = " ".join(filter(None, (f"U+{ord(character):04X}", unicodedata.name(character, ""))))
    if character == "\ufffd":
        message = "a character was lost here: what stands in its place is U+FFFD"
        fix = "write the character that was meant, in a file saved as UTF-8"
        source.report(span, Fault("character-lost", message, fix))
    elif _IS_BIDI.match(character):
        message = f"an invisible character that turns the direction of the text ({name})"
        fix = "delete it: Persian and Arabic words find their direction by themselves"
        source.report(span, Fault("character-bidi", message, fix, edits=(Edit(""),)))
    else:
        message = f"an invisible control character ({name})"
        source.report(span, Fault("character-control", message, "delete it", edits=(Edit(""),)))
