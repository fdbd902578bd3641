"""One reader for each kind of front matter value: a node of YAML in, a value of the model out.

The annotation of a field in `sitegen.model` chooses the reader. A reader reports what is wrong at the node's place and
returns `None`; it never raises and never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin
from urllib.parse import urlsplit

from sitegen import dates
from sitegen.load.nodes import Node, Report, Scalar, Sequence
from sitegen.markdown.characters import FORBIDDEN
from sitegen.model.fields import Form, IdOf
from sitegen.model.schema import unwrapped
from sitegen.model.values import ID, Coordinates, Date, Figure, Named
from sitegen.names.nearest import nearest

MAX_LINE = 300
MAX_TEXT = 20_000

_FIGURE = re.compile(r"(?:(?P<low>\d+)?(?P<dots>\.\.)?(?P<high>\d+)?)(?P<about>~)?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_RULES: dict[str, tuple[re.Pattern[str], str, str]] = {
    "language": (_LANGUAGE, "is not a language tag", "write a BCP 47 tag such as en, fa or ar-IQ"),
    "wikidata": (re.compile(r"Q[1-9][0-9]*"), "is not a Wikidata item", "write its id, for example Q42"),
    "address": (
        re.compile(r"[a-z0-9][a-z0-9/-]*\.html"),
        "is not an address of this site",
        "write it as articles/old-id.html",
    ),
    "contact": (
        re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https://\S+"),
        "is neither an e-mail address nor an https address",
        "write desk@example.org",
    ),
}


def read_text(node: Node, key: str, report: Report, *, limit: int = MAX_TEXT) -> str | None:
    """A text that holds only characters a reader can see. That it is not blank is known before."""
    if not isinstance(node, Scalar):
        shape = "a list" if isinstance(node, Sequence) else "a group of keys"
        fix = f"write {key}: the text; in quotation marks if it begins with a bracket"
        report(node.span, "value-shape", f"`{key}` takes a text, and {shape} stands here", fix)
        return None
    text = node.text.strip()
    if match := FORBIDDEN.search(text):
        message = f"`{key}` holds the character U+{ord(match[0][0]):04X}, which nobody can see"
        report(node.span, "character-control", message, "delete it")
        return None
    if len(text) > limit:
        message = f"`{key}` has {len(text):,} characters; at most {limit:,} are read"
        report(node.span, "value-too-long", message, "shorten it, or move it into the text of the page")
        return None
    return text


def read_form(node: Node, key: str, form: Form, report: Report) -> str | None:
    """A text of one line that follows the rule named by `form`."""
    text = read_text(node, key, report, limit=2_000 if form.rule == "url" else MAX_LINE)
    if text is None:
        return None
    if "\n" in text:
        report(node.span, "value-lines", f"`{key}` takes one line", "write it on one line")
        return None
    if form.rule == "url":
        return _read_url(text, node, key, report)
    if form.rule in _RULES:
        pattern, wrong, fix = _RULES[form.rule]
        if not pattern.fullmatch(text):
            report(node.span, f"{form.rule}-invalid", f'"{text}" {wrong}', fix)
            return None
    return text


def _read_url(text: str, node: Node, key: str, report: Report) -> str | None:
    try:
        parts = urlsplit(text)
        valid = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not re.search(r"[\s<>\"\\^`{|}]", text)
        )
    except ValueError:
        valid = False
    if not valid:
        report(
            node.span,
            "url-invalid",
            f'`{key}` is not a web address: "{text[:80]}"',
            "write it whole, beginning with https://",
        )
        return None
    return text


def read_id(node: Node, key: str, report: Report) -> str | None:
    """An id as it is written; whether it exists is known when all files are read."""
    text = read_text(node, key, report, limit=MAX_LINE)
    if text is not None and not ID.fullmatch(text):
        lowered = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        report(
            node.span,
            "id-invalid",
            f'"{text}" is not an id: ids hold only a-z, 0-9 and single hyphens',
            f"write the id of the entry, perhaps {lowered}",
        )
        return None
    return text


def read_named(node: Node, key: str, report: Report) -> Named | None:
    """An id or words."""
    text = read_form(node, key, Form("line"), report)
    return None if text is None else Named(text)


def read_flag(node: Node, key: str, report: Report) -> bool | None:
    """`true` or `false`, and none of YAML 1.1's other words for them."""
    if isinstance(node, Scalar) and node.text in ("true", "false"):
        return node.text == "true"
    shown = f'"{node.text}"' if isinstance(node, Scalar) else "a list or group"
    report(node.span, "flag-invalid", f"`{key}` is either true or false, not {shown}", "write true or false")
    return None


def read_whole_number(node: Node, key: str, report: Report) -> int | None:
    """A whole number from 0 to 999,999."""
    if isinstance(node, Scalar) and re.fullmatch(r"[0-9]{1,6}", node.text):
        return int(node.text)
    report(node.span, "number-invalid", f"`{key}` takes a whole number", "write digits only, for example 10")
    return None


def read_date(node: Node, key: str, report: Report) -> Date | None:
    """A date that says how sure it is."""
    text = read_text(node, key, report, limit=MAX_LINE)
    if text is None:
        return None
    try:
        return dates.read(text)
    except dates.BadDate as bad:
        report(node.span, "date-invalid", bad.message, bad.fix)
        return None


def read_figure(node: Node, key: str, report: Report) -> Figure | None:
    """A number, or one with an open or a near end."""
    text = read_text(node, key, report, limit=40)
    if text is None:
        return None
    match = _FIGURE.fullmatch(text)
    low, high = (int(match[k]) if match and match[k] else None for k in ("low", "high"))
    fix = "write 31, 550.. (or more), ..600 (or fewer), 500..600, or 200~ (about)"
    if not match or (low is None and high is None) or (high is not None and not match["dots"]):
        report(node.span, "figure-invalid", f'"{text}" is not a figure', fix)
        return None
    if low is not None and high is not None and high < low:
        report(node.span, "figure-invalid", f'"{text}" runs backwards', "write the smaller number first")
        return None
    return Figure(text, low, high if match["dots"] else low, bool(match["about"]))


def read_coordinates(node: Node, key: str, report: Report) -> Coordinates | None:
    """`latitude, longitude` in degrees."""
    text = (
        ", ".join(i.text for i in node.items if isinstance(i, Scalar))
        if isinstance(node, Sequence)
        else getattr(node, "text", "")
    )
    match = re.fullmatch(r"(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)", text, re.ASCII)
    if match and abs(float(match[1])) <= 90 and abs(float(match[2])) <= 180:
        return Coordinates(float(match[1]), float(match[2]))
    report(
        node.span,
        "coordinates-invalid",
        f"`{key}` takes a latitude and a longitude in degrees",
        "write 33.31, 44.36",
    )
    return None


def read_choice(node: Node, key: str, choices: tuple[str, ...], report: Report) -> str | None:
    """One word of a closed list."""
    text = read_text(node, key, report, limit=MAX_LINE)
    if text is None or text in choices:
        return text
    near = nearest(text, choices, 1)
    fix = f"did you mean {near[0]}?" if near else f"write one of: {', '.join(choices)}"
    report(
        node.span,
        "choice-invalid",
        f'`{key}` cannot be "{text[:60]}"; it is one of: {", ".join(choices)}',
        fix,
    )
    return None


PLAIN: dict[Any, Callable[[Node, str, Report], Any]] = {
    str: read_text,
    bool: read_flag,
    int: read_whole_number,
    Date: read_date,
    Figure: read_figure,
    Coordinates: read_coordinates,
    Named: read_named,
}
"""The readers of annotations that need no mark."""


_EXAMPLES: dict[Any, str] = {
    bool: "true",
    int: "10",
    Date: "2020-09-28",
    Figure: "31",
    Coordinates: "33.31, 44.36",
}


def example(base: Any, marks: tuple[Any, ...]) -> str:
    """A value as an editor would write it, for the fix of a key that is missing; empty for a group of keys."""
    if get_origin(base) is tuple:
        inner = example(*unwrapped(get_args(base)[0]))
        return f"[{inner}]" if inner else ""
    if get_origin(base) is Literal:
        return str(get_args(base)[0])
    if any(isinstance(mark, IdOf) for mark in marks):
        return "an-id"
    if Form("url") in marks:
        return "https://example.org/"
    return "…" if base is str else _EXAMPLES.get(base, "")


def read_single(node: Node, key: str, base: Any, marks: tuple[Any, ...], report: Report) -> Any:
    """The value of a field that is neither a list nor a group of keys; `base` is its type, `marks` what annotates it."""
    if get_origin(base) is Literal:
        return read_choice(node, key, get_args(base), report)
    for mark in marks:
        if isinstance(mark, Form):
            return read_form(node, key, mark, report)
        if isinstance(mark, IdOf) and base is str:
            return read_id(node, key, report)
    return PLAIN[base](node, key, report)
