"""A fault of ours: the traceback goes to a file that can be sent, never to the editor's screen."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from pathlib import Path


def write(bug: BaseException, cache: Path) -> Path | str:
    """Write the report of `bug` to `cache`, else to the machine's folder for passing files; return where it stands."""
    text = "".join(
        (
            f"Python {sys.version}\n{platform.platform()}\n\n",
            *traceback.format_exception(bug),
        )
    )
    for folder in (cache, Path(tempfile.gettempdir())):
        path = folder / "bug-report.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return path
    return "could not be written"
