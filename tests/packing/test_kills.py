"""`pack` that is killed: what stands is what stood, or all that was asked for; and the next run is as if nothing had been."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.packing.packed import files_in, packed, site_at
from tests.publish.striking import announcements, run

WORDS = ("pack", "zip", "data", "--jobs", "1")


def test_nothing_half_is_left(tmp_path: Path) -> None:
    """It is struck when it opens a file: while the site is made, while packages are, while they change places."""
    whole = announcements(run(site_at(tmp_path / "whole"), event="open", options=WORDS))
    new = files_in(tmp_path / "whole/packs")
    root = site_at(tmp_path / "site")
    old = files_in(packed(root, "zip"))
    for eighth in (6, 7, 8):
        killed = run(root, "SIGKILL", "open", whole * eighth // 8, options=WORDS)
        assert killed.returncode in (0, -signal.SIGKILL), killed.stderr
        assert files_in(root / "packs") in (old, new)
    done = run(root, options=WORDS)
    assert done.returncode == 0, done.stderr
    assert files_in(root / "packs") == new
    assert not (root / ".cache/work").exists()
