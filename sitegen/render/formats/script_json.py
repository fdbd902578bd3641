"""JSON that may stand inside a script: in a page's `<script type="application/ld+json">` or in a file of its own.

HTML ends a script at `</script` and a comment state begins at `<!--`, whatever the JSON says; older JavaScript ends a
string at U+2028 and U+2029. So `<`, `>`, `&` and those two are written as escapes, which JSON reads as themselves.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ESCAPES = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")


class JsonScript(NamedTuple):
    """What a page says in a script element. It is written as JSON when a layout asks for it."""

    value: Json

    def __html__(self) -> str:
        return script_json(self.value)


def script_json(value: Json) -> str:
    """`value` as JSON on one line that neither HTML nor JavaScript can misread."""
    text = _ENCODER.encode(value)
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text
