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
    `strict` makes warnings faults; `clean` forgets what was remembered. `names`, `external` and `record_addresses` are for `check`.
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
    names: bool = False
    external: bool = False
    record_addresses: bool = False

    @property
    def cache_dir(self) -> Path:
        """Where all that is remembered stands, with the lock and the staging."""
        return self.root / ".cache"

    @property
    def cache_file(self) -> Path | None:
        """The file of what is remembered; None for a build with drafts, which shall leave no trace."""
        return None if self.drafts else self.cache_dir / "results.sqlite"

    @property
    def places(self) -> dict[str, Path]:
        """Every place a build reads, by the name it has in messages: the content, the layouts, the generator itself."""
        machine = {"sitegen": self.home / "sitegen", "build.py": self.home / "build.py"}
        return {"content": self.root / "content", "layouts": self.layouts, **machine}

    @property
    def words(self) -> dict[str, str]:
        """The options on which the bytes of the site, or the exit code, depend."""
        flags = {"drafts": self.drafts, "search": self.search, "strict": self.strict}
        return {"today": self.today.isoformat(), "base_url": self.base_url or ""} | {
            k: str(v) for k, v in flags.items()
        }

    @property
    def layouts(self) -> Path:
        """The layouts: the site's own, else the generator's."""
        own = self.root / "layouts"
        return own if own.is_dir() else self.home / "layouts"
