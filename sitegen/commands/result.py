"""What a run came to, for the one-line summary and for `--format json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.faults import Fault
from sitegen.model.output import Layouts
from sitegen.model.site import Site
from sitegen.publish.record import BuildOutcome


@dataclass(frozen=True, slots=True)
class LinkedSite:
    """A site that is understood and not yet rendered, with the warnings met on the way."""

    site: Site
    layouts: Layouts
    faults: tuple[Fault, ...]

    @property
    def outcome(self) -> BuildOutcome | None:
        """What may be kept of what this build says; None where its warnings quote entries that are not published."""
        published = {entry.origin.path for entry in self.site.entries.values()} - set(self.site.held_back)
        quoted = {fault.path for fault in self.faults if fault.path.endswith(".md")}
        return BuildOutcome(self.site.held_back, self.faults) if quoted <= published else None


@dataclass(frozen=True, slots=True)
class Result:
    """Counts of a finished run: `pages` it has, files `written` and `removed`, paths `held_back`.

    `seconds` are by stage; `faults` the warnings it ended with; `notes` lines for people about the run itself (a
    damaged cache was made anew). `unchanged` is true where there was nothing to do; `checked` where nothing was
    written because nothing was asked to be.
    """

    pages: int = 0
    written: int = 0
    removed: int = 0
    held_back: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    unchanged: bool = False
    checked: bool = False
