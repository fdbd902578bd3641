"""The real site, built once a worker by the front door, as an editor builds it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

ROOT = Path(__file__).parent.parent.parent
TODAY = "2026-11-21"


def build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run build.py on the site at `root`."""
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "--root",
        str(root),
        "--today",
        TODAY,
        "--jobs",
        "2",
        *options,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    root = tmp_path_factory.mktemp("real") / "a site"
    copytree(ROOT / "content", root / "content")
    done = build(root)
    assert done.returncode == 0, done.stderr
    return root / "public"
