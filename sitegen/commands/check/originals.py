"""Digests beside their originals: in whose words they are (`--own-words`), and what was changed since (`--stale --external`).

An original is `originals/ID.txt`, which `import` keeps; a digest without one is not compared. Places are those of both files.
One that may have changed is fetched again and read as `import` reads it; that it cannot be had is no fault here:
`--external` says so.
"""

from __future__ import annotations

import re
import time
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.commands.check.link_checker import Policy, fetch
from sitegen.commands.progress import Progress
from sitegen.faults import Faults, Span
from sitegen.importing.decode import MAX_BYTES
from sitegen.importing.known_site import containment, shingles
from sitegen.importing.own_words import LONGEST_QUOTATION, MOST_OF_ORIGINAL, MOST_TAKEN, SHORT_RUN, compare
from sitegen.link.sentences import Sentences, short_forms
from sitegen.load import source
from sitegen.model.kinds import Citable, of_kind
from sitegen.model.site import Site
from sitegen.names.fold import fold_all
from sitegen.urls import ORIGINALS_FOLDER

_WORD = re.compile(r"\S*\w\S*")
_WORDS_SHOWN = 12
_SMALLEST = 30
"""Words: a digest may have as many, however short its original is."""


def check_own_words(site: Site, root: Path, faults: Faults) -> int:
    """Compare every digest with its original; return how many have none."""
    without = 0
    for text in of_kind(site.entries.values(), Citable):
        original = _original_of(text.id, root)
        if original is None:
            without += 1
            continue
        path = text.origin.path
        raw = source.decode((root / path).read_bytes(), Faults())
        if raw is not None:
            _judge_words(text, raw, original, faults.of(path))
    return without


def _original_of(entry_id: str, root: Path) -> str | None:
    """The text of the original of an entry, where it is kept."""
    try:
        return (root / ORIGINALS_FOLDER / f"{entry_id}.txt").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _judge_words(entry: Citable, file: str, original: str, faults: Faults) -> None:
    lines = file.split("\n")
    body_at = sum(len(line) + 1 for line in lines[: entry.origin.body_line - 1])
    found = compare(file, original, body_at)
    name = f"{ORIGINALS_FOLDER}/{entry.id}.txt"
    for run in found.taken:
        span, line = Span.of(file, run.start, run.end), original.count("\n", 0, run.in_original) + 1
        words = " ".join(file[run.start : run.end].split()[:_WORDS_SHOWN])
        more = " …" if run.words > _WORDS_SHOWN else ""
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


_LEAST_IN_COMMON = 0.1
"""With less, another text stands at the address: then no sentence is worth showing."""

_SHORTEST_SENTENCE = 4
_LETTERS_SHOWN = 160


def check_stale(
    site: Site, root: Path, today: date, policy: Policy, progress: Progress, faults: Faults
) -> int:
    """Fetch the originals of all digests that have an address and a kept text; return how many could be compared."""
    short = short_forms(site.settings.honorifics)
    kept = [
        (entry, original)
        for entry in of_kind(site.entries.values(), Citable)
        if entry.url and (original := _original_of(entry.id, root)) is not None
    ]
    compared, asked = 0, set[str]()
    for entry, original in progress.count("fetch", kept, len(kept)):
        host = urlsplit(entry.url or "").netloc.lower()
        if host in asked:
            time.sleep(policy.pause)
        asked.add(host)
        now = _text_at(entry.url or "", original, today, policy)
        if now is not None:
            compared += 1
            _judge_change(entry, original, now, short, faults.of(entry.origin.path))
    return compared


def _text_at(address: str, original: str, today: date, policy: Policy) -> str | None:
    """The text that stands at an address now: of several stories the one most like the original. None where it cannot be had."""
    from sitegen.importing.read import Served, read

    page = fetch(address, policy, MAX_BYTES)
    if page.failure:
        return None
    found = read(address, page.body, today, lambda _: None, Served(page.address, page.charset)).value
    kept = shingles(original)
    return max(
        (story.text for story in found.stories),
        key=lambda text: containment(kept, shingles(text)),
        default="",
    )


def _judge_change(entry: Citable, original: str, now: str, short: frozenset[str], faults: Faults) -> None:
    fix = "read it again, mend the digest if need be, and note it in `changes`"
    span = entry.origin.at("url")
    if containment(shingles(original), shingles(now)) < _LEAST_IN_COMMON:
        message = "another text stands at the address of the original now, or none"
        faults.warn(span, "original-replaced", message, f"look at its archived copy; if it was moved, {fix}")
        return
    before, after = _sentences(original, short), _sentences(now, short)
    headline = original.partition("\n")[0]
    gone = next((s for key, s in before.items() if key not in after and s != headline), None)
    new = next((s for key, s in after.items() if key not in before), None)
    if gone is None and new is None:
        return
    if gone is None:
        message = f'the original has a sentence more than when it was digested: "{_cut(new or "")}"'
    else:
        like = get_close_matches(gone, [s for key, s in after.items() if key not in before], 1, 0.5)
        message = f'the original no longer says "{_cut(gone)}"' + (f', but "{_cut(like[0])}"' if like else "")
    faults.warn(span, "original-changed", message, fix)


def _sentences(text: str, short: frozenset[str]) -> dict[tuple[str, ...], str]:
    """The sentences of a text by their words, so that no space or quotation mark makes a difference."""
    found: dict[tuple[str, ...], str] = {}
    for line in text.split("\n"):
        row = Sentences.of(line, short)
        for start, end in zip(row.starts, row.ends, strict=True):
            sentence = row.text[start:end].strip()
            words = fold_all(sentence)
            if len(words) >= _SHORTEST_SENTENCE:
                found[words] = sentence
    return found


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS_SHOWN else f"{text[:_LETTERS_SHOWN].rsplit(' ', 1)[0]} …"
