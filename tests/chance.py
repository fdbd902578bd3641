"""Chance that is the same in every run."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import count


def chances(seed: str) -> Iterator[float]:
    """Numbers from 0 up to 1 without pattern and without end, the same for the same seed."""
    for number in count():
        yield int.from_bytes(sha256(f"{seed} {number}".encode()).digest()[:4], "big") / 2**32
