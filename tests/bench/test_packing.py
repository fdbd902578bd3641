"""`make bench-pack` measures packages of a site that is built, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

from tests.bench.packing import packed
from tests.bench.runs import SMALLEST


def test_each_package_is_measured_by_itself(tmp_path: Path) -> None:
    costs = dict(packed(SMALLEST, tmp_path, ("calendar", "zip")))
    assert list(costs) == ["calendar", "zip"]
    assert all(cost.peak > 1_000_000 for cost in costs.values())
    assert list(tmp_path.iterdir()) == []
