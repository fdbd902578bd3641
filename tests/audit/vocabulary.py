"""Compare the terms that the tests of structured data know with the vocabulary as schema.org publishes it:

    python -m tests.audit.vocabulary schemaorg-all-https.jsonld

The file is https://schema.org/version/latest/schemaorg-all-https.jsonld; to be asked again when schema.org has a new
release, or when a term is added to the list. It names every term that is not in the vocabulary, is superseded there,
or stands in the list with a place that the vocabulary does not give it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.render.formats.schema_org import MEMBERS, PROPERTIES, TYPES

Terms = dict[str, dict[str, Any]]


def main(path: str) -> int:
    """Print what is wrong; 0 when nothing is, else 1."""
    graph = json.loads(Path(path).read_text(encoding="utf-8"))["@graph"]
    found = sorted(differences({term["@id"].removeprefix("schema:"): term for term in graph}))
    print("\n".join(found) or f"{len(TYPES)} types and {len(PROPERTIES)} properties are as published.")
    return 1 if found else 0


def differences(terms: Terms) -> Iterator[str]:
    """What the list says and the vocabulary does not."""
    for name in (*TYPES, *PROPERTIES):
        if name not in terms:
            yield f"{name}: no such term"
        elif "schema:supersededBy" in terms[name]:
            yield f"{name}: superseded by {', '.join(_names(terms[name], 'schema:supersededBy'))}"
    yield from _misplaced(terms)
    for address, kind in MEMBERS.items():
        if f"schema:{kind}" not in terms.get(address.rpartition("/")[2], {}).get("@type", ()):
            yield f"{address}: no {kind}"


def _misplaced(terms: Terms) -> Iterator[str]:
    for name, parents in TYPES.items():
        if name in terms and set(parents.split()) != _names(terms[name], "rdfs:subClassOf"):
            yield f"{name}: is not a kind of {parents or 'nothing'}"
    for name, placed in PROPERTIES.items():
        for words, key in zip(placed, ("schema:domainIncludes", "schema:rangeIncludes"), strict=True):
            for other in set(words.split()) - _names(terms.get(name, {}), key):
                yield f"{name}: {key} has no {other}"


def _names(term: dict[str, Any], key: str) -> set[str]:
    held = term.get(key, [])
    return {value["@id"].removeprefix("schema:") for value in (held if isinstance(held, list) else [held])}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
