"""What is made of runs."""

from __future__ import annotations

import pytest

from tests.bench.figures import GOALS, exponent, tables, verdict
from tests.bench.runs import Cost, Run


def run(size: int, edit: str, ours: float, *, hugo: float = 1.0, search: bool = False) -> Run:
    return Run(size, search, edit, 0, Cost(ours, ours, 10_000_000), Cost(hugo, hugo, 20_000_000))


def row(text: str, begin: str) -> list[str]:
    """The cells of the one line of a table that begins so."""
    (line,) = (line for line in text.splitlines() if line.startswith(f"| {begin}"))
    return [cell.strip() for cell in line.strip("| ").split("|")]


@pytest.mark.parametrize("power", [0, 1, 1.5, 2])
def test_how_time_grows_is_found(power: float) -> None:
    assert exponent([(size, 3 * size**power) for size in (250, 1_000, 10_000)]) == pytest.approx(power)


def test_ratios_are_taken_pair_by_pair() -> None:
    """The second pair ran while the machine was busy: each of its two builds took ten times as long."""
    runs = [run(250, "cold", 4), run(250, "cold", 40, hugo=10), run(250, "cold", 4)]
    assert row(tables(runs), "250")[2:] == [
        "4.00",
        "4.00",
        "10",
        "1.00",
        "1.00",
        "20",
        "4.00",
        "4.00",
        "0.50",
    ]


def test_a_goal_is_met_or_not_or_was_not_measured() -> None:
    body = next(goal for goal in GOALS if goal.label == "one body edited")
    assert verdict(body, 1_000, [run(1_000, "body", 0.5)]) == "0.50 ≤ 0.5: met"
    assert verdict(body, 1_000, [run(1_000, "body", 0.6)]) == "0.60 ≤ 0.5: **not met**"
    assert verdict(body, 10_000, [run(1_000, "body", 0.5)]) == "≤ 0.12: not measured"
    assert verdict(body, 250, [run(250, "body", 0.5)]) == ""


def test_growth_is_judged_where_there_are_sizes_to_compare() -> None:
    runs = [run(size, edit, size**1.2, hugo=size) for size in (250, 1_000) for edit in ("cold", "no-op")]
    runs += [run(size, edit, 1) for size in (250, 1_000) for edit in ("body", "title", "name", "layout")]
    text = tables(runs).split("\n\n")[1]
    assert row(text, "cold") == ["cold", "1.20", "1.00", "**not met**"]
    assert row(text, "body") == ["body", "0.00", "0.00", "met"]
    assert "k of ours" not in tables([run(250, "cold", 4)])
