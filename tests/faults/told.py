"""What an editor is told about a site."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from build import build
from sitegen.cache.cache import Cache
from sitegen.commands import check
from sitegen.commands.command import Context, Options
from sitegen.commands.excerpt import Sources
from sitegen.commands.progress import Progress
from sitegen.commands.report import as_text
from sitegen.commands.stages import load_and_link
from sitegen.faults import Fault, SiteError
from tests.faults.case import HOME

TODAY = date(2024, 6, 1)


def faults_of(root: Path) -> tuple[Fault, ...]:
    """Every fault of the site at `root`. Weaknesses that only `check` looks for are left out: they need longer texts."""
    try:
        return load_and_link(options_for(root), Progress(quiet=True), Cache()).faults
    except SiteError as fault:
        return fault.faults


def options_for(root: Path) -> Options:
    """A build of the site at `root` on a day of 2024."""
    return Options(root=root, out=root / "public", home=HOME, today=TODAY)


def told(root: Path) -> str:
    """The faults of the site at `root` as the command line writes them."""
    return as_text(faults_of(root), Sources(root, HOME))


def told_by_check(root: Path, *, external: bool = False) -> str:
    """What `check --names` writes of the site at `root`, that of its layouts included; with `external`, of its links."""
    wanted = Namespace(
        names=True,
        own_words=True,
        stale=external,
        external=external,
        record_addresses=False,
        changed_since=None,
        rebuild=False,
    )
    try:
        faults = check.COMMAND.run(Context(options_for(root), wanted, Progress(quiet=True), build)).faults
    except SiteError as fault:
        faults = fault.faults
    return as_text(faults, Sources(root, HOME))
