"""`make bench-pack`: what each package takes, of sites of several sizes that are built and remembered.

What is beyond the memory of `calendar`, which holds little but the linked site, is what a package needs by itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from sitegen.model.packages import FORMATS
from tests.bench.corpus import Corpus
from tests.bench.figures import table
from tests.bench.ours import ROOT, TODAY, Ours
from tests.bench.runs import SMALLEST, BuildFailed, Cost, measure

_NAMES = ("calendar", *(known.name for known in FORMATS if known.name != "calendar"))
_MEGABYTE = 1_000_000


def main(words: Sequence[str]) -> int:
    """0 when everything was measured, whatever it was; 1 when a package could not be made."""
    parser = argparse.ArgumentParser(prog="make bench-pack", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 3_000, 10_000])
    parser.add_argument("--place", type=Path, default=Path(gettempdir()), help="where the sites are written")
    options = parser.parse_args(words)
    if min(options.sizes) < SMALLEST:
        parser.error(f"a size is {SMALLEST} articles or more")
    try:
        found = {size: dict(packed(size, options.place)) for size in sorted(options.sizes)}
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    print(table(list(_rows(found))))
    return 0


def packed(size: int, place: Path, names: Sequence[str] = _NAMES) -> Iterator[tuple[str, Cost]]:
    """What each format took of a site of so many articles, which stands below `place` until then. Raises BuildFailed."""
    with TemporaryDirectory(dir=place, prefix="bench-") as folder:
        site = Ours(Path(folder) / "site")
        writing = get_context("spawn").Process(target=site.write, args=(Corpus(size),))
        writing.start()
        writing.join()
        _pack(site, names[0])  # the site is built, and remembered
        for name in names:
            cost = _pack(site, name)
            print(f"{size:>6,} {name:<8} {' '.join(_told(cost))}", file=sys.stderr, flush=True)
            yield name, cost


def _pack(site: Ours, name: str) -> Cost:
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "pack",
        name,
        "--root",
        str(site.root),
        "--today",
        TODAY,
    ]
    return measure([command], site.root.with_suffix(".log"))


def _rows(found: dict[int, dict[str, Cost]]) -> Iterator[Sequence[str]]:
    yield "package", *(f"{size:,}: {cost}" for size in found for cost in ("s", "cpu s", "MB"))
    for name in next(iter(found.values())):
        yield name, *(text for costs in found.values() for text in _told(costs[name]))


def _told(cost: Cost) -> tuple[str, str, str]:
    return f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{cost.peak / _MEGABYTE:.0f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
