"""How far a build is: seen on a terminal, told in a line where there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO
from itertools import count
from pathlib import Path

from sitegen.cache.cache import Cache
from sitegen.commands.command import Options
from sitegen.commands.progress import Progress
from sitegen.commands.stages import load_and_link, render
from tests.faults.case import write_site

HOME = Path(__file__).parent.parent.parent


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def slow() -> Callable[[], float]:
    """A clock by which two seconds pass whenever somebody looks at it."""
    return count(0.0, 2.0).__next__


def test_the_bar_grows_while_pages_are_made(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    options = Options(root=tmp_path, out=tmp_path / "public", home=HOME, today=date(2024, 6, 1))
    understood = load_and_link(options, Progress(quiet=True), Cache())
    terminal = Terminal()
    made = list(render(understood, options, Progress(terminal, clock=slow()), Cache()))
    bars = [line.count("█") for line in terminal.getvalue().split("\r") if " render" in line]
    assert bars == sorted(bars)
    assert (bars[0], bars[-1], len(bars)) == (0, 24, 1 + len(made))


def test_without_a_terminal_a_long_stage_is_told_in_a_line() -> None:
    pipe = StringIO()
    with Progress(pipe, clock=slow()).stage("render"):
        pass
    assert pipe.getvalue() == "render: 4.0 s\n"


def test_who_asks_for_quiet_hears_nothing() -> None:
    terminal = Terminal()
    seen = Progress(terminal, quiet=True, clock=slow())
    with seen.stage("render"):
        assert list(seen.count("render", [1, 2], 2)) == [1, 2]
    assert terminal.getvalue() == ""
    assert set(seen.seconds) == {"render"}
