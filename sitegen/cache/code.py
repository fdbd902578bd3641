"""Which code computes: ours by its bytes, that of others by its version."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from sitegen.cache.digests import digest

_MACHINE = Path(__file__).resolve().parent.parent


def code_digest(machine: Path = _MACHINE) -> str:
    """Stands for everything that computes: this package (`machine`), the front door beside it, and the versions of the rest.

    A result that was remembered under another code digest is nobody's any more.
    """
    files = sorted(path for path in machine.rglob("*.py") if "__pycache__" not in path.parts)
    door = machine.parent / "build.py"
    parts = [f"{path.relative_to(machine.parent).as_posix()} {digest(path.read_bytes())}" for path in files]
    parts.append(digest(door.read_bytes()) if door.is_file() else "")
    return digest("\n".join([*parts, *versions()]).encode())


@cache
def running_code() -> str:
    """That of the code which runs, as it was when this was first asked: files may change under a process that lives long."""
    return code_digest()


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
