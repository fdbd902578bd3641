"""Citations as CSL-JSON, the form that citation processors and Zotero read (citationstyles.org, schema 1.0)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sitegen.render.formats.citation_items import CitationItem

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def csl_json(citation_items: Iterable[CitationItem]) -> str:
    """A list of items, a field a line; a name stands as it is (`literal`): which part is the family name is not known."""
    items = ",\n".join(_written(work) for work in citation_items)
    return f"[\n{items}\n]\n"


def _written(work: CitationItem) -> str:
    lines = ",\n".join(f"  {_json(name)}: {_json(value)}" for name, value in _item(work).items())
    return f" {{\n{lines}\n }}"


def _json(value: object) -> str:
    return _ENCODER.encode(value)


def _item(work: CitationItem) -> dict[str, Any]:
    values = {
        "id": work.key,
        "type": work.kind,
        "title": work.title,
        "container-title": work.container,
        "author": [{"literal": author} for author in work.authors],
        "issued": _date(work.issued),
        "URL": work.url,
        "accessed": _date(work.accessed),
        "language": work.language,
        "note": ". ".join(work.notes),
    }
    return {name: value for name, value in values.items() if value}


def _date(parts: tuple[int, ...]) -> dict[str, Any] | None:
    return {"date-parts": [list(parts)]} if parts else None
