"""The content model as JSON Schema (2020-12), from the classes: what editors that know nothing of this site can check while one types.

A schema knows one file at a time, and of a value only its letters: whether an id exists, or a day, the build alone knows.
It lets through whatever the loader reads. That keeps every value as it is written; other programs make numbers and
flags of some, so these pass as well.

Patterns are those of ECMA-262, in which `[0-9]` is a digit; blanks around a value are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sitegen.load.fields import MAX_LINE, MAX_TEXT, MAX_URL, RULES
from sitegen.load.scaffold import about
from sitegen.model.fields import Form
from sitegen.model.kinds import KINDS
from sitegen.model.schema import Key, keys_of
from sitegen.model.site import Settings
from sitegen.model.values import ID, POINT, Coordinates, Date, EditorNote, Figure, Named

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_POINT = re.sub(r"\?P<\w+>", "?:", POINT)
_DATE = rf"{_POINT}(?:/(?:{_POINT}|\.\.)|\.\.(?:{_POINT})?)?|\.\.{_POINT}"
_FIGURE = r"(?:[0-9]+(?:\.\.[0-9]*)?|\.\.[0-9]+)~?"
_DEGREES = r"-?[0-9]{1,2}(?:\.[0-9]+)?\s*,\s*-?[0-9]{1,3}(?:\.[0-9]+)?"
_URL = r"""[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"\\@/?#]+(?:[/?#][^\s<>"\\]*)?"""

_NUMBER = {"type": ["string", "integer"], "minimum": 0}
_ANY_TEXT = {"type": ["string", "number", "boolean"]}


def model_schema() -> Schema:
    """The schema of the whole model: one definition a kind, by its noun, and that of the settings. A header fits one kind."""
    kinds = {kind.noun.replace(" ", "-"): schema_of(kind) for kind in KINDS}
    return {
        "$schema": _DRAFT,
        "title": "Front matter",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in kinds],
        "$defs": kinds | {"settings": schema_of(Settings)},
    }


def schema_of(kind: type[Any]) -> Schema:
    """The schema of the front matter of one kind, of the settings, or of a group of keys inside.

    It names no draft: editors know older ones, and all words in it mean the same since draft 7.
    """
    keys = keys_of(kind).values()
    described = {key.name: {"description": about(kind, key), **_value(key)} for key in keys}
    needed = [key.name for key in keys if key.required]
    choice = getattr(kind, "one_of", ())
    return {
        "title": getattr(kind, "noun", kind.__name__),
        "type": "object",
        "properties": described,
        "additionalProperties": False,
        **({"required": needed} if needed else {}),
        **({"anyOf": [{"required": [name]} for name in choice]} if choice else {}),
    }


def _value(key: Key) -> Schema:
    if key.is_list:
        item = _value(key.single)
        several = {"type": "array", "items": item, "minItems": 1, "uniqueItems": True}
        return {"anyOf": [item, several]} if "one or a list" in key.marks else several
    if key.choices:
        return {"enum": list(key.choices)}
    if key.group:
        return schema_of(key.group)
    if key.form:
        return _form(key.form)
    return _AN_ID if key.ids and key.base is str else _PLAIN[key.base]


def _form(form: Form) -> Schema:
    """A text of one line."""
    if form.rule == "line":
        return _LINE
    if form.rule == "url":
        return _text(_URL, MAX_URL)
    return _text(RULES[form.rule][0].pattern)


def _text(pattern: str, limit: int = MAX_LINE, form: Mapping[str, Any] | None = None) -> Schema:
    """A text of these letters, blanks around it apart."""
    return {**(form or {"type": "string"}), "pattern": rf"^\s*(?:{pattern})\s*$", "maxLength": limit}


_SAID = "patternErrorMessage"
"""What VS Code's language servers say instead of the pattern."""
_AN_ID = _text(ID.pattern) | {_SAID: "Write the name of a file below content/, without .md."}
_LINE = _text(r"\S(?:.*\S)?", MAX_LINE, _ANY_TEXT)
_PLAIN: dict[Any, Schema] = {
    str: {**_ANY_TEXT, "pattern": r"\S", "maxLength": MAX_TEXT},
    EditorNote: {**_ANY_TEXT, "pattern": r"\S", "maxLength": MAX_TEXT},
    bool: {"enum": [True, False, "true", "false"]},
    int: _text("[0-9]{1,6}", 6, _NUMBER | {"maximum": 999_999}),
    Date: _text(_DATE, MAX_LINE, _NUMBER | {"minimum": 1, "maximum": 9999})
    | {_SAID: "Write a date as 2020-09-28, 2020-09 or 2020, and about then as 2020-09-28~."},
    Figure: _text(_FIGURE, 40, _NUMBER),
    Named: _LINE,
    Coordinates: {
        "anyOf": [
            _text(_DEGREES),
            {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 2, "maxItems": 2},
        ]
    },
}
"""What a value may be, by the type of its key, as `sitegen.load.fields` reads it."""
