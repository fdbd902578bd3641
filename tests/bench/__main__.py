"""`make bench`: measure, print the tables, and write the figures to a file if asked."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import gettempdir

from tests.bench import figures, peer
from tests.bench.corpus import EPITHETS
from tests.bench.runs import SMALLEST, BuildFailed, Run, runs, warm_up


def main(words: Sequence[str]) -> int:
    """0 when everything was measured, whatever it was; 1 when a build failed, 2 when a tool is missing."""
    options = _options(words)
    try:
        peer.program()
        found = _measured(options)
    except peer.ToolMissing as error:
        print(error, file=sys.stderr)
        return 2
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    print(figures.tables(found))
    if options.json:
        options.json.write_text(json.dumps(_record(found), indent=1) + "\n", encoding="utf-8")
    return 0


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[250, 1_000, 2_500, 5_000, 10_000])
    parser.add_argument(
        "--search", type=int, nargs="*", default=[1_000], help="sizes measured with search too"
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--place", type=Path, default=Path(gettempdir()), help="where the sites are written")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(words)
    if min(options.sizes) < SMALLEST:
        parser.error(f"a size is {SMALLEST} articles or more")
    if not 1 <= options.runs <= EPITHETS // 2:
        parser.error(f"runs are 1 to {EPITHETS // 2}")
    return options


def _measured(options: argparse.Namespace) -> list[Run]:
    """All runs; what there is of them where somebody presses Ctrl-C."""
    found: list[Run] = []
    with suppress(KeyboardInterrupt):
        warm_up(options.place)
        for size in sorted(options.sizes):
            search = (False, True) if size in options.search else (False,)
            for run in runs(size, options.place, turns=options.runs, search=search):
                _say(run)
                found.append(run)
    return found


def _say(run: Run) -> None:
    """A line as soon as a pair is built, with the load of the machine, which says what the line is worth."""
    load = f"load {os.getloadavg()[0]:4.1f}"
    label = f"{run.edit}{', search' if run.search else ''}"
    ours, hugo = (f"{cost.wall:6.2f} s (cpu {cost.cpu:6.2f})" for cost in (run.ours, run.hugo))
    line = f"{load} {run.size:>6,} {label:<14} ours {ours}, Hugo {hugo}, ratio {figures.wall(run):.2f}"
    print(line, file=sys.stderr, flush=True)


def _record(found: Sequence[Run]) -> dict[str, object]:
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "runs": [asdict(run) for run in found],
        "goals": {
            goal.label: {size: figures.verdict(goal, size, found) for size in goal.most}
            for goal in figures.GOALS
        },
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
