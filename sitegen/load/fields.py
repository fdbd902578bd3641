"""One reader for each kind of front matter value: a value of YAML in, a value of the model out.

The annotation of a field in `sitegen.model` chooses the reader. A reader refuses what is wrong at the value's place and
returns `None`; it never raises and never guesses. That a value is not blank is known before. The annotation also says
what an editor could write (`value_of`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sitegen import dates
from sitegen.faults import Advice, Edit, Faults
from sitegen.load.markdown.characters import FORBIDDEN, private_remarks
from sitegen.load.yaml_tree import Node, Scalar, Sequence, lone_text
from sitegen.model.fields import Form
from sitegen.model.schema import Key
from sitegen.model.values import ID, Coordinates, Date, EditorNote, Figure, Named
from sitegen.names.nearest import nearest
from sitegen.urls import has_credentials, is_web_address, never_seen_in

MAX_LINE = 300
MAX_URL = 2_000
MAX_TEXT = 20_000

_SHOWN = 60
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
RULES: dict[str, tuple[re.Pattern[str], str, str, str]] = {
    "language": (
        _LANGUAGE,
        "language-invalid",
        "is not a language tag",
        "write its short form, such as en, fa or ar-IQ (BCP 47)",
    ),
    "wikidata": (
        re.compile(r"Q[1-9][0-9]*"),
        "wikidata-invalid",
        "is not a Wikidata item",
        "write its id, for example Q42",
    ),
    "address": (
        re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.html"),
        "address-invalid",
        "is not an address of this site",
        "write it from the top of the site, for example articles/old-id.html",
    ),
    "contact": (
        re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https://\S+"),
        "contact-invalid",
        "is neither an e-mail address nor an https address",
        "write it like desk@example.org or https://example.org/contact",
    ),
}
"""What a text of one line must match by the rule of its `Form`: else the code of the fault, what is wrong, the fix."""

_FIGURE = re.compile(r"(?P<low>\d+)?(?P<dots>\.\.)?(?P<high>\d+)?(?P<about>~)?", re.ASCII)
"""`31`, or a figure with an open or a near end."""

_ELSEWHERE = (
    (re.compile(r"(?<=\d)[,.'’ ](?=\d{3}(?!\d))"), ""),
    (re.compile(r"^(?:about|around|circa|ca?\.|~) ?(\d+)$|^(\d+) ~$"), r"\1\2~"),
    (re.compile(r"^(\d+) ?[-–] ?(\d+)$"), r"\1..\2"),
    (re.compile(r"^(\d+) ?\+$"), r"\1.."),
)
"""What is written otherwise elsewhere, and what stands for it here."""


_MARKUP = re.compile(
    r"\[\[[^\[\]]+\]\]|\[-?@\w[^\[\]]*\]|\[[^\[\]]+\]\((?:https?:|mailto:|\.\.?/|#)[^()\s]*\)|\{\{[<%]"
    r"|(?<![*\w])\*\*(?=\S)[^*]+\*\*(?!\*)|</?(?:a|b|i|em|strong|br|p|span|div|cite|su[bp]|u)\b[^<>]*>"
)
"""What means something in a body alone."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value to be read: its node, how messages call it ("`title`"), and where its fault is noted."""

    node: Node
    name: str
    faults: Faults

    def refuse(self, code: str, message: str, fix: str, *edits: Edit) -> None:
        """Note what is wrong with it."""
        self.faults.add(self.node.span, code, message, fix, *edits)

    @property
    def written(self) -> str:
        """The value as messages show it."""
        text = self.node.text if isinstance(self.node, Scalar) else ""
        return f'"{text[:_SHOWN]}{"…" if len(text) > _SHOWN else ""}"'


def read_text(value: Value, limit: int = MAX_TEXT) -> str | None:
    """A text that readers may see."""
    text = _read_characters(value, limit)
    remark = next(private_remarks(text), None) if text is not None else None
    if remark is not None:
        fault, _, _ = remark
        value.refuse(fault.code, fault.message, "delete it, or put it into `editor_note`")
        return None
    if text is not None and (markup := _MARKUP.search(text)):
        message = f"{value.name} is plain text: readers see {markup[0]} as it is written"
        fix = "leave the signs out, or say it in the text below the keys"
        value.faults.warn(value.node.span, "key-markup", message, fix)
    return text


def read_editor_note(value: Value) -> None:
    """A remark for the eyes of editors: it is looked at as every text is, and nothing of it is kept."""
    _read_characters(value, MAX_TEXT)


def _read_characters(value: Value, limit: int) -> str | None:
    """A text that holds only characters one can see."""
    if not isinstance(value.node, Scalar):
        shape = "a list" if isinstance(value.node, Sequence) else "a group of keys"
        one = lone_text(value.node)
        advice: Advice = ("write one text; in quotation marks if it begins with a bracket",)
        if one:
            advice = f"take the brackets away: {one}", Edit(one)
        value.refuse("value-shape", f"{value.name} takes a text, and {shape} stands here", *advice)
        return None
    text = unicodedata.normalize("NFC", value.node.text.strip())  # an escape may write a letter in two parts
    if match := FORBIDDEN.search(text):
        # As such it would have been found before: it comes from an escape such as \x00.
        message = (
            f"{value.name} holds the invisible character U+{ord(match[0][0]):04X}, written with a backslash"
        )
        value.refuse("character-control", message, "delete it; or write two backslashes, if one was meant")
        return None
    if len(text) > limit:
        message = f"{value.name} has {len(text):,} characters; at most {limit:,} are read"
        value.refuse("value-too-long", message, "shorten it, or move it into the text of the page")
        return None
    return text


def read_form(value: Value, form: Form) -> str | None:
    """A text of one line that follows the rule named by `form`."""
    text = _read_characters(value, MAX_URL) if form.rule == "url" else read_text(value, MAX_LINE)
    if text is None:
        return None
    if "\n" in text:
        value.refuse("value-lines", f"{value.name} takes one line", "write it on one line")
        return None
    if form.rule == "url":
        return _read_url(text, value)
    if form.rule in RULES:
        pattern, code, wrong, fix = RULES[form.rule]
        if not pattern.fullmatch(text):
            edits = []
            if form.rule == "wikidata" and (found := re.search(r"/(Q[1-9][0-9]*)$", text)):
                fix, edits = f"write {found[1]}", [Edit(found[1])]
            value.refuse(code, f"{value.written} {wrong}", fix, *edits)
            return None
    return text


_NO_SIGN_OF_AN_ADDRESS = ' <>"\\'
"""What an address never holds as it is."""

_UNSAFE = {ord(sign): f"%{ord(sign):02X}" for sign in "{}|^`"}
"""What an address may hold as people copy it, and is carried in the letters of a URI (RFC 3986), as in a body."""


def _read_url(text: str, value: Value) -> str | None:
    host, slash, rest = text.partition("://")[2].partition("/")
    if slash:
        text = f"{text.partition('://')[0]}://{host}/{rest.translate(_UNSAFE)}"
    if hidden := never_seen_in(text):
        message = f"{value.written} holds the invisible character U+{ord(hidden):04X}, with which it leads elsewhere"
        value.refuse("url-invalid", message, "type the address anew, or delete that character")
        return None
    if not is_web_address(text):
        value.refuse("url-invalid", f"{value.written} is not a web address", *_as_address(text))
        return None
    if has_credentials(text):
        fix = "leave out what stands before the @: it hides where the address leads"
        value.refuse("url-invalid", f"{value.written} holds a name or password", fix)
        return None
    return text


def _as_address(text: str) -> Advice:
    """How to write as an address what is none."""
    if is_web_address(bare := text.strip("<>()[]“”")):
        return f"write {bare}", Edit(bare, text)
    foreign = [sign for sign in _NO_SIGN_OF_AN_ADDRESS if sign in text]
    mended = text.translate({ord(sign): f"%{ord(sign):02X}" for sign in foreign})
    if not is_web_address(mended):
        return ("write it whole, beginning with https://",)
    each = (f"%{ord(sign):02X} for each {'space' if sign == ' ' else sign}" for sign in foreign)
    return f"write {' and '.join(each)}", Edit(mended, text)


def read_id(value: Value) -> str | None:
    """An id as it is written; whether it exists is known when all files are read."""
    text = read_text(value, MAX_LINE)
    if text is not None and not ID.fullmatch(text):
        name = text.lower().rpartition("/")[2].removesuffix(".md")
        perhaps = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
        message = f"{value.written} is not an id: ids hold only a-z, 0-9 and single hyphens"
        fix = "write the name of the entry's file without .md" + (f", perhaps {perhaps}" if perhaps else "")
        fix = "write a comma (,) between two ids" if "،" in text else fix
        value.refuse("id-invalid", message, fix)
        return None
    return text


def read_named(value: Value) -> Named | None:
    """An id or words."""
    text = read_form(value, Form("line"))
    return None if text is None else Named(text)


def read_flag(value: Value) -> bool | None:
    """`true` or `false`, and none of YAML 1.1's other words for them."""
    if isinstance(value.node, Scalar) and value.node.text in ("true", "false"):
        return value.node.text == "true"
    shown = value.written if isinstance(value.node, Scalar) else "a list or group"
    message, either = f"{value.name} is either true or false, not {shown}", (Edit("true"), Edit("false"))
    value.refuse("flag-invalid", message, "write true or false", *either)
    return None


def read_whole_number(value: Value) -> int | None:
    """A whole number from 0 to 999,999."""
    if isinstance(value.node, Scalar) and re.fullmatch(r"[0-9]{1,6}", value.node.text):
        return int(value.node.text)
    value.refuse("number-invalid", f"{value.name} takes a whole number", "write digits only, for example 10")
    return None


def read_date(value: Value) -> Date | None:
    """A date that says how sure it is."""
    if isinstance(value.node, Sequence):
        value.refuse(
            "date-invalid", f"{value.name} takes a date, and a list stands here", "take the brackets away"
        )
        return None
    text = read_text(value, MAX_LINE)
    if text is None:
        return None
    try:
        return dates.parse(text)
    except dates.BadDate as bad:
        value.refuse("date-invalid", bad.message, bad.fix, *bad.edits)
        return None


def read_figure(value: Value) -> Figure | None:
    """A number, or one with an open or a near end."""
    text = read_text(value, 40)
    if text is None:
        return None
    match = _FIGURE.fullmatch(text)
    low, high = (int(match[k]) if match and match[k] else None for k in ("low", "high"))
    if not match or (low is None and high is None) or (high is not None and not match["dots"]):
        plain = _figure_as_written_here(text)
        forms = "31, 550.. (or more), ..600 (or fewer), 500..600, or 200~ (about)"
        edits = [Edit(plain)] if plain else []
        value.refuse("figure-invalid", f"{value.written} is not a figure", f"write {plain or forms}", *edits)
        return None
    if low is not None and high is not None and high < low:
        value.refuse("figure-invalid", f"{value.written} runs backwards", "write the smaller number first")
        return None
    return Figure(text, low, high if match["dots"] else low, bool(match["about"]))


def read_coordinates(value: Value) -> Coordinates | None:
    """`latitude, longitude` in degrees."""
    items = value.node.items if isinstance(value.node, Sequence) else (value.node,)
    written = ", ".join(item.text for item in items if isinstance(item, Scalar))
    match = _POINT.fullmatch(written)
    message = f"{value.name} takes a latitude and a longitude in degrees"
    fix, edits = "write them like 33.31, 44.36; south and west are negative", []
    if match:
        first, second = float(match[1]), float(match[2])
        if abs(first) <= 90 and abs(second) <= 180:
            return Coordinates(first, second)
        message = f"{value.name} lies nowhere on earth: latitudes go to 90 degrees, longitudes to 180"
        if abs(first) <= 180 and abs(second) <= 90:
            meant = f"{match[2]}, {match[1]}"
            message = f"{value.name} has the longitude first"
            fix, edits = f"write {meant}", [Edit(meant, written)]
    value.refuse("coordinates-invalid", message, fix, *edits)
    return None


def read_choice(value: Value, choices: tuple[str, ...]) -> str | None:
    """One word of a closed list."""
    text = read_text(value, MAX_LINE)
    if text is None or text in choices:
        return text
    near = nearest(text, choices, 1)
    those = f"one of: {', '.join(choices)}"
    fix = f"did you mean {near[0]}? It is {those}" if near else f"write {those}"
    edits = map(Edit, near or choices)
    value.refuse("choice-invalid", f"{value.name} cannot be {value.written}", fix, *edits)
    return None


PLAIN: dict[Any, Callable[[Value], Any]] = {
    str: read_text,
    bool: read_flag,
    int: read_whole_number,
    Date: read_date,
    Figure: read_figure,
    Coordinates: read_coordinates,
    Named: read_named,
    EditorNote: read_editor_note,
}
"""The readers of annotations that need no mark."""


def read_single(value: Value, key: Key) -> Any:
    """What a key that takes neither a list nor a group of keys holds."""
    if key.choices:
        return read_choice(value, key.choices)
    if key.form:
        return read_form(value, key.form)
    if key.ids and key.base is str:
        return read_id(value)
    return PLAIN[key.base](value)


def _figure_as_written_here(text: str) -> str:
    """The figure that `text` is elsewhere (`1,200+` is `1200..` here); empty where that cannot be told."""
    plain = text
    for pattern, instead in _ELSEWHERE:
        plain = pattern.sub(instead, plain)
    return plain if plain != text and _FIGURE.fullmatch(plain) else ""


_VALUES: dict[Any, str] = {
    bool: "true",
    int: "10",
    Date: "2020-09-28",
    Figure: "31",
    Coordinates: "33.31, 44.36",
}

_FORMS = {
    "line": "…",
    "url": "https://example.org/",
    "language": "en",
    "wikidata": "Q42",
    "address": "articles/old-id.html",
    "contact": "desk@example.org",
}


def value_of(key: Key) -> str:
    """A value that a key may have; empty for a group of keys."""
    if key.is_list:
        inner = value_of(key.single)
        return f"[{inner}]" if inner else ""
    if key.choices:
        return key.choices[0]
    if key.ids:
        return "an-id"
    if key.base is str:
        return _FORMS[key.form.rule] if key.form else "…"
    return _VALUES.get(key.base, "")
