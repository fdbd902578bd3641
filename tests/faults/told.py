"""What an editor is told about a site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from build import understand
from sitegen.commands.excerpt import Sources
from sitegen.commands.options import Options
from sitegen.commands.progress import Progress
from sitegen.commands.report import as_text
from sitegen.errors import Issue, SiteError
from sitegen.memo.memo import Memo

HOME = Path(__file__).parent.parent.parent
TODAY = date(2024, 6, 1)


def faults_of(root: Path) -> tuple[Issue, ...]:
    """Every fault of the site at `root`. Weaknesses that only `check` looks for are left out: they need longer texts."""
    options = Options(root=root, out=root / "public", home=HOME, today=TODAY)
    try:
        return understand(options, Progress(quiet=True), Memo()).issues
    except SiteError as fault:
        return fault.issues


def told(root: Path) -> str:
    """The faults of the site at `root` as the command line writes them."""
    return as_text(faults_of(root), Sources(root, HOME))
