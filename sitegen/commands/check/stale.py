"""`check --stale --external`: originals that were changed since they were digested, with the first sentence that differs.

Each is fetched again, read as `import` reads it, and compared with `originals/ID.txt`. One that cannot be had is no
fault here: `--external` says so.
"""

from __future__ import annotations

import time
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.commands.check.link_checker import Policy, fetch
from sitegen.commands.check.own_words import original_of
from sitegen.commands.progress import Progress
from sitegen.faults import Faults
from sitegen.importing.decode import MAX_BYTES
from sitegen.importing.known_site import containment, shingles
from sitegen.importing.read import Served, read
from sitegen.link.sentences import Sentences, short_forms
from sitegen.model.kinds import Citable, of_kind
from sitegen.model.site import Site
from sitegen.names.fold import fold_all

_LEAST_IN_COMMON = 0.1
"""With less, another text stands at the address: then no sentence is worth showing."""

_SHORTEST = 4
_SHOWN = 160


def check_stale(
    site: Site, root: Path, today: date, policy: Policy, progress: Progress, faults: Faults
) -> int:
    """Fetch the originals of all digests that have an address and a kept text; return how many could be compared."""
    short = short_forms(site.settings.honorifics)
    kept = [
        (entry, original)
        for entry in of_kind(site.entries.values(), Citable)
        if entry.url and (original := original_of(entry.id, root)) is not None
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
            _judge(entry, original, now, short, faults.of(entry.origin.path))
    return compared


def _text_at(address: str, original: str, today: date, policy: Policy) -> str | None:
    """The text that stands at an address now: of several stories the one most like the original. None where it cannot be had."""
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


def _judge(entry: Citable, original: str, now: str, short: frozenset[str], faults: Faults) -> None:
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
            if len(words) >= _SHORTEST:
                found[words] = sentence
    return found


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
