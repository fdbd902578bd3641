"""What a build is told: the options of the command line as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Form = Literal["text", "json", "github"]


@dataclass(frozen=True, slots=True)
class Options:
    """`root` holds content/ (and layouts/, else `home`'s are taken); `out` is the folder that becomes the site.

    `home` is the folder of the generator itself; `today` the only clock there is; `jobs` the number of processes;
    `strict` makes warnings faults; `clean` forgets what was remembered.
    """

    root: Path
    out: Path
    home: Path
    today: date
    base_url: str | None = None
    drafts: bool = False
    clean: bool = False
    search: bool = True
    jobs: int = 1
    strict: bool = False
    form: Form = "text"

    @property
    def cache(self) -> Path:
        """Where all that is remembered stands, with the lock and the staging."""
        return self.root / ".cache"

    @property
    def layouts(self) -> Path:
        """The layouts: the site's own, else the generator's."""
        own = self.root / "layouts"
        return own if own.is_dir() else self.home / "layouts"
