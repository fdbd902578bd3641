"""How many cases are tried: 4,000 in an ordinary run, the same in each. `make audit` tries many more, and others each time
(`tests/audit/fuzz.py`), and so does whoever asks for it:

FUZZ_CASES=1000000 FUZZ_SEED=7 make test
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy, lists

T = TypeVar("T")

ORDINARY = 4_000
CASES = int(os.environ.get("FUZZ_CASES") or ORDINARY)
_FIRST_SEED = int(os.environ.get("FUZZ_SEED") or 0)

PARTS = 4
"""Each kind of case is tried in so many tests, which can run beside one another."""

HEADERS, BODIES, LINKED, BUILT = (CASES * share // 1000 for share in (280, 660, 44, 16))
"""Cases of each kind: front matter, Markdown, sites that are linked, sites that are built. What costs more is tried less."""


def tried(
    cases: int, part: int, written: SearchStrategy[T], check: Callable[[T], None], *, at_once: int = 1
) -> None:
    """Run `check` on `cases` / `PARTS` examples of `written`, those of `part`. It fails where they were fewer.

    Small ones are drawn several `at_once`: what Hypothesis does around a draw costs more than they do.
    """
    wanted, ran = cases // PARTS, 0

    def count(examples: list[T]) -> None:
        nonlocal ran
        for example in examples:
            ran += 1
            check(example)

    drawn = lists(written, min_size=at_once, max_size=at_once)
    limits = settings(max_examples=-(-wanted // at_once), suppress_health_check=list(HealthCheck))
    seed(_FIRST_SEED * PARTS + part)(limits(given(drawn)(count)))()
    assert ran >= wanted
