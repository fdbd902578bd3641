"""What a build came to, for the one-line summary and for `--format json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.errors import Issue


@dataclass(frozen=True, slots=True)
class Result:
    """Counts of a finished run. `seconds` are by stage; `issues` the warnings it ended with; `notes` lines for people
    about the run itself (a damaged cache was made anew).
    """

    pages: int = 0
    written: int = 0
    removed: int = 0
    held_back: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    notes: tuple[str, ...] = ()
    unchanged: bool = False
