"""What an editor is told about a site."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from functools import cache
from pathlib import Path

from build import build
from sitegen.cache.cache import Cache
from sitegen.commands import check, stages
from sitegen.commands.command import Context, Options
from sitegen.commands.excerpt import Sources
from sitegen.commands.progress import Progress
from sitegen.commands.report import as_text
from sitegen.commands.stages import LinkedSite, load_and_link
from sitegen.faults import Checked, Fault, Faults, SiteError
from sitegen.load import load, read_layouts
from sitegen.model.output import Layouts
from sitegen.model.site import Settings
from tests.faults.case import HOME
from tests.words import LAYOUTS

TODAY = date(2024, 6, 1)


def faults_of(root: Path) -> tuple[Fault, ...]:
    """Every fault of the site at `root`. Weaknesses that only `check` looks for are left out: they need longer texts."""
    try:
        return linked(root).faults
    except SiteError as fault:
        return fault.faults


def linked(root: Path) -> LinkedSite:
    """The site at `root` as it is understood; raises `SiteError`. Where it has no layouts of its own, those of the project
    are not read again: that would cost as much as the rest.
    """
    options, progress = options_for(root), Progress(quiet=True)
    if (root / "layouts").exists():
        return load_and_link(options, progress, Cache())
    faults = Faults()
    content = faults.take(load(root, Cache(), 1, today=TODAY))
    layouts = faults.take(_layouts(content.settings))
    return stages.link(stages.Sources(content, layouts, faults), options, progress, Cache())


@cache
def _layouts(settings: Settings) -> Checked[Layouts]:
    """The project's own layouts, for all sites with these settings."""
    return read_layouts(LAYOUTS, LAYOUTS, settings, Cache())


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
