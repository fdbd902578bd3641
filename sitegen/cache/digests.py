"""By which digests the cache tells things apart: bytes, and the code that turns them into others."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path

_MACHINE = Path(__file__).resolve().parent.parent


def raw_digest(content: bytes) -> bytes:
    """The digest of bytes by which files and remembered results are told apart: the first 128 bits of SHA-256."""
    return sha256(content, usedforsecurity=False).digest()[:16]


def digest(content: bytes) -> str:
    """The digest of bytes in hex."""
    return raw_digest(content).hex()


def code_digest(machine: Path = _MACHINE) -> str:
    """Stands for everything that computes: this package (`machine`), the front door beside it, and the versions of the rest.

    A result that was remembered under another code digest is nobody's any more.
    """
    files = sorted(path for path in machine.rglob("*.py") if "__pycache__" not in path.parts)
    door = machine.parent / "build.py"
    parts = [f"{path.relative_to(machine.parent).as_posix()} {digest(path.read_bytes())}" for path in files]
    parts.append(digest(door.read_bytes()) if door.is_file() else "")
    return digest("\n".join([*parts, *versions()]).encode())


def versions() -> list[str]:
    """Python and every distribution that can be imported, by name and version.

    The names of their metadata folders say both (https://packaging.python.org/specifications/recording-installed-packages/)
    at a hundredth of the time it takes to open each.
    """
    found = {name for folder in sys.path for name in _distributions(folder or os.curdir)}
    return [sys.version, *sorted(found)]


def _distributions(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return []
