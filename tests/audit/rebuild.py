"""The real site, edited and built time and again: what is remembered at the end is what a build from nothing makes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.audit.tools import ROOT, AuditFailed

TODAY = "2026-12-31"
"""A day on which nothing is held back any more."""


def written_on(text: str) -> str:
    """A sentence more at the end."""
    return f"{text.rstrip()}\n\nOne more thing is known of it.\n" if text.count("---\n") > 1 else text


def renamed(text: str) -> str:
    """Another title or name."""
    return re.sub(r"(?m)^(title|name): (?!\")(.*)$", r"\1: \2 Anew", text, count=1)


EDITS: tuple[tuple[Callable[[str], str], str], ...] = (
    (written_on, "articles"),
    (written_on, "notes"),
    (renamed, "people"),
    (renamed, "articles"),
    (renamed, "topics"),
    (renamed, "sources"),
)
"""What is done to every third entry of a folder, before each build but the first."""


def audit() -> None:
    """Edit, build and compare. Raises AuditFailed."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "content", root / "content")
        _run(root, "build")
        for edit, kind in EDITS:
            for path in sorted((root / "content" / kind).glob("*.md"))[::3]:
                path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
            _run(root, "build")
        _run(root, "check", "--rebuild")


def _run(root: Path, *words: str) -> None:
    command = [sys.executable, "build.py", *words, "--root", str(root), "--today", TODAY]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AuditFailed(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    print(done.stdout, end="", flush=True)
