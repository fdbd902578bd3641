"""How fast names are found, and how fast a did-you-mean: each beside the plain way to do it, in turn, in one process.

A machine's speed drifts, so what is judged is the ratio of processor times, not seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from itertools import cycle, islice, product
from time import process_time

from sitegen.names.finder import find, table
from sitegen.names.nearest import nearest
from tests.audit.tools import AuditFailed

NAMES = 5_000
PAGES = 1_000
IDS = 10_000
LENGTH = 4_400  # characters of a page
ROUNDS = 3
PATTERN_PAGES = 50  # one large pattern is too slow for all of them
SLIPS = 100
DIFFLIB_SLIPS = 3

FINDER_WINS_BY = 5
NEAREST_WINS_BY = 10

_BEGINNINGS = ("Ba", "De", "Kha", "Lo", "Mu", "Na", "Re", "Sha", "Ti", "Za")
_ENDINGS = ("bir", "dan", "far", "gol", "him", "jad", "kar", "lami", "mina", "nush")
_PROSE = "it was said that on a day the report of a ministry had been read by some who were there"


def audit() -> None:
    """Print the figures. Raises AuditFailed where the plain way comes too near."""
    _judge("names", FINDER_WINS_BY, *_finding())
    _judge("did-you-mean", NEAREST_WINS_BY, *_nearest())


def _judge(what: str, wanted: int, ours: float, plain: float) -> None:
    ratio = plain / ours
    print(f"{what}: {ours * 1000:.2f} ms, the plain way {plain * 1000:.2f} ms, ratio {ratio:.0f}", flush=True)
    if ratio < wanted:
        raise AuditFailed(f"{what}: not {wanted} times as fast as the plain way, but {ratio:.1f}")


def _finding() -> tuple[float, float]:
    """Seconds a page, ours and by one pattern of all names; the best of some rounds, in turn."""
    names = list(islice(_names(), NAMES))
    pages = list(islice(_pages(names), PAGES))
    known = table({name: name for name in names}, ("General",))
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    found = len(list(find(pages[0], known)))
    if not found:
        raise AuditFailed("names: none found, so nothing was measured")
    return _in_turn(
        (PAGES, lambda: [list(find(page, known)) for page in pages]),
        (PATTERN_PAGES, lambda: [pattern.findall(page) for page in pages[:PATTERN_PAGES]]),
    )


def _nearest() -> tuple[float, float]:
    """Seconds a slip, ours and by difflib."""
    ids = tuple(
        f"{name.replace(' ', '-').lower()}-{n}" for n, name in enumerate(islice(cycle(_names()), IDS))
    )
    slips = [known[:3] + known[4] + known[3] + known[5:] for known in ids[:: IDS // SLIPS]]
    if not all(nearest(slip, ids) for slip in slips):
        raise AuditFailed("did-you-mean: a slip of two letters got no answer")
    return _in_turn(
        (SLIPS, lambda: [nearest(slip, ids) for slip in slips]),
        (DIFFLIB_SLIPS, lambda: [get_close_matches(slip, ids, 3) for slip in slips[:DIFFLIB_SLIPS]]),
    )


def _in_turn(*runs: tuple[int, Callable[[], object]]) -> tuple[float, float]:
    best = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for number, (items, run) in enumerate(runs):
            begun = process_time()
            run()
            best[number] = min(best[number], (process_time() - begun) / items)
    return best[0], best[1]


def _names() -> Iterator[str]:
    """Names of two words, all different."""
    words = [first + last for first, last in product(_BEGINNINGS, _ENDINGS)]
    yield from (f"{one} al-{other}" for one, other in product(words, words) if one != other)


def _pages(names: list[str]) -> Iterator[str]:
    """Texts of small words with a name after every few."""
    words, called = cycle(_PROSE.split()), cycle(names[::7])
    while True:
        text = ""
        while len(text) < LENGTH:
            text += " ".join([*islice(words, 11), next(called)]) + ", "
        yield text
