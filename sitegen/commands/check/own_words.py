"""`check --own-words`: digests that say things in the words of their originals, or stand for too much of them.

An original is `originals/ID.txt`, which `import` keeps; a digest without one is not compared. Places are those of both files.
"""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.faults import Faults, Span
from sitegen.importing.own_words import (
    LONGEST_QUOTATION,
    MOST_OF_ORIGINAL,
    MOST_TAKEN,
    SHORT_RUN,
    compare,
)
from sitegen.load import source
from sitegen.model.kinds import Citable, of_kind
from sitegen.model.site import Site

FOLDER = "originals"

_WORD = re.compile(r"\S*\w\S*")
_SHOWN = 12
_SMALLEST = 30
"""Words: a digest may have as many, however short its original is."""


def check_own_words(site: Site, root: Path, faults: Faults) -> int:
    """Compare every digest with its original; return how many have none."""
    without = 0
    for text in of_kind(site.entries.values(), Citable):
        original = original_of(text.id, root)
        if original is None:
            without += 1
            continue
        path = text.origin.path
        raw = source.decode((root / path).read_bytes(), Faults())
        if raw is not None:
            _judge(text, raw, original, faults.of(path))
    return without


def original_of(entry_id: str, root: Path) -> str | None:
    """The text of the original of an entry, where it is kept."""
    try:
        return (root / FOLDER / f"{entry_id}.txt").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _judge(entry: Citable, file: str, original: str, faults: Faults) -> None:
    lines = file.split("\n")
    body_at = sum(len(line) + 1 for line in lines[: entry.origin.body_line - 1])
    found = compare(file, original, body_at)
    name = f"{FOLDER}/{entry.id}.txt"
    for run in found.taken:
        span, line = Span.of(file, run.start, run.end), original.count("\n", 0, run.in_original) + 1
        words = " ".join(file[run.start : run.end].split()[:_SHOWN])
        more = " …" if run.words > _SHOWN else ""
        message = f'{run.words} words in a row stand in {name}, line {line}, too: "{words}{more}"'
        fix = f"say it in your own; if the wording is the news, quote at most {LONGEST_QUOTATION} words in quotation marks"
        faults.add(span, "words-taken", message, fix)
    body = Span(entry.origin.body_line)
    if found.share > MOST_TAKEN:
        message = (
            f"{found.share:.0%} of the digest are rows of {SHORT_RUN} words or more that stand in {name} too"
        )
        faults.warn(
            body,
            "words-shared",
            message,
            f"say more of it in your own; at most {MOST_TAKEN:.0%} may be the same",
        )
    own, theirs = entry.body.word_count, len(_WORD.findall(original))
    # Of one that is known in part nobody knows how long it is.
    if not entry.partial and own > max(_SMALLEST, theirs * MOST_OF_ORIGINAL):
        message = f"the digest has {own} words, and its original, {name}, has {theirs}"
        fix = f"write at most {max(_SMALLEST, int(theirs * MOST_OF_ORIGINAL))}: it must not stand for the original"
        faults.warn(body, "digest-whole", message, fix)
