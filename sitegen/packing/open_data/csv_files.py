"""The tables as CSV (RFC 4180, UTF-8), and `datapackage.json`, which describes every table and column.

Data Package, Table Schema: https://specs.frictionlessdata.io/
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sitegen.packing.edition import Edition
from sitegen.packing.open_data.rows import Row, Write
from sitegen.packing.open_data.tables import ENTRIES, Column, Table, Value

_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-(?:NC|ND|SA))*)[ -](\d\.\d)")


@contextmanager
def csv_files(folder: Path, tables: Iterable[Table]) -> Iterator[Write]:
    """Inside, rows are written to the file of each table."""
    writers: dict[str, Any] = {}
    with ExitStack() as opened:
        for table in tables:
            path = folder / f"{table.name}.csv"
            file = opened.enter_context(path.open("x", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow([column.name for column in table.columns])
        yield lambda table, rows: writers[table].writerows(map(_text, rows))


def _text(row: Row) -> Iterator[Value]:
    """A row as CSV has it: a truth value as Table Schema reads it."""
    return (str(value).lower() if isinstance(value, bool) else value for value in row)


def describe(edition: Edition, tables: Iterable[Table], folder: Path) -> None:
    """Write the data package of what stands in `folder`."""
    settings = edition.index.settings
    package = {
        "profile": "data-package",
        "name": "site",
        "title": settings.title,
        **({"description": settings.tagline} if settings.tagline else {}),
        "homepage": edition.index.base_url,
        "created": f"{edition.when.isoformat()}T00:00:00Z",
        **({"version": edition.commit} if edition.commit else {}),
        **({"licenses": [_licence(edition.licence)]} if edition.licence else {}),
        **({"contributors": [{"title": settings.publisher, "role": "publisher"}]} if settings.publisher else {}),
        "resources": [
            *(_table(table, folder) for table in tables),
            _file("site.jsonld", "graph", "What the pages say of themselves, as one graph.", "application/ld+json", folder),
            _file("site.sqlite", "database", "The tables, with full-text search.", "application/vnd.sqlite3", folder),
        ],
    }  # fmt: skip
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _licence(words: str) -> dict[str, str]:
    """The licence by the name that programs know, where it begins with one; in the site's words in any case."""
    if match := _CREATIVE_COMMONS.match(words):
        kind, version = match.groups()
        path = f"https://creativecommons.org/licenses/{kind.lower()}/{version}/"
        return {"name": f"CC-{kind}-{version}", "path": path, "title": words}
    return {"name": "other", "title": words}


def _file(path: str, name: str, meaning: str, media_type: str, folder: Path) -> dict[str, Any]:
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": name,
        "path": path,
        "description": meaning,
        "mediatype": media_type,
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{digest}",
    }


def _table(table: Table, folder: Path) -> dict[str, Any]:
    keys = [
        {"fields": column.name, "reference": {"resource": ENTRIES, "fields": "id"}}
        for column in table.columns
        if column.is_id
    ]
    schema = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        **({"foreignKeys": keys} if keys else {}),
        "missingValues": [""],
    }
    described = _file(f"{table.name}.csv", table.name.replace("_", "-"), table.meaning, "text/csv", folder)
    return described | {
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    limits = {
        **({"required": True} if column.required else {}),
        **({"enum": list(column.choices)} if column.choices else {}),
    }
    field = {"name": column.name, "type": column.type, "description": column.meaning}
    return field | {"constraints": limits} if limits else field
