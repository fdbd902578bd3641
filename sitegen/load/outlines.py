"""`layouts/map.json`: the outlines on which maps show places, as `.github/scripts/outlines.py` writes them."""

from __future__ import annotations

import json
from typing import Any

from sitegen.faults import Faults, Span
from sitegen.model.output import Outline, Outlines

OUTLINES = "map.json"


def read_outlines(text: str, faults: Faults) -> Outlines | None:
    """The outlines; None where the file is none of that kind, which is a fault."""
    try:
        return _outlines(json.loads(text))
    except (KeyError, TypeError, ValueError) as wrong:
        line = wrong.lineno if isinstance(wrong, json.JSONDecodeError) else 1
        why = wrong.msg if isinstance(wrong, json.JSONDecodeError) else _why(wrong)
        fix = "write it anew with .github/scripts/outlines.py, or delete it: then there are no maps"
        faults.add(Span(line), "map-invalid", f"the outlines cannot be read: {why}", fix)
        return None


def _outlines(found: Any) -> Outlines:
    south, north = map(float, found["parallels"])
    latitude, longitude = map(float, found["origin"])
    left, top, width, height = map(float, found["frame"])
    return Outlines(
        source=str(found["source"]),
        licence=str(found["licence"]),
        parallels=(south, north),
        origin=(latitude, longitude),
        frame=(left, top, width, height),
        whole=_outline(found["whole"]),
        small=_outline(found["small"]),
    )


def _outline(found: Any) -> Outline:
    return Outline(int(found["width"]), int(found["height"]), str(found["land"]), str(found["borders"]))


def _why(wrong: Exception) -> str:
    return f"there is no {wrong}" if isinstance(wrong, KeyError) else str(wrong)
