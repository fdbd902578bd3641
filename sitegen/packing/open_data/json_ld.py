"""`site.jsonld`: the graphs that the pages hold, in one. Its context stands in it, so that nothing need be fetched.

The terms mean what they mean on the pages, by the context that schema.org serves (https://schema.org/docs/jsonldcontext.jsonld):
names are in its vocabulary, some values are addresses, some are dates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.packing.edition import Edition

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_ADDRESSES = ("archivedAt", "isBasedOn", "isPartOf", "mainEntityOfPage", "sameAs", "target", "url")
_DATES = ("dateCreated", "dateModified", "datePublished", "endDate", "startDate")

CONTEXT = {
    "@vocab": "http://schema.org/",
    **{term: {"@type": "@id"} for term in _ADDRESSES},
    **{term: {"@type": "Date"} for term in _DATES},
}


def write_json_ld(edition: Edition, path: Path) -> None:
    """Write the graph, one node a line and one page in memory at a time."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
        comma = "\n"
        for node in _nodes(edition):
            file.write(comma + json.dumps(node, ensure_ascii=False))
            comma = ",\n"
        file.write("\n]}\n")


def _nodes(edition: Edition) -> Iterator[object]:
    for path in edition.files:
        if path.endswith(".html"):
            for script in _SCRIPT.findall(edition.built(path).decode()):
                yield from json.loads(script)["@graph"]
