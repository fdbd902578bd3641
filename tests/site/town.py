"""A small site that is built again and again by the front door, and what each build says."""

from __future__ import annotations

import os
import re
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from build import build
from sitegen.cache.held import Held
from sitegen.commands import cli
from sitegen.commands.command import Options, Result
from sitegen.commands.progress import Progress
from tests.faults.case import good_site, read_case

HOME = Path(__file__).parents[2]
FILES = {
    path: text
    for path, text in {**good_site(), **read_case(Path(__file__).with_name("town.txt")).files}.items()
    if text is not None
}
ENTRIES = tuple(sorted(path for path in FILES if path.endswith(".md")))


@dataclass(frozen=True)
class Ending:
    """How a run ended: its exit code and what it told, but for lines on the cache and on the time it took."""

    code: int
    told: str


def write_town(root: Path) -> None:
    """Writes the small site to `root`, over what is there."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def heard(root: Path, *arguments: str, held: Held | None = None) -> tuple[int, str, str]:
    """Runs the front door on the site at `root`, in this process: its exit code, and what it wrote to both streams.

    `held` is what a process that builds again and again has of the builds before.
    """

    def build_again(options: Options, progress: Progress) -> Result:
        return build(options._replace(held=held), progress)

    said, told = StringIO(), StringIO()
    jobs = [] if "--jobs" in arguments else ["--jobs", "1"]
    command = [*arguments, "--root", str(root), *jobs]
    with redirect_stderr(told), redirect_stdout(said):
        code = cli.run(command, HOME, build_again)
    return code, said.getvalue(), told.getvalue()


def run(root: Path, *arguments: str, held: Held | None = None) -> Ending:
    """How a run of the front door on the site at `root` ends; `held` as in `heard`."""
    code, _, told = heard(root, *arguments, held=held)
    own = re.compile(rf"{re.escape(str(root))}{re.escape(os.sep)}\.cache|\w+: \d+\.\d s$")
    return Ending(code, "".join(line for line in told.splitlines(keepends=True) if not own.match(line)))
