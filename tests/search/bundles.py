"""What a bundle tells a reader's search, whoever put it together: by address, not by number."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, cast

from sitegen.model.output import Output, SearchRecord
from sitegen.publish.search.cbor import decode
from sitegen.publish.search.copies import index_copy
from sitegen.publish.search.pagefind import IndexCopy, run

Bundle = Mapping[str, bytes]


def stock(files: Iterable[Output]) -> dict[str, bytes]:
    """The bundle for hosted readers, without the name of its folder."""
    return {
        file.path.removeprefix("pagefind/"): file.content
        for file in files
        if file.path.startswith("pagefind/")
    }


def pagefinds_own(copies: Sequence[IndexCopy], folder: Path) -> dict[str, bytes]:
    """The bundle that Pagefind makes of copies by itself."""
    return run(copies, count=len(copies), language="en", folder=folder, seconds=60, jobs=0)


def copies_of(records: Iterable[SearchRecord]) -> list[IndexCopy]:
    """The copies of records in the order in which an index numbers them."""
    return [index_copy(record) for record in sorted(records, key=lambda each: (each.order, each.path))]


def chunks(bundle: Bundle) -> list[tuple[str, str, list[str]]]:
    """From where to where each chunk goes, and its words."""
    rows = cast("list[Any]", _meta(bundle)[2])
    return [
        (first, last, [word for word, _, _ in _unpacked(bundle, f"index/{key}.pf_index")[0]])
        for first, last, key in rows
    ]


def told(bundle: Bundle) -> dict[str, Any]:
    """All that it says of its pages, of their words and of the filters that a page offers."""
    _, pages, rows, filters, _, fields = _meta(bundle)
    own = [json.loads(_content(bundle, f"fragment/{key}.pf_fragment")) for key, _ in pages]
    addresses = [page["url"] for page in own]

    def where(postings: list[Any]) -> dict[str, Any]:
        numbers = accumulate(further for further, _, _ in postings)
        return {
            addresses[number]: (text, _by_field(meta, fields))
            for number, (_, text, meta) in zip(numbers, postings, strict=True)
        }

    words = {
        word: {"": where(postings)} | {form: where(others) for form, others in forms}
        for _, _, key in rows
        for word, postings, forms in _unpacked(bundle, f"index/{key}.pf_index")[0]
    }
    values = {
        name: {value: [addresses[number] for number in numbers] for value, numbers in found}
        for name, found in (_unpacked(bundle, f"filter/{key}.pf_filter") for name, key in filters)
        if name not in ("date", "lang")
    }
    return {
        "addresses": addresses,
        "lengths": [length for _, length in pages],
        "own": own,
        "words": words,
        "filters": values,
    }


def order(bundle: Bundle) -> list[int]:
    """The numbers of the pages by date."""
    ((name, numbers),) = _meta(bundle)[4]
    assert name == "date"
    return cast("list[int]", numbers)


def _by_field(places: list[int], fields: list[str]) -> dict[str, list[int]]:
    """Places in the metadata by the name of the field: a negative number says which field comes next."""
    found: dict[str, list[int]] = {}
    name = ""
    for place in places:
        if place < 0:
            name = fields[-1 - place]
        else:
            found.setdefault(name, []).append(place)
    return found


def _meta(bundle: Bundle) -> list[Any]:
    (name,) = (name for name in bundle if name.endswith(".pf_meta"))
    return _unpacked(bundle, name)


def _unpacked(bundle: Bundle, name: str) -> list[Any]:
    return cast("list[Any]", decode(_content(bundle, name)))


def _content(bundle: Bundle, name: str) -> bytes:
    return gzip.decompress(bundle[name]).removeprefix(b"pagefind_dcd")
