"""Sites whose memory is wrong: other values stand in the place of what is remembered."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sitegen.cache.cache import Cache
from sitegen.cache.code import code_digest
from sitegen.cache.keys import KEY_FORM


def falsify(root: Path, kind: str, change: Callable[[Any], Any]) -> None:
    """Put other values in the place of what the site at `root` remembers of a kind; of the rest it knows its pages."""
    with Cache(root / ".cache/results.sqlite", code_digest()) as cache:
        cache.keep("made", cache.keys("made"))
        known = cache.get_many(kind, cache.keys(kind))
        assert known
        cache.put_many(kind, [(key, change(value)) for key, value in known.items()])


def forget_reads(root: Path, path: str) -> None:
    """Of the file at the output path `path` it is no longer remembered what was read for it."""

    def change(made: Any) -> Any:
        of, stamps, records = marshal.loads(made)  # noqa: S302 - written by the test itself
        return marshal.dumps((of, stamps, {**records, path: (b"", *records[path][1:])}), KEY_FORM)

    falsify(root, "made", change)
