"""What runs say together: medians, ratios taken pair by pair, how time grows with size, and the goals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from statistics import mean, median

from tests.bench.edits import EDITS
from tests.bench.runs import Cost, Run

GROWTH = 1.05
"""Time grows with the number of entries to this power at most: no faster than they do, but for what chance adds."""

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure is to be at most, by size. A figure that is no ratio to Hugo says so by its unit."""

    label: str
    edit: str
    figure: Callable[[Run], float]
    most: dict[int, float]
    search: bool = False
    unit: str = ""


def wall(run: Run) -> float:
    """Times as long as Hugo took."""
    return run.ours.wall / run.hugo.wall


def cpu(run: Run) -> float:
    """Times the work of processors."""
    return run.ours.cpu / run.hugo.cpu


def peak(run: Run) -> float:
    """Times the memory of the largest process."""
    return run.ours.peak / run.hugo.peak


def _seconds(run: Run) -> float:
    return run.ours.wall


GOALS = (
    Goal("nothing changed", "no-op", wall, {1_000: 0.12, 10_000: 0.05, 50_000: 0.04}),
    Goal("one body edited", "body", wall, {1_000: 0.5, 10_000: 0.12, 50_000: 0.08}),
    Goal("one title edited", "title", wall, {1_000: 1.0, 10_000: 0.35, 50_000: 0.3}),
    Goal("one body edited, with search", "body", _seconds, {1_000: 1.0, 10_000: 1.5}, search=True, unit=" s"),
    Goal("cold, for now", "cold", wall, {1_000: 4.5, 10_000: 4.5, 50_000: 4.5}),
    Goal("cold, in the end", "cold", wall, {1_000: 3.5, 10_000: 3.5, 50_000: 3.5}),
    Goal("peak memory, cold", "cold", peak, {1_000: 0.4, 10_000: 0.2, 50_000: 0.15}),
)
"""All but one of what is aimed at: an edit under `serve` is another measurement."""


def tables(runs: Sequence[Run]) -> str:
    """Everything, in Markdown: the medians, how time grows where there are sizes to compare, and the goals."""
    found = map(list, (_medians(runs), _growth(runs), _goals(runs)))
    return "\n\n".join(table(rows) for rows in found if len(rows) > 1)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The k of seconds ~ size ** k that fits best, by least squares of the logarithms. Needs two sizes."""
    xs, ys = ([log(point[at]) for point in points] for at in (0, 1))
    x, y = mean(xs), mean(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def verdict(goal: Goal, size: int, runs: Sequence[Run]) -> str:
    """A goal at a size: its figure, the most it may be, and whether it is met."""
    if size not in goal.most:
        return ""
    found = [goal.figure(run) for run in _of(runs, size, goal.edit, search=goal.search)]
    if not found:
        return f"≤ {goal.most[size]:g}{goal.unit}: not measured"
    return f"{median(found):.2f}{goal.unit} ≤ {goal.most[size]:g}: {_met(median(found), goal.most[size])}"


def _of(runs: Sequence[Run], size: int, edit: str, *, search: bool) -> list[Run]:
    return [run for run in runs if (run.size, run.edit, run.search) == (size, edit, search)]


def _medians(runs: Sequence[Run]) -> Iterator[Sequence[str]]:
    costs = ("s", "cpu s", "MB")
    yield (
        "articles",
        "build",
        *(f"{side} {cost}" for side in ("ours", "Hugo") for cost in costs),
        "ours / Hugo",
        "cpu",
        "memory",
    )
    for (size, search, edit), group in groupby(_in_order(runs), _kind):
        pairs = list(group)
        ratios = (f"{median(map(ratio, pairs)):.2f}" for ratio in (wall, cpu, peak))
        sides = (*_costs([run.ours for run in pairs]), *_costs([run.hugo for run in pairs]))
        yield f"{size:,}", _label(edit, search=search), *sides, *ratios


def _in_order(runs: Sequence[Run]) -> list[Run]:
    """By size, then in the order of the edits, those with search last."""
    return sorted(runs, key=lambda run: (run.size, run.search, list(EDITS).index(run.edit)))


def _kind(run: Run) -> tuple[int, bool, str]:
    return run.size, run.search, run.edit


def _costs(costs: Sequence[Cost]) -> Iterator[str]:
    yield f"{median(cost.wall for cost in costs):.2f}"
    yield f"{median(cost.cpu for cost in costs):.2f}"
    yield f"{median(cost.peak for cost in costs) / _MEGABYTE:.0f}"


def _growth(runs: Sequence[Run]) -> Iterator[Sequence[str]]:
    yield "seconds ~ articles ^ k", "k of ours", "k of Hugo", f"ours ≤ {GROWTH}"
    for search in (False, True):
        sizes = sorted({run.size for run in runs if run.search is search})
        for edit in EDITS if len(sizes) > 1 else ():
            found = {size: _of(runs, size, edit, search=search) for size in sizes}
            ours = exponent([(size, median(run.ours.wall for run in pairs)) for size, pairs in found.items()])
            hugo = exponent([(size, median(run.hugo.wall for run in pairs)) for size, pairs in found.items()])
            yield _label(edit, search=search), f"{ours:.2f}", f"{hugo:.2f}", _met(ours, GROWTH)


def _goals(runs: Sequence[Run]) -> Iterator[Sequence[str]]:
    sizes = sorted({size for goal in GOALS for size in goal.most})
    yield "goal, ours / Hugo", *(f"{size:,}" for size in sizes)
    for goal in GOALS:
        yield goal.label, *(verdict(goal, size, runs) for size in sizes)


def _met(figure: float, most: float) -> str:
    return "met" if figure <= most else "**not met**"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Markdown, the first as the head; columns as wide as they need to be."""
    head, *rest = map(tuple, rows)
    widths = [max(map(len, column)) for column in zip(head, *rest, strict=True)]
    lines = (head, ["-" * width for width in widths], *rest)
    return "\n".join(f"| {' | '.join(map(str.ljust, line, widths))} |" for line in lines)


def _label(edit: str, *, search: bool) -> str:
    return f"{edit}, search" if search else edit
