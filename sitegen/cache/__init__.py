"""Remembers results of pure functions between builds (the only cache).

cache         `Cache`: ask here before computing
held          what a process holds of it in memory, decoded
sqlite_store  bytes by kind and key in one file that may be damaged at any time
codec         values to bytes and back
keys          what stages need to have results remembered: a `Memory`, and one key for equal values
digests       by which bytes are told apart
code          which code computes, and its versions (needs the standard library alone, and little of it)
"""

from __future__ import annotations

from pathlib import Path


def is_half_written(path: Path) -> bool:
    """Whether a build died while it wrote to the cache at `path`: SQLite's journal lies beside it.

    The journal holds what the file is to forget, until the cache is opened for writing, which mends it. It stands here
    because it is asked before anything is known to have changed, and so before SQLite is imported.
    """
    return path.with_name(f"{path.name}-journal").exists()
