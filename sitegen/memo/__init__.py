"""Remembers results of pure functions between builds (the only cache)."""

from __future__ import annotations

import os
import sys
from hashlib import sha256


def digest(content: bytes) -> str:
    """The digest by which bytes are told apart everywhere in the cache: the first 128 bits of SHA-256, in hex."""
    return sha256(content, usedforsecurity=False).hexdigest()[:32]


def versions() -> list[str]:
    """Python and every distribution installed beside it, by name and version."""
    found = {entry for folder in sys.path for entry in _distributions(folder)}
    return [sys.version, *sorted(found)]


def _distributions(folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return []
